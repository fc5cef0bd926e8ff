"""A workout's own page: its sets, what it did better than ever, and what one may share of it."""

import json
from dataclasses import replace
from uuid import UUID

import pytest

from runstrength.storage.database import db
from runstrength.storage.tables import shoes
from runstrength.training.workouts import LiftExercise, Region, Set, Side
from tests.training.build import core, exercise, lift, lower, run, upper, weighing
from tests.web.pages import Page, text
from tests.web.rows import user_id
from tests.web.world import remove, store


def page_of(person, workout) -> Page:
    """The workout's page."""
    return Page(person.get(f"/workouts/{workout.id}"))


def bests(person, workout) -> list[str]:
    """What the page calls new bests."""
    return [
        text(li)
        for part in page_of(person, workout).all("section", "bests")
        for li in part.iter("li")
    ]


def test_exercises_done_in_turn_stand_together(anna):
    made = lift(
        "2024-11-18 18:00",
        lower(),
        replace(upper(), superset=1),
        replace(core(), superset=1),
        replace(exercise("pull-ups", Region.UPPER, 1), superset=2),
    )
    store(anna, made)
    page = page_of(anna, made)
    (group,) = page.all("div", "in-turn")
    assert [text(h) for h in group.iter("h2")] == ["Rows", "Planks"]
    assert group.get("aria-label") == "Done in turn"
    assert [text(h) for h in page.all("h2")] == ["Squats", "Rows", "Planks", "Pull-Ups"]


def test_two_supersets_with_one_number_that_are_no_neighbours_are_two(anna):
    parts = replace(upper(), superset=1), replace(core(), superset=1)
    made = lift("2024-11-18 18:00", *parts, lower(), *parts)
    store(anna, made)
    assert len(page_of(anna, made).all("div", "in-turn")) == 2


def test_exercises_one_by_one_are_not_in_turn(anna):
    made = lift("2024-11-18 18:00", lower(), upper(), replace(core(), superset=1))
    store(anna, made)
    assert page_of(anna, made).all("div", "in-turn") == []


def test_sides_and_notes_of_an_exercise_are_shown_and_empty_columns_are_not(anna):
    sides = tuple(Set(reps=8, weight=weighing("20 kg"), side=side) for side in Side)
    done = LiftExercise(exercise="rows", region=Region.UPPER, sets=sides, notes="left is weaker")
    made = lift("2024-11-18 18:00", done)
    store(anna, made)
    page = page_of(anna, made)
    table = page.one("table", "sets")
    assert [[text(cell) for cell in row] for row in table.iter("tr")] == [
        ["Set", "Reps", "Weight"],
        ["1 left", "8", "20 kg"],
        ["2 right", "8", "20 kg"],
    ]
    assert "left is weaker" in page.main


def test_a_lift_tells_its_new_bests_against_all_before_it_and_nothing_after(anna):
    first = lift("2024-11-18 18:00", lower(weight="100 kg"))
    second = lift("2024-11-25 18:00", lower(weight="105 kg"), upper(weight="60 kg"))
    third = lift("2024-12-02 18:00", lower(weight="110 kg"))
    store(anna, first, second, third)

    assert bests(anna, first) == []
    assert bests(anna, second) == ["Squats: 5 × 105 kg, e1RM 122.5 kg, volume 525 kg"]
    remove(anna, first.id)
    assert bests(anna, second) == []


def test_holds_and_repetitions_are_bests_too(anna):
    before = lift("2024-11-18 18:00", core(reps=None, duration_s=60), upper(reps=8))
    now = lift("2024-11-25 18:00", core(reps=None, duration_s=75), upper(reps=9))
    store(anna, before, now)
    assert bests(anna, now) == ["Planks: held 1 min 15 s", "Rows: 9 at bodyweight"]


def test_a_run_tells_its_new_bests_and_which_are_averages(anna):
    before = [
        run(f"2024-11-1{n} 07:00", minutes=m, distance=f"{d} km")
        for n, m, d in ((1, 25, 5), (2, 50, 10))
    ]
    exact = run("2024-11-20 07:00", minutes=24, distance="5 km")
    average = run("2024-11-21 07:00", minutes=51, distance="10.5 km")
    store(anna, *before, exact, average)
    assert bests(anna, exact) == ["5 km in 24:00"]
    assert bests(anna, average) == [
        "10 km in 48:34 (average of the whole run)",
        "Farthest: 10.5 km",
        "Longest: 51 min",
    ]


def test_a_plan_has_no_bests_and_nothing_to_share(anna):
    plan = lift("2024-11-25 18:00", lower(weight="105 kg"), planned=True)
    store(anna, lift("2024-11-18 18:00", lower(weight="100 kg")), plan)
    assert bests(anna, plan) == []
    assert page_of(anna, plan).all("details", "share") == []


