"""Interval sessions: efforts, the pace they aim at, and their repeats, one after the other.

`intervals.parse` reads them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from .limits import Range, check
from .quantities import METRES, Distance, DistanceUnit
from .workouts import DURATION_S

TIMES = Range(1, 100)
# Below 30 m, "10m" is as likely to be minutes.
DISTANCE_M = Range(30, 100_000, "m", whole=False)
REST_S = Range(1, 3600, "seconds")
PACE_S = Range(60, 3600, "seconds")
MOST_EFFORTS = 1000  # Groups multiplied out.
MOST_PARTS = 20
DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Pace:
    """Whole seconds for each kilometre or mile. Raises `Invalid` naming `pace`."""

    seconds: int
    unit: DistanceUnit = DistanceUnit.KM

    def __post_init__(self):
        wrong_unit = self.unit is DistanceUnit.M
        check(pace="must be for km or mi" if wrong_unit else PACE_S.complaint(self.seconds))

    @property
    def s_per_m(self) -> Fraction:
        """Seconds for each metre, exact."""
        return self.seconds / METRES[self.unit]

    def __str__(self) -> str:
        return f"{_clock(self.seconds)}/{self.unit}"


@dataclass(frozen=True, slots=True)
class Effort:
    """One stretch, as long as a distance or as so many seconds.

    `target` is the pace that it aims at; for a distance it may be the seconds to run it in.
    Raises `Invalid` naming `length` or `target`.
    """

    length: Distance | int
    target: Pace | int | None = None

    def __post_init__(self):
        is_time = isinstance(self.length, int)
        target = None if isinstance(self.target, Pace) else DURATION_S.complaint(self.target)
        if is_time and isinstance(self.target, int):
            target = "must be a pace, such as 4:00/km, where the length is a time"
        check(length=_length_complaint(self.length, DURATION_S), target=target)

    @property
    def metres(self) -> Fraction | None:
        """The distance; of a time at a pace, what that makes; None where nothing tells it."""
        if isinstance(self.length, Distance):
            return self.length.m
        return self.length / self.target.s_per_m if self.target else None

    @property
    def seconds(self) -> Fraction | None:
        """The time; of a distance, as it aims at; None where nothing tells it."""
        if isinstance(self.length, int):
            return Fraction(self.length)
        if isinstance(self.target, Pace):
            return self.length.m * self.target.s_per_m
        return None if self.target is None else Fraction(self.target)

    def __str__(self) -> str:
        if self.target is None:
            return _written(self.length)
        is_pace = isinstance(self.target, Pace)
        return f"{_written(self.length)} @ {self.target if is_pace else _written(self.target)}"


@dataclass(frozen=True, slots=True)
class Repeats:
    """So many times an effort, or a group of repeats, with a rest after each.

    The rest is a distance or seconds; that of a group takes the place of the one that ends it.
    Raises `Invalid` naming `times`, `group` or `rest`.
    """

    times: int
    of: "Effort | tuple[Repeats, ...]"
    rest: Distance | int | None = None

    def __post_init__(self):
        check(
            times=TIMES.complaint(self.times),
            group="must hold something" if self.of == () else None,
            rest=None if self.rest is None else _length_complaint(self.rest, REST_S),
        )

    @property
    def inside(self) -> tuple["Repeats", ...]:
        """The repeats of a group; none of an effort."""
        return self.of if isinstance(self.of, tuple) else ()

    @property
    def number(self) -> int:
        """How many efforts these are, multiplied out."""
        return self.times * (sum(each.number for each in self.inside) or 1)

    @property
    def parts(self) -> int:
        """How many efforts are written down."""
        return sum(each.parts for each in self.inside) or 1

    @property
    def depth(self) -> int:
        """How many brackets stand around the innermost effort."""
        return 1 + max(each.depth for each in self.inside) if self.inside else 0

    def efforts(self) -> Iterator[tuple[Effort, Distance | int | None]]:
        """Each effort with the rest after it, in order."""
        once = [found for each in self.inside for found in each.efforts()] or [(self.of, None)]
        effort, rest = once.pop()
        for _ in range(self.times):
            yield from once
            yield effort, rest if self.rest is None else self.rest

    def __str__(self) -> str:
        what = f"({' + '.join(map(str, self.of))})" if self.inside else str(self.of)
        times = "" if self.times == 1 and not self.inside else f"{self.times} x "
        return times + what + ("" if self.rest is None else f" r {_written(self.rest)}")


@dataclass(frozen=True, slots=True)
class Totals:
    """What a session comes to; None where an effort doesn't tell. The last rest is no rest."""

    efforts: int
    distance_m: Fraction | None
    work_s: Fraction | None
    rest_s: int
    rest_m: Fraction


@dataclass(frozen=True, slots=True)
class Intervals:
    """A session: repeats, one after the other. `str` writes what `parse` reads as the same.

    Raises `Invalid` naming `parts`.
    """

    parts: tuple[Repeats, ...]

    def __post_init__(self):
        complaint = None
        if not 1 <= sum(part.parts for part in self.parts) <= MOST_PARTS:
            complaint = f"must be 1 to {MOST_PARTS}"
        elif max(part.depth for part in self.parts) > DEEPEST:
            complaint = f"must stand in at most {DEEPEST} brackets"
        elif sum(part.number for part in self.parts) > MOST_EFFORTS:
            complaint = f"must come to at most {MOST_EFFORTS:,} repeats in all"
        check(parts=complaint)

    def efforts(self) -> Iterator[tuple[Effort, Distance | int | None]]:
        """Each effort with the rest written after it, in order."""
        return (each for part in self.parts for each in part.efforts())

    @property
    def totals(self) -> Totals:
        """Distance, work and rest of the whole session."""
        efforts = list(self.efforts())
        rests = [rest for _, rest in efforts[:-1] if rest is not None]
        return Totals(
            len(efforts),
            _sum([effort.metres for effort, _ in efforts]),
            _sum([effort.seconds for effort, _ in efforts]),
            sum(rest for rest in rests if isinstance(rest, int)),
            sum((rest.m for rest in rests if isinstance(rest, Distance)), start=Fraction(0)),
        )

    def __str__(self) -> str:
        return " + ".join(map(str, self.parts))


def _sum(known: list[Fraction | None]) -> Fraction | None:
    return None if None in known else sum(known, start=Fraction(0))


def _length_complaint(length: Distance | int, seconds: Range) -> str | None:
    if isinstance(length, Distance):
        return DISTANCE_M.complaint(length.m)
    return seconds.complaint(length)


def _written(length: Distance | int) -> str:
    if isinstance(length, Distance):
        return f"{length.value.normalize():f} {length.unit}"
    return f"{length} s" if length < 60 else _clock(length)


def _clock(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
