"""Writes as the API and the pages' forms send them, and what each has to leave behind."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode
from uuid import UUID, uuid4

from sqlalchemy import Table

from runstrength.storage.tables import check_ins, workouts

FORM = "application/x-www-form-urlencoded"
TODAY = datetime.now(UTC).date()
BEFORE, AHEAD, LATER = (TODAY + timedelta(days=days) for days in (-2, 3, 4))
RUN = {
    "kind": "run",
    "started_at": f"{BEFORE}T07:00:00+00:00",
    "time_zone": "UTC",
    "duration_s": 2700,
    "run": {"type": "easy", "distance_m": 8000},
}
PLANNED = RUN | {"started_at": f"{AHEAD}T07:00:00+00:00", "planned": True}
SCORES = {"sleep": 4, "energy": 3, "soreness": 5, "stress": 2, "mood": 4}
COMMON_FIELDS = {"date": str(BEFORE), "time": "07:00", "time_zone": "UTC"}
RUN_FIELDS = COMMON_FIELDS | {"duration": "45:00", "distance": "8", "type": "easy"}
LIFT_FIELDS = COMMON_FIELDS | {
    "duration": "50",
    "exercises-0-exercise": "squats",
    "exercises-0-sets-0-reps": "5",
    "exercises-0-sets-0-weight": "82,5",
    "exercises-0-sets-1-reps": "5",
    "exercises-0-sets-1-weight": "82,5",
    "exercises-0-sets-1-rir": "2",
    "exercises-1-exercise": "planks",
    "exercises-1-sets-0-seconds": "60",
}


@dataclass(frozen=True)
class Write:
    """A request, as it is sent once or often."""

    method: str
    path: str
    body: bytes | None = None
    content_type: str | None = None
    key: str | None = None
    base: int | None = None
    accepts: str = "application/json"

    @property
    def headers(self) -> dict[str, str]:
        """Its own headers."""
        sent = {
            "Accept": self.accepts if self.method != "GET" else None,
            "Content-Type": self.content_type,
            "Idempotency-Key": self.key,
            "If-Match": self.base and f'"{self.base}"',
        }
        return {name: value for name, value in sent.items() if value}


@dataclass(frozen=True)
class Case:
    """A write, the writes that have to stand before it, and the one row that it leaves behind."""

    write: Write
    row: dict
    before: tuple[Write, ...] = ()
    table: Table = workouts
    sets: int = 0


def put(workout_id: UUID, document: dict, key: str | None = None, base: int | None = None) -> Write:
    """Store a workout by the API."""
    body = json.dumps(document).encode()
    return Write("PUT", f"/api/v1/workouts/{workout_id}", body, "application/json", key, base)


def post(path: str, fields: dict, key: str | None = None) -> Write:
    """Send a form of one of the pages."""
    return Write("POST", path, urlencode(fields).encode(), FORM, key)


def lift(sets: int = 3) -> dict:
    """A lift's document, with so many sets of squats and one of planks."""
    done = [{"reps": 5, "weight_kg": 80 + n, "rir": 2} for n in range(sets - 1)]
    exercises = [
        {"exercise": "squats", "sets": done},
        {"exercise": "planks", "sets": [{"duration_s": 60}]},
    ]
    common = {name: value for name, value in RUN.items() if name != "run"}
    return common | {"kind": "lift", "lift": {"exercises": exercises}}


def _put_run(key: str | None) -> Case:
    return Case(put(uuid4(), RUN, key), {"version": 1, "duration_s": 2700})


def _put_lift(key: str | None) -> Case:
    return Case(put(uuid4(), lift(), key), {"version": 1, "kind": "lift"}, sets=3)


def _run_form(key: str | None) -> Case:
    fields = RUN_FIELDS | {"id": str(uuid4())}
    return Case(post("/log/run", fields, key), {"version": 1, "duration_s": 2700})


def _lift_form(key: str | None) -> Case:
    fields = LIFT_FIELDS | {"id": str(uuid4())}
    return Case(post("/log/lift", fields, key), {"version": 1, "kind": "lift"}, sets=3)


def _put_edit(key: str | None) -> Case:
    workout_id = uuid4()
    edit = put(workout_id, RUN | {"duration_s": 3000}, key, base=1)
    return Case(edit, {"version": 2, "duration_s": 3000}, (put(workout_id, RUN),))


def _edit_form(key: str | None) -> Case:
    workout_id = uuid4()
    fields = RUN_FIELDS | {"id": str(workout_id), "base_version": "1", "duration": "50:00"}
    edit = post(f"/workouts/{workout_id}/edit", fields, key)
    return Case(edit, {"version": 2, "duration_s": 3000}, (put(workout_id, RUN),))


def _effort(key: str | None) -> Case:
    workout_id = uuid4()
    rating = post(f"/workouts/{workout_id}/effort", {"effort": "7", "base_version": "1"}, key)
    return Case(rating, {"version": 2, "effort": 7}, (put(workout_id, RUN),))


def _deletion(key: str | None) -> Case:
    workout_id = uuid4()
    deletion = post(f"/workouts/{workout_id}/delete", {"base_version": "1"}, key)
    return Case(deletion, {"version": 2, "is_deleted": True}, (put(workout_id, RUN),))


def _restoration(key: str | None) -> Case:
    workout_id = uuid4()
    before = put(workout_id, RUN), post(f"/workouts/{workout_id}/delete", {})
    restoration = post(f"/workouts/{workout_id}/restore", {}, key)
    return Case(restoration, {"version": 3, "is_deleted": False}, before)


def _move(key: str | None) -> Case:
    workout_id = uuid4()
    move = post("/plan/moves", {"move": f"{workout_id}:{LATER}:1"}, key)
    return Case(move, {"version": 2, "local_date": LATER}, (put(workout_id, PLANNED),))


def _check_in(key: str | None) -> Case:
    check_in = post("/today/check-in", {"date": str(BEFORE)} | SCORES, key)
    return Case(check_in, {"local_date": BEFORE} | SCORES, table=check_ins)


NEW: dict[str, Callable[[str | None], Case]] = {
    "a run": _put_run,
    "a lift": _put_lift,
    "a run's form": _run_form,
    "a lift's form": _lift_form,
}
CHANGES: dict[str, Callable[[str | None], Case]] = {
    "an edit": _put_edit,
    "an edit's form": _edit_form,
    "an effort": _effort,
    "a deletion": _deletion,
    "a restoration": _restoration,
    "a move": _move,
    "a check-in": _check_in,
}
