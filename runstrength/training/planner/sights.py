"""What each rule sees of a workout: two arrangements that look the same to it cost the same.

A rule that is not listed sees every workout within its reach, which is always true, and slow.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import timedelta

from ..intensity import Reading
from ..rules import RULES, Rule
from ..rules.gradual_progression import weighed_sets
from ..rules.remedies import is_race
from ..thresholds import Thresholds
from ..timeline import Timeline
from ..workouts import Form, Lift, Region, Run, Workout

# All of a timeline's dates.
EVER = 10_000
# The rules that look at the sums of a week, which stay the same whatever the order of its dates,
# or at weeks that are over; and the praise, which costs nothing.
UNMOVED = frozenset(
    ("load-jump", "lift-volume-jump", "few-lifts", "monotonous-week", "well-combined")
)


@dataclass(frozen=True, kw_only=True)
class Sight:
    """What some rules see of the workouts on a date and before it.

    `token` says what they see of one: workouts of the same token are the same to them, and those
    whose token is None are nothing. `back` is how many dates before they see. `within` is for rules
    that go by the clock: they see what ends so little before the date's first start, or starts
    before its last end, on whatever date. With `counts`, two of a token are more than one; with
    `heaped`, it is the same on which of the earlier dates something is; with `pairs`, the rules
    speak of two workouts at a time, whatever else there is; with `ends_week`, of whole weeks.
    """

    rules: tuple[Rule, ...]
    token: Callable[[Workout], Hashable | None]
    back: int
    within: timedelta | None = None
    counts: bool = False
    heaped: bool = False
    pairs: bool = False
    ends_week: bool = False


def sights(timeline: Timeline, thresholds: Thresholds, readings: list[Reading]) -> list[Sight]:
    """The sights of all rules that are on, but for those that no arrangement changes."""
    rules = {r.id: r for r in RULES if r.id not in thresholds.off and r.id not in UNMOVED}

    def taken(*ids: str) -> tuple[Rule, ...]:
        return tuple(rules.pop(i) for i in ids if i in rules)

    def hard(workout: Workout) -> Hashable | None:
        found = tuple(reading.is_hard(workout) for reading in readings)
        return found if any(found) else None

    def hard_kind(workout: Workout) -> Hashable | None:
        legs = isinstance(workout, Lift) and Region.LOWER in workout.regions
        return hard(workout) and (hard(workout), type(workout), legs)

    def hard_itself(workout: Workout) -> Hashable | None:
        return hard(workout) and workout.id

    def training(workout: Workout) -> Hashable | None:
        return None if readings[0].is_slight(workout) else hard(workout) or ()

    def alternating(workout: Workout) -> Hashable:
        if isinstance(workout, Run):
            return "run"
        return workout.id if hard(workout) else readings[0].is_slight(workout)

    def distance(workout: Workout) -> Hashable | None:
        measured = isinstance(workout, Run) and workout.distance
        return (round(workout.distance.m), is_race(workout)) if measured else None

    def weights(workout: Workout) -> Hashable | None:
        return workout.id if isinstance(workout, Lift) and weighed_sets(workout) else None

    def regions(workout: Workout) -> Hashable | None:
        return workout.regions if isinstance(workout, Lift) else None

    broke_down = {
        done.exercise
        for lift in timeline.lifts
        for done in lift.exercises
        if done.form is Form.BREAKING_DOWN
    }

    def broken(workout: Workout) -> Hashable | None:
        done = workout.exercises if isinstance(workout, Lift) else ()
        return workout.id if any(d.exercise in broke_down for d in done) else None

    longest = max(
        thresholds.legs_before_run_to_failure, thresholds.same_region, thresholds.combined
    )
    found = [
        Sight(
            rules=taken("legs-before-hard-run", "legs-after-hard-run", "same-region-again"),
            token=hard_itself,
            back=EVER,
            within=longest,
            pairs=True,
        ),
        Sight(rules=taken("back-to-back-hard"), token=hard_kind, back=2),
        Sight(
            rules=taken("combined-order", "combined-not-easy", "combined-not-short"),
            token=lambda w: w.id,
            back=EVER,
            within=thresholds.combined,
        ),
        Sight(rules=taken("not-alternating"), token=alternating, back=1),
        # A streak that is longer than needed is told from one that is just as long.
        Sight(rules=taken("no-rest-day"), token=training, back=thresholds.rest_within),
        Sight(rules=taken("hard-on-low-readiness"), token=hard, back=0),
        Sight(rules=taken("long-run-spike"), token=distance, back=30, counts=True, heaped=True),
        Sight(rules=taken("weight-jump"), token=weights, back=28, heaped=True),
        Sight(rules=taken("region-missed"), token=regions, back=EVER, counts=True),
        Sight(rules=taken("heavier-on-poor-form"), token=broken, back=EVER, within=timedelta.max),
        Sight(rules=taken("too-many-hard-days"), token=hard, back=6, ends_week=True),
    ]
    found += [
        Sight(rules=(rule,), token=lambda w: w.id, back=rule.reach_days, within=timedelta.max)
        for rule in rules.values()
    ]
    return [sight for sight in found if sight.rules]
