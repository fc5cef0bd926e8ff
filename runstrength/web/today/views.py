"""Today: what it should be, the check-in, and what the last two days held."""

from datetime import date, timedelta
from uuid import UUID

from flask import Blueprint, current_app, flash, redirect, render_template, url_for

from ...storage import marks
from ...storage.database import db
from ...training.balance import balance
from ...training.flags import Severity
from ...training.intensity import Intensity, Reading
from ...training.readiness import readiness
from ...training.suggestion import suggest
from ...training.thresholds import Thresholds
from ...training.timeline import Timeline
from ...training.week import DAY, Week
from ...training.workouts import Run, RunType
from .. import clock, current
from ..cards import Card, cards_by_date, parted
from ..outcomes import refused
from ..reading import read_stretch
from ..writing import is_new_write
from .forms import CheckInForm
from .words import words_for

today = Blueprint("today", __name__)

LAST_DAYS = 2
EASY_TYPES = (RunType.EASY, RunType.RECOVERY)
QUIET_FOR = timedelta(days=7)
LATELY = timedelta(weeks=12)  # A run before that is no run to repeat.


@today.get("/today")
def show():
    """What today should be, and what it holds."""
    return _page()


@today.post("/today/check-in")
def check_in():
    """Store a check-in for the date that the page was opened for."""
    user, form = current.user(), CheckInForm()
    day, scores = form.day(clock.today(user)), form.check_in()
    if day is None or scores is None:
        return refused(form, lambda: _page(form))
    if is_new_write(user.id, "check-in", day.isoformat()):
        marks.keep_check_in(user.id, day, scores)
        db.session.commit()
        flash(f"Checked in: {scores.readiness} of 25.")
    return redirect(url_for("today.show"))


def _page(refused: CheckInForm | None = None) -> str:
    user, day = current.user(), clock.today(current.user())
    stretch = read_stretch(user, day - LAST_DAYS * DAY, day)
    timeline, thresholds = stretch.timeline, stretch.thresholds
    *_, before, yesterday, of_today = balance(Week(day - 6 * DAY), timeline, thresholds, day).days
    judged = readiness(timeline, thresholds, day)
    suggestion = suggest(timeline, thresholds, day, clock.now(), user.settings.time_zone)
    cards, _ = parted(stretch.touching_flags, stretch.set_asides)
    return render_template(
        "today/today.html",
        today=of_today,
        last_days=[yesterday, before],
        marks=cards_by_date(cards),
        forecasts=_forecasts(cards),
        words=words_for(
            suggestion,
            is_low=bool(judged) and judged.is_low,
            is_unrated=any(workout.effort is None for workout in of_today.done),
            is_quiet=not _logged_since(timeline, day - QUIET_FOR),
            last_easy_run=_last_easy_run(timeline, thresholds, day),
        ),
        again=_to_repeat(timeline, day),
        readiness=judged,
        form=refused or CheckInForm.showing(day, timeline.check_ins.get(day)),
        missed=len(stretch.missed),
        is_new=not timeline.workouts,
        week_of=timeline.week_of,
        guide=current_app.extensions["guide"],
        here=url_for("today.show"),
    )


def _forecasts(cards: list[Card]) -> dict[UUID, list[Card]]:
    """What each workout collides with, by its id."""
    found: dict[UUID, list[Card]] = {}
    for card in cards:
        for workout in card.workouts if card.severity > Severity.PRAISE else ():
            found.setdefault(workout.id, []).append(card)
    return found


def _last_easy_run(timeline: Timeline, thresholds: Thresholds, day: date) -> Run | None:
    """The newest easy run of late; a long one is no model for an easy day."""
    reading = Reading(thresholds)
    of_late = (run for run in reversed(timeline.runs) if run.local_date >= day - LATELY)
    runs = (run for run in of_late if not run.planned and run.type in EASY_TYPES)
    return next((run for run in runs if reading.intensity(run) is Intensity.EASY), None)


def _to_repeat(timeline: Timeline, day: date) -> Run | None:
    """The last run of late that was logged, unless it is of today."""
    last = next((run for run in reversed(timeline.runs) if not run.planned), None)
    return last if last and day - LATELY <= last.local_date < day else None


def _logged_since(timeline: Timeline, first: date) -> bool:
    return any(not w.planned and w.local_date >= first for w in timeline.workouts)
