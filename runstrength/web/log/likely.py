"""The table that a log page carries, for where no server answers: what would likely be flagged."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from uuid import UUID

from flask import Flask, current_app, g, request, url_for

from ...storage.accounts import Settings, User
from ...training import likely
from ...training.flags import Flag
from ...training.week import DAY
from ...training.workouts import Workout
from .. import clock
from ..headlines import headline
from ..reading import (
    WORKOUTS_OF_A_STRETCH,
    Stretch,
    read_stretch,
    read_versions,
    versions_around,
)
from .previews import told_once

# A table is some 4 kB, and keeps the stretch that it was made from.
TABLES_KEPT = 64
UNKNOWN_VERSION = 0  # Versions count from 1.


def init_likely(app: Flask) -> None:
    """Give the app a place for the tables that were made last."""
    app.extensions["likely_tables"] = lru_cache(TABLES_KEPT)(_document)


def likely_table(user: User, day: date | None, edited: Workout | None = None) -> dict | None:
    """The table of the days around today, as a JSON document of at most 2 kB.

    None for a form whose `day` lies beyond them. `edited` is left out of what stands there, as what
    is typed takes its place. `cells` names for each day, hour and kind of workout one of the
    `outcomes`, each a list of `flags`: headline, severity, tip.
    """
    first, last = _days(user)
    if day is None or not first <= day <= last:
        return None
    stretch = stretch_of_table(user)
    names = tuple(exercise.name for exercise in user.exercises.values())
    root = request.script_root
    question = _Question(stretch, user.settings, edited and edited.id, root, names)
    is_usual = len(stretch.timeline.workouts) <= WORKOUTS_OF_A_STRETCH
    return (current_app.extensions["likely_tables"] if is_usual else _document)(question)


def stretch_of_table(user: User) -> Stretch:
    """The days that the table is made from, read once for a request."""
    if "stretch_of_table" not in g:
        g.stretch_of_table = read_stretch(user, *_days(user))
    return g.stretch_of_table


def read_beside_table(user: User, workout_id: UUID) -> Workout | None:
    """The stored workout with this id, read together with what the table is made from.

    Each by itself would take more statements than a page has.
    """
    versions = versions_around(user, *_days(user))
    if all(known != workout_id for known, _ in versions):
        versions = (*versions, (workout_id, UNKNOWN_VERSION))
    return next((w for w in read_versions(user.id, versions) if w.id == workout_id), None)


def _days(user: User) -> tuple[date, date]:
    today = clock.today(user)
    return today + likely.DAYS[0] * DAY, today + likely.DAYS[-1] * DAY


@dataclass(frozen=True, slots=True, eq=False)
class _Question:
    """All that a table follows from."""

    stretch: Stretch
    settings: Settings
    edited: UUID | None
    script_root: str
    own_names: tuple[str, ...]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Question) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    @property
    def _key(self) -> tuple:
        # A stretch stays the same object while nothing changes, and lives as long as its table.
        return (id(self.stretch), self.settings, self.edited, self.script_root, self.own_names)


def _document(question: _Question) -> dict:
    stretch, settings = question.stretch, question.settings
    limits, timeline = stretch.thresholds, stretch.timeline
    if question.edited:
        timeline = timeline.holding(w for w in timeline.workouts if w.id != question.edited)
    guide = current_app.extensions["guide"]
    cells = likely.likely(timeline, limits, stretch.today, settings.time_zone)
    outcomes = [_said(flags, settings) for flags in cells]
    distinct = list(dict.fromkeys(outcomes))
    flags = list(dict.fromkeys(flag for outcome in distinct for flag in outcome))
    return {
        "dates": [(stretch.today + timedelta(days=n)).isoformat() for n in likely.DAYS],
        "hours": likely.HOURS,
        "kinds": likely.KINDS,
        "easy": limits.easy_effort,
        "moderate": limits.moderate_effort,
        "short": [int(limits.short_lift.total_seconds()), limits.short_lift_sets],
        "near_failure": limits.leg_sets_to_failure,
        "guide": url_for("guide.article", slug=guide.cited.slug) + "#",
        "tips": {tip: guide.citation(tip).label for tip in {flag[2] for flag in flags}},
        "flags": flags,
        "outcomes": [[flags.index(flag) for flag in outcome] for outcome in distinct],
        "cells": [distinct.index(outcome) for outcome in outcomes],
    }


def _said(flags: Iterable[Flag], settings: Settings) -> tuple[tuple[str, str, str], ...]:
    """Flags without their hours, which the table does not know to the minute."""
    timeless = told_once((replace(flag, gap=None) for flag in flags), settings)
    return tuple(
        (_tidy(headline(flag, settings)), flag.severity.word, flag.tips[0]) for flag in timeless
    )


def _tidy(words: str) -> str:
    return " ".join(words.split()).removesuffix(" after")
