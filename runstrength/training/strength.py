"""What a set says about another: an estimate by published formula, with its limits."""

from fractions import Fraction

from .workouts import Set, SetKind

# Epley's formula was made for few repetitions; the further from one, the more it guesses.
FEWEST_REPS, MOST_REPS = 2, 10
EPLEY_REPS = 30
# Lifters judge how many repetitions were left well only close to failure (Zourdos et al. 2016).
MOST_RIR = 3


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
