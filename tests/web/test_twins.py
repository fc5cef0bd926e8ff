"""Whether Anna is there makes no difference to Ben: every route, in a world with her and without.

Every statement that is sent meanwhile is looked at, too: `bound.py`.
"""

from datetime import timedelta
from uuid import UUID

import pytest

from runstrength.storage.imports import Status
from runstrength.training.exercises import Exercise
from runstrength.training.progression import Target
from runstrength.training.routines import Routine, RoutineExercise
from runstrength.training.shoes import Shoe
from runstrength.training.workouts import Region
from tests.training import build as training
from tests.web.accounts.second_steps import keep_passkey, keep_second_step
from tests.web.api.build import lift, run, squats
from tests.web.conftest import OWN_PAGE
from tests.web.imports.bringing import bring, upload
from tests.web.imports.files import MONDAY, gpx, strong
from tests.web.routes import (
    CODE,
    EXERCISE,
    FLAG,
    GONE,
    IMPORT,
    KEY,
    LIFT,
    MEANT,
    ROUTINE,
    RUN,
    SHOE,
    SOON,
)
from tests.web.test_ownership import filled, send, text_of, tries
from tests.web.twins import World, twins_of
from tests.web.world import (
    calendar_of,
    keep_exercises,
    keep_import,
    keep_recording,
    keep_routine,
    keep_shoe,
)

PLANNED = "0b6f1e2c-7c1f-4a53-8f0e-000000000007"
LIKE = "0b6f1e2c-7c1f-4a53-8f0e-000000000008"
GOOD = {"sleep": 5, "energy": 5, "soreness": 5, "stress": 5, "mood": 5}


def bens_log(ben) -> None:
    """Something of Ben's in every table, under the ids that `routes` tries."""
    keep_exercises(ben, Exercise(EXERCISE, "Sled push", Region.CORE))
    keep_shoe(ben, Shoe(id=UUID(SHOE), name="Trainers", before_m=1000))
    keep_import(ben, UUID(IMPORT), Status.PREVIEW, training.run("Mon 17:00"))
    squat = RoutineExercise("squats", Target(sets=3, reps_low=5, reps_high=8))
    keep_routine(ben, Routine(ROUTINE, "Mine", (squat,)))
    documents = {
        RUN: run("Mon 07:00", effort=9, shoe_id=SHOE, distance_m=10000, notes="hills"),
        LIFT: lift("Tue 07:00", squats(3, weight_kg=80), effort=9),
        GONE: run("Wed 07:00", distance_m=5000),
        PLANNED: {**run(f"{SOON} 07:00", effort=3), "planned": True},
        LIKE: run("Thu 07:00", minutes=30),
    }
    for workout_id, document in documents.items():
        headers = {"Idempotency-Key": f"first {workout_id}"}
        answer = ben.api("PUT", f"/workouts/{workout_id}", document, headers)
        assert answer.status_code == 201, answer.text
    keep_recording(ben, UUID(IMPORT), UUID(RUN), data=gpx(hr=150))
    ben.api("DELETE", f"/workouts/{GONE}")
    for path, document in (
        ("/check-ins/2025-06-16", GOOD),
        ("/weeks/2025-W24", {"deload": True}),
        (f"/set-asides/{FLAG}", MEANT),
    ):
        assert ben.api("PUT", path, document).status_code in (200, 201), path
    bring(ben, strong(("2025-05-12 07:00:00", "Squat (Barbell)")), weight_unit="kg")
    upload(ben, gpx(MONDAY + timedelta(days=3, minutes=1)))
    keep_second_step(ben, KEY, [CODE], is_on=False)
    keep_passkey(ben, "a phone")
    calendar_of(ben)


@pytest.fixture(scope="module")
def twins(stored_people, tmp_path_factory):
    """Both worlds."""
    yield from twins_of(stored_people, tmp_path_factory, bens_log)


def answered(answer) -> str:
    """All that an answer tells."""
    return f"{answer.status_code} {answer.headers.get('Location', '')}\n{text_of(answer)}"


# Where an account is made it has to tell that the address has one: it is not Ben who asks there.
ASKS_FOR_THE_ADDRESS = {("POST", "accounts.create_account")}


@pytest.mark.parametrize(
    ("route", "each"), [t for t in tries() if t.values[0] not in ASKS_FOR_THE_ADDRESS]
)
def test_every_route_answers_ben_alike_with_anna_and_without(twins, route, each):
    def act(world: World) -> list[str]:
        fields = filled(world.ben, each)
        return [answered(send(world.ben.client, world.app, route, each, fields, OWN_PAGE))]

    twins.alike(act)
