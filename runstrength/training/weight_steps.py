"""The next weight up or down, in steps of plates."""

from fractions import Fraction
from math import ceil

from .plates import weighed
from .quantities import WEIGHT_KG, Weight
from .rules.gradual_progression import SMALLEST_STEP_KG

# More weight comes by 2 to 10 % (ACSM 2009, Progression models in resistance training).
LEAST_PERCENT, MOST_PERCENT = 2, 10
LOWER_PERCENT = 5  # Our convention: enough to be felt.


def next_heavier(weight: Weight, step_kg: Fraction) -> Weight | None:
    """The first step of 2 to 10 %, else one of up to 2.5 kg; None where there is neither.

    Assistance goes down by such a step; no weight is added before none is taken off.
    """
    kg = weight.kg
    steps = max(1, ceil(kg * LEAST_PERCENT / 100 / step_kg))
    if 100 * steps * step_kg > MOST_PERCENT * kg:
        if step_kg > SMALLEST_STEP_KG:
            return None
        steps = 1
    heavier_kg = kg + steps * step_kg
    if kg < 0:
        heavier_kg = min(heavier_kg, Fraction(0))
    return weighed(heavier_kg, weight.unit) if heavier_kg <= WEIGHT_KG.high else None


def next_lighter(weight: Weight, step_kg: Fraction) -> Weight:
    """The first step that is at least 5 % lighter; the weight itself where that leaves none."""
    if weight.kg == 0:
        return weight
    steps = max(1, ceil(weight.kg * LOWER_PERCENT / 100 / step_kg))
    kg = weight.kg - steps * step_kg
    if kg < WEIGHT_KG.low or kg <= 0 < weight.kg:
        return weight
    return weighed(kg, weight.unit)
