"""A run much longer than the longest of the last month."""

import pytest

from tests.training.build import at, case, day, flags, run, verdict, verdicts

RULE = "long-run-spike"


def month(longest: str, *others: str, back: int = 30) -> list:
    """Four runs of the month before Monday, the longest of them `back` days ago."""
    others = others or ("3000 m", "3000 m", "3000 m")
    shorter = [run(at(-7 * n), distance=metres) for n, metres in enumerate(others, 1)]
    return [run(at(-back), distance=longest), *shorter]


@pytest.mark.parametrize(
    ("longest", "today", "expected"),
    [
        ("10 km", "11 km", None),
        ("10 km", "11001 m", "caution"),
        ("10 km", "13 km", "caution"),
        ("10 km", "13001 m", "warning"),
        # Below a kilometre more it is a detour.
        ("5 km", "5999 m", None),
        ("5 km", "6 km", None),
        ("5 km", "6001 m", "caution"),
        ("3 km", "4 km", None),
        ("3 km", "4001 m", "warning"),
        # A kilometre more is not a tenth more.
        ("20 km", "21001 m", None),
        ("20 km", "22 km", None),
        ("20 km", "22001 m", "caution"),
        # Exactly, in the unit that was typed, by whole metres.
        ("10 mi", "10.99 mi", None),
        ("10 mi", "11.01 mi", "caution"),
        ("10 km", "11000.4 m", None),
        ("10 km", "13000.4 m", "caution"),
        ("10 km", "6.8 mi", None),
        ("10 km", "6.9 mi", "caution"),
        ("10 km", "9 km", None),
    ],
)
def test_a_tenth_and_a_kilometre_more_than_the_longest(longest, today, expected):
    assert verdict(RULE, [*month(longest), run("Mon 07:00", distance=today)]) == expected


@pytest.mark.parametrize(
    ("back", "expected"),
    [
        pytest.param(1, None, id="the long one was yesterday"),
        pytest.param(30, None, id="30 days ago"),
        pytest.param(31, "caution", id="31 days ago"),
    ],
)
def test_the_30_days_before_are_compared(back, expected):
    month = [run(at(-n), distance="10 km") for n in (2, 3, 4, 5)]
    long = run(at(-back), distance="11.5 km")

    found = verdicts(RULE, [long, *month, run("Mon 07:00", distance="12 km")])
    assert found.get(day("Mon")) == expected


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        case("none", None),
        case("three", None, *(run(at(-n), distance="5 km") for n in (1, 2, 3))),
        case("four", "warning", *(run(at(-n), distance="5 km") for n in (1, 2, 3, 4))),
        case("the fourth 30 days ago", "warning", *month("5 km")),
        case("the fourth 31 days ago", None, *month("5 km", back=31)),
        case(
            "the fourth without a distance",
            None,
            run(at(-4)),
            *(run(at(-n), distance="5 km") for n in (1, 2, 3)),
        ),
        case(
            "the fourth on the same date",
            None,
            run("Mon 05:00", distance="5 km"),
            *(run(at(-n), distance="5 km") for n in (1, 2, 3)),
        ),
        case(
            "four on one date",
            "warning",
            *(run(at(-1, f"0{hour}:00"), distance="5 km") for hour in (5, 6, 7, 8)),
        ),
    ],
)
def test_four_runs_make_a_month_to_compare_with(runs, expected):
    assert verdict(RULE, [*runs, run("Mon 19:00", distance="10 km")]) == expected


def test_a_longer_run_of_the_same_date_is_no_longest_before():
    both = [run("Mon 07:00", distance="14 km"), run("Mon 19:00", distance="13 km")]

    found = flags([*month("10 km"), *both], RULE)

    assert {(f.severity.word, *f.workouts[-1:]) for f in found} == {
        ("warning", both[0]),
        ("caution", both[1]),
    }


def test_dates_count_and_not_hours():
    # The long run started 30 days and 23 hours before, the date of which is 30 days earlier.
    late = [run(at(-30, "00:10"), distance="10 km"), *month("3 km")]

    assert verdict(RULE, [*late, run("Mon 23:10", distance="11 km")]) is None


@pytest.mark.parametrize("metres", ["11001 m", "13001 m", "42195 m"])
def test_a_race_is_told_of_and_asked_nothing(metres):
    (flag,) = flags([*month("10 km"), run("Mon 07:00", type="race", distance=metres)], RULE)

    assert flag.severity.word == "info"
    assert flag.remedies == ()


def test_a_race_of_the_month_is_a_longest_run_too():
    race = run(at(-3), type="race", distance="21 km")

    found = verdicts(RULE, [*month("10 km"), race, run("Mon 07:00", distance="23 km")])

    assert found == {day(-3): "info"}


@pytest.mark.parametrize("effort", [None, 2, 9])
def test_the_effort_does_not_matter(effort):
    long = run("Mon 07:00", distance="12 km", effort=effort, minutes=80)

    assert verdict(RULE, [*month("10 km"), long]) == "caution"


@pytest.mark.parametrize(
    ("today", "expected"), [("Mon", "caution"), ("Tue", "caution"), ("Wed", None)]
)
def test_a_plan_counts_from_today_on(today, expected):
    plan = run("Tue 07:00", distance="12 km", planned=True)

    assert verdict(RULE, [*month("10 km", back=20), plan], day(today)) == expected


def test_a_plan_is_compared_with_the_plans_before_it():
    runs = [*month("10 km", back=20), run("Tue 07:00", distance="11 km", planned=True)]
    wednesday = run("Wed 07:00", distance="12 km", planned=True)

    (flag,) = flags([*runs, run("Wed 07:00", distance="13 km", planned=True)], RULE)
    assert verdict(RULE, [*runs, wednesday]) is None
    assert flag.planned


def test_the_flag_names_its_run_date_and_figures():
    long = run("Mon 07:00", distance="12 km")

    (flag,) = flags([*month("10 km"), long], RULE)

    assert long in flag.workouts
    assert flag.date == day("Mon")
    assert flag.tips == ("adjust-intensity",)
    assert (flag.measured, flag.compared_with) == (12_000, 10_000)
    assert not flag.planned