def test_bests_are_not_held_against_someone_elses(anna, ben):
    store(anna, lift("2024-11-18 18:00", lower(weight="100 kg")))
    own = lift("2024-11-25 18:00", lower(weight="105 kg"))
    store(ben, own)
    assert bests(ben, own) == []


def test_a_run_shows_what_is_known_of_it(anna, app):
    pair = UUID(int=7)
    with app.app_context():
        row = {"id": pair, "name": "Blue racers", "before_m": 0, "is_retired": False}
        db.session.execute(shoes.insert().values(user_id=user_id(app, anna.email), **row))
        db.session.commit()
    made = run(
        "2024-11-18 07:00",
        type="intervals",
        distance="10 km",
        intervals="6x800m @ 3:20 r 2:00",
        is_treadmill=True,
        elevation_gain_m=120,
        shoe_id=pair,
    )
    store(anna, made)
    facts = page_of(anna, made).one("dl", "facts")
    told = {text(dt): text(dd) for dt, dd in zip(facts.iter("dt"), facts.iter("dd"), strict=True)}
    assert told["Intervals"] == "6x800m @ 3:20 r 2:00"
    assert told["Climb"] == "120 m"
    assert told["Where"] == "Treadmill"
    assert told["Shoes"] == "Blue racers"


@pytest.mark.parametrize("made", [run, lift])
def test_a_known_heart_rate_is_shown_and_one_that_is_not_known_is_not(anna, made):
    known, unknown = made("2024-11-18 07:00", avg_hr_bpm=104), made("2024-11-19 07:00")
    store(anna, known, unknown)
    assert "Heart rate104 bpm" in page_of(anna, known).main
    assert "bpm" not in page_of(anna, unknown).main


SHARED_LIFT = """Lift, Monday 25 November 2024
30:00 · 3 sets · 1575 kg lifted
Squats: 3 × 5 × 105 kg
New best: Squats: 5 × 105 kg, e1RM 122.5 kg, volume 1575 kg"""
NOBODY_ELSES = {"notes": "sore knee", "effort": 9, "avg_hr_bpm": 171}
SHARED_RUN = """Intervals, Monday 25 November 2024
10 km · 50:00 · 5:00 /km · 120 m up
Treadmill
Intervals: 6x800m @ 3:20"""


def test_the_text_to_share_says_what_was_done(anna):
    before = lift("2024-11-18 18:00", lower(weight="100 kg"))
    made = lift("2024-11-25 18:00", lower(3, weight="105 kg"), **NOBODY_ELSES)
    store(anna, before, made)
    assert shared(anna, made) == SHARED_LIFT


@pytest.mark.parametrize("name", NOBODY_ELSES)
def test_the_text_to_share_keeps_what_is_nobody_elses(anna, name):
    made = run(
        "2024-11-25 07:00",
        type="intervals",
        distance="10 km",
        intervals="6x800m @ 3:20",
        is_treadmill=True,
        elevation_gain_m=120,
        **{name: NOBODY_ELSES[name]},
    )
    store(anna, made)
    assert shared(anna, made) == SHARED_RUN
    picture = page_of(anna, made).one("script", **{"data-picture": ""}).text
    assert str(NOBODY_ELSES[name]) not in picture


def test_the_picture_has_what_the_text_has(anna):
    made = lift("2024-11-25 18:00", lower(3, weight="105 kg"), upper(reps=8))
    store(anna, made)
    picture = json.loads(page_of(anna, made).one("script", **{"data-picture": ""}).text)
    assert picture == {
        "kind": "lift",
        "title": "Lift",
        "date": "Monday 25 November 2024",
        "figures": [["Time", "30:00"], ["Sets", "4"], ["Volume", "1575 kg"]],
        "lines": [["Squats", "3 × 5 × 105 kg"], ["Rows", "1 × 8"]],
        "bests": [],
        "file": "lift-2024-11-25.png",
    }


def test_what_was_typed_can_not_leave_the_pictures_data(anna):
    made = run("2024-11-25 07:00", intervals="</script><b>6x800m</b>")
    store(anna, made)
    page = page_of(anna, made)
    picture = json.loads(page.one("script", **{"data-picture": ""}).text)
    assert picture["lines"] == [["Intervals", "</script><b>6x800m</b>"]]


def shared(person, workout) -> str:
    """The text to share, as it is written."""
    page = page_of(person, workout)
    (share,) = (p for p in page.all("p", "as-text") if "data-share-text" in p.attrib)
    return "".join(share.itertext())
