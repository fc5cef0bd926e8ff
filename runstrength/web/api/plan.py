"""The plan in the API: the order of a week that the rules like best, and what settles a flag.

Planned workouts themselves are workouts, stored and moved as such.
"""

from datetime import date
from uuid import UUID

from flask import abort

from ...training.limits import FieldError, Invalid
from ...training.planner import Cost, arrange, settle
from .. import current
from ..current import only_reads
from ..deadline import ARRANGE_FOR_S, out_of_time_after
from ..reading import read_stretch, read_week
from ..weeks import week_named
from .blueprint import api
from .documents import workout_document
from .reports import flag_document, remedy_document
from .schemas import ARRANGE, SETTLE, checked
from .sent import read_date


@api.post("/weeks/<name>/arrange")
@only_reads
def post_arrange(name: str):
    """Find the order of a week with the fewest flags and moves; stores nothing."""
    user, sent = current.user(), checked(ARRANGE)
    week = week_named(name)
    stretch = read_week(user, week)
    found = arrange(
        stretch.timeline,
        week,
        stretch.thresholds,
        stretch.today,
        busy=_dates("busy", sent.get("busy", ())),
        pinned=_ids(sent.get("pinned", ())),
        out_of_time=out_of_time_after(ARRANGE_FOR_S),
    )
    return {
        "moves": [
            {"workout": str(m.workout.id), "date": m.to_date.isoformat()} for m in found.moves
        ],
        "before": _cost(found.before),
        "after": _cost(found.after),
        "remaining": [flag_document(flag, stretch.set_asides) for flag in found.remaining],
        "stuck": [str(workout.id) for workout in found.stuck],
        "exact": found.exact,
    }


@api.post("/settle")
@only_reads
def post_settle():
    """Find the smallest single change to the plan that clears a flag; stores nothing."""
    user, sent = current.user(), checked(SETTLE)
    day = read_date("date", sent["date"])
    stretch = read_stretch(user, day, day)
    flag = next((f for f in stretch.dated_flags if f.id == sent["flag"]), None)
    if flag is None:
        abort(404, "There is no such flag on that date.")
    found = settle(flag, stretch.timeline, stretch.thresholds, stretch.today)
    return {
        "remedy": remedy_document(found.remedy) if found else None,
        "changed": [workout_document(w) for w in found.changed] if found else [],
        "adds": [flag_document(f, stretch.set_asides) for f in found.added] if found else [],
    }


def _cost(cost: Cost) -> dict:
    names = ("warnings", "cautions", "infos", "moves")
    return {name: getattr(cost, name) for name in names}


def _dates(field: str, texts: list[str]) -> set[date]:
    return {read_date(f"{field}.{n}", text) for n, text in enumerate(texts)}


def _ids(texts: list[str]) -> set[UUID]:
    try:
        return {UUID(text) for text in texts}
    except ValueError as error:
        raise Invalid([FieldError("pinned", "must be UUIDs")]) from error
