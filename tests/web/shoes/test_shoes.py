"""The shelf of shoes: mileage to the metre, new pairs, names, retired ones, and what stays."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

import pytest

from runstrength.storage import shoes as storage
from runstrength.training.limits import Invalid
from runstrength.training.quantities import Distance, DistanceUnit
from runstrength.training.shoes import Shoe
from tests.training import build as training
from tests.web.pages import Page, send, text
from tests.web.queued import location, problem, send_queued
from tests.web.rows import user_id
from tests.web.test_statements import statements
from tests.web.world import choose_settings, keep_shoe, remove, store

KM, MI = DistanceUnit.KM, DistanceUnit.MI
TRAINERS = Shoe(id=UUID(int=1), name="Trainers", before_m=100_000)
FLATS = Shoe(id=UUID(int=2), name="Racing flats")


def shelf(person) -> list[storage.Worn]:
    """Someone's shoes as they are stored."""
    app = person.client.application
    with app.app_context():
        return storage.worn(user_id(app, person.email))


def only_shoe(person) -> Shoe:
    """The one pair that someone has."""
    (worn,) = shelf(person)
    return worn.shoe


def run_in(shoe: Shoe, day: int, amount: str | None = "10", unit: DistanceUnit = KM, **more):
    """A run in these shoes."""
    distance = Distance(Decimal(amount), unit) if amount else None
    made = training.run(f"2024-11-{day:02} 07:00")
    return replace(made, distance=distance, shoe_id=shoe.id, **more)


def test_mileage_is_exact_in_mixed_units_and_leaves_out_plans_and_the_deleted(anna):
    keep_shoe(anna, TRAINERS)
    keep_shoe(anna, FLATS)
    gone = run_in(TRAINERS, 8, "50")
    store(
        anna,
        run_in(TRAINERS, 1, "10.5"),
        run_in(TRAINERS, 2, "10.5"),
        run_in(TRAINERS, 3, "26.2", MI),
        run_in(TRAINERS, 4, "0.1"),
        run_in(TRAINERS, 5, "333", DistanceUnit.M),
        run_in(TRAINERS, 6, None),
        run_in(TRAINERS, 7, "20", planned=True),
        gone,
        run_in(FLATS, 9, "5"),
        training.run("2024-11-10 07:00"),
    )
    remove(anna, gone.id)
    flats, trainers = shelf(anna)
    expected = 100_000 + 21_000 + Fraction("26.2") * Fraction("1609.344") + 100 + 333
    assert (trainers.distance_m, trainers.runs) == (expected, 6)
    assert (flats.distance_m, flats.runs) == (5000, 1)


def test_the_page_shows_each_pair_in_the_users_unit_retired_ones_last(anna):
    keep_shoe(anna, replace(TRAINERS, name="A pair of old", is_retired=True))
    keep_shoe(anna, FLATS)
    store(anna, run_in(FLATS, 1, "16.09344"))
    choose_settings(anna, distance_unit=MI)
    shown = [text(e) for e in Page(anna.get("/shoes")).all("summary")]
    assert shown == ["Racing flats 1 run 10 mi", "A pair of old (retired) 0 runs 62.14 mi"]


def test_a_long_history_takes_no_more_statements(app, anna):
    keep_shoe(anna, TRAINERS)
    with statements() as few:
        anna.get("/shoes")
    store(
        anna,
        *(run_in(TRAINERS, n % 28 + 1, f"{n + 1}.{n}", id=UUID(int=99 + n)) for n in range(40)),
    )
    with statements() as many:
        anna.get("/shoes")
    assert len(few) == len(many) <= 3


@pytest.mark.parametrize(
    ("typed", "unit", "metres"),
    [
        ("", KM, 0),
        ("0", KM, 0),
        ("312", KM, 312_000),
        ("312,5", KM, 312_500),
        ("300", MI, 482_803),
        ("300 km", MI, 300_000),
    ],
)
def test_a_new_pair_has_what_it_had_run_before(anna, typed, unit, metres):
    choose_settings(anna, distance_unit=unit)
    answer = send(anna, "/shoes", {"name": "Trainers", "before": typed}, "/shoes")
    assert answer.location == "/shoes"
    assert "Added: Trainers." in Page(anna.get("/shoes")).notices
    shoe = only_shoe(anna)
    assert (shoe.name, shoe.before_m, shoe.is_retired) == ("Trainers", metres, False)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 61}, "name"),
        ({"before": "far"}, "before"),
        ({"before": "-1"}, "before"),
        ({"before": "10001"}, "before"),
    ],
)
def test_a_pair_that_can_not_be_is_refused_beside_its_field(anna, typed, field):
    page = Page(send(anna, "/shoes", {"name": "Trainers"} | typed, "/shoes"))
    assert page.status == 422
    assert list(page.faults) == [f"{field}-new"]
    assert shelf(anna) == []


