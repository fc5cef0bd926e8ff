"""The page of records: what was best, when, and whose it is."""

import pytest

from tests.training.build import core, lift, lower, run, upper
from tests.web.pages import Page, text
from tests.web.world import choose_settings, remove, store

PATH = "/records"


def told(person) -> dict[str, list[tuple[str, str, str]]]:
    """Each table's rows: what, how much, and when; by its caption."""
    page = Page(person.get(PATH))
    tables = {}
    for table in page.all("table"):
        caption = table.find("caption")
        rows = [[text(cell) for cell in row] for row in table.find("tbody")]
        tables[text(caption) if caption is not None else "Runs"] = [tuple(row) for row in rows]
    return tables


def test_an_empty_log_says_what_will_stand_here(anna):
    page = Page(anna.get(PATH))
    assert "will stand here" in page.main
    assert page.links["Log a lift"] == "/log/lift"
    assert page.all("table") == []


def test_lifts_are_told_by_repetitions_estimate_and_volume(anna):
    heavy = lift("2024-11-18 18:00", lower(2, reps=5, weight="100 kg"))
    many = lift("2024-11-20 18:00", lower(3, reps=10, weight="80 kg"))
    store(anna, heavy, many)

    assert told(anna) == {
        "Squats": [
            ("5 reps", "100 kg", "18 Nov 2024"),
            ("10 reps", "80 kg", "20 Nov 2024"),
            ("e1RM", "116.7 kg", "18 Nov 2024"),
            ("Volume", "2400 kg", "20 Nov 2024"),
        ]
    }
    links = {e.get("href") for e in Page(anna.get(PATH)).one("table", "records").iter("a")}
    assert links == {f"/workouts/{heavy.id}", f"/workouts/{many.id}"}


def test_holds_and_repetitions_at_bodyweight_are_told(anna):
    store(
        anna,
        lift("2024-11-18 18:00", core(reps=None, duration_s=90), upper(reps=12)),
        lift("2024-11-19 18:00", core(reps=None, duration_s=60), upper(reps=8)),
    )
    assert told(anna) == {
        "Planks": [("Longest hold", "1 min 30 s", "18 Nov 2024")],
        "Rows": [("Most reps", "12 at bodyweight", "18 Nov 2024")],
    }


def test_runs_are_told_by_usual_distance_and_flagged_where_from_an_average(anna):
    store(
        anna,
        run("2024-11-18 07:00", minutes=25, distance="5 km"),
        run("2024-11-19 07:00", minutes=49, distance="10.5 km"),
        run("2024-11-20 07:00", minutes=120, is_treadmill=True),
    )
    assert told(anna)["Runs"] == [
        ("5 km", "25:00", "18 Nov 2024"),
        ("10 km", "46:40 average of 10.5 km", "19 Nov 2024"),
        ("Farthest", "10.5 km", "19 Nov 2024"),
        ("Longest", "2:00:00 treadmill", "20 Nov 2024"),
    ]
    assert "The stretch itself may have been faster" in Page(anna.get(PATH)).main


def test_a_distance_that_was_run_as_such_needs_no_word_on_averages(anna):
    store(anna, run("2024-11-18 07:00", minutes=25, distance="5 km"))
    assert "stretch itself" not in Page(anna.get(PATH)).main


def test_amounts_are_in_the_users_units(anna):
    store(
        anna,
        run("2024-11-18 07:00", minutes=25, distance="5 km"),
        lift("2024-11-18 18:00", lower(weight="100 kg")),
    )
    choose_settings(anna, distance_unit="mi", weight_unit="lb")
    tables = told(anna)
    assert ("Farthest", "3.11 mi", "18 Nov 2024") in tables["Runs"]
    assert ("5 reps", "220.5 lb", "18 Nov 2024") in tables["Squats"]


@pytest.mark.parametrize("how", ["planned", "deleted"])
def test_plans_and_what_was_deleted_are_no_records(anna, how):
    made = lift("2024-11-18 18:00", lower(weight="100 kg"), planned=how == "planned")
    store(anna, made)
    if how == "deleted":
        remove(anna, made.id)
    assert told(anna) == {}


def test_nobody_sees_the_records_of_someone_else(anna, ben):
    store(anna, lift("2024-11-18 18:00", lower(weight="100 kg")), run("2024-11-19 07:00"))
    assert told(ben) == {}
