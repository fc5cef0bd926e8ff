"""Where workouts came from: what came once is not brought in again, even if it was deleted."""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from sqlalchemy import delete, select, tuple_

from .database import db, insert_into
from .tables import origins, recordings

AT_ONCE = 400  # Pairs in one question; SQLite takes some thousand values.


def known(user_id: UUID, pairs: Collection[tuple[str, str]]) -> dict[tuple[str, str], UUID]:
    """The workouts that came from these sources and ids."""
    c, asked, found = origins.c, list(pairs), {}
    for start in range(0, len(asked), AT_ONCE):
        some = asked[start : start + AT_ONCE]
        question = select(c.source, c.source_id, c.workout_id).where(
            c.user_id == user_id, tuple_(c.source, c.source_id).in_(some)
        )
        found |= {(source, its): workout for source, its, workout in db.session.execute(question)}
    return found


def note(user_id: UUID, import_id: UUID, rows: Iterable[Mapping]) -> None:
    """Keep where workouts came from: `source`, `source_id`, `workout_id`. What is known stays."""
    named = [{**row, "user_id": user_id, "import_id": import_id} for row in rows]
    if named:
        db.session.execute(insert_into(origins).on_conflict_do_nothing(), named)


def note_recordings(user_id: UUID, import_id: UUID, rows: Iterable[Mapping]) -> None:
    """Keep the recordings of workouts; a workout that has one keeps that."""
    named = [{**row, "user_id": user_id, "import_id": import_id} for row in rows]
    if named:
        db.session.execute(insert_into(recordings).on_conflict_do_nothing(), named)


def forget(user_id: UUID, import_id: UUID, kept: Collection[UUID]) -> None:
    """Forget what an import brought, but for the workouts that are kept of it."""
    for table in (recordings, origins):
        own = (table.c.user_id == user_id, table.c.import_id == import_id)
        db.session.execute(delete(table).where(*own, table.c.workout_id.not_in(list(kept))))
