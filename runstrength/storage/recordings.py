"""The recordings of workouts: the points that are drawn, and the file that they came from."""

import json
from dataclasses import astuple, dataclass
from typing import BinaryIO
from uuid import UUID

from sqlalchemy import bindparam, delete, select

from ..training.tracks import Point, Track
from . import uploads
from .database import db, now
from .tables import recordings, workouts
from .trash import UNDO_FOR

_OWN = select(recordings.c.track, recordings.c.name, recordings.c.sha256).where(
    recordings.c.user_id == bindparam("of"), recordings.c.workout_id == bindparam("workout")
)
# Metres, degrees and seconds that a picture does not tell apart.
PLACES = (1, 6, 6, 1, 1, None)


@dataclass(frozen=True, slots=True)
class Recording:
    """What is known of a workout's recording: the name of its file, its hash, what is drawn."""

    name: str
    sha256: bytes
    track: Track | None


def of_workout(user_id: UUID, workout_id: UUID) -> Recording | None:
    """The recording of a user's workout."""
    row = db.session.execute(_OWN, {"of": user_id, "workout": workout_id}).first()
    return Recording(row.name, row.sha256, track_from(row.track)) if row else None


def digests(user_id: UUID) -> set[bytes]:
    """The hashes of all files that a user's recordings name."""
    own = select(recordings.c.sha256).where(recordings.c.user_id == user_id)
    return set(db.session.scalars(own))


def opened(user_id: UUID, recording: Recording) -> BinaryIO | None:
    """The file of a recording, to read."""
    return uploads.original(user_id, recording.sha256)


def forget_deleted(user_id: UUID) -> None:
    """Forget the recordings of workouts that were deleted too long ago to be taken back."""
    own = (workouts.c.user_id == user_id, workouts.c.deleted_at < now() - UNDO_FOR)
    gone = recordings.c.workout_id.in_(select(workouts.c.id).where(*own))
    db.session.execute(delete(recordings).where(recordings.c.user_id == user_id, gone))


def track_text(track: Track | None) -> str | None:
    """A track as it is stored."""
    if track is None:
        return None
    rows = [
        [None if v is None else round(v, places) for v, places in zip(p, PLACES, strict=True)]
        for p in map(astuple, track.points)
    ]
    return json.dumps(rows, separators=(",", ":"))


def track_from(text: str | None) -> Track | None:
    """A stored track."""
    return Track(tuple(Point(*row) for row in json.loads(text))) if text else None
