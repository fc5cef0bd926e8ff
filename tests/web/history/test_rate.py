"""How hard was it? One tap stores an effort."""

from dataclasses import replace

import pytest

from tests.training.build import lift, lower, run
from tests.web.conftest import OWN_PAGE
from tests.web.pages import Page, text
from tests.web.rows import everything
from tests.web.week.test_set_aside import OFF_THE_SITE
from tests.web.world import remove, set_clock, store, stored

WEEK = "/week/2024-W47"
KEY = {"Idempotency-Key": "a"}


@pytest.fixture(params=["run", "lift"])
def unrated(anna, request):
    """A workout of which no effort is known, with all else in it."""
    more = {"notes": "windy", "source": "api"}
    workout = (
        run("2024-11-18 07:00", type="tempo", distance="10 km", moving=49, **more)
        if request.param == "run"
        else lift("2024-11-18 07:00", lower(3, weight="100 lb", form="shaky"), **more)
    )
    store(anna, workout)
    return workout


def rate(person, workout, effort: str = "7", base: str = "1", headers=None, **fields):
    return person.client.post(
        f"/workouts/{workout.id}/effort",
        data={"effort": effort, "base_version": base, **fields},
        headers={**OWN_PAGE, **(headers or {})},
    )


def test_one_tap_on_the_weeks_page_stores_the_effort_and_nothing_else(anna, unrated):
    page = Page(anna.get(WEEK))
    action = f"/workouts/{unrated.id}/effort"
    form = next(f for f in page.all("form") if f.get("action") == action)
    taps = {text(b): b.get("value") for b in form.iter("button") if b.get("name") == "effort"}
    assert taps == {str(n): str(n) for n in range(1, 11)}

    answer = anna.post(action, page.fields(action) | {"effort": taps["7"]})
    assert (answer.status_code, answer.location) == (302, f"{WEEK}#flags")
    assert stored(anna, unrated.id) == replace(unrated, effort=7, version=2)
    assert "How hard was it?" not in Page(anna.get(WEEK)).main


def test_a_rated_workout_and_a_plan_are_not_asked_for(anna, monkeypatch):
    set_clock(monkeypatch, "2024-11-18 12:00")
    plan = run("2024-11-20 07:00", planned=True)
    store(anna, run("2024-11-18 07:00", effort=3), plan)
    assert "How hard was it?" not in Page(anna.get(WEEK)).main


@pytest.mark.parametrize("effort", ["1", "10"])
def test_the_ends_of_the_scale_are_efforts(anna, unrated, effort):
    assert rate(anna, unrated, effort).status_code == 302
    assert stored(anna, unrated.id).effort == int(effort)


@pytest.mark.parametrize("effort", ["0", "11", "-1", "99999999999999999999"])
def test_an_effort_off_the_scale_is_refused(app, anna, unrated, effort):
    before = everything(app)
    assert rate(anna, unrated, effort).status_code == 422
    assert everything(app) == before


@pytest.mark.parametrize("effort", ["", "hard", "7.5"])
def test_what_is_no_effort_is_refused_and_clears_none(app, anna, effort):
    rated = run("2024-11-18 07:00", effort=5)
    store(anna, rated)
    before = everything(app)
    assert rate(anna, rated, effort).status_code == 422
    assert everything(app) == before


@pytest.mark.parametrize("base", ["2", "0", "", "x"])
def test_a_workout_that_was_changed_meanwhile_is_not_rated(app, anna, unrated, base):
    before = everything(app)
    assert rate(anna, unrated, base=base).status_code == 409
    assert everything(app) == before


def test_the_same_effort_again_is_a_replay(anna, unrated):
    for _ in range(2):
        assert rate(anna, unrated).status_code == 302
    assert stored(anna, unrated.id).version == 2


def test_a_known_key_changes_nothing(anna, unrated):
    rate(anna, unrated, headers=KEY)
    rate(anna, unrated, "3", "2")
    assert rate(anna, unrated, headers=KEY).status_code == 302
    assert (stored(anna, unrated.id).effort, stored(anna, unrated.id).version) == (3, 3)


def test_a_key_stands_for_one_workout_alone(anna, unrated):
    other = run("2024-11-19 07:00")
    store(anna, other)
    rate(anna, unrated, headers=KEY)
    assert rate(anna, other, headers=KEY).status_code == 422
    assert stored(anna, other.id).effort is None


def test_a_deleted_workout_is_not_rated(app, anna, unrated):
    remove(anna, unrated.id)
    before = everything(app)
    for base in ("1", "2"):
        assert rate(anna, unrated, base=base).status_code == 404
    assert everything(app) == before


def test_another_users_workout_is_not_there(anna, ben, unrated):
    assert rate(ben, unrated).status_code == 404
    assert stored(anna, unrated.id) == unrated


@pytest.mark.parametrize("wanted", OFF_THE_SITE)
def test_next_never_leads_off_the_site(anna, wanted):
    workout = run("2024-11-18 07:00")
    store(anna, workout)
    answer = rate(anna, workout, next=wanted)
    assert (answer.status_code, answer.location) == (302, f"/workouts/{workout.id}")


def test_a_flag_by_estimate_is_no_estimate_once_the_effort_is_known(anna):
    hard, guessed = run("2024-11-18 07:00", effort=8), run("2024-11-19 07:00", type="intervals")
    store(anna, hard, guessed)
    assert "by estimate" in Page(anna.get(WEEK)).main
    rate(anna, guessed, "4")
    main = Page(anna.get(WEEK)).main
    assert "by estimate" not in main
    assert "Hard days back to back" not in main
