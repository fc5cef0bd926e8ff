"""A run as GPX and TCX, by the points of its recording; and the recording itself."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from tempfile import SpooledTemporaryFile
from typing import BinaryIO
from uuid import UUID

from flask import abort, current_app

from ...exchange.account.own import kind_of_original
from ...exchange.found import Unreadable
from ...exchange.recordings.recordings import points_of
from ...exchange.writing import gpx, tcx
from ...storage import recordings
from ...training.tracks import Point
from ...training.workouts import Run, Workout
from .. import current

HEAD_BYTES = 4096
IN_MEMORY_BYTES = 1024**2
DAMAGED = (OSError, EOFError, zlib.error)  # What a packed file that is broken raises.


def as_gpx(workout: Workout) -> BinaryIO:
    """A run as GPX; aborts with 404 where no point of it has a place."""
    with _points(_run(workout)) as points:
        file = _spool()
        if not gpx.write(workout, points, file):
            file.close()
            abort(404)
    return _from_start(file)


def as_tcx(workout: Workout) -> BinaryIO:
    """A run as TCX, without points where it has no recording; aborts with 404 for a lift."""
    with _points(_run(workout)) as points:
        file = _spool()
        tcx.write(workout, points, file)
    return _from_start(file)


def original_of(user_id: UUID, workout_id: UUID) -> tuple[BinaryIO, str]:
    """The file of a workout's recording, and its kind; aborts with 404 where there is none."""
    recording = recordings.of_workout(user_id, workout_id)
    file = recordings.opened(user_id, recording) if recording else None
    if file is None:
        abort(404)
    try:
        kind = kind_of_original(file.read(HEAD_BYTES))
        file.seek(0)
    except DAMAGED:
        file.close()
        abort(404)
    return file, kind


@contextmanager
def _points(run: Run) -> Iterator[Iterator[Point]]:
    """The points of a run's recording; none where there is none."""
    user_id = current.user().id
    recording = recordings.of_workout(user_id, run.id)
    file = recordings.opened(user_id, recording) if recording else None
    if file is None:
        yield iter(())
        return
    with file:
        yield _as_far_as_it_goes(file, run)


def _as_far_as_it_goes(file: BinaryIO, run: Run) -> Iterator[Point]:
    with suppress(Unreadable, *DAMAGED):
        yield from points_of(file, current_app.config["IMPORT_LIMITS"], run.started_at)


def _run(workout: Workout) -> Run:
    return workout if isinstance(workout, Run) else abort(404)


def _spool() -> BinaryIO:
    return SpooledTemporaryFile(IN_MEMORY_BYTES)


def _from_start(file: BinaryIO) -> BinaryIO:
    file.seek(0)
    return file
