"""Many who write without a pause; what they were answered, and how soon."""

import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from uuid import UUID, uuid4

from .people import Person
from .servers import Server
from .writes import RUN, put


@dataclass(frozen=True)
class Told:
    """What one write was answered."""

    person: Person
    id: UUID
    duration_s: int
    status: int
    took_s: float


@dataclass(frozen=True)
class Crowd:
    """All that a crowd was told."""

    told: list[Told]

    @property
    def statuses(self) -> Counter:
        """How often each status was answered."""
        return Counter(each.status for each in self.told)

    def acknowledged(self, person: Person) -> dict[UUID, int]:
        """The workouts of someone that were answered as stored, with their durations."""
        mine = (each for each in self.told if each.person is person)
        return {each.id: each.duration_s for each in mine if each.status == 201}

    def took_s(self, share: float) -> float:
        """Within what time such a share of the writes was answered."""
        took = sorted(each.took_s for each in self.told)
        return took[min(int(share * len(took)), len(took) - 1)]


def writing(
    people: Sequence[Person], servers: Sequence[Server], writers: int, seconds: float
) -> Crowd:
    """Let so many write new runs, for so long."""
    end = time.monotonic() + seconds

    def write(place: int) -> list[Told]:
        told = []
        person, server = people[place % len(people)], servers[place % len(servers)]
        while time.monotonic() < end:
            told.append(write_one(person, server, 600 + len(told)))
        return told

    with ThreadPoolExecutor(writers) as phones:
        return Crowd([told for each in phones.map(write, range(writers)) for told in each])


def write_one(person: Person, server: Server | str, duration_s: int = 2700) -> Told:
    """Write one new run."""
    workout_id, before = uuid4(), time.monotonic()
    answer = person.send(server, put(workout_id, RUN | {"duration_s": duration_s}))
    return Told(person, workout_id, duration_s, answer.status, time.monotonic() - before)
