"""The newest sessions of one exercise, in one statement that costs the same after ten years."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from runstrength.storage import accounts, exercises, trash, workouts
from runstrength.storage.database import db
from runstrength.training.workouts import Form, Region, SetKind
from tests.storage.test_exercises import store
from tests.training.build import exercise, lift, lower, upper

pytestmark = pytest.mark.usefixtures("context")


def newest(user, count: int = 20):
    return exercises.newest_sessions(user, "squats", count)


def test_the_newest_come_first_with_their_workouts_sets_and_rating(user):
    first = lift("Mon 07:00", upper(), lower(3, reps=5))
    second = lift("Thu 07:00", lower(1, reps=8, form=Form.SHAKY))
    store(user, second, first)
    found = newest(user)

    assert [session.workout for session in found] == [second.id, first.id]
    assert [session.date for session in found] == [second.local_date, first.local_date]
    assert found[1].sets == first.exercises[1].sets
    assert found[0].form is Form.SHAKY


def test_of_two_on_a_date_the_later_comes_first(user):
    early, late = lift("Mon 07:00", lower()), lift("Mon 18:00", lower())
    store(user, late, early)
    assert [session.workout for session in newest(user)] == [late.id, early.id]


def test_no_more_are_read_than_asked_for(user):
    store(user, *(lift(f"{weekday} 07:00", lower()) for weekday in ("Mon", "Tue", "Wed")))
    assert [session.date.day for session in newest(user, 2)] == [18, 17]


def test_what_stands_twice_in_a_workout_is_one_session_of_the_poorest_rating(user):
    store(user, lift("Mon 07:00", lower(2, form=Form.SHAKY), upper(), lower(1, form=Form.SOLID)))
    (session,) = newest(user)
    assert (len(session.sets), session.form) == (3, Form.SHAKY)


def test_warm_ups_plans_and_the_deleted_are_no_sessions(user):
    deleted = lift("Tue 07:00", lower())
    store(
        user,
        lift("Mon 07:00", lower(kind=SetKind.WARM_UP)),
        lift("Mon 18:00", exercise("squats", Region.LOWER, 0)),
        lift("Wed 07:00", lower(), planned=True),
        deleted,
    )
    trash.remove(user, workouts.find(user, deleted.id), None)
    assert newest(user) == []


def test_another_user_s_are_not_told(user):
    other = accounts.add_user("ben@example.com", "a hash", accounts.Settings())
    store(other, lift("Mon 07:00", lower()))
    assert newest(user) == []
    assert len(newest(other)) == 1


@pytest.mark.sqlite
def test_a_long_history_is_not_read(user):
    days = [f"{date(2026, 11, 16) - timedelta(days=n)} 07:00" for n in range(200)]
    store(user, *(lift(day, lower(), upper()) for day in days[:30]))
    steps_of_some = steps_taken(user)
    store(user, *(lift(day, lower(), upper()) for day in days[30:]))
    db.session.execute(text("ANALYZE"))
    assert steps_taken(user) <= steps_of_some * 1.1


def steps_taken(user) -> int:
    """How many steps of SQLite's own machine the question takes."""
    connection = db.session.connection().connection.driver_connection
    taken = []
    connection.set_progress_handler(lambda: taken.append(1) or 0, 1)
    try:
        assert len(newest(user)) == 20
    finally:
        connection.set_progress_handler(None, 1)
    return len(taken)
