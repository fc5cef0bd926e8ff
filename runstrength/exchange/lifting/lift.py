"""A workout of a lifting app while its rows, one a set, are read.

All its sets are one `Found`; a run that was logged among them is another.
"""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal

from ...training.limits import Invalid
from ...training.quantities import Distance
from ...training.workouts import DURATION_S, MOST_EXERCISES, MOST_SETS, NOTES_CHARACTERS
from ..found import RUNNING, STRENGTH, Found, FoundExercise, Lap
from .lift_entries import Entry
from .set_cells import Cells, Refused, seconds, set_of

LONGEST_NAMES = 300  # Characters of an exercise's and its superset's name in the app.
MOST_ROWS = MOST_EXERCISES * MOST_SETS  # Of one workout.
_TREADMILL = re.compile(r"treadmill|laufband|tapis|cinta|esteira", re.I)


class Lift:
    """A workout while its rows are read."""

    def __init__(self, app: str, line: int, started_at: datetime, elapsed_s: int = 0):
        self.title = self.notes = ""
        self._app, self._line = app, line
        self._started_at, self._elapsed_s = started_at, elapsed_s
        self._entries: list[Entry] = []
        self._by_name: dict[str, Entry] = {}
        self._rows = self._characters = 0

    def entry(self, name: str, superset: str = "", *, is_one: bool = False) -> Entry:
        """The exercise that a row is of: the last one, another, or any of the name if `is_one`."""
        self._rows += 1
        if self._rows > MOST_ROWS:
            raise Refused(f"a workout has at most {MOST_ROWS:,} sets")
        if not name.strip():
            raise Refused("it names no exercise")
        if len(name) + len(superset) > LONGEST_NAMES:
            raise Refused("the name of its exercise is too long")
        if self._entries and self._entries[-1].is_of(name, superset):
            return self._entries[-1]
        if is_one and (entry := self._by_name.get(name)):
            return entry
        entry = self._by_name[name] = Entry(name, superset)
        self._entries.append(entry)
        return entry

    def add(self, entry: Entry, cells: Cells, distance: Distance | None = None) -> None:
        """Add what a row tells to its exercise: a part of a run, or a set. Raises `Refused`."""
        if (
            entry.is_run
            and (distance or cells.seconds.strip(" 0:.,"))
            and not cells.reps.strip(" 0.,")
        ):
            run_s = seconds(cells.seconds, cells.has_decimal_comma)
            if run_s > DURATION_S.high:
                raise Refused("the time of the run is too long")
            entry.runs.append((run_s, distance))
            return
        made = set_of(cells)
        if made is None and not distance:
            raise Refused("it has neither reps nor seconds")
        if made is not None:
            entry.sets.append(made)
        if distance:
            self.note_on(entry, f"{distance.value} {distance.unit}")

    def note(self, text: str) -> None:
        """Add to the workout's notes, once."""
        self.notes = self._more(self.notes, text)

    def note_on(self, entry: Entry, text: str) -> None:
        """Add to an exercise's notes, once."""
        entry.notes = self._more(entry.notes, text)

    def lasted(self, started_at: datetime, elapsed_s: int) -> None:
        """Set when it was, where the rows themselves tell it."""
        self._started_at, self._elapsed_s = started_at, elapsed_s

    def founds(self) -> Iterator[Found]:
        """The workouts, one after another: the runs before the lift, the lift, the other runs."""
        lifted = [e for e in self._entries if e.sets or (e.notes and not e.runs)]
        first = self._entries.index(lifted[0]) if lifted else len(self._entries)
        start = self._started_at
        for run in self._runs(self._entries[:first], start, is_alone=not lifted):
            yield run
            start += timedelta(seconds=run.elapsed_s)
        if lifted:
            runs_s = sum(entry.run_s for entry in self._entries)
            lift = self._lift(lifted, start, max(self._elapsed_s - runs_s, 0))
            yield lift
            start += timedelta(seconds=lift.elapsed_s)
            yield from self._runs(self._entries[first:], start)

    def _runs(
        self, entries: list[Entry], start: datetime, *, is_alone: bool = False
    ) -> Iterator[Found]:
        """The runs in turn; one that is the whole workout has what is known of that."""
        entries = [entry for entry in entries if entry.runs]
        is_alone = is_alone and len(entries) == 1
        for entry in entries:
            elapsed_s = entry.run_s or (self._elapsed_s if is_alone else 0)
            yield self._run(entry, start, elapsed_s, is_alone)
            start += timedelta(seconds=elapsed_s)

    def _lift(self, entries: list[Entry], start: datetime, elapsed_s: int) -> Found:
        numbers: dict[str, int] = {"": 0}
        exercises = tuple(
            FoundExercise(
                names=(entry.name,),
                sets=tuple(entry.sets),
                notes=entry.notes,
                superset=numbers.setdefault(entry.superset, len(numbers)) or None,
            )
            for entry in entries
        )
        told = {"title": self.title, "notes": self.notes, "app": self._app, "source": self._app}
        return Found(
            row=f"line {self._line}",
            sport=STRENGTH,
            started_at=start,
            elapsed_s=elapsed_s,
            exercises=exercises,
            **told,
        )

    def _run(self, entry: Entry, start: datetime, elapsed_s: int, is_alone: bool) -> Found:
        distances = [distance for _, distance in entry.runs if distance]
        laps = [Lap(elapsed_s=s, distance_m=float(d.m) if d else None) for s, d in entry.runs]
        return Found(
            row=f"line {self._line}",
            sport=RUNNING,
            started_at=start,
            elapsed_s=elapsed_s,
            distance=_sum(distances),
            is_treadmill=bool(_TREADMILL.search(entry.name)),
            title=(is_alone and self.title) or entry.name,
            notes=self._more(entry.notes, self.notes) if is_alone else entry.notes,
            laps=tuple(laps) if len(laps) > 1 else (),
            source=self._app,
        )

    def _more(self, notes: str, text: str) -> str:
        """`text` behind `notes`, unless it is there, or the workout's notes are too long by now."""
        if not text or text == notes or self._characters > NOTES_CHARACTERS:
            return notes
        text = text.strip()
        if f"\n{text}\n" in f"\n{notes}\n":
            return notes
        self._characters += len(text)
        return f"{notes}\n{text}" if notes else text


def _sum(distances: list[Distance]) -> Distance | None:
    if len(distances) < 2:
        return next(iter(distances), None)
    try:
        if len({distance.unit for distance in distances}) == 1:
            return Distance(sum(each.value for each in distances), distances[0].unit)
        return Distance(Decimal(round(sum(each.m for each in distances))))
    except Invalid:
        return None
