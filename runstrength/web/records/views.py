"""The page of records: one lean statement for sets, one for runs."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from flask import Blueprint, render_template

from ...storage import records as stored
from ...training.records import (
    Dated,
    Volume,
    best_e1rm,
    best_volume,
    bests_by_reps,
    longest_hold,
    most_reps,
)
from ...training.run_records import run_bests
from ...training.strength import e1rm_kg
from .. import current
from ..exercise_names import exercise_name

records = Blueprint("records", __name__)


@dataclass(frozen=True, slots=True)
class OfExercise:
    """The bests of one exercise; what there is none of is None."""

    exercise: str
    by_reps: dict[int, Dated]
    e1rm: Dated | None
    volume: Volume | None
    hold: Dated | None
    reps: Dated | None

    @classmethod
    def among(cls, exercise: str, done: list[Dated]) -> "OfExercise":
        """The bests among the sets of one exercise."""
        return cls(
            exercise,
            bests_by_reps(done),
            best_e1rm(done),
            best_volume(_sessions(done)),
            longest_hold(done),
            most_reps(done),
        )

    @property
    def heaviest(self) -> tuple[int, Dated] | None:
        """The heaviest set, whatever its repetitions, and these."""
        return next(iter(self.by_reps.items()), None)


@records.get("/records")
def show():
    """Personal bests of every exercise and every usual distance."""
    user = current.user()
    done = stored.sets_that_count(user.id)
    return render_template(
        "records/records.html",
        runs=run_bests(stored.runs_that_count(user.id)),
        lifts=[OfExercise.among(name, done[name]) for name in sorted(done, key=exercise_name)],
        e1rm_kg=e1rm_kg,
    )


def _sessions(done: Iterable[Dated]):
    found = defaultdict(list)
    for d in done:
        found[d.date, d.workout].append(d.set)
    return [(*when, sets) for when, sets in found.items()]
