"""Which flags a stretch of dates holds, and how a long one is paged."""

from datetime import UTC, date, datetime, timedelta

import pytest

from runstrength.web import clock
from tests.web.api.build import case, lift, pages, run, squats, store

DAY = timedelta(days=1)
FIRST = date(2024, 7, 1)
LAST = date(2025, 6, 30)
PAGE = timedelta(days=92)
LEGS = "legs-before-hard-run"


def dated(person, query: str, rule: str = "back-to-back-hard") -> list[str]:
    """The dates of a rule's flags in a stretch that fits a page."""
    answer = person.api("GET", f"/flags?{query}").json
    assert answer["next"] is None
    return [flag["date"] for flag in answer["items"] if flag["rule"] == rule]


@pytest.mark.parametrize(
    ("query", "is_there"),
    [
        case("around it", "from=2025-06-16&to=2025-06-18", True),
        case("from its date on", "from=2025-06-17&to=2025-06-18", True),
        case("its date alone", "from=2025-06-17&to=2025-06-17", True),
        case("up to its date", "from=2025-06-10&to=2025-06-17", True),
        case("up to the day before", "from=2025-06-10&to=2025-06-16", False),
        case("from the day after", "from=2025-06-18&to=2025-06-30", False),
    ],
)
def test_a_flag_is_in_the_stretch_that_holds_its_date(anna, query, is_there):
    store(anna, run("Mon 07:00", effort=8), run("Tue 07:00", effort=8))
    assert dated(anna, query) == (["2025-06-17"] if is_there else [])


def test_look_back_reads_beyond_from_to_legs_of_the_day_before_yesterday(anna):
    store(anna, lift("Mon 18:00", squats(rir=0)), run("Wed 17:00", effort=8))
    assert dated(anna, "from=2025-06-18&to=2025-06-18", LEGS) == ["2025-06-18"]


def test_look_back_reads_beyond_from_to_the_end_of_the_longest_lift(anna):
    long = lift("Mon 18:00", squats(rir=0), minutes=48 * 60)
    store(anna, long, run("Fri 17:00", effort=8))
    assert dated(anna, "from=2025-06-20&to=2025-06-20", LEGS) == ["2025-06-20"]


def test_look_back_reads_beyond_from_across_the_widest_change_of_zone(anna):
    # Just before midnight of the 15th in one zone, five days and a day's difference of clocks
    # before the first hour of the 21st in another: less than 48 h from the one's end.
    long = lift("Mon 18:00", squats(rir=0), minutes=48 * 60)
    first = {"started_at": "2025-06-15T23:59:00-11:00", "time_zone": "Pacific/Pago_Pago"}
    second = {"started_at": "2025-06-21T00:58:00+14:00", "time_zone": "Pacific/Kiritimati"}
    store(anna, {**long, **first}, {**run("Fri 07:00", effort=8), **second})
    assert dated(anna, "from=2025-06-01&to=2025-06-30", LEGS) == ["2025-06-21"]
    assert dated(anna, "from=2025-06-21&to=2025-06-21", LEGS) == ["2025-06-21"]


def test_look_back_reads_beyond_from_to_the_start_of_a_chain(anna):
    store(
        anna,
        run("2025-06-15 07:00", effort=8),
        lift("Mon 18:00", squats(), effort=8),
        run("Tue 20:00", effort=8),
    )
    answer = anna.api("GET", "/flags?from=2025-06-17&to=2025-06-17").json
    severities = {flag["rule"]: flag["severity"] for flag in answer["items"]}
    assert severities["back-to-back-hard"] == "warning"


def test_reading_beyond_to_sees_what_runs_into_the_next_day(anna):
    # The run at midnight starts while the lift goes on: overlapping workouts are not combined.
    store(
        anna,
        run("Mon 20:00", effort=3),
        lift("Mon 22:00", minutes=180, effort=5),
        run("Tue 00:00", effort=3),
    )
    combined = anna.api("GET", "/flags?from=2025-06-16&to=2025-06-16").json["items"]
    assert combined == []


def test_the_last_four_weeks_stand_in_for_absent_dates(anna, monkeypatch):
    store(
        anna,
        *[run(f"{day} 07:00", effort=8) for day in ("2025-05-19", "2025-05-20")],
        *[run(f"{day} 07:00", effort=8) for day in ("2025-05-22", "2025-05-21")],
        *[run(f"{day} 07:00", effort=8) for day in ("2025-06-15", "2025-06-16", "2025-06-17")],
    )
    noon = datetime(2025, 6, 16, 12, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: noon)
    assert dated(anna, "") == [
        "2025-05-20",
        "2025-05-21",
        "2025-05-22",
        "2025-06-16",
    ]


def test_a_year_is_paged_without_losing_or_repeating_a_flag(anna):
    # Three hard days in a row, flagged on the second and third, stand across the edges of the
    # year and of every page: the second is the last of one page, the third the first of the next.
    edges = [*(FIRST + n * (PAGE + DAY) for n in range(4)), LAST]
    store(
        anna,
        *(run(f"{edge - n * DAY} 07:00", effort=8) for edge in edges for n in range(3)),
    )
    found = list(pages(anna, f"/flags?from={FIRST}&to={LAST}"))
    assert len(found) == 4
    flagged = sorted(day for edge in edges for day in (edge - DAY, edge) if day >= FIRST)
    dates = [flag["date"] for page in found for flag in page if flag["rule"] == "back-to-back-hard"]
    assert dates == [str(day) for day in flagged]
    ids = [flag["id"] for page in found for flag in page]
    assert len(set(ids)) == len(ids)


def test_a_stretch_of_one_page_has_no_next(anna):
    assert anna.api("GET", f"/flags?from={FIRST}&to={FIRST + PAGE}").json["next"] is None
    assert anna.api("GET", f"/flags?from={FIRST}&to={FIRST + PAGE + DAY}").json["next"]


def test_a_false_cursor_is_refused_by_name(anna):
    answer = anna.api("GET", f"/flags?from={FIRST}&to={LAST}&cursor=now")
    assert 400 <= answer.status_code < 500
    assert "cursor" in answer.json["detail"]
