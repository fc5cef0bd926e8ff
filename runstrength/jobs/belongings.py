"""What our own export holds beside workouts: put back where it is missing, and taken out again."""

import json
from collections.abc import Callable, Iterable
from uuid import UUID

from ..exchange.account.belongings import LISTS, SINGLE, Dated, Deload, Kept, SetAside, Settings
from ..storage import accounts, marks, restoring, routines, shoes
from ..storage.accounts import User
from ..storage.imports import Did
from ..training.exercises import Exercise
from ..training.plates import Gear
from ..training.routines import Routine
from ..training.shoes import Shoe
from ..training.thresholds import Thresholds

SECTIONS = {**SINGLE, **{name: section for name, section in LISTS.items() if name != "workouts"}}
KINDS = frozenset(SECTIONS)
OF_TYPE = {
    Settings: "settings",
    Thresholds: "rules",
    Gear: "gear",
    Exercise: "exercises",
    Routine: "routines",
    Shoe: "shoes",
    Dated: "check_ins",
    Deload: "deload_weeks",
    SetAside: "set_asides",
}
LABELS = {
    "settings": lambda told: "Settings",
    "rules": lambda told: "Thresholds of rules",
    "gear": lambda told: "Bar and plates",
    "exercises": lambda told: f"Exercise: {told.name}",
    "routines": lambda told: f"Routine: {told.name}",
    "shoes": lambda told: f"Shoes: {told.name}",
    "check_ins": lambda told: f"Check-in of {told.date}",
    "deload_weeks": lambda told: f"Deload week of {told.thursday}",
    "set_asides": lambda told: f"Flag set aside on {told.date}",
}


def kind_of(value: Kept) -> str:
    """The kind that a part of an export is of."""
    return OF_TYPE[type(value)]


def label_of(value: Kept) -> str:
    """A part of an export in a few words."""
    return LABELS[kind_of(value)](value)


def bring(user_id: UUID, rows: Iterable) -> list[tuple[int, Did, None]]:
    """Put back what is missing, part by part."""
    return [(row.position, _bring(user_id, row), None) for row in rows]


def take_back(user_id: UUID, row) -> Did:
    """Take out what was put back; what is in use by now stays, and so do settings."""
    undo = UNDO.get(row.kind)
    undone = undo is not None and undo(user_id, _value(row)) is not False
    return Did.UNDONE if undone else Did.KEPT


def _bring(user_id: UUID, row) -> Did:
    user = accounts.user_with(user_id)
    return Did.ADDED if ADD[row.kind](user, _value(row)) is not False else Did.SKIPPED


def _value(row) -> Kept:
    return SECTIONS[row.kind].read(json.loads(row.document))


def _forget_exercise(user_id: UUID, exercise) -> bool:
    user = accounts.user_with(user_id)
    if restoring.is_exercise_used(user_id, exercise.id):
        return False
    kept = {each.id: each for each in user.exercises.values() if each.id != exercise.id}
    accounts.change_exercises(user_id, kept)
    return True


def _forget_routine(user_id: UUID, routine) -> bool:
    stored = routines.find(user_id, UUID(routine.id))
    if stored is None or stored.version > routine.version:
        return False
    routines.remove(user_id, stored, stored.version)
    return True


# What a part is put into; False says that it was there.
ADD: dict[str, Callable[[User, Kept], object]] = {
    "settings": lambda user, told: accounts.change_settings(
        user.id, accounts.Settings(**{name: getattr(told, name) for name in told.__slots__})
    ),
    "rules": lambda user, told: accounts.change_thresholds(user.id, told),
    "gear": lambda user, told: accounts.change_gear(user.id, told),
    "exercises": restoring.add_exercise,
    "routines": lambda user, told: restoring.add_routine(user.id, told),
    "shoes": lambda user, told: restoring.add_shoes(user.id, told),
    "check_ins": lambda user, told: restoring.add_check_in(user.id, told.date, told.check_in),
    "deload_weeks": lambda user, told: restoring.add_deload(user.id, told.thursday),
    "set_asides": lambda user, told: restoring.add_set_aside(
        user.id, told.flag, told.date, told.reason
    ),
}
UNDO: dict[str, Callable[[UUID, Kept], object]] = {
    "exercises": _forget_exercise,
    "routines": _forget_routine,
    "shoes": lambda user_id, told: shoes.remove(user_id, told.id),
    "check_ins": lambda user_id, told: marks.remove_check_in(user_id, told.date),
    "deload_weeks": lambda user_id, told: restoring.remove_deload(user_id, told.thursday),
    "set_asides": lambda user_id, told: marks.take_back(user_id, told.flag),
}
