"""Workouts as JSON documents, written briefly: `run("Mon 07:00", effort=8)`.

Weekdays are those of 2025-W25, which starts on Monday, 16 June and lies in the past; other dates
are written out. Times are those of the clock in Berlin, where the tests' users are.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import count
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from werkzeug.test import TestResponse

from tests.web.conftest import Person

MONDAY = date(2025, 6, 16)
BERLIN = ZoneInfo("Europe/Berlin")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
OF_A_RUN = {"type", "distance_m", "moving_s", "avg_hr_bpm"} | {
    "intervals",
    "is_treadmill",
    "elevation_gain_m",
    "shoe_id",
}
OF_A_LIFT = {"avg_hr_bpm"}
_numbers = count(1)


def new_id() -> str:
    """An id that no other workout of the tests has."""
    return str(UUID(int=0xA << 124 | next(_numbers)))


def moment(when: str) -> str:
    """Read "Mon 07:00" or "2025-06-16 07:00"; write it as JSON has it."""
    day, clock = when.split()
    if day in WEEKDAYS:
        day = str(MONDAY + timedelta(days=WEEKDAYS.index(day)))
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=BERLIN).isoformat()


def run(when: str, minutes: int = 60, **fields) -> dict:
    """A run."""
    part = {name: fields.pop(name) for name in OF_A_RUN & fields.keys()}
    return {**_common("run", when, minutes), **fields, "run": {"type": "other", **part}}


def lift(when: str, *exercises: dict, minutes: int = 30, **fields) -> dict:
    """A lift."""
    part = {name: fields.pop(name) for name in OF_A_LIFT & fields.keys()}
    part["exercises"] = list(exercises)
    return {**_common("lift", when, minutes), **fields, "lift": part}


def exercise(name: str, *sets: dict, form: str | None = None) -> dict:
    """An exercise with its sets."""
    return {"exercise": name, "form": form, "sets": list(sets)}


def squats(count: int = 1, **of_each_set) -> dict:
    """Squats, which train the lower body."""
    return exercise("squats", *[{"kind": "working", "reps": 5, **of_each_set}] * count)


def rows(count: int = 1, **of_each_set) -> dict:
    """Rows, which train the upper body."""
    return exercise("rows", *[{"kind": "working", "reps": 5, **of_each_set}] * count)


def _common(kind: str, when: str, minutes: int) -> dict:
    return {
        "kind": kind,
        "started_at": moment(when),
        "time_zone": "Europe/Berlin",
        "duration_s": minutes * 60,
        "effort": None,
        "notes": "",
        "planned": False,
    }


def case(name: str, *values):
    """One row of a table, under its name."""
    return pytest.param(*values, id=name)


def store(person: Person, *documents: dict) -> list[str]:
    """Store new workouts; their ids."""
    ids = [new_id() for _ in documents]
    for workout_id, document in zip(ids, documents, strict=True):
        answer = person.api("PUT", f"/workouts/{workout_id}", document)
        assert answer.status_code == 201, answer.text
    return ids


def send(
    person: Person, method: str, path: str, body: bytes, content_type: str = "application/json"
) -> TestResponse:
    """Ask the API with a body of just these bytes."""
    return person.client.application.test_client(use_cookies=False).open(
        f"/api/v1{path}",
        method=method,
        data=body,
        content_type=content_type,
        headers={"Authorization": f"Bearer {person.token}"},
    )


def pages(person: Person, path: str) -> Iterator[list[dict]]:
    """Every page of a list, by its cursors."""
    cursor = None
    while True:
        more = f"&cursor={cursor}" if cursor else ""
        answer = person.api("GET", f"{path}{more}").json
        yield answer["items"]
        cursor = answer["next"]
        if cursor is None:
            return
