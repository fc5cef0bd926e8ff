"""What a set or a race says about another: estimates by published formula, each with its limits."""

from collections.abc import Iterable
from fractions import Fraction

from .workouts import Set, SetKind

# Epley's formula was made for few repetitions; the further from one, the more it guesses.
FEWEST_REPS, MOST_REPS = 2, 10
EPLEY_REPS = 30
# Lifters judge how many repetitions were left well only close to failure (Zourdos et al. 2016).
MOST_RIR = 3

RIEGEL_EXPONENT = 1.06
# The times over which Riegel found the line to hold: 3.5 to 230 minutes.
SHORTEST_RACE_S, LONGEST_RACE_S = 210, 230 * 60


def e1rm_kg(s: Set) -> Fraction | None:
    """The estimated one-repetition maximum of a working set, in kilograms, exact.

    w(1 + r/30) for r of 2 to 10 repetitions (Epley 1985), w itself for one. Where the repetitions
    in reserve are known and at most 3, r + RIR stands for r (Zourdos et al. 2016), within the same
    limits. None for anything else: a warm-up, a timed set, no weight, bodyweight or assistance.
    An estimate says nothing of whether the weight is safe to attempt.
    """
    if s.kind is not SetKind.WORKING or s.reps is None or s.weight is None or s.weight.kg <= 0:
        return None
    reps = s.reps + (s.rir if s.rir is not None and s.rir <= MOST_RIR else 0)
    if reps == 1:
        return s.weight.kg
    if not FEWEST_REPS <= reps <= MOST_REPS:
        return None
    return s.weight.kg * (1 + Fraction(reps, EPLEY_REPS))


def best_set(sets: Iterable[Set]) -> Set | None:
    """The set with the highest estimated maximum, the heavier of equals; None if none has one."""
    estimated = [(e1rm_kg(s), s) for s in sets]
    known = [(estimate, s.weight.kg, s) for estimate, s in estimated if estimate is not None]
    return max(known, key=lambda each: each[:2])[2] if known else None


def race_prediction_s(time_s: int, distance_m: Fraction, other_m: Fraction) -> float | None:
    """Seconds for `other_m`, from a race of `distance_m` in `time_s` (Riegel 1981).

    T2 = T1·(D2/D1)^1.06, for a T1 of 3.5 to 230 minutes; None outside that.
    """
    if not SHORTEST_RACE_S <= time_s <= LONGEST_RACE_S:
        return None
    return time_s * float(other_m / distance_m) ** RIEGEL_EXPONENT
