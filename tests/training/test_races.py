"""What a race says about other distances, by Riegel's formula."""

from fractions import Fraction

import pytest

from runstrength.training.races import predictions, race_prediction_s
from tests.training.build import run


def test_a_race_twice_as_long_takes_two_to_the_power_of_one_point_oh_six_times_as_long():
    # 2^1.06 = 2.084931…: 20 min over 5 km are 41 min 41.9 s over 10 km.
    assert race_prediction_s(1200, Fraction(5000), Fraction(10_000)) == pytest.approx(2501.92, 1e-5)


def test_a_prediction_for_the_same_distance_is_the_time_itself():
    assert race_prediction_s(2400, Fraction(10_000), Fraction(10_000)) == 2400


@pytest.mark.parametrize(
    ("time_s", "has_one"), [(209, False), (210, True), (230 * 60, True), (230 * 60 + 1, False)]
)
def test_a_prediction_is_made_from_races_of_3_5_to_230_minutes(time_s, has_one):
    found = race_prediction_s(time_s, Fraction(5000), Fraction(10_000))

    assert (found is not None) is has_one


def race(km: str, minutes: float, **fields):
    """A race."""
    return run("Mon 07:00", minutes=minutes, distance=f"{km} km", **{"type": "race"} | fields)


def test_a_race_says_something_about_the_usual_distances_but_its_own():
    found = predictions(race("10", 40))

    assert list(found) == ["5 km", "Half marathon", "Marathon"]
    assert found["5 km"] == round(2400 / 2**1.06)


def test_a_race_measured_a_little_long_is_still_one_of_its_distance():
    assert "10 km" not in predictions(race("10.29", 40))
    assert "10 km" in predictions(race("10.31", 40))


def test_a_race_counts_its_moving_time():
    assert predictions(race("10", 60, moving=40)) == predictions(race("10", 40))


@pytest.mark.parametrize(
    "other",
    [
        race("10", 40, type="tempo"),
        race("0.8", 2.5),
        race("80", 480),
        run("Mon 07:00", type="race"),
    ],
    ids=["no race", "too short", "too long", "no distance"],
)
def test_what_the_formula_was_not_made_for_says_nothing(other):
    assert predictions(other) == {}
