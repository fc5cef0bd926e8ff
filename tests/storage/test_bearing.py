"""What bears on a stretch: its own workouts, and the few before it that a rule needs."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from runstrength.storage import accounts, bearing, trash, workouts
from tests.training.build import lift, lower, run, upper

pytestmark = pytest.mark.usefixtures("context")

FIRST, LAST = date(2026, 11, 16), date(2026, 11, 22)
POOR = {"form": "breaking-down"}


@pytest.fixture
def began(user):
    """The workout that the user's log began with: a run, years before."""
    first = run("2020-01-01 07:00")
    store(user, first)
    return first


def store(user, *several) -> None:
    """Put workouts into a log."""
    for workout in several:
        workouts.put(user, None, workout, None)


def found(user, first: date = FIRST, last: date = LAST) -> dict:
    """The versions of what bears on the stretch, by id."""
    versions = bearing.bearing_on(user, first, last)
    assert list(versions) == sorted(versions)
    assert len(dict(versions)) == len(versions)
    return dict(versions)


def ids(*several) -> set:
    return {workout.id for workout in several}


def test_an_empty_log_has_nothing_that_bears(user):
    assert found(user) == {}


def test_the_workouts_from_the_first_to_the_last_date_bear_on_it(user, began):
    before, first, last, after = (run(f"2026-11-{day} 23:30", effort=8) for day in (15, 16, 22, 23))
    store(user, before, first, last, after)
    assert found(user).keys() == ids(began, first, last)


def test_plans_of_the_stretch_bear_on_it(user, began):
    plan = run("2026-11-18 07:00", planned=True)
    store(user, plan)
    assert found(user).keys() == ids(began, plan)


def test_each_comes_in_its_version(user, began):
    workouts.put(user, workouts.find(user, began.id), replace(began, effort=3), 1)
    assert found(user) == {began.id: 2}


def test_the_first_of_the_log_is_the_first_logged_and_not_deleted(user):
    plan, gone = run("2019-01-01 07:00", planned=True), run("2019-06-01 07:00")
    first, second = run("2020-01-01 07:00"), run("2020-01-02 07:00")
    store(user, second, first, plan, gone)
    trash.remove(user, workouts.find(user, gone.id), None)
    assert found(user).keys() == ids(first)


def test_the_newest_six_lifts_before_bear_on_it_however_long_ago(user, began):
    lifts = [lift(f"2025-0{n}-01 07:00", upper()) for n in range(1, 9)]
    store(user, *lifts, run("2025-09-01 07:00"))
    assert bearing.LIFTS_BEFORE == 6
    assert found(user).keys() == ids(began, *lifts[2:])


def test_planned_and_deleted_lifts_are_none_of_the_six(user, began):
    lifts = [lift(f"2025-0{n}-01 07:00", upper()) for n in range(1, 9)]
    plans = [lift(f"2025-09-0{n} 07:00", upper(), planned=True) for n in (1, 2)]
    store(user, *lifts, *plans)
    trash.remove(user, workouts.find(user, lifts[-1].id), None)
    assert found(user).keys() == ids(began, *lifts[1:-1])


def test_lifts_of_the_stretch_are_none_of_the_six(user, began):
    before = [lift(f"2025-0{n}-01 07:00", upper()) for n in range(1, 8)]
    within = [lift(f"2026-11-{n} 07:00", upper()) for n in (16, 18)]
    store(user, *before, *within)
    assert found(user).keys() == ids(began, *before[1:], *within)


