"""What is done to an import, by a page or by the API: receive, confirm, undo."""

from collections.abc import Iterable, Mapping
from itertools import count
from pathlib import PurePath
from uuid import UUID, uuid4

from flask import abort, current_app
from werkzeug.datastructures import FileStorage

from ..guidance.passages import slug
from ..jobs.names import LEAVE, OWN
from ..storage import accounts, import_parts, imports, uploads
from ..storage.accounts import User
from ..storage.database import db
from ..storage.import_parts import WANTED, Did, State
from ..storage.imports import Import, Status
from ..storage.restoring import MOST_EXERCISES
from ..training.exercises import LONGEST_NAME, Exercise
from ..training.exercises import OWN as OWN_ID
from ..training.limits import FieldError, Invalid
from ..training.workouts import Region, zone_complaint
from . import beside
from .unstored import NoRoom

MOST_FILES = 500  # At once; a browser's own limits lie near.
NO_FILE = "Choose a file first."
NO_ROOM = "There is no room for this file on the server."
NOT_NOW = "This import is not waiting for that."
CAN_START = (Status.PREVIEW, Status.DONE, Status.FAILED)
CAN_UNDO = (Status.PREVIEW, Status.IMPORTING, Status.DONE, Status.FAILED)
# What its owner can say of a part that may be here already, and what that makes of it.
MOST_DECISIONS = 1000
MOST_DIGITS = 9  # Of a part's position.
DECISIONS = {"same": State.FILLS, "both": State.NEW, "out": State.LEFT}


def receive(user: User, files: Iterable[FileStorage], said: Mapping[str, str]) -> UUID:
    """Keep what was sent and ask for it to be read. Raises `Invalid` naming `file`."""
    files = [file for file in files if file and file.filename]
    if not files:
        raise Invalid([FieldError("file", NO_FILE)])
    if len(files) > MOST_FILES:
        raise Invalid([FieldError("file", f"At most {MOST_FILES} files at once.")])
    import_id, answers = uuid4(), answers_said(said)
    db.session.rollback()  # A large file takes its time, and no other writer waits for it.
    try:
        for number, file in enumerate(files):
            uploads.keep_upload(user.id, import_id, number, file.stream)
        imports.add(user.id, import_id, [_name(file) for file in files], answers)
        db.session.commit()
    except OSError as error:
        uploads.drop_upload(user.id, import_id)
        current_app.logger.exception("An upload could not be kept")
        raise NoRoom(NO_ROOM) from error
    except BaseException:  # The database had no room or time for it: no file without its import.
        uploads.drop_upload(user.id, import_id)
        raise
    beside.ask(user.id, import_id)
    return import_id


def answers_said(said: Mapping[str, str]) -> dict:
    """What was said of what files leave open. Raises `Invalid`."""
    choices = {"weight_unit": ("kg", "lb"), "distance_unit": ("km", "mi")}
    errors = [
        FieldError(name, f"must be {' or '.join(allowed)}")
        for name, allowed in choices.items()
        if said.get(name) and said[name] not in allowed
    ]
    if said.get("time_zone") and (complaint := zone_complaint(said["time_zone"])):
        errors.append(FieldError("time_zone", complaint))
    if errors:
        raise Invalid(errors)
    answers = {name: said[name] for name in ("time_zone", *choices) if said.get(name)}
    if said.get("date_order"):
        answers["is_day_first"] = said["date_order"] != "month"
    return answers


def read_again(user: User, brought: Import, said: Mapping[str, str]) -> None:
    """Read an upload once more, with other answers. Raises `Invalid`."""
    answers = {**brought.answers, **answers_said(said)}
    current = _locked(user, brought, (Status.PREVIEW,))
    import_parts.stage(user.id, current.id, ())
    imports.move_to(user.id, current.id, Status.READING, answers=answers)
    db.session.commit()
    beside.ask(user.id, current.id)


