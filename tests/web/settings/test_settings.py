"""Settings change how things are shown and typed, never what was logged."""

from datetime import date
from decimal import Decimal

import pytest

from runstrength.training.quantities import Distance, DistanceUnit, Weight, WeightUnit
from tests.training.build import lift, lower, run
from tests.web.conftest import OWN_PAGE
from tests.web.log.entries import RUN, landed, log_lift
from tests.web.pages import Page, send
from tests.web.world import only_workout_of, store

MILES_AND_POUNDS = {"distance_unit": "mi", "weight_unit": "lb"}


def test_settings_are_kept_and_shown(anna):
    chosen = MILES_AND_POUNDS | {"week_starts_on": "6", "time_zone": "Asia/Tokyo"}
    response = send(anna, "/settings", chosen)
    fields = Page(anna.get("/settings")).fields()

    assert (response.status_code, response.location) == (302, "/more")
    assert {name: fields[name] for name in chosen} == chosen


def test_a_distance_is_shown_in_the_users_unit_and_kept_as_typed(anna):
    ten = Distance(Decimal("10.00"), DistanceUnit.KM)
    made = run("2024-11-18 07:00", distance=ten)
    store(anna, made)
    shown = everywhere(anna, made)
    send(anna, "/settings", MILES_AND_POUNDS)

    assert all("10 km" in page for page in shown)
    assert all("6.21 mi" in page for page in everywhere(anna, made))
    assert only_workout_of(anna) == made
    assert str(only_workout_of(anna).distance.value) == "10.00"
    assert Page(anna.get(f"/workouts/{made.id}/edit")).fields()["distance"] == "10.00 km"


def test_a_hundred_pounds_stay_a_hundred_pounds(anna):
    pounds = Weight(Decimal(100), WeightUnit.LB)
    send(anna, "/settings", MILES_AND_POUNDS)
    landed(anna, log_lift(anna, {"exercises-0-sets-0-weight": "100"}))
    made = only_workout_of(anna)
    assert "100 lb" in Page(anna.get(f"/workouts/{made.id}")).main
    send(anna, "/settings", {"weight_unit": "kg"})

    assert "45.4 kg" in Page(anna.get(f"/workouts/{made.id}")).main
    fields = Page(anna.get(f"/workouts/{made.id}/edit")).fields()
    assert fields["exercises-0-sets-0-weight"] == "100 lb"
    landed(anna, send(anna, f"/workouts/{made.id}/edit", {"notes": "changed"}))
    assert only_workout_of(anna).exercises[0].sets[0].weight == pounds
    send(anna, "/settings", MILES_AND_POUNDS)
    assert "100 lb" in Page(anna.get(f"/workouts/{made.id}")).main


def test_assistance_is_shown_below_zero(anna):
    made = lift("2024-11-18 07:00", lower(1, weight=Weight(Decimal(-20))))
    store(anna, made)

    assert "−20 kg" in Page(anna.get(f"/workouts/{made.id}")).main


def test_the_start_of_the_week_moves_the_week_and_nothing_else(anna):
    made = run("2024-11-17 07:00")
    store(anna, made)
    assert "Nothing logged" in Page(anna.get("/week/2024-W47")).main
    send(anna, "/settings", {"week_starts_on": "6"})

    assert "1 run" in Page(anna.get("/week/2024-W47")).main
    assert only_workout_of(anna) == made


def test_another_zone_is_for_new_workouts_and_leaves_the_old_on_their_day(anna):
    made = run("2024-11-18 23:30", zone="Europe/Berlin")
    store(anna, made)
    send(anna, "/settings", {"time_zone": "Asia/Tokyo"})

    assert only_workout_of(anna).local_date == date(2024, 11, 18)
    assert "Europe/Berlin" in Page(anna.get(f"/workouts/{made.id}")).main
    assert Page(anna.get("/log/run")).fields()["time_zone"] == "Asia/Tokyo"
    landed(anna, send(anna, f"/workouts/{made.id}/edit", {"notes": "changed"}))
    assert only_workout_of(anna).time_zone == "Europe/Berlin"


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("distance_unit", "parsec"),
        ("weight_unit", ""),
        ("week_starts_on", "7"),
        ("week_starts_on", "Sunday"),
        ("time_zone", "Mars/Olympus"),
        ("time_zone", "../UTC"),
    ],
)
def test_a_choice_that_there_is_not_is_named_and_changes_nothing(anna, field, typed):
    before = Page(anna.get("/settings")).fields()
    page = Page(send(anna, "/settings", MILES_AND_POUNDS | {field: typed}))
    after = Page(anna.get("/settings")).fields()

    assert page.status == 422
    assert list(page.faults) == [field]
    assert {k: v for k, v in after.items() if "csrf" not in k} == {
        k: v for k, v in before.items() if "csrf" not in k
    }


def test_a_form_without_its_token_changes_nothing(anna):
    fields = Page(anna.get("/settings")).fields() | MILES_AND_POUNDS
    response = anna.post("/settings", fields | {"csrf_token": "forged"})

    assert response.status_code == 422
    assert Page(anna.get("/settings")).fields()["weight_unit"] == "kg"


def test_settings_are_ones_own(anna, ben):
    send(anna, "/settings", MILES_AND_POUNDS)

    assert Page(ben.get("/settings")).fields()["weight_unit"] == "kg"


def test_the_way_to_everything_else_starts_at_more(anna):
    links = Page(anna.get("/more")).links.values()

    assert {"/history", "/settings", "/account"} <= set(links)


def test_a_zone_that_no_place_is_in_can_still_be_kept_for_one_run(anna):
    fields = Page(anna.get("/log/run")).fields() | RUN | {"time_zone": "Etc/GMT+5"}
    response = anna.client.post("/log/run", data=fields, headers=OWN_PAGE)

    assert response.status_code == 302
    assert only_workout_of(anna).time_zone == "Etc/GMT+5"


def everywhere(person, made) -> list[str]:
    """The pages that show a workout."""
    return [
        Page(person.get(path)).main
        for path in (f"/workouts/{made.id}", "/history", "/week/2024-W47")
    ]
