"""The table that a log page carries, for where no server answers: what would likely be flagged."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from flask import current_app, url_for

from ...storage.accounts import Settings, User
from ...training import likely
from ...training.flags import Flag
from ...training.week import DAY
from .. import clock
from ..headlines import headline
from ..reading import Stretch, read_stretch
from .previews import told_once

TABLES_KEPT = 256


@dataclass(frozen=True, slots=True)
class _Kept:
    """A table, with the stretch that it was made from, so that no other takes its identity."""

    stretch: Stretch
    document: dict


def likely_table(user: User) -> dict:
    """The table of the days around today, as a JSON document of at most 2 kB.

    `cells` names for each day, hour and kind of workout one of the `outcomes`, each a list of
    `flags`: headline, severity, tip. It follows from the stretch alone, and is kept with it.
    """
    today = clock.today(user)
    stretch = read_stretch(user, today - DAY, today + DAY)
    kept = current_app.extensions.setdefault("likely_tables", {})
    key = (id(stretch), user.settings)
    if key not in kept:
        if len(kept) >= TABLES_KEPT:
            kept.clear()
        kept[key] = _Kept(stretch, _document(stretch, user))
    return kept[key].document


def _document(stretch: Stretch, user: User) -> dict:
    limits = stretch.thresholds
    guide = current_app.extensions["guide"]
    cells = likely.likely(stretch.timeline, limits, stretch.today, user.settings.time_zone)
    outcomes = [_said(flags, user.settings) for flags in cells]
    distinct = list(dict.fromkeys(outcomes))
    flags = list(dict.fromkeys(flag for outcome in distinct for flag in outcome))
    return {
        "dates": [(stretch.today + timedelta(days=n)).isoformat() for n in likely.DAYS],
        "hours": likely.HOURS,
        "kinds": likely.KINDS,
        "easy": limits.easy_effort,
        "moderate": limits.moderate_effort,
        "short": [int(limits.short_lift.total_seconds()), limits.short_lift_sets],
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
