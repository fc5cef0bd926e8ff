"""What stands in a log's database: whole, as its owner would tell it, and read past the servers."""

from collections import defaultdict
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from tests import databases

PARTS = """
SELECT w.user_id, w.id, w.version, w.deleted_at IS NOT NULL, w.kind, w.duration_s, w.notes,
       r.distance_value, r.distance_unit
FROM workouts w LEFT JOIN runs r ON r.user_id = w.user_id AND r.workout_id = w.id
"""
SETS = """
SELECT e.user_id, e.workout_id, e.position, e.exercise, s.reps, s.weight_value, s.duration_s
FROM lift_exercises e LEFT JOIN lift_sets s
  ON s.user_id = e.user_id AND s.workout_id = e.workout_id AND s.exercise_position = e.position
ORDER BY e.user_id, e.workout_id, e.position, s.position
"""
CHECK_INS = "SELECT user_id, local_date, sleep, energy, soreness, stress, mood FROM check_ins"
NEEDED = {
    *("users", "tokens", "idempotency_keys", "check_ins"),
    *("workouts", "runs", "lift_exercises", "lift_sets"),
}
METRES = {"m": 1, "km": 1000}


class BrokenPromise(AssertionError):
    """What is stored is not what was acknowledged, or damaged."""


@dataclass
class Log:
    """All that one user has: a state for each workout and check-in, and the keys of the writes."""

    states: dict[tuple[str, str], tuple] = field(default_factory=dict)
    keys: list[str] = field(default_factory=list)
    is_signed_in: bool = False


def on_sqlite(home: Path) -> Path:
    """A home whose log is a file, whatever database the other tests are run on."""
    databases.place(home, f"sqlite:///{home / databases.FILE}")
    return home


def logs(database: Path, driver) -> dict[str, Log]:
    """Everyone's log, by the user's id in hex. Raises `BrokenPromise` for a damaged database.

    `driver` is the SQLite to read with; the file must not be open in this process by another.
    """
    try:
        return _logs(database, driver)
    except driver.DatabaseError as error:
        raise BrokenPromise(f"{database}: {error}") from error


def _logs(database: Path, driver) -> dict[str, Log]:
    found: dict[str, Log] = defaultdict(Log)
    with closing(driver.connect(database, timeout=30)) as connection:

        def all_of(question: str) -> list[tuple]:
            return connection.execute(question).fetchall()

        connection.execute("BEGIN")  # All of it as of one moment.
        if (damage := all_of("PRAGMA integrity_check")) != [("ok",)]:
            raise BrokenPromise(f"{database}: {damage}")
        if orphans := all_of("PRAGMA foreign_key_check"):
            raise BrokenPromise(f"{database}: {orphans}")
        if NEEDED.difference(name for (name,) in all_of("SELECT name FROM sqlite_schema")):
            return found  # They were not made yet.
        lifted = _lifted(all_of(SETS))
        for user, workout, version, is_deleted, kind, duration_s, notes, *ran in all_of(PARTS):
            parts = lifted.get((user, workout), ()) if kind == "lift" else _metres(*ran)
            state = (version, bool(is_deleted), kind, duration_s, notes, parts)
            found[user].states["workout", workout] = state
        for user, day, *scores in all_of(CHECK_INS):
            found[user].states["check-in", day] = tuple(scores)
        for (user,) in all_of("SELECT t.user_id FROM tokens t JOIN users u ON u.id = t.user_id"):
            found[user].is_signed_in = True
        for user, key in all_of("SELECT user_id, key FROM idempotency_keys ORDER BY created_at"):
            found[user].keys.append(key)
    return found


def _lifted(rows: list[tuple]) -> dict[tuple[str, str], tuple]:
    made = defaultdict(lambda: defaultdict(list))
    for user, workout, position, exercise, reps, weight, duration_s in rows:
        done = (reps, None if weight is None else float(weight), duration_s)
        made[user, workout][position, exercise].append(done)
    return {
        of: tuple((exercise, tuple(done)) for (_, exercise), done in exercises.items())
        for of, exercises in made.items()
    }


def _metres(value: str | None, unit: str | None) -> int | None:
    return None if value is None else round(float(value) * METRES[unit])
