"""What a session of an exercise came to, in the figures that fit it."""

from decimal import Decimal
from fractions import Fraction

import pytest

from runstrength.training.exercise_trend import Figure, Logged, figures_of
from runstrength.training.quantities import Weight
from tests.training.build import MONDAY, core, lift, lower

WORKOUT = lift("Mon 07:00").id


def kg(number: int) -> Weight:
    return Weight(Decimal(number))


def session(done) -> Logged:
    return Logged(MONDAY, done.working_sets, workout=WORKOUT)


WEIGHTED = session(lower(3, reps=5, weight=kg(60)))
HELD = session(core(2, reps=None, duration_s=45))
FREE = session(lower(2, reps=20))


@pytest.mark.parametrize(
    ("done", "figures"),
    [
        (WEIGHTED, {Figure.E1RM: Fraction(70), Figure.VOLUME: Fraction(900)}),
        (HELD, {Figure.HOLD: 45}),
        (FREE, {Figure.REPS: 20}),
        (session(lower(reps=5, weight=kg(-20))), {}),
        (session(lower(reps=12, weight=kg(50))), {Figure.VOLUME: Fraction(600)}),
        (session(lower(0)), {}),
    ],
)
def test_a_session_has_the_figures_of_its_sets_alone(done, figures):
    assert {f: done.figure(f) for f in Figure if done.figure(f) is not None} == figures


def test_the_figures_of_an_exercise_are_those_that_any_session_has():
    assert figures_of([]) == []
    assert figures_of([HELD]) == [Figure.HOLD]
    assert figures_of([FREE, WEIGHTED, HELD]) == list(Figure)
