"""The words that the rules are made of, and the names and units of all that can be moved."""

from collections.abc import Mapping
from dataclasses import dataclass

from ...training.rules import adjust_intensity, gradual_progression, regions
from ...training.thresholds import BOUNDS, DEFAULTS, HOURS, MINUTES, Thresholds


@dataclass(frozen=True, slots=True)
class Term:
    """A word, what it means, the thresholds that are set beside it, and their source."""

    id: str
    name: str
    meaning: str
    thresholds: tuple[str, ...] = ()
    source: str = ""


TERMS = (
    Term(
        "effort",
        "Easy, moderate, hard",
        "Up to effort {easy_effort} a workout is easy, up to {moderate_effort} moderate, and above "
        "that hard; a race is hard at any effort, and a hard lift may be hard by its sets.",
        ("easy_effort", "moderate_effort"),
        "Session RPE, in three zones of its ten points.",
    ),
    Term(
        "estimate",
        "Estimate",
        "With no effort logged, a race, intervals, a tempo run, hills and a run over {long_run} "
        "are taken as hard; every other one stays unknown, and is never taken as easy. A flag that "
        "rests on such an estimate says so, and the estimate alone makes it a caution at most.",
        ("long_run",),
        "A stated convention.",
    ),
    Term(
        "hard-lift",
        "Hard lift",
        "Its effort is over {moderate_effort}, or its leg sets came near failure: {near_failure}. "
        "A hard leg lift is a hard lift with a leg set.",
        source="Such sets leave legs that need days; the counts are a stated convention.",
    ),
    Term(
        "short-lift",
        "Short lift",
        "It is not hard, takes at most {short_lift} and {short_lift_sets}, and its effort is "
        "logged and at most {moderate_effort}. The two numbers are set under “Short lift after an "
        "easy run”.",
    ),
    Term(
        "slight",
        "Slight",
        "A workout under {slight} at effort {easy_effort} or less.",
        ("slight",),
        "A walk-and-jog or some minutes of mobility make no day of training: a stated convention.",
    ),
    Term(
        "combined",
        "Combined",
        "Less than {combined} lie between a run and a lift. Of several runs of a date on one side "
        "of a lift, the hardest is looked at; workouts that overlap are not combined.",
        ("combined",),
        "A stated convention; no such time is exact.",
    ),
)
SET_BESIDE = {name: term for term in TERMS for name in term.thresholds}

LABELS = {
    "easy_effort": "Easy, up to effort",
    "moderate_effort": "Moderate, up to",
    "long_run": "Hard by length, over",
    "slight": "Slight, under",
    "legs_before_run": "Before a hard run",
    "legs_before_run_to_failure": "After 0 in reserve",
    "combined": "Combined, under",
    "legs_after_run_close": "Warning under",
    "short_lift": "Short lift, at most",
    "short_lift_sets": "Sets of it, at most",
    "long_lift": "Long lift, over",
    "long_lift_sets": "Sets of it, over",
    "same_region": "Between hard lifts",
    "rest_within": "Dates in a row",
    "long_run_percent": "Of the longest, over",
    "long_run_warning_percent": "Warning over",
    "long_run_metres": "And longer by over",
    "weight_percent": "Of the weight before, over",
    "lift_volume_percent": "Of the usual sets, over",
    "low_readiness": "Low, up to",
    "load_percent": "Of the usual load, over",
    "load_caution_percent": "Caution over",
    "monotony": "Monotony over",
    "hard_dates": "More hard dates than",
    "lifts_a_week": "Fewer lifts than",
    "region_dates": "Dates up to a lift",
}
# How a unit is written behind a number; those that are not here are written as they are.
SYMBOLS = {HOURS: "h", MINUTES: "min"}
NO_BREAK = "\N{NO-BREAK SPACE}"
UNITS = {name: SYMBOLS.get(bound.unit, bound.unit) for name, bound in BOUNDS.items()}
IN_A_SENTENCE = {"sets": "working sets", "lifts": ""}  # It says "fewer lifts than 2".
SINGULAR = {"dates": "date"}


def in_words(text: str, thresholds: Thresholds) -> str:
    """A sentence with the user's numbers in it."""
    return text.format_map({name: amount(name, thresholds) for name in BOUNDS} | FIXED)


def amount(name: str, thresholds: Thresholds) -> str:
    """A threshold with its unit: 24 h, 110 %, 8 working sets."""
    number, unit = thresholds.number(name), IN_A_SENTENCE.get(UNITS[name], UNITS[name])
    unit = SINGULAR.get(unit, unit) if number == 1 else unit
    return f"{number:,}{NO_BREAK}{unit}" if unit else f"{number:,}"


def _near_failure() -> str:
    """How many leg sets near failure make a lift hard."""
    (first, none), *others = DEFAULTS.leg_sets_to_failure
    more = [f"{count} with {most} or fewer" for count, most in others]
    return f"{first} with {none} reps in reserve, {', '.join(more[:-1])}, or {more[-1]}"


# What the sentences say of the rules' own constants, which nobody moves.
FIXED: Mapping[str, object] = {
    "longest_of": adjust_intensity.LONGEST_OF.days,
    "fewest_runs": adjust_intensity.FEWEST_RUNS,
    "readiness_of": adjust_intensity.READINESS_OF.days,
    "fewest_check_ins": adjust_intensity.FEWEST_CHECK_INS,
    "weeks_before": adjust_intensity.WEEKS_BEFORE,
    "weeks_beside": adjust_intensity.WEEKS_BESIDE,
    "heaviest_of": gradual_progression.HEAVIEST_OF.days,
    "fewer_reps": gradual_progression.FEWER_REPS,
    "smallest_step": f"{float(gradual_progression.SMALLEST_STEP_KG):g}{NO_BREAK}kg",
    "fewest_sets": gradual_progression.FEWEST_SETS,
    "fewest_lifts": regions.FEWEST_LIFTS,
    "near_failure": _near_failure(),
}
