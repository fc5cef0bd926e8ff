"""What a settled flag's change is said to have done."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from runstrength.storage.accounts import Settings
from runstrength.training.flags import Action, Remedy
from runstrength.training.quantities import DistanceUnit, Weight, WeightUnit
from runstrength.training.settling import applied, moved_to
from runstrength.web.headlines import settled_words
from tests.training.build import lift, lower, run

METRIC = Settings(time_zone="UTC", distance_unit=DistanceUnit.KM, weight_unit=WeightUnit.KG)
LEGS = lift("2024-12-09 12:00", lower(12, weight=Weight(Decimal(90)), rir=1), effort=8, minutes=70)
HILLS = run("2024-12-10 07:00", distance="10 km", type="hills")
LATER = replace(LEGS, started_at=LEGS.started_at + timedelta(minutes=110), local_date=None)


@pytest.fixture(autouse=True)
def names(app):
    """The guide's names of exercises."""
    with app.app_context():
        yield


def changed(workout, action: Action, **limits):
    """The workout before and after a remedy."""
    (now,) = applied(Remedy(action=action, workouts=(workout.id,), **limits), [workout])
    return workout, now


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ((LEGS, LATER), "the lift of Mon 9 Dec now starts at 13:50"),
        (
            (LEGS, moved_to(LEGS, LEGS.local_date - timedelta(days=3))),
            "the lift of Mon 9 Dec is now on Fri 6 Dec",
        ),
        (
            (LEGS, replace(moved_to(LATER, LEGS.local_date + timedelta(days=1)))),
            "the lift of Mon 9 Dec is now on Tue 10 Dec at 13:50",
        ),
        (
            changed(HILLS, Action.EASE, effort_at_most=6),
            "the hills of Tue 10 Dec are now at effort 6",
        ),
        (
            changed(LEGS, Action.EASE, effort_at_most=6, rir_at_least=3),
            "the lift of Mon 9 Dec is now at effort 6 (was 8)"
            " and keeps 3 or more reps in reserve in leg sets",
        ),
        (
            changed(LEGS, Action.EASE, exercise="squats", weight_kg_at_most=Fraction(80)),
            "the lift of Mon 9 Dec is now at 80 kg of squats (was 90 kg)",
        ),
        (
            changed(LEGS, Action.SHORTEN, working_sets_at_most=8, duration_s_at_most=2700),
            "the lift of Mon 9 Dec is cut to 8 working sets (was 12 working sets)"
            " and 45 min (was 1 h 10 min)",
        ),
        (
            changed(HILLS, Action.SHORTEN, distance_m_at_most=8000),
            "the hills of Tue 10 Dec are cut to 8 km (was 10 km) and 40 min (was 50 min)",
        ),
    ],
)
def test_a_change_is_said_with_what_it_was_before(change, words):
    assert settled_words([change], METRIC) == words


def test_the_changes_of_two_workouts_are_said_in_the_order_in_which_they_stood():
    moves = [(w, moved_to(w, w.local_date + timedelta(days=2))) for w in (HILLS, LEGS)]

    assert settled_words(moves, METRIC) == (
        "the lift of Mon 9 Dec is now on Wed 11 Dec, "
        "and the hills of Tue 10 Dec are now on Thu 12 Dec"
    )
