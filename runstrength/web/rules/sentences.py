"""Each rule in one sentence: when it fires, how much that weighs, and where its numbers come from.

`{long_lift}` stands for the user's own threshold, `{longest_of}` for a number that nobody moves.
The sentences describe the rules and nothing else; what to do about a flag is the guide's to say.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RuleWords:
    """A rule's short name, when it fires, what its flags weigh, and its numbers' source."""

    name: str
    fires_when: str
    weighs: str
    source: str


CONVENTION = "a stated convention; no such time is exact"

RULE_WORDS = {
    "same-region-again": RuleWords(
        "The same region again",
        "Two hard lifts with working sets for the same region are less than {same_region} apart.",
        "Caution",
        f"A night and a day: {CONVENTION}.",
    ),
    "not-alternating": RuleWords(
        "Lifts on two days in a row",
        "Lifts that are not slight are on two dates in a row with no run on either, and neither "
        "“The same region again” nor “Hard days back to back” is about lifts of those dates.",
        "Worth knowing",
        "The guide’s tip itself; the rule has no number of its own.",
    ),
    "few-lifts": RuleWords(
        "Few lifts in a week",
        "A finished week with runs has fewer lifts than {lifts_a_week}, is no deload week, and is "
        "not the week in the middle of which the log began.",
        "Worth knowing",
        "The guide gives no number; two a week is ours, after Blagrove 2018.",
    ),
    "legs-after-hard-run": RuleWords(
        "Legs after a hard run",
        "A hard leg lift starts less than {combined} after a hard run ended.",
        "Warning under {legs_after_run_close}, else Caution",
        f"Half of the time within which workouts are combined: {CONVENTION}.",
    ),
    "combined-order": RuleWords(
        "Lift before a run",
        "A lift ends less than {combined} before a run of the same date starts.",
        "Worth knowing where the run is easy, else Caution",
        "The guide’s tip itself; the rule has no number of its own.",
    ),
    "combined-not-easy": RuleWords(
        "Lift after a run that was not easy",
        "A lift starts less than {combined} after a moderate or hard run of the same date ended, "
        "and “Legs after a hard run” is not about that lift.",
        "Caution",
        "The guide’s tip itself; the rule has no number of its own.",
    ),
    "combined-not-short": RuleWords(
        "Long or hard lift after an easy run",
        "A lift that is hard, or over {long_lift}, or over {long_lift_sets}, starts less than "
        "{combined} after an easy run of the same date ended.",
        "Caution",
        "The guide asks for a short lift and gives no number: these are stated conventions.",
    ),
    "well-combined": RuleWords(
        "Short lift after an easy run",
        "A short lift, of at most {short_lift} and {short_lift_sets}, starts less than {combined} "
        "after an easy run of the same date ended.",
        "Well done",
        "The guide asks for a short lift and gives no number: these are stated conventions.",
    ),
    "back-to-back-hard": RuleWords(
        "Hard days back to back",
        "A hard workout is on one date, and another on the next.",
        "Worth knowing where one of the two dates is hard by lifts without leg sets alone; else "
        "Warning where both hold a hard workout of the same kind, or the date before them is hard "
        "by more than such lifts; else Caution",
        "The guide’s tip itself; the rule has no number of its own.",
    ),
    "legs-before-hard-run": RuleWords(
        "Legs before a hard run",
        "A hard leg lift ends less than {legs_before_run} before a hard run starts, or less than "
        "{legs_before_run_to_failure} where one of its leg sets left 0 reps in reserve.",
        "Warning under {legs_before_run}, else Caution",
        f"About a day after hard lifting, two after a set to failure: {CONVENTION}.",
    ),
    "no-rest-day": RuleWords(
        "No day of rest",
        "Each of {rest_within} in a row has a workout that is not slight, a hard one among them; "
        "it fires on the last of them, and while that goes on, on each last day of a week.",
        "Caution",
        "A week holds a day of rest: a stated convention.",
    ),
    "too-many-hard-days": RuleWords(
        "Many hard days in a week",
        "A week has hard workouts on more than {hard_dates}.",
        "Caution",
        "Hard days and easy days take turns, which makes three hard ones in seven: a stated "
        "convention.",
    ),
    "long-run-spike": RuleWords(
        "A far longer run",
        "A run is over {long_run_percent} of the longest run of the {longest_of} days before, and "
        "over {long_run_metres} longer, where those days hold {fewest_runs} or more runs with a "
        "distance.",
        "Worth knowing for a race; else Warning over {long_run_warning_percent}, else Caution",
        "The tenth that runners are often told, and three times that: stated conventions. Below "
        "a kilometre it is a detour.",
    ),
    "hard-on-low-readiness": RuleWords(
        "Hard on a low day",
        "A hard workout is on a date whose check-in comes to {low_readiness} or less, or to at "
        "least one standard deviation below the mean of the {readiness_of} days before, where "
        "these have {fewest_check_ins} or more check-ins.",
        "Caution",
        "About the middle of the scale from 5 to 25, two and a half a question: a stated "
        "convention.",
    ),
    "load-jump": RuleWords(
        "A jump in load",
        "A week’s load, effort × minutes, is over {load_percent} of the median of the "
        "{weeks_before} weeks before, where each of these has a load, every effort is logged, and "
        "none of them was a deload week.",
        "Caution over {load_caution_percent}, else Worth knowing",
        "Load after Foster 2001; the percentages are stated conventions.",
    ),
    "monotonous-week": RuleWords(
        "A week of days alike",
        "In a finished week with every effort logged, the mean of the 7 daily loads is over "
        "{monotony} times their standard deviation, and the week’s load is no less than the median "
        "of such weeks among the {weeks_beside} that end with it.",
        "Worth knowing",
        "Monotony and the default of 2.0 after Foster 1998.",
    ),
    "heavier-on-poor-form": RuleWords(
        "Heavier after poor form",
        "The form of an exercise was rated as breaking down, and the next workout with it has a "
        "heavier heaviest set.",
        "Caution",
        "The rating is your own; the rule has no number.",
    ),
    "weight-jump": RuleWords(
        "A jump in weight",
        "An exercise’s heaviest set is over {weight_percent} of the most that was lifted in the "
        "{heaviest_of} days before for no more than {fewer_reps} reps fewer, and over "
        "{smallest_step} heavier.",
        "Caution",
        "A tenth, but always the smallest pair of plates: a stated convention.",
    ),
    "lift-volume-jump": RuleWords(
        "A jump in sets",
        "A week’s working sets are over {lift_volume_percent} of the median of the {weeks_before} "
        "weeks before, where each of these has at least {fewest_sets} and none was a deload week.",
        "Worth knowing",
        "Half as many again: a stated convention.",
    ),
    "region-missed": RuleWords(
        "A region missed",
        "The {region_dates} up to a lift hold at least {fewest_lifts} lifts and no working set for "
        "a region; it fires once until that region is trained, and not in a deload week.",
        "Worth knowing",
        "Two weeks in which each region has its turn: a stated convention.",
    ),
}
