"""When an exercise was last done: found at the end of an index, in one statement."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, event, text

from runstrength.storage import accounts, exercises, trash, workouts
from runstrength.storage.database import db
from runstrength.training.workouts import Region
from tests.training.build import exercise, lift, lower, run, upper

MONDAY = date(2026, 11, 16)
pytestmark = pytest.mark.usefixtures("context")


def test_the_newest_lift_with_an_exercise_tells_when_it_was_last_done(user):
    store(
        user,
        lift("Mon 07:00", lower()),
        lift("Thu 07:00", lower(), upper()),
        lift("Fri 07:00", upper()),
        run("Sat 07:00"),
    )
    found = exercises.last_done(user, ["squats", "rows"])
    assert found == {"squats": day(3), "rows": day(4)}


def test_an_exercise_that_was_never_done_is_not_there(user):
    store(user, lift("Mon 07:00", lower()))
    assert exercises.last_done(user, ["squats", "planks"]) == {"squats": day(0)}
    assert exercises.last_done(user, []) == {}


def test_an_exercise_without_sets_was_done(user):
    store(user, lift("Mon 07:00", exercise("squats", Region.LOWER, 0)))
    assert exercises.last_done(user, ["squats"]) == {"squats": day(0)}


def test_a_plan_is_not_done(user):
    store(user, lift("Mon 07:00", lower()), lift("Tue 07:00", lower(), planned=True))
    assert exercises.last_done(user, ["squats"]) == {"squats": day(0)}


def test_a_deleted_lift_is_not_done(user):
    deleted = lift("Tue 07:00", lower())
    store(user, lift("Mon 07:00", lower()), deleted)
    trash.remove(user, workouts.find(user, deleted.id), None)
    assert exercises.last_done(user, ["squats"]) == {"squats": day(0)}


def test_what_another_user_did_is_not_told(user):
    other = accounts.add_user("ben@example.com", "a hash", accounts.Settings())
    store(other, lift("Tue 07:00", lower()))
    assert exercises.last_done(user, ["squats"]) == {}
    assert exercises.last_done(other, ["squats"]) == {"squats": day(1)}


@pytest.mark.sqlite
def test_it_takes_one_statement_and_the_index_of_exercises_alone(user):
    sent = []

    def note(_connection, _cursor, statement, parameters, *_):
        sent.append((statement, parameters))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        exercises.last_done(user, ["squats", "planks", "rows"])
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    ((statement, parameters),) = sent
    plan = db.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
    steps = [row[3] for row in plan]
    assert sum("ix_lift_exercises_exercise (user_id=? AND exercise=?)" in s for s in steps) == 1
    assert [step for step in steps if "TEMP B-TREE" in step] == []
    assert [step for step in steps if "SCAN lift" in step or "SCAN workouts" in step] == []


@pytest.mark.sqlite
def test_a_long_history_is_not_read(user):
    """Each row that SQLite reads takes some steps; those of a long log and of a short are alike."""
    store(user, *(lift(f"{day(-n)} 07:00", lower()) for n in range(10)))
    db.session.execute(text("ANALYZE"))
    steps_of_ten = steps_taken(user)
    store(user, *(lift(f"{day(-n)} 07:00", lower()) for n in range(10, 201)))
    db.session.execute(text("ANALYZE"))
    assert steps_taken(user) <= steps_of_ten + 20


def steps_taken(user) -> int:
    """How many steps of SQLite's own machine the question takes."""
    connection = db.session.connection().connection.driver_connection
    taken = []
    connection.set_progress_handler(lambda: taken.append(1) or 0, 1)
    try:
        exercises.last_done(user, ["squats", "planks"])
    finally:
        connection.set_progress_handler(None, 1)
    return len(taken)


def store(user, *several) -> None:
    """Put workouts into the log."""
    for workout in several:
        workouts.put(user, None, workout, None)


def day(number: int) -> date:
    """So many days after the Monday on which the examples start."""
    return MONDAY + timedelta(days=number)
