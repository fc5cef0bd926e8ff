"""GET /weeks/<name>: a week's sums, against figures that were worked out by hand."""

from datetime import UTC, datetime

import pytest

from runstrength.web import clock
from tests.web.api.build import WEEKDAYS, case, exercise, lift, rows, run, squats, store
from tests.web.pages import send

SUNDAY, SATURDAY = 6, 5
ZERO = {"lower": 0, "core": 0, "upper": 0}


def week(person, name: str = "2025-W25") -> dict:
    """The week's document."""
    answer = person.api("GET", f"/weeks/{name}")
    assert answer.status_code == 200, answer.text
    return answer.json


def known_week() -> list[dict]:
    """Two runs and a lift, all with their effort."""
    return [
        run("Mon 07:00", minutes=60, effort=5, distance_m=10000),
        lift(
            "Tue 18:00",
            exercise(
                "squats",
                {"kind": "warm-up", "reps": 10, "weight_kg": 60},
                {"reps": 5, "weight_kg": 100},
                {"reps": 5, "weight_kg": 102.5},
            ),
            exercise("planks", {"duration_s": 45}, {"duration_s": 30}),
            exercise("rows", {"reps": 10, "weight_lb": 100}),
            exercise("push-ups", {"reps": 20}),
            minutes=45,
            effort=6,
        ),
        run("Thu 07:00", minutes=50, moving_s=2400, effort=8, distance_m=8500.5),
    ]


def test_totals_are_those_worked_out_by_hand(anna):
    store(anna, *known_week())
    got = week(anna)
    # Moving time wins: Thursday's run counts 40 min. Loads: 5 × 60 + 8 × 40, and 6 × 45.
    assert got["totals"]["run"] == {
        "count": 2,
        "minutes": 100,
        "load": 620,
        "uncounted": 0,
        "metres": 18500.5,
    }
    # Volumes: 5 × 100 + 5 × 102.5 kg; none without a weight; 10 × 100 lb = 453.59237 kg.
    assert got["totals"]["lift"] == {
        "count": 1,
        "minutes": 45,
        "load": 270,
        "uncounted": 0,
        "sets": 6,
        "sets_by_region": {"lower": 2, "core": 2, "upper": 2},
        "volume_by_region": {"lower": 1012.5, "core": 0, "upper": pytest.approx(453.59237)},
    }
    assert (got["load"], got["uncounted"]) == (890, 0)


def test_monotony_and_strain_are_those_of_fosters_formula(anna):
    store(anna, *known_week())
    got = week(anna)
    # Loads of the days: 300, 270, 0, 320, 0, 0, 0; mean 127.14, population SD 147.43.
    assert [day["load"] for day in got["days"]] == [300, 270, 0, 320, 0, 0, 0]
    assert got["monotony"] == pytest.approx(0.8624, abs=5e-5)
    assert got["strain"] == pytest.approx(767.55, abs=5e-3)


def test_a_week_of_equal_days_has_no_monotony(anna):
    store(anna, *[run(f"{day} 07:00", effort=3) for day in WEEKDAYS])
    got = week(anna)
    assert (got["load"], got["monotony"], got["strain"]) == (1260, None, None)


def test_each_day_says_what_was_done_and_how_hard_it_was(anna):
    ids = store(
        anna,
        *known_week(),
        lift("Fri 18:00"),
        run("Sat 07:00", type="race"),
        run("Sun 07:00", effort=2),
    )
    days = week(anna)["days"]
    assert [day["date"] for day in days] == [f"2025-06-{n}" for n in range(16, 23)]
    words = ["moderate", "moderate", "rest", "hard", "unknown", "hard", "easy"]
    assert [day["intensity"] for day in days] == words
    assert [day["date"] for day in days if day["estimated"]] == ["2025-06-21"]
    done = [[w["id"] for w in day["runs"] + day["lifts"]] for day in days]
    assert done == [[ids[0]], [ids[1]], [], [ids[2]], [ids[3]], [ids[4]], [ids[5]]]
    assert days[0]["runs"] == [anna.api("GET", f"/workouts/{ids[0]}").json]


def test_an_unknown_effort_is_not_counted_and_not_zero(anna):
    store(anna, run("Mon 07:00", effort=5), run("Mon 18:00", minutes=30), lift("Tue 07:00"))
    got = week(anna)
    assert got["totals"]["run"]["minutes"] == 90
    assert (got["totals"]["run"]["load"], got["totals"]["run"]["uncounted"]) == (300, 1)
    assert (got["load"], got["uncounted"]) == (300, 2)
    assert [day["load"] for day in got["days"][:3]] == [None, None, 0]
    assert (got["monotony"], got["strain"]) == (None, None)


