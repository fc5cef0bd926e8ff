"""Marks: check-ins, deload weeks and flags set aside, each user's own, read in one statement."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, event

from runstrength.storage import accounts, marks
from runstrength.storage.database import db
from runstrength.training.flags import Flag, Severity
from runstrength.training.limits import Invalid
from runstrength.training.week import DAY, Week, Weekday
from tests.training.build import check_in, run

pytestmark = pytest.mark.usefixtures("context")

THURSDAY = date(2026, 11, 19)
NOVEMBER = date(2026, 11, 1), date(2026, 11, 30)


@pytest.fixture
def other() -> object:
    """The id of another user, who has a mark of each kind."""
    user_id = accounts.add_user("ben@example.com", "a hash", accounts.Settings())
    marks.keep_check_in(user_id, THURSDAY, check_in(5))
    marks.mark_deload(user_id, Week.holding(THURSDAY), True)
    marks.set_aside(user_id, flag(), "theirs")
    return user_id


def flag(day: date = THURSDAY) -> Flag:
    """A flag of one workout."""
    workout = run(f"{day} 07:00")
    return Flag(
        rule="a-rule", severity=Severity.INFO, date=day, workouts=(workout,), tips=(), subject=None
    )


def test_a_check_in_comes_back_as_it_was(user):
    assert marks.keep_check_in(user, THURSDAY, check_in(13)) is True
    assert marks.check_in_on(user, THURSDAY) == check_in(13)
    assert marks.check_in_on(user, THURSDAY + DAY) is None


def test_a_check_in_takes_the_place_of_the_dates_other(user):
    marks.keep_check_in(user, THURSDAY, check_in(13))
    marks.keep_check_in(user, THURSDAY + DAY, check_in(20))

    assert marks.keep_check_in(user, THURSDAY, check_in(14)) is True
    assert marks.between(user, *NOVEMBER).check_ins == (
        (THURSDAY, check_in(14)),
        (THURSDAY + DAY, check_in(20)),
    )


def test_the_same_check_in_again_changes_nothing(user):
    marks.keep_check_in(user, THURSDAY, check_in(13))
    assert marks.keep_check_in(user, THURSDAY, check_in(13)) is False


def test_a_check_in_is_forgotten_and_that_again_is_fine(user):
    marks.keep_check_in(user, THURSDAY, check_in(13))
    marks.keep_check_in(user, THURSDAY + DAY, check_in(13))
    for _ in range(2):
        marks.remove_check_in(user, THURSDAY)

    assert marks.between(user, *NOVEMBER).check_ins == ((THURSDAY + DAY, check_in(13)),)


def test_marks_are_read_from_the_first_to_the_last_date_both_included(user):
    days = [THURSDAY + n * DAY for n in range(-1, 3)]
    flags = [flag(day) for day in days]
    for day, found in zip(days, flags, strict=True):
        marks.keep_check_in(user, day, check_in(13))
        marks.set_aside(user, found, str(day))
    for weeks in (-1, 0, 1, 2):
        marks.mark_deload(user, Week.holding(THURSDAY + timedelta(weeks=weeks)), True)
    two = marks.between(user, THURSDAY, THURSDAY + DAY)

    assert [day for day, _ in two.check_ins] == days[1:3]
    assert sorted(reason for _, reason in two.set_asides) == [str(day) for day in days[1:3]]
    assert two.deload_thursdays == (THURSDAY,)
    fortnight = marks.between(user, THURSDAY, THURSDAY + timedelta(weeks=1))
    assert fortnight.deload_thursdays == (THURSDAY, THURSDAY + timedelta(weeks=1))


def test_a_user_without_marks_has_none(user):
    assert marks.between(user, *NOVEMBER) == marks.Marks()


@pytest.mark.parametrize(
    ("starts_on", "first"),
    [
        (Weekday.MONDAY, date(2026, 11, 16)),
        (Weekday.SUNDAY, date(2026, 11, 15)),
        (Weekday.SATURDAY, date(2026, 11, 14)),
        (Weekday.FRIDAY, date(2026, 11, 13)),
        (Weekday.THURSDAY, date(2026, 11, 19)),
    ],
)
def test_a_deload_week_is_known_by_its_thursday_whenever_the_week_starts(user, starts_on, first):
    marks.mark_deload(user, Week.named("2026-W47", starts_on), True)
    found = marks.between(user, *NOVEMBER)

    assert found.deload_thursdays == (THURSDAY,)
    assert found.deloads(starts_on) == [Week(first)]
    assert [week.name for week in found.deloads(Weekday.MONDAY)] == ["2026-W47"]


def test_a_week_is_marked_and_unmarked_and_either_again_is_fine(user):
    week, next_week = Week.holding(THURSDAY), Week.holding(THURSDAY).after
    for _ in range(2):
        marks.mark_deload(user, week, True)
        marks.mark_deload(user, next_week, True)
    assert len(marks.between(user, *NOVEMBER).deload_thursdays) == 2
    for _ in range(2):
        marks.mark_deload(user, week, False)
    assert marks.between(user, *NOVEMBER).deload_thursdays == (next_week.thursday,)


def test_a_flag_is_set_aside_with_its_last_reason_and_taken_back(user):
    first, second = flag(), flag()
    marks.set_aside(user, first, "a camp")
    marks.set_aside(user, first, "a race camp")
    marks.set_aside(user, second, "rain")
    assert dict(marks.between(user, *NOVEMBER).set_asides) == {
        first.id: "a race camp",
        second.id: "rain",
    }
    for _ in range(2):
        marks.take_back(user, first.id)
    assert dict(marks.between(user, *NOVEMBER).set_asides) == {second.id: "rain"}


def test_a_reason_has_its_length(user):
    marks.set_aside(user, flag(), "ä" * marks.REASON_CHARACTERS)
    with pytest.raises(Invalid) as refused:
        marks.set_aside(user, flag(), "ä" * (marks.REASON_CHARACTERS + 1))
    assert [error.field for error in refused.value.errors] == ["reason"]


def test_what_one_user_marks_and_unmarks_leaves_anothers_marks_alone(user, other):
    before = marks.between(other, *NOVEMBER)
    ((flag_id, _),) = before.set_asides
    assert marks.between(user, *NOVEMBER) == marks.Marks()

    assert marks.keep_check_in(user, THURSDAY, check_in(5)) is True  # The same as theirs.
    assert marks.check_in_on(user, THURSDAY) == check_in(5)
    marks.mark_deload(user, Week.holding(THURSDAY), True)
    marks.remove_check_in(user, THURSDAY)
    marks.mark_deload(user, Week.holding(THURSDAY), False)
    marks.take_back(user, flag_id)

    assert marks.between(user, *NOVEMBER) == marks.Marks()
    assert marks.between(other, *NOVEMBER) == before


def test_all_marks_of_a_stretch_take_one_statement(user):
    for n in range(7):
        marks.keep_check_in(user, THURSDAY + n * DAY, check_in(13))
        marks.set_aside(user, flag(THURSDAY + n * DAY), "rain")
    db.session.flush()
    sent = []
    note = lambda _connection, _cursor, statement, *_: sent.append(statement)  # noqa: E731
    event.listen(Engine, "before_cursor_execute", note)
    try:
        found = marks.between(user, *NOVEMBER)
    finally:
        event.remove(Engine, "before_cursor_execute", note)

    assert (len(found.check_ins), len(found.set_asides)) == (7, 7)
    assert len(sent) == 1
