"""What our own export holds beside workouts: put back where it is missing, and taken out again."""

import json
from collections.abc import Callable, Iterable
from uuid import UUID

from ..exchange.account.belongings import (
    LISTS,
    SINGLE,
    Dated,
    Deload,
    Kept,
    NameElsewhere,
    SetAside,
    Settings,
)
from ..storage import accounts, marks, restoring
from ..storage.accounts import User
from ..storage.import_parts import Did
from ..training.exercises import Exercise
from ..training.plates import Gear
from ..training.routines import Routine
from ..training.shoes import Shoe
from ..training.thresholds import Thresholds

MOST_CHARACTERS = 300  # Of a label.
SECTIONS = {**SINGLE, **{name: section for name, section in LISTS.items() if name != "workouts"}}
KINDS = frozenset(SECTIONS)
OF_TYPE = {
    Settings: "settings",
    Thresholds: "rules",
    Gear: "gear",
    Exercise: "exercises",
    NameElsewhere: "names_elsewhere",
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
    "names_elsewhere": lambda told: f"Name in {told.app}: {told.name}",
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
    return LABELS[kind_of(value)](value)[:MOST_CHARACTERS]


def bring(user_id: UUID, rows: Iterable) -> list[tuple[int, Did, str | None]]:
    """Put back what is missing, part by part, and tell of each what was in its place."""
    return [(row.position, *_bring(user_id, row)) for row in rows]


def take_back(user_id: UUID, row) -> Did:
    """Take out what was put back; what was changed since, or is in use by now, stays."""
    user, told = accounts.user_with(user_id), _value(row)
    undone = _put_back(user, told, row) if row.kind in SINGLE else UNDO[row.kind](user, told)
    return Did.KEPT if undone is False else Did.UNDONE


def _bring(user_id: UUID, row) -> tuple[Did, str | None]:
    user, told = accounts.user_with(user_id), _value(row)
    if row.kind not in SINGLE:
        return (Did.SKIPPED if ADD[row.kind](user, told) is False else Did.ADDED), None
    was = OF_USER[row.kind](user)
    if was == told:
        return Did.SKIPPED, None
    CHANGE[row.kind](user_id, told)
    return Did.ADDED, json.dumps({"was": was and SECTIONS[row.kind].write(was)})


def _put_back(user: User, told: Kept, row) -> bool:
    """Give an account the settings that it had before, unless they were changed since."""
    if OF_USER[row.kind](user) != told or row.before is None:
        return False
    was = json.loads(row.before)["was"]
    CHANGE[row.kind](user.id, was and SECTIONS[row.kind].read(was))
    return True


def _value(row) -> Kept:
    return SECTIONS[row.kind].read(json.loads(row.document))


def _change_settings(user_id: UUID, told: Settings) -> None:
    chosen = {name: getattr(told, name) for name in told.__slots__}
    accounts.change_settings(user_id, accounts.Settings(**chosen))


def _settings_of(user: User) -> Settings:
    return Settings(**{name: getattr(user.settings, name) for name in Settings.__slots__})


# What an account has one of, and what puts another in its place.
OF_USER: dict[str, Callable[[User], Kept | None]] = {
    "settings": _settings_of,
    "rules": lambda user: user.thresholds,
    "gear": lambda user: user.gear,
}
CHANGE: dict[str, Callable[[UUID, Kept | None], None]] = {
    "settings": _change_settings,
    "rules": accounts.change_thresholds,
    "gear": accounts.change_gear,
}
# What a part is put into; False says that it was there.
ADD: dict[str, Callable[[User, Kept], object]] = {
    "exercises": restoring.add_exercise,
    "names_elsewhere": lambda user, told: restoring.add_name(
        user, told.app, told.name, told.exercise
    ),
    "routines": lambda user, told: restoring.add_routine(user.id, told),
    "shoes": lambda user, told: restoring.add_shoes(user.id, told),
    "check_ins": lambda user, told: restoring.add_check_in(user.id, told.date, told.check_in),
    "deload_weeks": lambda user, told: restoring.add_deload(user.id, told.thursday),
    "set_asides": lambda user, told: restoring.add_set_aside(
        user.id, told.flag, told.date, told.reason
    ),
}
# What takes it out again; False says that it has to stay.
UNDO: dict[str, Callable[[User, Kept], object]] = {
    "exercises": restoring.remove_exercise,
    "names_elsewhere": lambda user, told: restoring.remove_name(
        user, told.app, told.name, told.exercise
    ),
    "routines": lambda user, told: restoring.remove_routine(user.id, told),
    "shoes": lambda user, told: restoring.remove_shoes(user.id, told),
    "check_ins": lambda user, told: restoring.remove_check_in(user.id, told.date, told.check_in),
    "deload_weeks": lambda user, told: restoring.remove_deload(user.id, told.thursday),
    "set_asides": lambda user, told: marks.take_back(user.id, told.flag),
}
