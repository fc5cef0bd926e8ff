"""What "once" means: one row, changed once, with its own parts and one key."""

from runstrength.storage.tables import idempotency_keys, lift_sets, runs

from .people import Person
from .writes import Case


def assert_done_once(person: Person, case: Case) -> None:
    """Someone who sent one case's writes alone has the one row that these leave behind."""
    (row,) = person.rows(case.table)
    row["is_deleted"] = row.get("deleted_at") is not None
    kept = [key["key"] for key in person.rows(idempotency_keys)]

    assert {name: row[name] for name in case.row} == case.row
    assert len(person.rows(runs)) == (row.get("kind") == "run")
    assert len(person.rows(lift_sets)) == case.sets
    assert kept == ([case.write.key] if case.write.key else [])
