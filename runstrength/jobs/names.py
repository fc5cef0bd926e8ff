"""The names that exercises have in an upload, and which exercises of the log they mean.

A lift that waits to be brought in names its exercises `?0`, `?1`, … by their places in this list,
so that its owner can still say what each of them is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ..exchange.found import Unreadable
from ..exchange.names.matching import Match, matches
from ..storage.accounts import User
from ..training.exercises import Exercise
from ..training.workouts import Lift, LiftExercise, Region

# Each is compared with every exercise; the largest libraries of lifting apps have some 1,300.
MOST_NAMES = 2000
TOO_MANY = f"It names more than {MOST_NAMES:,} exercises, as nobody’s log does."
OWN, LEAVE = "own", "leave"  # Beside the id of an exercise, what a name may be chosen to be.


class Names:
    """The names that an upload uses, each once, in the order in which they come."""

    def __init__(self, known: Mapping[str, Exercise], remembered: Mapping[str, str]):
        self.known, self.remembered = known, remembered
        self.listed: list[dict] = []
        self._places: dict[tuple[str, str], int] = {}

    def place(self, app: str, names: Iterable[str]) -> tuple[str, Region]:
        """What stands for an exercise of this app that goes by these names, the best first."""
        names = tuple(names)
        key = app, names[0]
        if key not in self._places:
            if len(self.listed) == MOST_NAMES:
                raise Unreadable(TOO_MANY)
            self._places[key] = len(self.listed)
            self.listed.append(_entry(self._match(app, names)))
        n = self._places[key]
        self.listed[n]["count"] += 1
        return f"?{n}", Region(self.listed[n]["region"])

    def _match(self, app: str, names: tuple[str, ...]) -> Match:
        asked = [(app, name) for name in names]
        found = matches(asked, self.known.values(), self.remembered)
        sure = next((match for match in found if match.exercise), None)
        return replace(sure, name=names[0]) if sure else found[0]


class Chosen:
    """What the names of an upload mean by now, after its owner's word."""

    def __init__(self, user: User, content: Mapping[str, Exercise], listed: list[dict]):
        known = {**user.exercises, **content}
        self._by_place = {f"?{n}": known.get(each["chosen"]) for n, each in enumerate(listed)}

    def put_into(self, lift: Lift) -> Lift:
        """The lift with the log's own exercises; those that are left out are gone."""
        return replace(lift, exercises=tuple(self._known(lift.exercises)))

    def _known(self, done: Iterable[LiftExercise]) -> Iterable[LiftExercise]:
        for each in done:
            if not each.exercise.startswith("?"):
                yield each
            elif known := self._by_place.get(each.exercise):
                yield replace(each, exercise=known.id, region=known.region)


def _entry(match: Match) -> dict:
    return {
        "app": match.app,
        "name": match.name,
        "exercise": match.exercise,
        "guess": match.guess,
        "region": match.region,
        "count": 0,
        "chosen": None,
    }
