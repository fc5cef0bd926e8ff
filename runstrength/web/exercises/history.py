"""How an exercise went: the newest sessions, what was done best, and pictures of its figures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil
from uuid import UUID

from ...storage import exercises, records
from ...storage.accounts import Settings, User
from ...training.exercise_trend import Figure, Logged, figures_of
from ...training.quantities import KILOGRAMS, WeightUnit
from ...training.records import Dated, best_e1rm, bests_by_reps, longest_hold, most_reps
from ...training.strength import e1rm_kg
from ..charts import LEFT, WIDTH, Bars, bars_of
from ..formats import number, spoken, weight, working_sets

LISTED = 20
DRAWN = 40
FEWEST_DRAWN = 2
FEWEST_COLUMNS = 8  # Fewer bars would be blocks.
ROOM_OF_A_NAME = 60
END_OF_A_NAME = 22  # From its middle.
TITLES = {
    Figure.E1RM: "Estimated one-repetition maximum",
    Figure.VOLUME: "Volume",
    Figure.HOLD: "Longest hold",
    Figure.REPS: "Most repetitions at bodyweight",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A session or a best, in words."""

    what: str
    words: str
    date: date
    workout: UUID
    form: str | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure over the sessions, oldest first."""

    title: str
    unit: str
    bars: Bars
    names: list[tuple[float, date]]


@dataclass(frozen=True, slots=True)
class History:
    """What a page shows of a user's own sessions with an exercise."""

    sessions: list[Line]
    by_reps: list[Line]
    bests: list[Line]
    pictures: list[Picture]
    columns: list[str]  # Of the table behind the pictures.
    rows: list[tuple[date, list[str]]]  # Newest first.
    has_estimates: bool


def history_of(user: User, exercise: str) -> History | None:
    """What the user did of an exercise; None where nothing was logged. Takes two statements."""
    sessions = exercises.newest_sessions(user.id, exercise, DRAWN)
    if not sessions:
        return None
    done = records.sets_that_count(user.id, [exercise]).get(exercise, [])
    settings = user.settings
    drawn = _drawn(sessions)
    return History(
        sessions=[
            Line("", working_sets(s, settings), s.date, s.workout, s.form)
            for s in sessions[:LISTED]
        ],
        by_reps=[
            Line(str(reps), weight(best.set.weight, settings.weight_unit), best.date, best.workout)
            for reps, best in bests_by_reps(done).items()
            if best.set.weight
        ],
        bests=list(_bests(done, settings)),
        pictures=[_picture(figure, sessions[::-1], settings.weight_unit) for figure in drawn],
        columns=[_titled(figure, settings.weight_unit) for figure in drawn],
        rows=[
            (s.date, [_amount(s.figure(f), f, settings.weight_unit) for f in drawn])
            for s in sessions
        ],
        has_estimates=Figure.E1RM in drawn,
    )


def _bests(done: list[Dated], settings: Settings) -> Iterator[Line]:
    if best := best_e1rm(done):
        kg = e1rm_kg(best.set)
        yield _line("Estimated maximum", weight(kg, settings.weight_unit), best)
    if best := longest_hold(done):
        yield _line("Longest hold", spoken(best.set.duration_s), best)
    if best := most_reps(done):
        yield _line("Most at bodyweight", f"{best.set.reps} repetitions", best)


def _line(what: str, words: str, best: Dated) -> Line:
    return Line(what, words, best.date, best.workout)


def _drawn(sessions: Sequence[Logged]) -> list[Figure]:
    """The figures that several sessions have: one bar tells of no trend."""
    return [
        figure
        for figure in figures_of(sessions)
        if sum(s.figure(figure) is not None for s in sessions) >= FEWEST_DRAWN
    ]


def _picture(figure: Figure, sessions: Sequence[Logged], unit: WeightUnit) -> Picture:
    amounts = [(_in_unit(s.figure(figure), figure, unit) or 0,) for s in sessions]
    columns = max(len(amounts), FEWEST_COLUMNS)
    padded = [*amounts, *[(0,)] * (columns - len(amounts))]
    step = (WIDTH - LEFT) / columns
    apart = ceil(ROOM_OF_A_NAME / step)
    names = [
        (min(LEFT + (n + 0.5) * step, WIDTH - END_OF_A_NAME), session.date)
        for n, session in enumerate(sessions)
        if (len(sessions) - 1 - n) % apart == 0
    ]
    return Picture(TITLES[figure], _unit(figure, unit), bars_of(padded), names)


def _titled(figure: Figure, unit: WeightUnit) -> str:
    return f"{TITLES[figure]}, {_unit(figure, unit)}".removesuffix(", ")


def _unit(figure: Figure, unit: WeightUnit) -> str:
    return {Figure.HOLD: "s", Figure.REPS: ""}.get(figure, unit)


def _in_unit(amount: Fraction | int | None, figure: Figure, unit: WeightUnit):
    weighed = figure in (Figure.E1RM, Figure.VOLUME)
    return amount / KILOGRAMS[unit] if weighed and amount is not None else amount


def _amount(amount: Fraction | int | None, figure: Figure, unit: WeightUnit) -> str:
    """A figure as its column writes it: an estimate to a tenth, all else whole."""
    if amount is None:
        return ""
    if figure is Figure.E1RM:
        return weight(Fraction(amount), unit).removesuffix(f" {unit}")
    return number(Fraction(_in_unit(amount, figure, unit)))
