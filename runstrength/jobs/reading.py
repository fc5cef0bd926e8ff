"""Reading an upload: each part is staged beside what it is to the log, and nothing written."""

import json
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from uuid import UUID, uuid4

from flask import current_app

from ..exchange import reading
from ..exchange.account import own
from ..exchange.account.belongings import SINGLE, Kept
from ..exchange.archives.reopened import Reopened
from ..exchange.found import Answers, Found, Question, Rejected, Unreadable
from ..exchange.kinds import OWN
from ..exchange.limits import Limits
from ..exchange.recordings import recordings
from ..exchange.taking import assumed, taken
from ..storage import accounts, import_parts, imports, uploads, workouts
from ..storage.accounts import User
from ..storage.database import db, now, only_reading
from ..storage.import_parts import State
from ..storage.imports import Import, Status
from ..storage.recordings import track_text
from ..training.limits import Invalid
from ..training.quantities import WeightUnit
from ..training.workouts import Run, RunType, Workout, refuse_future
from . import belongings, staged
from .comparing import EXPORT, compare
from .names import Names
from .standing import is_as_it_was

TELL_EVERY_S = 0.5
STEPS = 1000  # Of a file, as progress counts them.
# A broken file of a million lines has a million of them, which nobody reads.
MOST_REJECTED = 10_000
UNLISTED = f"{MOST_REJECTED:,} parts or more can't be read; no more of them are listed."
NOTHING = "There is no run and no lift in it."


def read_upload(user_id: UUID, brought: Import) -> None:
    """Stage what an upload holds. Raises `Unreadable` where there is nothing to be had of it."""
    with only_reading():
        staging = _Staging(accounts.user_with(user_id), brought)
    for number, name in enumerate(brought.files):
        staging.read(number, name)
    staging.guess_by_heart()
    staging.refuse_empty()
    with only_reading():
        compare(user_id, staging.rows, staging.workouts)
    if not is_as_it_was(user_id, brought):
        db.session.rollback()
        return
    import_parts.stage(user_id, brought.id, staging.rows)
    found = {"questions": sorted(staging.questions), "names": staging.names.listed}
    imports.move_to(user_id, brought.id, Status.PREVIEW, **found)
    db.session.commit()


class _Staging:
    """What was read so far: a row a part, and the workout of each row that has one."""

    def __init__(self, user: User, brought: Import):
        self.user, self.brought = user, brought
        self.answers = answers_from(brought.answers, user)
        known = {**current_app.extensions["exercises"]}
        known |= {e.id: e for e in user.exercises.values() if not e.is_removed}
        self.names = Names(known, user.names_elsewhere)
        self.rows: list[dict] = []
        self.workouts: dict[int, Workout] = {}
        self.questions: set[str] = set()
        self.problems: list[str] = []
        self.rejected = 0
        self.unguessed: dict[int, Found] = {}
        self.highest_bpm = 0
        self.is_empty = not workouts.page_before(user.id, None, 1)

    def read(self, number: int, name: str) -> None:
        """Read one file of the upload."""
        path = uploads.upload_path(self.user.id, self.brought.id, number)
        told = _teller(self.user.id, self.brought, number)
        limits = current_app.config["IMPORT_LIMITS"]
        try:
            if reading.upload_kind(path, limits) == OWN:
                self._read_own(path, number, limits)
                return
            for item in reading.read(path, self.answers, limits, told, name):
                self._take(item, number, name)
        except Unreadable as error:
            self.problems.append(str(error))
            self._reject(Rejected(name, str(error)))

    def guess_by_heart(self) -> None:
        """Guess what runs were for once more, now that the highest heart rate is known."""
        for n, found in self.unguessed.items():
            workout = self._taken(found, self.workouts[n].id)
            if isinstance(workout, Run) and workout.type is not RunType.OTHER:
                self.workouts[n] = workout
                told = _staged(workout, self.rows[n]["label"])["document"]
                reason = _assumptions(found, self.highest_bpm)
                self.rows[n] |= {"document": told, "reason": reason}

    def refuse_empty(self) -> None:
        """Raise `Unreadable` where a single file held nothing that can be read."""
        if len(self.rows) == len(self.problems) == 1:
            raise Unreadable(self.problems[0])
        if not self.rows:
            raise Unreadable(NOTHING)

    def _read_own(self, path: Path, number: int, limits: Limits) -> None:
        """Read our own export: workouts keep their ids, and a plan stays a plan."""
        with path.open("rb") as file, Reopened(limits) as again:
            originals = own.originals(file, limits)
            for item in own.read(file, limits):
                if isinstance(item, Rejected):
                    self._reject(item)
                elif isinstance(item, Workout):
                    row = self._take_own_workout(item)
                    if item.id in originals:
                        member = originals[item.id]
                        track = _track(again, path, member, item.started_at, limits)
                        row |= {"file": number, "member": member, "track": track}
                else:
                    self._take_belonging(item)

    def _take(self, item: Found | Rejected | Question, number: int, name: str) -> None:
        if isinstance(item, Question):
            self.questions.add(item.value)
        elif isinstance(item, Rejected):
            self._reject(item)
        else:
            self._take_found(item, number, name)

    def _take_found(self, found: Found, number: int, name: str) -> None:
        workout = self._taken(found, uuid4())
        if isinstance(workout, Rejected):
            self._reject(workout)
            return
        if found.position is None and found.utc_offset_s is None:
            self.questions.add(Question.TIME_ZONE.value)  # Which day it was depends on it.
        row = _staged(workout, found.row or name)
        row |= {"source": found.source[:32], "reason": _assumptions(found)}
        row["source_id"] = _shown(found.source_id or _own_id(found))[:200]
        if found.member is not None:
            row |= {"file": number, "member": found.member, "track": track_text(found.track)}
        self.highest_bpm = max(self.highest_bpm, found.max_hr_bpm or 0)
        if isinstance(workout, Run) and workout.type is RunType.OTHER and found.avg_hr_bpm:
            self.unguessed[len(self.rows)] = replace(found, track=None)
        self._add(row, workout)

    def _taken(self, found: Found, workout_id: UUID) -> Workout | Rejected:
        bpm = self.highest_bpm or None
        workout = taken(found, self.answers, self.names.place, workout_id, max_hr_bpm=bpm)
        try:
            if isinstance(workout, Workout):
                refuse_future(workout, now())
        except Invalid as error:
            return Rejected(found.row, error.errors[0].message)
        return workout

    def _take_own_workout(self, workout: Workout) -> dict:
        row = _staged(workout, workout.local_date.isoformat())
        row |= {"source": EXPORT, "source_id": str(workout.id)}
        self._add(row, workout)
        return row

    def _take_belonging(self, value: Kept) -> None:
        kind = belongings.kind_of(value)
        row = {
            "label": belongings.label_of(value),
            "state": State.NEW if self._is_wanted(kind) else State.HERE,
            "kind": kind,
            "document": json.dumps(belongings.SECTIONS[kind].write(value)),
        }
        self.rows.append(row | {"source": "", "source_id": ""})

    def _is_wanted(self, kind: str) -> bool:
        """Whether to put a part back: settings only into an account that has no workout yet.

        What there can be many of is looked at as it is brought in: what is there stays.
        """
        return kind not in SINGLE or self.is_empty

    def _add(self, row: dict, workout: Workout) -> None:
        self.workouts[len(self.rows)] = workout
        self.rows.append(row)

    def _reject(self, rejected: Rejected) -> None:
        self.rejected += 1
        if self.rejected > MOST_REJECTED:
            return
        if self.rejected == MOST_REJECTED:
            rejected = Rejected("the rest", UNLISTED)
        row = {"label": _shown(rejected.row), "state": State.REJECTED}
        row["reason"] = _shown(rejected.reason)
        self.rows.append(row | {"source": "", "source_id": ""})


