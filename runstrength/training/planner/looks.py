"""What a rule sees of one workout: a value that is the same for those that are the same to it."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import date

from ..intensity import Reading
from ..rules.gradual_progression import weighed_sets
from ..rules.remedies import is_race
from ..timeline import Timeline
from ..workouts import Form, Lift, Region, Run, Workout

Seen = tuple[int, Hashable]  # A date, and what is seen of a workout on it.


def itself(workout: Workout) -> Hashable:
    """All of it."""
    return workout.id


def distance(workout: Workout) -> Hashable | None:
    """A run's metres, and whether it is a race."""
    if not isinstance(workout, Run) or not workout.distance:
        return None
    return round(workout.distance.m), is_race(workout)


def weights(workout: Workout) -> Hashable | None:
    """A lift with weights that can be compared."""
    return workout.id if isinstance(workout, Lift) and weighed_sets(workout) else None


def regions(workout: Workout) -> Hashable | None:
    """The regions that a lift trained."""
    return workout.regions if isinstance(workout, Lift) else None


def since_all_regions(past: list[Workout]) -> list[Workout]:
    """The lifts from the first date on after which no region lacks: from there all is told anew."""
    last = {region: lift.local_date for lift in past for region in lift.regions}
    first = min(last.values()) if len(last) == len(Region) else date.min
    return [lift for lift in past if lift.local_date >= first]


@dataclass(frozen=True)
class Looks:
    """What is seen in the light of all readings, or of the form in which exercises were done."""

    timeline: Timeline
    readings: list[Reading]
    _broke_down: frozenset[str] = field(init=False)

    def __post_init__(self):
        done = (done for lift in self.timeline.lifts for done in lift.exercises)
        found = frozenset(d.exercise for d in done if d.form is Form.BREAKING_DOWN)
        object.__setattr__(self, "_broke_down", found)

    def hard(self, workout: Workout) -> tuple[bool, ...] | None:
        """In which readings a workout is hard; None where it is not in any."""
        found = tuple(reading.is_hard(workout) for reading in self.readings)
        return found if any(found) else None

    def hard_kind(self, workout: Workout) -> Hashable | None:
        """Of a hard workout: which kind, and whether it trained legs."""
        legs = isinstance(workout, Lift) and Region.LOWER in workout.regions
        found = self.hard(workout)
        return found and (found, type(workout), legs)

    def hard_itself(self, workout: Workout) -> Hashable | None:
        """All of a hard workout."""
        return self.hard(workout) and workout.id

    def training(self, workout: Workout) -> Hashable | None:
        """Whether a workout is slight, and whether it is hard; a race may be both."""
        hard = self.hard(workout)
        if self._is_slight(workout):
            return ("slight", hard) if hard else None
        return hard or ()

    def alternating(self, workout: Workout) -> Hashable:
        """A run; all of a hard lift; whether another lift is slight."""
        if isinstance(workout, Run):
            return "run"
        found = self.hard(workout)
        return (workout.id, all(found)) if found else self._is_slight(workout)

    def in_a_row(self, seen: list[Seen]) -> Hashable:
        """What two dates of lifting come to: nothing is flagged with a run.

        Nor is it with hard lifts on both, where another rule tells of those.
        """
        if any(look == "run" for _, look in seen):
            return "run"
        surely_hard = {on for on, look in seen if isinstance(look, tuple) and look[1]}
        told = len(surely_hard) > 1 and self.readings[0].is_read("back-to-back-hard")
        return "hard" if told else frozenset(seen)

    def broke_down(self, workout: Workout) -> Hashable | None:
        """A lift with an exercise that was once rated as breaking down."""
        done = workout.exercises if isinstance(workout, Lift) else ()
        return workout.id if any(d.exercise in self._broke_down for d in done) else None

    def _is_slight(self, workout: Workout) -> bool:
        return self.readings[0].is_slight(workout)
