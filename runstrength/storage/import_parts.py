"""The parts of an import: what each is to the log, and what became of it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import delete, func, insert, select, update

from .database import db
from .tables import import_rows


class State(StrEnum):
    """What a part is to the log, or what its owner made of it."""

    NEW = "new"
    HERE = "here"  # And it tells nothing that the log does not know.
    FILLS = "fills"  # Here, too: it tells what the log does not know.
    DOUBTFUL = "doubtful"  # Its owner has to say whether it is here.
    LEFT = "left"  # Left out by its owner's word.
    REJECTED = "rejected"


WANTED = (State.NEW, State.FILLS)


class Did(StrEnum):
    """What came of a part."""

    ADDED = "added"
    FILLED = "filled"
    SKIPPED = "skipped"
    UNDONE = "undone"
    KEPT = "kept"  # It was to be undone, but its owner had changed it.


@dataclass(frozen=True, slots=True)
class Count:
    """How many parts are of a state and kind, and what came of them; their first and last date."""

    state: State
    kind: str | None
    done: Did | None
    count: int
    first: date | None
    last: date | None


def stage(user_id: UUID, import_id: UUID, rows: Iterable[Mapping]) -> None:
    """Store the parts of an import, in place of any that were there."""
    own = (import_rows.c.user_id == user_id, import_rows.c.import_id == import_id)
    db.session.execute(delete(import_rows).where(*own))
    key = {"user_id": user_id, "import_id": import_id}
    staged = [{**EMPTY, **row, **key, "position": n} for n, row in enumerate(rows)]
    if staged:
        db.session.execute(insert(import_rows), staged)


_MAY_BE_NULL = [column.name for column in import_rows.c if column.nullable]
EMPTY = dict.fromkeys(_MAY_BE_NULL) | {"reason": "", "source": "", "source_id": ""}


def counts(user_id: UUID, import_id: UUID) -> list[Count]:
    """How the parts of an import are spread, in one statement."""
    c = import_rows.c
    question = (
        select(
            c.state, c.kind, c.done, func.count(), func.min(c.local_date), func.max(c.local_date)
        )
        .where(c.user_id == user_id, c.import_id == import_id)
        .group_by(c.state, c.kind, c.done)
    )
    return [
        Count(State(state), kind, Did(done) if done else None, *rest)
        for state, kind, done, *rest in db.session.execute(question)
    ]


def rows(
    user_id: UUID, import_id: UUID, states: Iterable[State], after: int = -1, limit: int = 50
) -> list:
    """At most `limit` parts of these states that come behind the position `after`."""
    question = _rows(user_id, import_id, after, limit)
    return db.session.execute(question.where(import_rows.c.state.in_(list(states)))).all()


def reasons(user_id: UUID, import_id: UUID, state: State, limit: int) -> list[tuple[str, int]]:
    """The reasons that parts of a state have, the most common first, and how often."""
    c = import_rows.c
    own = (c.user_id == user_id, c.import_id == import_id, c.state == state)
    question = select(c.reason, func.count()).where(*own, c.reason != "").group_by(c.reason)
    most_first = question.order_by(func.count().desc(), c.reason).limit(limit)
    return [tuple(row) for row in db.session.execute(most_first)]


def row_at(user_id: UUID, import_id: UUID, position: int):
    """One part of an import; None where there is none."""
    return next(iter(db.session.execute(_rows(user_id, import_id, position - 1, 1)).all()), None)


def doubtful(user_id: UUID, import_id: UUID, limit: int) -> tuple[list, dict[UUID, object]]:
    """The next doubtful parts; and those of the same upload that they are like, by their ids."""
    c = import_rows.c
    open_ = _rows(user_id, import_id, -1, limit).where(c.state == State.DOUBTFUL)
    asked = open_.with_only_columns(c.position, c.like_id).subquery()
    either = c.position.in_(select(asked.c.position)) | c.workout_id.in_(select(asked.c.like_id))
    own = (c.user_id == user_id, c.import_id == import_id)
    found = db.session.execute(select(import_rows).where(*own, either).order_by(c.position)).all()
    asking = [row for row in found if row.state == State.DOUBTFUL][:limit]
    return asking, {row.workout_id: row for row in found}


def next_rows(user_id: UUID, import_id: UUID, limit: int) -> list:
    """The next parts that are to be brought in."""
    return db.session.execute(_next(user_id, import_id, limit)).all()


def next_positions(user_id: UUID, import_id: UUID, limit: int) -> set[int]:
    """The positions of the next parts that are to be brought in."""
    question = _next(user_id, import_id, limit).with_only_columns(import_rows.c.position)
    return set(db.session.scalars(question))


def next_done(user_id: UUID, import_id: UUID, limit: int) -> list:
    """The next parts that were brought in and are to be undone, the last first."""
    question = _rows(user_id, import_id, -1, limit).order_by(None)
    question = question.where(import_rows.c.done.in_((Did.ADDED, Did.FILLED)))
    return db.session.execute(question.order_by(import_rows.c.position.desc())).all()


def done_before(user_id: UUID, import_id: UUID, workout_id: UUID, position: int):
    """The last part before a position that added or filled a workout; None where there is none."""
    c = import_rows.c
    added = (c.workout_id == workout_id) & (c.done == Did.ADDED)
    filled = (c.like_id == workout_id) & (c.done == Did.FILLED)
    question = select(import_rows).where(
        c.user_id == user_id, c.import_id == import_id, c.position < position, added | filled
    )
    return db.session.execute(question.order_by(c.position.desc()).limit(1)).first()


def kept(user_id: UUID, import_id: UUID) -> set[UUID]:
    """The workouts that an import brought or filled and that stayed as it was undone."""
    c = import_rows.c
    own = (c.user_id == user_id, c.import_id == import_id, c.done == Did.KEPT)
    rows = db.session.execute(select(c.state, c.workout_id, c.like_id).where(*own))
    return {row.like_id if row.state == State.FILLS else row.workout_id for row in rows} - {None}


def brief_rows(user_id: UUID, import_id: UUID, state: State, limit: int) -> list:
    """The position, label, reason and likeness of at most `limit` parts of a state."""
    c = import_rows.c
    question = _rows(user_id, import_id, -1, limit).where(c.state == state)
    brief = question.with_only_columns(c.position, c.label, c.reason, c.like_id)
    return db.session.execute(brief).all()


def note_done(user_id: UUID, import_id: UUID, did: Iterable[tuple[int, Did, str | None]]) -> None:
    """Keep what came of parts: position, what, and what was there before."""
    c, alike = import_rows.c, defaultdict(list)
    for position, *came in did:
        alike[tuple(came)].append(position)
    for (what, before), positions in alike.items():
        own = (c.user_id == user_id, c.import_id == import_id, c.position.in_(positions))
        db.session.execute(update(import_rows).where(*own).values(done=what, before=before))


def decide(user_id: UUID, import_id: UUID, position: int, state: State) -> bool:
    """Keep what its owner says of a doubtful part; False where it is none."""
    c = import_rows.c
    own = (c.user_id == user_id, c.import_id == import_id, c.position == position)
    open_ = (c.state.in_((State.DOUBTFUL, State.LEFT, *WANTED)), c.done.is_(None))
    like = (c.like_id.is_not(None),)
    changed = update(import_rows).where(*own, *open_, *like).values(state=state)
    return db.session.execute(changed).rowcount == 1


def _rows(user_id: UUID, import_id: UUID, after: int, limit: int):
    own = (import_rows.c.user_id == user_id, import_rows.c.import_id == import_id)
    question = select(import_rows).where(*own, import_rows.c.position > after)
    return question.order_by(import_rows.c.position).limit(limit)


def _next(user_id: UUID, import_id: UUID, limit: int):
    wanted = (import_rows.c.state.in_(WANTED), import_rows.c.done.is_(None))
    return _rows(user_id, import_id, -1, limit).where(*wanted)
