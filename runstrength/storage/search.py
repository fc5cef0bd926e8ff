"""Search in the log: what each word asks for, as conditions of one statement."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, exists, or_

from ..training.workouts import RunType
from .tables import lift_exercises, runs, workouts


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that a workout has to have: dates, or else any of the others.

    `text` may stand in notes and intervals; `exercises` are ids.
    """

    text: str = ""
    dates: tuple[date, date] | None = None
    exercises: frozenset[str] = frozenset()
    run_types: frozenset[RunType] = frozenset()
    kind: str | None = None
    on_treadmill: bool = False


def conditions(user_id: UUID, terms: Iterable[Term]) -> list[ColumnElement[bool]]:
    """What `workouts.page_before` has to ask for so that every term is met."""
    return [_condition(user_id, term) for term in terms]


def _condition(user_id: UUID, term: Term) -> ColumnElement[bool]:
    if term.dates:
        return workouts.c.local_date.between(*term.dates)
    of_exercise = [_holds(lift_exercises.c.notes, term.text)]
    if term.exercises:
        of_exercise.append(lift_exercises.c.exercise.in_(sorted(term.exercises)))
    any_of = [
        _holds(workouts.c.notes, term.text),
        _holds(runs.c.intervals, term.text),
        exists().where(
            lift_exercises.c.user_id == user_id,
            lift_exercises.c.workout_id == workouts.c.id,
            or_(*of_exercise),
        ),
    ]
    if term.run_types:
        any_of.append(runs.c.type.in_(sorted(term.run_types)))
    if term.kind:
        any_of.append(workouts.c.kind == term.kind)
    if term.on_treadmill:
        any_of.append(runs.c.is_treadmill)
    return or_(*any_of)


def _holds(column, text: str) -> ColumnElement[bool]:
    return column.icontains(text, autoescape=True)
