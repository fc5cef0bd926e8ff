"""Check-ins: five scores from 1 to 5, and their sum."""

import pytest

from runstrength.training.check_ins import CheckIn
from runstrength.training.limits import Invalid
from tests.training.build import check_in

GOOD = {"sleep": 4, "energy": 3, "soreness": 5, "stress": 2, "mood": 4}


def test_readiness_is_the_sum_of_the_five():
    assert CheckIn(**GOOD).readiness == 18
    assert CheckIn(**dict.fromkeys(GOOD, 1)).readiness == 5
    assert CheckIn(**dict.fromkeys(GOOD, 5)).readiness == 25


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.parametrize("score", [1, 5])
def test_a_score_is_one_to_five(name, score):
    assert getattr(CheckIn(**GOOD | {name: score}), name) == score


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.parametrize("score", [0, 6, -1, 2.5])
def test_another_score_is_refused_by_its_name(name, score):
    with pytest.raises(Invalid) as refused:
        CheckIn(**GOOD | {name: score})

    assert [error.field for error in refused.value.errors] == [name]


def test_every_score_that_is_none_is_named():
    with pytest.raises(Invalid) as refused:
        CheckIn(**GOOD | {"sleep": 0, "mood": 6})

    assert [error.field for error in refused.value.errors] == ["sleep", "mood"]


@pytest.mark.parametrize("name", GOOD)
def test_a_score_can_not_be_left_out(name):
    with pytest.raises((Invalid, TypeError)):
        CheckIn(**{other: score for other, score in GOOD.items() if other != name})


@pytest.mark.parametrize("name", GOOD)
def test_a_score_can_not_be_empty(name):
    with pytest.raises(Invalid) as refused:
        CheckIn(**GOOD | {name: None})

    assert [error.field for error in refused.value.errors] == [name]


@pytest.mark.parametrize("readiness", range(5, 26))
def test_a_check_in_is_made_up_with_the_sum_asked_for(readiness):
    assert check_in(readiness).readiness == readiness
