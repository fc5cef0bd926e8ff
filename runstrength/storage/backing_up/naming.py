"""Which files the rows of a database name: none of them may be missing in a backup."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

ORIGINALS = "SELECT DISTINCT user_id, sha256 FROM recordings"
# Imports that still need what was sent.
WAITING = (
    "SELECT user_id, id, files FROM imports WHERE status IN ('reading', 'preview', 'importing')"
)


@dataclass(frozen=True)
class Seen:
    """What is in a database: its migration, the rows of each table, and the files they name.

    `orphans` are rows that belong to a row which is not there.
    """

    revision: str | None
    rows: dict[str, int]
    named: frozenset[str]
    orphans: int = 0


def seen(tables: Iterable[str], ask: Callable[[str], Iterable[tuple]]) -> Seen:
    """What is in the database that `ask` asks."""
    rows = {}
    for name in sorted(tables):
        ((rows[name],),) = ask(f'SELECT count(*) FROM "{name}"')  # noqa: S608 (a table's own name)
    revision = None
    if rows.get("alembic_version"):
        ((revision,),) = ask("SELECT version_num FROM alembic_version")
    return Seen(revision, rows, frozenset(_named(rows, ask)))


def _named(tables: Iterable[str], ask: Callable[[str], Iterable[tuple]]) -> Iterator[str]:
    """The files by their paths in a backup, which are those in the folder of data."""
    if "recordings" in tables:
        for owner, digest in ask(ORIGINALS):
            yield f"uploads/{UUID(str(owner))}/originals/{bytes(digest).hex()}.gz"
    if "imports" in tables:
        for owner, import_id, files in ask(WAITING):
            for number, _ in enumerate(json.loads(files)):
                yield f"uploads/{UUID(str(owner))}/imports/{UUID(str(import_id))}/{number}"
