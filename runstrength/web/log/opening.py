"""How a form opens: empty, for a plan, for one that was done, like or after another, by routine.

What the address asks for and nobody can have, is 404.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import abort, request

from ...storage import workouts
from ...storage.accounts import User
from ...storage.outcomes import Tombstone
from ...training.intensity import Intensity, Reading
from ...training.workouts import Run, RunType, Workout
from .. import clock, current, dates
from .by_routine import prefilled, routine_asked
from .forms import PLANNED, WorkoutForm
from .lift_form import LiftForm
from .likely import read_beside_table
from .run_form import RunForm

FORMS = {RunForm.kind: RunForm, LiftForm.kind: LiftForm}
# When people train, unless they say otherwise: running before work, lifting after it.
PLANNED_AT = {RunForm.kind: "07:00", LiftForm.kind: "18:00"}
SHORT_LIFT = {"duration": 20 * 60, "effort": "5"}
AFTER_A_RUN = timedelta(minutes=5)
EASY_EFFORT = "3"
# An hour as our links have it; ISO 8601 knows seconds and zones, too.
TIME = re.compile(r"\d{2}:\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Opening:
    """A form as it opens, with a line above it.

    A form that starts now started `ago` before, by the phone's own clock and in its zone; None
    where the form says itself when it starts.
    """

    form: WorkoutForm
    note: str = ""
    ago: timedelta | None = None


def opened(kind: str) -> Opening:
    """The form for a new workout, filled in as the address asks for it."""
    for name, open_ in _WAYS.items():
        if name in request.args:
            return open_(kind, request.args[name])
    return Opening(FORMS[kind].empty(current.user().settings, clock.now()), ago=timedelta(0))


def opened_done(stored: Workout) -> Opening:
    """The form of a planned workout, to be logged: as planned, but not in the future."""
    form = FORMS[stored.kind].showing(stored)
    form.planned.data = ""
    now = clock.now()
    if stored.started_at > now:
        start = now - timedelta(seconds=stored.duration_s)
        form.start_at(start.astimezone(ZoneInfo(stored.time_zone)))
    return Opening(form)


def _planned(kind: str, day: str) -> Opening:
    zone = current.user().settings.time_zone
    at = request.args.get("time", PLANNED_AT[kind])
    if not TIME.fullmatch(at):
        abort(404)
    try:
        start = datetime.combine(dates.read(day), time.fromisoformat(at))
    except ValueError:
        abort(404)
    return Opening(FORMS[kind].starting(start, zone, planned=PLANNED, **_typed(kind)))


def _like(kind: str, workout_id: str) -> Opening:
    other = _own(workout_id, kind, read_beside_table)
    ago = timedelta(seconds=other.duration_s)
    zone = current.user().settings.time_zone
    start = (clock.now() - ago).astimezone(ZoneInfo(zone))
    form = FORMS[kind].starting(start, zone, **FORMS[kind].repeated(other))
    return Opening(form, ago=ago)


def _of_type(kind: str, _type: str) -> Opening:
    zone = current.user().settings.time_zone
    here = clock.now().astimezone(ZoneInfo(zone))
    return Opening(FORMS[kind].starting(here, zone, **_typed(kind)), ago=timedelta(0))


def _typed(kind: str) -> dict:
    """The type of a run that the address names; an easy one is of an easy effort."""
    wanted = request.args.get("type")
    if kind != Run.kind or wanted is None:
        return {}
    if wanted not in list(RunType):
        abort(404)
    is_easy = wanted in (RunType.EASY, RunType.RECOVERY)
    return {"type": wanted} | ({"effort": EASY_EFFORT} if is_easy else {})


def _after(kind: str, run_id: str) -> Opening:
    run = _own(run_id, Run.kind)
    if kind == Run.kind:
        abort(404)
    start = (run.ended_at + AFTER_A_RUN).astimezone(ZoneInfo(run.time_zone))
    easy = Reading(current.user().thresholds).intensity(run) is Intensity.EASY
    note = "One combined day with your easy run." if easy else ""
    return Opening(FORMS[kind].starting(start, run.time_zone, **SHORT_LIFT), note)


def _of_routine(kind: str, name: str) -> Opening:
    routine = routine_asked()
    if routine is None or kind != LiftForm.kind:
        abort(404)
    zone = current.user().settings.time_zone
    here = clock.now().astimezone(ZoneInfo(zone))
    form = LiftForm.starting(here, zone, exercises=prefilled(routine))
    return Opening(form, note=routine.name, ago=timedelta(0))


def _stored(user: User, workout_id: UUID) -> Workout | Tombstone | None:
    return workouts.find(user.id, workout_id)


def _own(workout_id: str, kind: str, read: Callable = _stored) -> Workout:
    try:
        found = read(current.user(), UUID(workout_id))
    except ValueError:
        abort(404)
    return found if isinstance(found, Workout) and found.kind == kind else abort(404)


_WAYS = {"plan": _planned, "like": _like, "after": _after, "type": _of_type, "routine": _of_routine}
