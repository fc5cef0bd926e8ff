"""Figures over daily loads, by published formula."""

from fractions import Fraction

import pytest

from runstrength.training.load import monotony


@pytest.mark.parametrize(
    ("loads", "expected"),
    [
        # Mean 2, population variance 1.
        pytest.param([1, 3, 1, 3], 2.0, id="even and odd"),
        # Mean 5, squares 9+1+1+1+0+0+4+16 = 32 over 8: population SD 2.
        pytest.param([2, 4, 4, 4, 5, 5, 7, 9], 2.5, id="a textbook series"),
        # One day in seven: mean L/7, SD L·√6/7.
        pytest.param([420, 0, 0, 0, 0, 0, 0], 6**-0.5, id="one day in seven"),
        # Six days in seven: mean 6L/7, SD L·√6/7.
        pytest.param([420] * 6 + [0], 6**0.5, id="six days in seven"),
    ],
)
def test_monotony_is_the_mean_over_the_population_sd(loads, expected):
    assert monotony([Fraction(load) for load in loads]) == pytest.approx(expected)


@pytest.mark.parametrize("load", [0, 300, Fraction(1, 3)])
def test_equal_days_have_no_monotony(load):
    assert monotony([Fraction(load)] * 7) is None


def test_monotony_does_not_depend_on_the_order_or_the_scale():
    loads = [Fraction(n) for n in (0, 300, 120, 0, 450, 90, 600)]

    assert monotony(loads[::-1]) == pytest.approx(monotony(loads))
    assert monotony([load * 60 for load in loads]) == pytest.approx(monotony(loads))
