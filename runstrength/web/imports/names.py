"""The names of exercises in an upload: those that the log knows, and those to be said."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ...jobs.names import OWN
from ...training.exercises import Exercise
from ...training.workouts import Region


@dataclass(frozen=True, slots=True)
class Entry:
    """A name in another app: what it is here, or the best guess; `place` is its number."""

    place: int
    name: str
    count: int
    known: Exercise | None
    guess: Exercise | None
    region: Region

    @property
    def chosen(self) -> str:
        """What is offered first: the guess, else an exercise of one's own."""
        return self.guess.id if self.guess else f"{OWN}:{self.region}"


def entries(listed: Iterable[Mapping], known: Mapping[str, Exercise]) -> list[Entry]:
    """The names of an upload, those to be said first."""
    found = [
        Entry(
            place=n,
            name=each["name"],
            count=each["count"],
            known=known.get(each["exercise"]),
            guess=known.get(each["guess"]),
            region=Region(each["region"]),
        )
        for n, each in enumerate(listed)
    ]
    return sorted(found, key=lambda entry: entry.known is not None)
