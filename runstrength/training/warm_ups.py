"""Warm-up sets before a weight. `static/js/log/warm-ups.js` counts them the same way on a phone.

The percentages are a common convention, not a finding; `tests/plates.json` holds both to them.
"""

from fractions import Fraction

from .plates import Gear, per_side, weighed
from .workouts import Set, SetKind

BAR_REPS = 10
STEPS = ((40, 5), (60, 3))  # Percent of the weight, repetitions.
LAST_PERCENT = 80
# Before few heavy repetitions, one near them is enough.
FEW_REPS = 5


def warm_up(weight_kg: Fraction | None, reps: int | None, gear: Gear) -> list[Set]:
    """The warm-up sets for `reps` of `weight_kg`, lightest first, each as heavy as can be loaded.

    The bar × 10, 40 % × 5, 60 % × 3 and 80 % × 2 (× 1 before five repetitions or fewer), rounded
    down and none repeated. None at all for bodyweight, assistance and timed sets, and for a weight
    so light that its heaviest warm-up would be the empty bar.
    """
    if weight_kg is None or reps is None:
        return []
    found: dict[Fraction, int] = {gear.bar_kg: BAR_REPS} if gear.bar_kg else {}
    for percent, number in (*STEPS, (LAST_PERCENT, 1 if reps <= FEW_REPS else 2)):
        loading = per_side(weight_kg * percent / 100, gear)
        if loading and loading.plates:
            found.setdefault(loading.loaded_kg, number)
    if not found.keys() - {gear.bar_kg}:
        return []
    return [
        Set(kind=SetKind.WARM_UP, reps=number, weight=weighed(kg, gear.unit))
        for kg, number in found.items()
    ]
