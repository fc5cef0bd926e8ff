"""A region that two weeks of lifting left out."""

import pytest

from runstrength.training.week import Week, Weekday
from tests.training.build import at, case, core, day, flags, lift, lower, run, upper, verdict

RULE = "region-missed"
SECTIONS = {
    "lower": "lower-body-exercises",
    "core": "core-exercises",
    "upper": "upper-body-exercises",
}


def missing_legs(days: int, clock: str = "07:00", **fields):
    """A lift of the two other regions."""
    return lift(at(days, clock), core(), upper(), **fields)


def whole(days: int):
    """A lift of all three regions."""
    return lift(at(days), lower(), core(), upper())


FIRST, SECOND = missing_legs(0), missing_legs(3)


@pytest.mark.parametrize(
    ("workouts", "expected"),
    [
        case("one lift", None, FIRST),
        case("two lifts", "info", FIRST, SECOND),
        case("two on one date", "info", FIRST, missing_legs(0, "18:00")),
        case("the second has it", None, FIRST, whole(3)),
        case("the first had it", None, whole(0), SECOND),
        case("a warm-up", "info", FIRST, lift(at(3), lower(kind="warm-up"), core(), upper())),
        case("one set", None, FIRST, lift(at(3), lower(), core(), upper())),
        case(
            "two lifts that share the regions",
            None,
            lift(at(0), lower()),
            lift(at(3), core(), upper()),
        ),
        case("a run", None, FIRST, run(at(3), effort=8)),
        case("the second 13 days later", "info", FIRST, missing_legs(13)),
        case("the second 14 days later", None, FIRST, missing_legs(14)),
        case("legs 13 days before", None, whole(0), missing_legs(12), missing_legs(13)),
        case("legs 14 days before", "info", whole(0), missing_legs(12), missing_legs(14)),
        case("legs 14 days before, one lift since", None, whole(0), missing_legs(14)),
        case("slight lifts", "info", *(missing_legs(n, effort=2, minutes=10) for n in (0, 3))),
        case("legs on the same date", None, FIRST, SECOND, lift(at(3, "18:00"), lower())),
    ],
)
def test_two_lifts_in_two_weeks_without_a_region(workouts, expected):
    assert verdict(RULE, workouts) == expected


@pytest.mark.parametrize(
    ("regions", "missed"),
    [
        ((core, upper), {"lower"}),
        ((lower, upper), {"core"}),
        ((lower, core), {"upper"}),
        ((lower,), {"core", "upper"}),
        ((), {"lower", "core", "upper"}),
        ((lower, core, upper), set()),
    ],
)
def test_one_flag_for_each_region_that_cites_its_section(regions, missed):
    workouts = [lift(at(n), *(make() for make in regions)) for n in (0, 3)]

    found = flags(workouts, RULE)

    assert {flag.tips for flag in found} == {(SECTIONS[region],) for region in missed}
    assert len({flag.id for flag in found}) == len(missed)
    assert {flag.date for flag in found} <= {day(3)}


@pytest.mark.parametrize(
    ("lifts", "dates"),
    [
        pytest.param([(0, 3, 6, 9)], [3], id="never trained"),
        pytest.param([(0, 3), (60, 63)], [3], id="never trained, after a long rest"),
        pytest.param([(0, 3, 24, 27, 48, 51)], [3], id="never trained in two months"),
    ],
)
def test_a_region_is_not_told_of_again_until_it_was_trained(lifts, dates):
    workouts = [missing_legs(n) for part in lifts for n in part]

    assert [flag.date for flag in flags(workouts, RULE)] == [day(n) for n in dates]


def test_once_trained_it_can_be_missed_again():
    workouts = [FIRST, SECOND, whole(6), missing_legs(19), missing_legs(20), missing_legs(21)]

    assert [flag.date for flag in flags(workouts, RULE)] == [day(3), day(20)]


def test_each_region_has_its_own_turn():
    workouts = [FIRST, SECOND, lift(at(16), lower(), upper()), whole(18)]
    workouts += [lift(at(n), upper()) for n in (30, 31, 32)]

    # Legs are trained on days 16 and 18, the core on days 0, 3 and 18.
    assert {(flag.date, *flag.tips) for flag in flags(workouts, RULE)} == {
        (day(3), SECTIONS["lower"]),
        (day(32), SECTIONS["lower"]),
        (day(32), SECTIONS["core"]),
    }


@pytest.mark.parametrize(
    ("week", "expected"),
    [(day(0), None), (day(-7), "info"), (day(7), "info")],
)
def test_a_deload_silences_its_own_week_alone(week, expected):
    assert verdict(RULE, [FIRST, SECOND], deloads=[Week.holding(week)]) == expected


def test_a_deload_goes_by_the_users_weeks():
    notes = {
        "week_starts_on": Weekday.THURSDAY,
        "deloads": [Week.holding(day(0), Weekday.THURSDAY)],
    }

    # The second lift is Thursday's, and no longer in the week that holds Monday.
    assert verdict(RULE, [FIRST, SECOND], **notes) == "info"
    assert verdict(RULE, [FIRST, missing_legs(2)], **notes) is None


@pytest.mark.parametrize(("today", "expected"), [("Mon", "info"), ("Thu", "info"), ("Fri", None)])
def test_a_plan_counts_from_today_on(today, expected):
    assert verdict(RULE, [FIRST, missing_legs(3, planned=True)], day(today)) == expected


def test_a_plan_makes_it_a_forecast():
    (forecast,) = flags([FIRST, missing_legs(3, planned=True)], RULE)
    (logged,) = flags([FIRST, SECOND], RULE)

    assert forecast.planned
    assert not logged.planned
    assert logged.date == day(3)
    assert SECOND in logged.workouts
