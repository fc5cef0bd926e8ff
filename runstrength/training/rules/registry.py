"""The list of rules, in the order of their table, and how far each looks."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..flags import Flag
from ..intensity import Reading
from ..timeline import Timeline
from . import (
    adjust_intensity,
    alternate_days,
    combined_workouts,
    gradual_progression,
    proper_technique,
    recovery,
    regions,
)

# The article's six tips on balancing running and weight training, in its order.
TIPS = (
    "alternate-days",
    "combined-workouts",
    "recovery",
    "adjust-intensity",
    "proper-technique",
    "gradual-progression",
)
# A monotonous week is judged beside the twelve weeks that end with it. No rule looks further back,
# but for what has to come with the timeline from before: the start of the log, poor form that was
# not answered yet, and the newest lifts, which tell which regions were missed.
LOOK_BACK_DAYS = 84
# A pair of hard dates that begins in a stretch ends a day behind it; a free date for one of the
# two is looked for within MOVE_AT_MOST of that, and has to lie a day apart from the next hard one.
LOOK_AHEAD_DAYS = 1 + recovery.MOVE_AT_MOST.days + 1


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's id, the passages that it can cite, its function, and the thresholds it has.

    `reach_days` is how far before a flag's date the rule looks for workouts, with the defaults or
    any others; `LOOK_BACK_DAYS` stands for all that there is, such as the day the log began.
    """

    id: str
    tips: tuple[str, ...]
    read: Callable[[Timeline, Reading], Iterable[Flag]]
    reach_days: int
    thresholds: tuple[str, ...] = ()
    of_weeks: bool = False

    @property
    def is_near(self) -> bool:
        """Whether the rule is about workouts close to each other, not about weeks."""
        return self.reach_days <= NEAR_DAYS and not self.of_weeks


# 48 h (96 at most, if so chosen) from the end of a workout of up to 48 h; zones shift by a day.
NEAR_DAYS = 7
# A month of look-back.
MONTH_DAYS = 30


def _rule(
    read: Callable, tips: str, reach_days: int, *thresholds: str, of_weeks: bool = False
) -> Rule:
    name = read.__name__.replace("_", "-")
    return Rule(name, tuple(tips.split()), read, reach_days, thresholds, of_weeks)


RULES = (
    _rule(recovery.back_to_back_hard, "recovery alternate-days", 2),
    _rule(
        recovery.legs_before_hard_run,
        "recovery",
        7,
        "legs_before_run",
        "legs_before_run_to_failure",
    ),
    _rule(
        combined_workouts.legs_after_hard_run,
        "combined-workouts",
        4,
        "legs_after_run_close",
        "combined",
    ),
    _rule(combined_workouts.combined_order, "combined-workouts", 4, "combined"),
    _rule(combined_workouts.combined_not_easy, "combined-workouts", 4, "combined"),
    _rule(
        combined_workouts.combined_not_short,
        "combined-workouts",
        4,
        "combined",
        "long_lift",
        "long_lift_sets",
    ),
    _rule(
        combined_workouts.well_combined,
        "combined-workouts",
        4,
        "combined",
        "short_lift",
        "short_lift_sets",
    ),
    _rule(alternate_days.same_region_again, "alternate-days", 7, "same_region"),
    _rule(alternate_days.not_alternating, "alternate-days", 7, "slight"),
    _rule(recovery.no_rest_day, "recovery", LOOK_BACK_DAYS, "rest_within", "slight"),
    _rule(
        adjust_intensity.long_run_spike,
        "adjust-intensity",
        30,
        "long_run_percent",
        "long_run_warning_percent",
        "long_run_metres",
    ),
    _rule(gradual_progression.weight_jump, "gradual-progression", 28, "weight_percent"),
    _rule(
        gradual_progression.lift_volume_jump,
        "gradual-progression",
        27,
        "lift_volume_percent",
        of_weeks=True,
    ),
    _rule(proper_technique.heavier_on_poor_form, "proper-technique", LOOK_BACK_DAYS),
    _rule(adjust_intensity.hard_on_low_readiness, "adjust-intensity", 0, "low_readiness"),
    _rule(
        adjust_intensity.load_jump,
        "adjust-intensity",
        27,
        "load_percent",
        "load_caution_percent",
        of_weeks=True,
    ),
    _rule(adjust_intensity.monotonous_week, "adjust-intensity", 83, "monotony", of_weeks=True),
    _rule(recovery.too_many_hard_days, "recovery", 6, "hard_dates", of_weeks=True),
    _rule(
        alternate_days.few_lifts, "alternate-days", LOOK_BACK_DAYS, "lifts_a_week", of_weeks=True
    ),
    _rule(
        regions.region_missed, " ".join(regions.SECTIONS.values()), LOOK_BACK_DAYS, "region_dates"
    ),
)
RULES_BY_ID = {rule.id: rule for rule in RULES}