def test_what_is_planned_is_listed_apart_and_not_summed(anna, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: datetime(2025, 6, 17, 12, tzinfo=UTC))
    done, _, planned = store(
        anna,
        run("Mon 07:00", effort=5, distance_m=10000),
        lift("Mon 18:00", squats(3), effort=5, planned=True),
        run("Thu 07:00", effort=5, distance_m=10000, planned=True),
    )
    got = week(anna)
    assert (got["totals"]["run"]["count"], got["totals"]["run"]["metres"]) == (1, 10000)
    assert (got["totals"]["lift"]["count"], got["totals"]["lift"]["sets"]) == (0, 0)
    assert got["load"] == 300
    assert [w["id"] for w in got["days"][0]["runs"]] == [done]
    # Monday's plan lies in the past and counts no more.
    assert [[w["id"] for w in day["planned"]] for day in got["days"]] == [
        *([[]] * 3),
        [planned],
        *([[]] * 3),
    ]


def test_a_weeks_flags_stand_on_their_days_and_look_back_beyond_monday(anna):
    store(anna, run("2025-06-15 07:00", effort=8), run("Mon 07:00", effort=8))
    days = week(anna)["days"]
    listed = anna.api("GET", "/flags?from=2025-06-16&to=2025-06-22").json["items"]
    assert [flag for day in days for flag in day["flags"]] == listed
    assert [[flag["rule"] for flag in day["flags"]] for day in days] == [
        ["back-to-back-hard"],
        *([[]] * 5),
        ["few-lifts"],
    ]


def test_an_empty_week_is_seven_days_of_rest(anna, ben):
    store(ben, *known_week())
    got = week(anna)
    assert {day["intensity"] for day in got["days"]} == {"rest"}
    assert got["totals"]["run"]["metres"] == got["load"] == 0
    assert got["totals"]["lift"]["sets_by_region"] == ZERO
    assert got["monotony"] is None


def test_a_late_run_belongs_to_the_week_in_which_it_started(anna):
    store(anna, run("Sun 23:30", minutes=60, effort=5))
    assert week(anna)["days"][6]["load"] == 300
    assert week(anna, "2025-W26")["load"] == 0


@pytest.mark.parametrize(
    ("starts_on", "first", "last"),
    [
        case("Sunday", SUNDAY, "2025-06-15", "2025-06-21"),
        case("Saturday", SATURDAY, "2025-06-14", "2025-06-20"),
        case("Monday", 0, "2025-06-16", "2025-06-22"),
    ],
)
def test_a_week_is_the_seven_days_that_hold_its_thursday(anna, ben, starts_on, first, last):
    for person in (anna, ben):
        store(person, *[run(f"2025-06-{day} 07:00", effort=1) for day in range(13, 25)])
    assert send(anna, "/settings", {"week_starts_on": str(starts_on)}).status_code == 302
    got = week(anna)
    assert (got["week"], got["from"], got["to"]) == ("2025-W25", first, last)
    assert [len(day["runs"]) for day in got["days"]] == [1] * 7
    assert (got["days"][0]["date"], got["days"][6]["date"]) == (first, last)
    assert week(ben)["from"] == "2025-06-16"


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("2020-W53", "2020-12-28", "2021-01-03"),
        ("2021-W01", "2021-01-04", "2021-01-10"),
        ("2025-W01", "2024-12-30", "2025-01-05"),
    ],
)
def test_weeks_at_the_turn_of_the_year_are_those_of_iso_8601(anna, name, first, last):
    store(anna, run("2021-01-03 07:00", effort=5), run("2021-01-04 07:00", effort=2))
    got = week(anna, name)
    assert (got["week"], got["from"], got["to"]) == (name, first, last)
    assert got["load"] == {"2020-W53": 300, "2021-W01": 120}.get(name, 0)


@pytest.mark.parametrize(
    "name",
    [
        "2025-W53",
        "2025-W00",
        "2025-W54",
        "2025-W5",
        "2025-25",
        "2025-w25",
        "W25",
        "2025-W25-1",
        "25-W25",
        "1969-W25",
        "9999-W52",
        "٢٠٢٥-W25",
        "2025-W25%0A",
        "2025-W25%00",
        "now",
    ],
)
def test_a_week_that_there_is_not_is_not_found(anna, name):
    answer = anna.api("GET", f"/weeks/{name}")
    assert answer.status_code == 404
    assert answer.mimetype == "application/problem+json"


def test_a_wide_week_of_lifting_is_counted_by_working_sets_alone(anna):
    store(anna, lift("Mon 07:00", squats(3, kind="warm-up", weight_kg=50), rows(4, weight_kg=40)))
    totals = week(anna)["totals"]["lift"]
    assert (totals["sets"], totals["sets_by_region"]) == (4, {**ZERO, "upper": 4})
    assert totals["volume_by_region"] == {**ZERO, "upper": 800}
