"""The living guide: beside each tip how the last weeks went, on each exercise how it goes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from flask import Flask, current_app, render_template, request
from markupsafe import Markup

from ...guidance.articles import Article
from ...storage import exercises
from ...storage.accounts import User
from ...training.best_sets import best_sets
from ...training.quantities import WeightUnit
from ...training.rules import TIPS
from ...training.tips import WEEKS, weeks_of_tip
from ...training.week import WEEK, Week
from .. import clock
from ..reading import WORKOUTS_OF_A_STRETCH, Stretch, read_stretch
from .words import exercise_line

# The text of an article with its lines is some 20 kB.
TEXTS_KEPT = 64


def init_living(app: Flask) -> None:
    """Give the app a place for the texts that were written last."""
    app.extensions["living_texts"] = lru_cache(TEXTS_KEPT)(_write)


def text_for(user: User, article: Article) -> Markup:
    """The article's text with the user's own lines in it.

    The lines follow from a stretch, which stays the same object for as long as nothing changed.
    """
    this = Week.holding(clock.today(user), user.settings.week_starts_on)
    stretch = read_stretch(user, this.first - (WEEKS - 1) * WEEK, this.last)
    done = exercises.last_done(user.id, current_app.extensions["guide"].exercises)
    lines = _Lines(
        stretch,
        article,
        tuple(sorted(done.items())),
        user.settings.weight_unit,
        request.script_root,
    )
    is_usual = len(stretch.timeline.workouts) <= WORKOUTS_OF_A_STRETCH
    write: Callable = current_app.extensions["living_texts"] if is_usual else _write
    return write(lines)


@dataclass(frozen=True, slots=True, eq=False)
class _Lines:
    """All that the lines follow from."""

    stretch: Stretch
    article: Article
    last_done: tuple[tuple[str, date], ...]
    weight_unit: WeightUnit
    script_root: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Lines) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    @property
    def _key(self) -> tuple:
        kept = id(self.stretch), id(self.article)  # Both live as long as what is kept of them.
        return *kept, self.last_done, self.weight_unit, self.script_root


def _write(lines: _Lines) -> Markup:
    stretch = lines.stretch
    done = dict(lines.last_done)
    best = best_sets(stretch.timeline.lifts, stretch.today)
    tips = {
        tip: weeks_of_tip(
            tip,
            stretch.timeline,
            stretch.dated_flags,
            stretch.today,
            off=stretch.thresholds.off,
            set_asides=stretch.set_asides,
        )
        for tip in TIPS
    }
    return Markup(  # noqa: S704 (a template's own output)
        render_template(
            "guide/_living.html",
            article=lines.article,
            tips=tips,
            exercises={
                name: exercise_line(
                    done.get(name), best.get(name), stretch.today, lines.weight_unit
                )
                for name in current_app.extensions["guide"].exercises
            },
        )
    )