def answers_from(said: dict, user: User) -> Answers:
    """What stands for what a file leaves open: the owner's word, else their settings."""
    settings = user.settings
    return Answers(
        time_zone=said.get("time_zone") or settings.time_zone,
        weight_unit=WeightUnit(said.get("weight_unit") or settings.weight_unit),
        distance_unit=said.get("distance_unit") or settings.distance_unit,
        is_day_first=said.get("is_day_first", True),
    )


def _staged(workout: Workout, label: str) -> dict:
    return {
        "label": _shown(label),
        "state": State.NEW,
        "kind": workout.kind,
        "local_date": workout.local_date,
        "document": staged.text_of(workout),
        "workout_id": workout.id,
        "source_id": "",
    }


def _track(
    again: Reopened, path: Path, member: str, started_at: datetime, limits: Limits
) -> str | None:
    """What is drawn of a recording in an export of ours, as it is stored."""
    try:
        with again.opened(path, member) as file:
            return track_text(recordings.track_of(file, limits, started_at))
    except Unreadable:
        return None


def _shown(text: str) -> str:
    """Text of a file as a database and a page can carry it."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()[:300]


def _own_id(found: Found) -> str:
    """What tells a workout apart in a source that gives it no id."""
    told = f"{found.sport} {found.started_at.isoformat()} {round(found.elapsed_s)} {found.title}"
    return f"={sha256(told.encode()).hexdigest()[:40]}"


def _assumptions(found: Found, highest_bpm: int | None = None) -> str:
    """What is no figure of the file's own, as a sentence."""
    told = ", ".join(assumed(found, highest_bpm))
    return f"{told[:1].upper()}{told[1:]}." if told else ""


def _teller(user_id: UUID, brought: Import, number: int) -> Callable[[int, int], None]:
    """A function that tells how much is read, not more often than a page would ask."""
    last = [time.monotonic()]

    def told(done: int, total: int) -> None:
        if time.monotonic() - last[0] < TELL_EVERY_S:
            return
        last[0] = time.monotonic()
        share = min(STEPS, STEPS * done // max(total, 1))
        total_steps = STEPS * len(brought.files)
        if is_as_it_was(user_id, brought):
            done = STEPS * number + share
            imports.change(user_id, brought.id, done=done, total=total_steps)
        db.session.commit()

    return told