class TestPoorForm:
    """A lift with an exercise whose form broke down, and six lifts since without it."""

    @pytest.fixture
    def poor(self, user, began):
        """That lift, of two years before."""
        poor = lift("2024-11-01 18:00", lower(weight="80 kg", **POOR))
        since = [lift(f"2025-0{n}-01 07:00", upper()) for n in range(1, 7)]
        store(user, poor, *since)
        return poor

    def test_bears_on_it_until_the_exercise_is_done_again(self, user, poor):
        assert poor.id in found(user)

    def test_comes_with_the_lift_that_answered_it(self, user, poor):
        answer = lift("2024-11-02 18:00", lower())
        store(user, answer)
        assert answer.id in found(user)

    def test_comes_with_an_answer_that_is_the_newest_but_one_by_its_date(self, user, poor):
        answer = lift("2024-10-31 20:00", lower())  # Of a place where the date is yesterday's.
        store(user, answer)
        assert answer.id in found(user)

    def test_is_let_go_once_two_newer_lifts_have_the_exercise(self, user, poor):
        store(user, *(lift(f"2024-11-0{n} 18:00", lower()) for n in (2, 3)))
        assert poor.id not in found(user)

    def test_is_not_answered_on_the_same_date_by_an_earlier_lift(self, user, poor):
        store(user, lift("2024-11-01 06:00", lower()))
        assert poor.id in found(user)

    def test_is_not_answered_by_a_lift_of_the_stretch(self, user, poor):
        store(user, lift("2026-11-16 07:00", lower()))
        assert poor.id in found(user)

    def test_is_not_answered_by_another_exercise(self, user, poor):
        store(user, lift("2024-11-02 18:00", upper()))
        assert poor.id in found(user)

    def test_is_not_answered_by_a_deleted_lift(self, user, poor):
        answer = lift("2024-11-02 18:00", lower())
        store(user, answer)
        trash.remove(user, workouts.find(user, answer.id), None)
        assert poor.id in found(user)

    def test_is_not_answered_by_a_plan(self, user, poor):
        store(user, lift("2024-11-02 18:00", lower(), planned=True))
        assert poor.id in found(user)

    def test_is_not_answered_by_another_user(self, user, poor):
        other = accounts.add_user("ben@example.com", "a hash", accounts.Settings())
        store(other, lift("2024-11-02 18:00", lower()))
        assert poor.id in found(user)
        assert poor.id not in found(other)

    def test_answered_by_poor_form_waits_for_the_next_again(self, user, poor):
        again = lift("2024-11-02 18:00", lower(**POOR))
        store(user, again)
        assert again.id in found(user)

    def test_is_no_more_once_it_is_deleted(self, user, poor):
        trash.remove(user, workouts.find(user, poor.id), None)
        assert poor.id not in found(user)

    def test_is_no_more_once_it_is_rated_otherwise(self, user, poor):
        workouts.put(user, poor, replace(poor, exercises=(lower(form="solid"),)), 1)
        assert poor.id not in found(user)

    def test_of_a_plan_is_none(self, user, poor):
        plan = lift("2024-12-01 18:00", lower(**POOR), planned=True)
        store(user, plan)
        assert plan.id not in found(user)

    def test_comes_with_an_answer_that_was_moved_behind_it(self, user, poor):
        answer = lift("2024-10-01 18:00", lower())
        store(user, answer, lift("2024-10-20 18:00", lower()))
        assert answer.id not in found(user)
        workouts.move(user, answer, date(2024, 11, 3), None)
        assert answer.id in found(user)


def test_another_users_log_bears_on_nothing_of_mine(user):
    other = accounts.add_user("ben@example.com", "a hash", accounts.Settings())
    store(
        other,
        run("2020-01-01 07:00"),
        lift("2025-01-01 07:00", lower(**POOR)),
        run("2026-11-18 07:00"),
    )
    assert found(user) == {}
    assert len(found(other)) == 3


def test_of_ten_years_no_more_bears_than_of_one(user, began):
    weeks = [FIRST - timedelta(weeks=n) for n in range(1, 520, 10)]
    several = [w for day in weeks for w in (lift(f"{day} 07:00", lower()), run(f"{day} 18:00"))]
    store(user, *several)
    assert len(found(user)) == 1 + bearing.LIFTS_BEFORE
