"""The people of the web's tests, and a log that what is made up can hit."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle
from uuid import UUID

import pytest

from runstrength.storage.imports import Status
from tests.training import build
from tests.web import conftest
from tests.web.api.build import lift, new_id, rows, run, squats
from tests.web.api.flagged import flag_id
from tests.web.conftest import Person
from tests.web.world import keep_import

stored_people, standing = conftest.stored_people, conftest.standing
app, anna = conftest.app, conftest.anna

RUN = run("Mon 07:00", effort=8, type="tempo", distance_m=10000.5, moving_s=3000, avg_hr_bpm=160)
LIFT = lift("Tue 07:00", squats(2, weight_lb=225, rir=0), rows(1, weight_kg=40), effort=8)
PLANNED = run("Thu 07:00", planned=True)
WELL = dict.fromkeys(("sleep", "energy", "soreness", "stress", "mood"), 4)
DAY = "2025-06-16"


@dataclass(frozen=True)
class Known:
    """Words that hit what is stored, by the name of their parameter, each time the next."""

    words: dict[str, Callable[[], object]]

    def put_into(self, sent):
        """The same parameters or body, with words that hit where there are such."""
        if isinstance(sent, list):
            return [self.put_into(each) for each in sent]
        if not isinstance(sent, dict):
            return sent
        return {
            name: self.words[name]() if name in self.words else self.put_into(sent[name])
            for name in sent
        }


def whole(document):
    """A made-up workout with what a new one has to have, and nothing that no user could send."""
    if not isinstance(document, dict):
        return document
    kind, other = ("lift", "run") if isinstance(document.get("lift"), dict) else ("run", "lift")
    base = LIFT if kind == "lift" else RUN
    left = {name: each for name, each in document.items() if name not in (other, "id")}
    return {**base, **left, "kind": kind, kind: left.get(kind) or base[kind]}


@pytest.fixture
def known(anna: Person) -> Known:
    """A log in which a workout, a tombstone, a check-in, a flag and imports can be hit."""
    ran, lifted, planned, gone = (new_id() for _ in range(4))
    for workout_id, document in ((ran, RUN), (lifted, LIFT), (planned, PLANNED), (gone, RUN)):
        assert anna.api("PUT", f"/workouts/{workout_id}", document).status_code == 201
    assert anna.api("DELETE", f"/workouts/{gone}").status_code == 204
    assert anna.api("PUT", f"/check-ins/{DAY}", WELL).status_code == 201
    words = {
        "id": (ran, lifted, planned, gone, new_id()),
        "date": (DAY, "2025-06-17", "2025-06-18"),
        "week": ("2025-W25", "2025-W26"),
        "flag": (flag_id("back-to-back-hard", "2025-06-17", ran, lifted), "x"),
        "If-Match": ('"1"', "*", '"2"', 'W/"3"'),
        "If-None-Match": ('"1"', "*"),
        "from": ("2025-06-01",),
        "to": ("2025-06-30", "2025-06-16"),
        "time_zone": ("Europe/Berlin", "America/Denver"),
        "started_at": (RUN["started_at"], "2025-06-18T07:00:00Z", "1999-12-31T23:59:59-11:00"),
        "exercise": ("squats", "rows", "planks"),
        "shoe_id": (None,),
        "intervals": ("", "6 x 800 m @ 3:20 r 2:00"),
        "weight_lb": (None, 225),
        "weight_kg": (None,),
    }
    nexts = {name: cycle(each).__next__ for name, each in words.items()}
    return Known({**nexts, "import": an_import_each_time(anna)})


def an_import_each_time(person: Person) -> Callable[[], str]:
    """Imports, new each time, in every state in turn; some with a run."""
    states = cycle(Status)

    def made() -> str:
        import_id = new_id()
        keep_import(person, UUID(import_id), next(states), build.run("2025-05-05 07:00"))
        return import_id

    return made