def test_another_name_keeps_what_it_had_run_to_the_metre(anna):
    keep_shoe(anna, replace(TRAINERS, before_m=12_345))
    path = f"/shoes/{TRAINERS.id}"
    fields = Page(anna.get("/shoes")).fields(path)
    assert fields["before"] == "12.35"
    anna.post(path, fields | {"name": "Blue trainers"})
    shoe = only_shoe(anna)
    assert (shoe.name, shoe.before_m) == ("Blue trainers", 12_345)
    anna.post(path, fields | {"before": "12.4"})
    assert only_shoe(anna).before_m == 12_400


def test_a_refused_change_opens_its_own_pair(anna):
    keep_shoe(anna, TRAINERS)
    keep_shoe(anna, FLATS)
    page = Page(anna.post(f"/shoes/{FLATS.id}", {"name": "Flats", "before": "x"}))
    assert page.status == 422
    assert list(page.faults) == [f"before-{FLATS.id}"]
    assert len([e for e in page.all("details") if "open" in e.attrib]) == 1
    assert page.fields(f"/shoes/{FLATS.id}")["name"] == "Flats"
    assert page.fields(f"/shoes/{TRAINERS.id}")["name"] == "Trainers"
    assert len(page.ids) == len(set(page.ids))


def test_a_pair_is_retired_and_used_again(anna):
    keep_shoe(anna, TRAINERS)
    path = f"/shoes/{TRAINERS.id}/retire"
    for is_retired in (True, False):
        anna.post(path, Page(anna.get("/shoes")).fields(path))
        assert only_shoe(anna) == replace(TRAINERS, is_retired=is_retired)


def test_an_unused_pair_can_be_deleted(anna):
    keep_shoe(anna, TRAINERS)
    path = f"/shoes/{TRAINERS.id}/delete"
    assert [f.get("action") for f in Page(anna.get("/shoes")).all("form")].count(path) == 1
    assert anna.post(path).status_code == 302
    assert shelf(anna) == []


@pytest.mark.parametrize("how", ["logged", "planned", "deleted"])
def test_a_pair_that_a_run_names_stays(anna, how):
    keep_shoe(anna, TRAINERS)
    run = run_in(TRAINERS, 1, planned=how == "planned")
    store(anna, run)
    if how == "deleted":
        remove(anna, run.id)
    page, path = Page(anna.get("/shoes")), f"/shoes/{TRAINERS.id}/delete"
    assert path not in [f.get("action") for f in page.all("form")]
    assert "can be retired, not deleted" in page.main
    assert anna.post(path).status_code == 409
    assert problem(send_queued(anna, path, key="a"), 409)["detail"].startswith("Runs name")
    assert only_shoe(anna) == TRAINERS
    if how == "deleted":
        anna.post(f"/workouts/{run.id}/restore")
        assert anna.api("GET", f"/workouts/{run.id}").json["run"]["shoe_id"] == str(TRAINERS.id)


def test_a_pair_that_is_sent_twice_is_there_once(anna):
    fields = Page(anna.get("/shoes")).fields("/shoes") | {"name": "Trainers"}
    for key in ("a", "a", "b"):
        assert location(send_queued(anna, "/shoes", fields, key)) == "/shoes"
    assert len(shelf(anna)) == 1


def test_a_page_that_was_kept_adds_more_than_one_pair(anna):
    fields = Page(anna.get("/shoes")).fields("/shoes")
    for key, name in (("a", "Trainers"), ("b", "Flats")):
        send_queued(anna, "/shoes", fields | {"name": name}, key)
    assert [worn.shoe.name for worn in shelf(anna)] == ["Flats", "Trainers"]


def test_a_deletion_that_is_sent_again_is_done_once(anna):
    keep_shoe(anna, TRAINERS)
    path = f"/shoes/{TRAINERS.id}/delete"
    for _ in range(2):
        assert location(send_queued(anna, path, key="a")) == "/shoes"
    problem(send_queued(anna, path, key="b"), 404)


def test_no_shoes_of_that_id_are_not_found(anna):
    for path in ("", "/retire", "/delete"):
        assert anna.post(f"/shoes/{UUID(int=9)}{path}", {"name": "x"}).status_code == 404


def test_two_users_may_have_shoes_under_the_same_id(anna, ben):
    keep_shoe(anna, TRAINERS)
    keep_shoe(ben, replace(FLATS, id=TRAINERS.id))
    store(anna, run_in(TRAINERS, 1, "10"))
    store(ben, run_in(TRAINERS, 1, "3"))
    assert shelf(anna)[0].distance_m == 110_000
    assert shelf(ben)[0].distance_m == 3_000
    ben.post(f"/shoes/{TRAINERS.id}", {"name": "Other"})
    ben.post(f"/shoes/{TRAINERS.id}/retire", {"retired": "1"})
    assert only_shoe(anna) == TRAINERS


def test_more_leads_to_the_shoes(anna):
    assert "/shoes" in Page(anna.get("/more")).links.values()


@pytest.mark.parametrize("changes", [{"name": " "}, {"name": "x" * 61}, {"before_m": -1}])
def test_an_invalid_pair_can_not_be_built(changes):
    with pytest.raises(Invalid) as refused:
        replace(TRAINERS, **changes)
    assert [error.field for error in refused.value.errors] == list(changes)