def confirm(
    user: User, brought: Import, chosen: Mapping[str, str], decisions: Mapping[int, str]
) -> None:
    """Bring in what is new. `chosen` says what a name means: an exercise, own:REGION or leave.

    Raises `Invalid` for more exercises of one's own than there is room for.
    """
    if len(decisions) > MOST_DECISIONS:
        raise Invalid([FieldError("doubtful", f"At most {MOST_DECISIONS:,} at once.")])
    current = _locked(user, brought, CAN_START)
    for position, decision in decisions.items():
        import_parts.decide(user.id, current.id, position, DECISIONS[decision])
    listed = current.names
    if current.status is Status.PREVIEW:
        listed = _choose(user, current.names, chosen)
    counted = import_parts.counts(user.id, current.id)
    open_ = sum(c.count for c in counted if c.state in WANTED and c.done is None)
    imports.move_to(user.id, current.id, Status.IMPORTING, names=listed, total=open_, problem="")
    db.session.commit()
    beside.ask(user.id, current.id)


def is_position(text: str) -> bool:
    """Whether a text can be the position of a part."""
    return text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS


def undo(user: User, brought: Import, keeps_changed: bool = False) -> None:
    """Take an import back as a whole; one that was only read is forgotten."""
    current = _locked(user, brought, CAN_UNDO)
    counted = import_parts.counts(user.id, current.id)
    done = sum(c.count for c in counted if c.done in (Did.ADDED, Did.FILLED))
    answers = {**current.answers, "keep_changed": keeps_changed}
    imports.move_to(user.id, current.id, Status.UNDOING, answers=answers, total=done, problem="")
    db.session.commit()
    beside.ask(user.id, current.id)


def _choose(user: User, listed: list[dict], chosen: Mapping[str, str]) -> list[dict]:
    """The names with what each means by now; what was said is kept for the next time."""
    content = current_app.extensions["exercises"]
    own, remembered = dict(user.exercises), dict(user.names_elsewhere)
    known = {**content, **own}
    decided = []
    for n, each in enumerate(listed):
        said = chosen.get(str(n)) or each["exercise"] or f"{OWN}:{each['region']}"
        kind, _, region = said.partition(":")
        if kind == OWN and region not in ("", *Region):
            raise Invalid([FieldError(f"names.{n}", f"must be {', '.join(Region)}")])
        if kind == OWN:
            exercise = _own_exercise(each["name"], Region(region or each["region"]), own, content)
            own[exercise.id], said = exercise, exercise.id
        elif said != LEAVE and said not in known:
            raise Invalid([FieldError(f"names.{n}", "is no exercise")])
        if said != each["exercise"] and said != LEAVE:
            remembered[f"{each['app']}/{each['name']}"] = said
        decided.append({**each, "chosen": None if said == LEAVE else said})
    if len(own) > MOST_EXERCISES:
        much = f"There is room for {MOST_EXERCISES} exercises of your own. Choose more of the list."
        raise Invalid([FieldError("names", much)])
    if own != user.exercises:
        accounts.change_exercises(user.id, own)
    if remembered != user.names_elsewhere:
        accounts.change_names_elsewhere(user.id, remembered)
    return decided


def _own_exercise(
    name: str, region: Region, own: Mapping[str, Exercise], content: Mapping[str, Exercise]
) -> Exercise:
    """An exercise of the user's own by this name: the one that there is, or a new one."""
    name = " ".join(name.split())[:LONGEST_NAME] or "Exercise"
    for exercise in own.values():
        if exercise.name.casefold() == name.casefold() and not exercise.is_removed:
            return exercise
    stem = f"{OWN_ID}{slug(name)[:40] or 'exercise'}"
    free = (f"{stem}-{n}" if n > 1 else stem for n in count(1))
    return Exercise(next(each for each in free if each not in {**own, **content}), name, region)


def _locked(user: User, brought: Import, allowed: Iterable[Status]) -> Import:
    current = imports.find(user.id, brought.id, lock=True)
    if current is None:
        abort(404, "There is no such import.")
    if current.status not in allowed:
        abort(409, NOT_NOW)
    return current


def _name(file: FileStorage) -> str:
    """The name that a file came with, for its owner to know it by; never used as a path."""
    name = PurePath(file.filename.replace("\\", "/")).name.replace("\0", "")
    return "".join(c for c in name if c.isprintable())[:120] or "file"
