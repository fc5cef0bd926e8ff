"""Rows for every table, thousands of them: each fits its columns, and has its parents."""

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import UUID

import sqlalchemy as sa

from runstrength.storage import tables
from runstrength.storage.database import db

USERS = 20
# So many rows for each row of the last parent, or of the user where it is the only one.
TIMES = {"workouts": 60, "lift_exercises": 2, "lift_sets": 2, "import_rows": 20, "imports": 3}
USUAL = 5
TEXTS = ("", "plain", "Füße – 100 % “quoted” \\ '", "日本語\n🏃‍♀️\ttab", "x" * 20, "[]", "{}", "0")
FIRST = datetime(2016, 1, 1, 6, 30, tzinfo=UTC)


def filled() -> dict[str, list[dict]]:
    """Some 10,000 rows by table: the same ones each time."""
    random, rows = Random(7), defaultdict(list)  # noqa: S311 (rows, not secrets)
    for table in tables.db.metadata.sorted_tables:
        parents = _parents(table, rows)
        made = {}
        for parent, workout in parents:
            for _ in range(_times(table)):
                row = {c.name: _value(c, random) for c in table.c} | parent
                row |= _fitting(table, row, workout, len(made))
                made.setdefault(tuple(row[c.name] for c in table.primary_key), row)
        rows[table.name] = list(made.values())
    return rows


def store(rows: dict[str, list[dict]]) -> None:
    """Put them into an empty database."""
    with db.engine.begin() as connection:
        for table in db.metadata.sorted_tables:
            connection.execute(sa.insert(table), rows[table.name])
            if table.name == "sign_in_failures" and connection.dialect.name == "postgresql":
                question = "SELECT setval('sign_in_failures_id_seq', max(id)) FROM sign_in_failures"
                connection.execute(sa.text(question))


def _times(table: sa.Table) -> int:
    if table.name in ("users", "sign_in_failures"):
        return USERS
    if {"workout_id"} == {c.name for c in table.primary_key} - {"user_id"}:
        return 1
    return TIMES.get(table.name, USUAL)


def _parents(table: sa.Table, rows: dict[str, list[dict]]) -> list[tuple[dict, dict]]:
    """What a row has of its parents, and the nearest of these: the longest key names the rest."""
    keys = [key for key in table.foreign_key_constraints if not _may_be_null(key)]
    if not keys:
        return [({}, {})]
    key = max(keys, key=lambda each: len(each.elements))
    links = [(element.parent.name, element.column.name) for element in key.elements]
    kind = {"runs": "run", "lift_exercises": "lift"}.get(table.name)
    found = rows[key.referred_table.name]
    fitting = [parent for parent in found if kind is None or parent["kind"] == kind]
    return [({own: parent[other] for own, other in links}, parent) for parent in fitting]


def _may_be_null(key: sa.ForeignKeyConstraint) -> bool:
    return any(element.parent.nullable for element in key.elements)


def _fitting(table: sa.Table, row: dict, parent: dict, number: int) -> dict:
    """What has to fit the rows around it."""
    fitting = {}
    for key in table.foreign_key_constraints:
        if _may_be_null(key):
            fitting |= {e.parent.name: None for e in key.elements if e.parent.nullable}
    if "position" in row:
        fitting["position"] = number % 30_000
    if table.name == "workouts":
        fitting["kind"] = ("run", "lift")[number % 2]
    if table.name == "lift_exercises":
        fitting["local_date"] = parent["local_date"]
    if table.name == "users":
        fitting |= {"email": f"{number}@example.com", "created_at": FIRST + timedelta(days=number)}
        fitting["is_administrator"] = number == 0
    return fitting


def _value(column: sa.Column, random: Random):
    if column.nullable and random.random() < 0.3:
        return None
    kind = column.type.python_type
    if kind is str:
        longest = column.type.length or 1000
        text = random.choice(TEXTS)[:longest]
        return f"{random.randrange(10**6)}"[:longest] if column.primary_key else text
    if kind is int:
        return random.randrange(1, 30_000)
    return {
        UUID: lambda: UUID(int=random.getrandbits(128)),
        bool: lambda: random.random() < 0.5,
        bytes: lambda: random.randbytes(32),
        date: lambda: date(2016, 1, 1) + timedelta(days=random.randrange(3650)),
    }.get(kind, lambda: FIRST + timedelta(microseconds=random.randrange(10**14)))()
