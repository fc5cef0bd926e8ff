"""What the lift form tells its script: the exercises, what was done last time, bar and plates."""

from fractions import Fraction

from flask import request

from ...guidance.exercises import Lesson
from ...training.exercises import Exercise
from ...training.plates import Gear, step_kg
from ...training.quantities import KILOGRAMS
from .. import current
from ..exercise_names import exercises_of
from ..gear import gear_of
from .by_routine import targets_asked
from .last_time import last_time
from .lately import lately
from .openings import openings
from .suggested import suggested


def logger() -> dict:
    """The document that the script reads.

    A form that was posted came without the script: its page leaves out what takes a look back.
    """
    user = current.user()
    told = {
        "exercises": [_told(known) for known in exercises_of(user).values()],
        "gear": _gear(gear_of(user)),
    }
    if request.method == "POST":
        return told | {"last": {}, "suggested": {}, "openings": {}}
    past = lately(user)
    return told | {
        "last": last_time(user, past.lifts),
        "suggested": suggested(user, past.lifts, targets_asked(), past.is_worn_out),
        # The form as it opens by itself stands, without a network, for all ways to open it.
        "openings": {}
        if request.view_args.get("workout_id") or request.args
        else openings(user, past),
    }


def _told(known: Exercise) -> dict:
    aliases = list(known.aliases) if isinstance(known, Lesson) else []
    told = {"id": known.id, "name": known.name, "aliases": aliases}
    return told | {"counts": known.counts, "load": known.load, "sides": known.sides}


def _gear(gear: Gear) -> dict:
    def typed(kg: Fraction) -> float:
        return float(kg / KILOGRAMS[gear.unit])

    return {
        "unit": gear.unit,
        "bar": typed(gear.bar_kg),
        "plates": [[typed(plate), pairs] for plate, pairs in gear.plates],
        "step": typed(step_kg(gear)),
    }
