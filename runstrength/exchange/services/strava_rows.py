"""One row of Strava's activities.csv: what it tells of an activity."""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from functools import cached_property

from ...training.limits import Invalid
from ...training.quantities import Distance, DistanceUnit
from ..found import RUNNING, STRENGTH, Answers, Found, Rejected
from ..tables.csv_rows import Row
from ..tables.numbers import number
from .strava_dates import moment
from .strava_headers import Columns
from .strava_sports import sport_of, unknown_sport

SOURCE = "strava"
EFFORTS = range(1, 11)
_LONGEST_ID = 20
# What a recording tells where the row is silent.
_FILLED = ("moving_s", "distance", "avg_hr_bpm", "max_hr_bpm", "elevation_gain_m")


@dataclass(frozen=True)
class Activity:
    """A row, read. What it lacks is None; `told` is all else of a `Found`.

    `recording` is the name that it gives, "" where there is none; `is_known` tells whether its
    sport is known here, `is_ambiguous` whether day and month could be meant the other way round.
    """

    row: str
    started_at: datetime | None
    elapsed_s: float | None
    told: dict
    recording: str
    is_known: bool
    is_ambiguous: bool

    @cached_property
    def found(self) -> Found | None:
        """The activity by its row alone; None where its date or its duration can't be read."""
        if self.started_at is None or self.elapsed_s is None:
            return None
        return Found(
            row=self.row, started_at=self.started_at, elapsed_s=self.elapsed_s, **self.told
        )

    @property
    def needs_recording(self) -> bool:
        """Whether it can't do without: those of other sports, often the most, stay packed."""
        return self.found is None or not self.is_known or self.told["sport"] in (RUNNING, STRENGTH)

    def joined(self, recording: Found) -> Found:
        """The activity with the way that its recording tells, and what only that knows."""
        own = self.found or Found(
            row=self.row,
            started_at=self.started_at or recording.started_at,
            elapsed_s=self.elapsed_s or recording.elapsed_s,
            **self.told,
        )
        missing = {name: getattr(recording, name) for name in _FILLED if not getattr(own, name)}
        sport = own.sport if self.is_known else recording.sport
        return replace(
            own,
            **missing,
            sport=sport,
            is_treadmill=own.is_treadmill or recording.is_treadmill,
            utc_offset_s=recording.utc_offset_s,
            position=recording.position,
            track=recording.track,
            laps=recording.laps,
            exercises=recording.exercises if sport == STRENGTH else (),
            app=recording.app,
            member=recording.member,
        )

    def rejected(self, reason: str) -> Rejected:
        """Leave the row out, with the reason."""
        return Rejected(self.row, reason)


def activity_of(row: Row, columns: Columns, answers: Answers) -> Activity:
    """Read a row by where its columns are."""
    cells = _Cells(row.cells, columns)
    when = moment(cells.text("date"), answers.is_day_first)
    kind = cells.text("type")
    sport = sport_of(kind)
    return Activity(
        row=f"line {row.line}",
        started_at=when and when.at,
        elapsed_s=cells.positive("elapsed_s"),
        told={
            "sport": sport.name if sport else unknown_sport(kind),
            "is_treadmill": bool(sport and sport.is_treadmill),
            "moving_s": cells.positive("moving_s"),
            "distance": _distance(cells),
            "avg_hr_bpm": cells.whole("avg_hr"),
            "max_hr_bpm": cells.whole("max_hr"),
            "elevation_gain_m": cells.whole("gain_m"),
            "effort": effort if (effort := cells.whole("effort")) in EFFORTS else None,
            "title": " ".join(cells.text("title").split()),
            "notes": "\n\n".join(filter(None, map(cells.text, ("description", "private_note")))),
            "source": SOURCE,
            "source_id": _id(cells),
        },
        recording=cells.text("recording"),
        is_known=sport is not None,
        is_ambiguous=bool(when and when.is_ambiguous),
    )


class _Cells:
    """A row's cells by what they hold."""

    def __init__(self, cells: list[str], columns: Columns):
        self._cells = cells
        self._columns = columns

    def text(self, name: str) -> str:
        """The text in the last of the columns of that name that is not empty."""
        for place in reversed(self._columns.get(name, ())):
            if place < len(self._cells) and (text := self._cells[place].strip()):
                return text
        return ""

    def number(self, name: str) -> Decimal | None:
        """The number there, with a point or, as some languages have it, a comma."""
        return number(self.text(name), has_decimal_comma=True)

    def positive(self, name: str) -> float | None:
        """The number there; None for zero, which Strava writes for what it does not know."""
        value = self.number(name)
        return float(value) if value is not None and value > 0 else None

    def whole(self, name: str) -> int | None:
        """The whole number nearest to the one there; None below one."""
        value = self.number(name)
        return None if value is None else max(round(value), 0) or None


def _distance(cells: _Cells) -> Distance | None:
    metres = cells.number("metres")
    if metres is None:
        kilometres = cells.number("kilometres")
        metres = kilometres and kilometres * 1000
    if not metres:
        return None
    try:
        return Distance(metres, DistanceUnit.M)
    except Invalid:
        return None


def _id(cells: _Cells) -> str:
    text = cells.text("id")
    return text if text.isascii() and text.isdigit() and len(text) <= _LONGEST_ID else ""
