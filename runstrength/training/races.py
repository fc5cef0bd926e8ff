"""What a race says about others: an estimate by published formula, with its limits."""

from fractions import Fraction

from .workouts import Run, RunType

RIEGEL_EXPONENT = 1.06
# The times over which Riegel found the line to hold: 3.5 to 230 minutes.
SHORTEST_RACE_S, LONGEST_RACE_S = 210, 230 * 60
# The distances that most people race.
USUAL_M = {
    "5 km": Fraction(5000),
    "10 km": Fraction(10_000),
    "Half marathon": Fraction("21097.5"),
    "Marathon": Fraction(42_195),
}
# A race of nearly the same distance needs no formula.
SAME_WITHIN = Fraction(3, 100)


def race_prediction_s(time_s: int, distance_m: Fraction, other_m: Fraction) -> float | None:
    """Seconds for `other_m`, from a race of `distance_m` in `time_s` (Riegel 1981).

    T2 = T1·(D2/D1)^1.06, for a T1 of 3.5 to 230 minutes; None outside that.
    """
    if not SHORTEST_RACE_S <= time_s <= LONGEST_RACE_S:
        return None
    return time_s * float(other_m / distance_m) ** RIEGEL_EXPONENT


def predictions(run: Run) -> dict[str, int]:
    """Whole seconds for the usual distances that a race says something about; by their names."""
    if run.type is not RunType.RACE or not run.distance:
        return {}
    predicted = {
        name: race_prediction_s(run.counted_s, run.distance.m, metres)
        for name, metres in USUAL_M.items()
        if abs(metres / run.distance.m - 1) > SAME_WITHIN
    }
    return {name: round(seconds) for name, seconds in predicted.items() if seconds is not None}
