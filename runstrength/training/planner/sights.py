"""What each rule sees: two arrangements that look the same to it cost the same.

A rule that is not listed sees every workout within its reach, which is always true, and slow.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from ..intensity import Reading
from ..rules import RULES, Rule
from ..thresholds import Thresholds
from ..timeline import Timeline
from ..workouts import Workout
from .looks import Looks, Seen, distance, itself, regions, since_all_regions, weights

EVER = 10_000  # As many dates as a timeline can have.
ALWAYS = timedelta.max
# The rules that look at the sums of a week, which stay the same whatever the order of its dates,
# or at weeks that are over; and the praise, which costs nothing.
UNMOVED = ("load-jump", "lift-volume-jump", "few-lifts", "monotonous-week", "well-combined")


@dataclass(frozen=True, kw_only=True)
class Sight:
    """What some rules see of the workouts on a date and before it.

    `look` says what they see of one, None for nothing, and `back` how many dates before they see.
    `within` is for rules that go by the clock: they see what ends so little before the first start
    of the date, or starts before its last end, on whatever date. With `counts`, two of a look are
    more than one; with `heaped`, the rules speak of each workout of the date by itself, beside all
    that is earlier, no matter when; with `pairs`, of two workouts at a time, whatever else there
    is; with `ends_week`, of whole weeks. `gist` is what all the looks come to, where that is less
    than all of them, and `past` what still matters of the workouts before the open dates.
    """

    rules: tuple[Rule, ...]
    look: Callable[[Workout], Hashable | None]
    back: int
    within: timedelta | None = None
    counts: bool = False
    heaped: bool = False
    pairs: bool = False
    ends_week: bool = False
    gist: Callable[[list[Seen]], Hashable] | None = None
    past: Callable[[list[Workout]], list[Workout]] = list


def sights(timeline: Timeline, thresholds: Thresholds, readings: list[Reading]) -> list[Sight]:
    """The sights of all rules that are on, but for those that no arrangement changes."""
    left = {r.id: r for r in RULES if r.id not in thresholds.off and r.id not in UNMOVED}
    found = []
    for names, options in _known(Looks(timeline, readings), thresholds):
        rules = tuple(left.pop(name) for name in names.split() if name in left)
        found.append(Sight(rules=rules, **options))
    found += [
        Sight(rules=(rule,), look=itself, back=rule.reach_days, within=ALWAYS)
        for rule in left.values()
    ]
    return [sight for sight in found if sight.rules]


def _known(looks: Looks, thresholds: Thresholds) -> Iterable[tuple[str, dict]]:
    """The ids of rules that see alike, and what they see."""
    to_failure, region = thresholds.legs_before_run_to_failure, thresholds.same_region
    longest = max(to_failure, region, thresholds.combined)
    # A streak that is longer than needed is told from one that is just as long.
    streak = thresholds.rest_within
    return (
        (
            "legs-before-hard-run legs-after-hard-run same-region-again",
            {"look": looks.hard_itself, "back": EVER, "within": longest, "pairs": True},
        ),
        ("back-to-back-hard", {"look": looks.hard_kind, "back": 2}),
        (
            "combined-order combined-not-easy combined-not-short",
            {"look": itself, "back": EVER, "within": thresholds.combined},
        ),
        ("not-alternating", {"look": looks.alternating, "back": 1, "gist": looks.in_a_row}),
        ("no-rest-day", {"look": looks.training, "back": streak}),
        ("hard-on-low-readiness", {"look": looks.hard, "back": 0}),
        ("long-run-spike", {"look": distance, "back": 30, "counts": True, "heaped": True}),
        ("weight-jump", {"look": weights, "back": 28, "heaped": True}),
        (
            "region-missed",
            {"look": regions, "back": EVER, "counts": True, "past": since_all_regions},
        ),
        ("heavier-on-poor-form", {"look": looks.broke_down, "back": EVER, "within": ALWAYS}),
        ("too-many-hard-days", {"look": looks.hard, "back": 6, "ends_week": True}),
    )
