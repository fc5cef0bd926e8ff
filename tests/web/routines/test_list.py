"""The list of routines, and a routine's page: what it asks for, what was done, what comes next."""

import pytest

from runstrength.training.progression import Target
from runstrength.training.routines import Routine, RoutineExercise, Timed
from runstrength.training.workouts import Form
from tests.training.build import at, exercise, lift, lower
from tests.web.api.build import new_id
from tests.web.pages import Page, text
from tests.web.today.check_ins import check_in
from tests.web.world import keep_routine, set_clock, store


@pytest.fixture(autouse=True)
def monday(monkeypatch):
    """The day on which the pages are looked at."""
    set_clock(monkeypatch, "2026-11-16 12:00")


def routine(name: str = "Mine", *exercises: RoutineExercise) -> Routine:
    """A routine of one's own, of squats unless it names others."""
    squats = RoutineExercise("squats", Target(sets=3, reps_low=6, reps_high=8, rir=2))
    return Routine(new_id(), name, exercises or (squats,))


def squatted(days_ago: int, reps: int = 8, form: Form | None = Form.SOLID, **fields):
    """Three sets of squats, so many days before Monday."""
    fields = {"weight": "60 kg", "rir": 1, **fields}
    return lift(at(-days_ago), lower(3, reps=reps, form=form, **fields))


def said(person, name: str) -> str:
    """The words of a routine's page."""
    page = Page(person.get(f"/routines/{name}"))
    assert page.status == 200
    return " ".join(text(e) for e in page.all("main"))


def test_the_list_holds_ones_own_and_the_ready_ones_each_with_a_way_to_start(anna):
    mine = keep_routine(anna, routine())
    page = Page(anna.get("/routines"))
    assert page.links["Mine Squats"] == f"/routines/{mine.id}"
    assert page.links["Start Mine"] == f"/log/lift?routine={mine.id}"
    assert page.links["Start 20 minutes after an easy run"] == (
        "/log/lift?routine=after-an-easy-run"
    )
    assert page.links["New routine"] == "/routines/new"


def test_nobody_sees_the_routines_of_another(anna, ben):
    mine = keep_routine(anna, routine("Annas own"))
    assert "Annas own" not in anna.client.application.test_client().get("/routines").text
    assert "Annas own" not in ben.get("/routines").text
    for path in (f"/routines/{mine.id}", f"/routines/{mine.id}/edit"):
        assert ben.get(path).status_code == 404


@pytest.mark.parametrize("name", ["none", "0b6f1e2c-7c1f-4a53-8f0e-00000000000f", "a%00b"])
def test_a_routine_that_is_none_is_not_found(anna, name):
    assert anna.get(f"/routines/{name}").status_code == 404
    assert anna.get(f"/routines/new?like={name}").status_code == 404
    assert anna.get(f"/log/lift?routine={name}").status_code == 404


def test_a_routine_says_what_it_asks_for_and_what_is_done_in_turn(anna):
    rows = RoutineExercise("rows", Target(sets=2, reps_low=10, reps_high=10), superset=1)
    planks = RoutineExercise("planks", Timed(sets=2, seconds=90), superset=1)
    words = said(anna, keep_routine(anna, routine("Mine", rows, planks)).id)
    assert "Rows 2 × 10 Planks 2 × 1 min 30 s, in turn with the one above" in words
    assert "Last time" not in words


def test_an_exercise_that_is_gone_is_still_named(anna):
    gone = RoutineExercise("cable-dance", Target(sets=2, reps_low=10, reps_high=12))
    mine = keep_routine(anna, routine("Mine", gone))
    assert "Cable dance 2 × 10–12" in said(anna, mine.id)
    assert anna.get(f"/log/lift?routine={mine.id}").status_code == 200


def test_the_top_of_the_range_twice_suggests_the_next_step_and_says_why(anna):
    store(anna, squatted(7), squatted(4))
    words = said(anna, "lower-body")
    assert "Last time Thu 12 Nov: 3 × 8 × 60 kg" in words
    assert "Next 3 × 6 × 62.5 kg, 2 in reserve" in words
    assert "Twice 8 reps, solid, with one or more in reserve: the next step." in words


def test_form_that_broke_down_holds_the_weight_and_quotes_the_guide(anna):
    store(anna, squatted(7), squatted(4, form=Form.BREAKING_DOWN))
    page = Page(anna.get("/routines/lower-body"))
    guide = anna.client.application.extensions["guide"]
    words = " ".join(text(e) for e in page.all("main"))
    assert "Next 3 × 8 × 60 kg, 2 in reserve Form broke down last time" in words
    assert [text(e) for e in page.all("blockquote")] == [
        f"{guide.citation('proper-technique').text} Proper Technique"
    ]
    assert page.links["Proper Technique"] == (f"/guide/{guide.cited.slug}#proper-technique")


def test_a_low_check_in_takes_a_set_and_cites_its_tip(anna):
    store(anna, squatted(7), squatted(4))
    assert check_in(anna, 1, 1, 2, 2, 1).status_code == 302
    words = said(anna, "lower-body")
    assert "Next 2 × 8 × 60 kg, 2 in reserve" in words
    assert "Today’s check-in is low: the same weight, one set less." in words
    assert "Adjust Intensity" in words


def test_a_plan_is_nothing_that_was_done(anna):
    store(anna, lift("2026-11-17 07:00", lower(3, reps=8, weight="60 kg"), planned=True))
    assert "Last time" not in said(anna, "lower-body")


def test_what_was_lifted_in_pounds_is_said_in_the_users_unit(anna):
    store(anna, squatted(7, weight="135 lb"), squatted(4, weight="135 lb"))
    # The step is that of a gym with plates in kilograms, as the user has it.
    assert "Next 3 × 6 × 63.7 kg" in said(anna, "lower-body")


def test_a_timed_exercise_has_a_last_time_and_no_suggestion(anna):
    held = exercise("planks", lower(1).region, 2, reps=None, duration_s=60)
    store(anna, lift("2026-11-12 07:00", held))
    words = said(anna, "core")
    assert "Planks 3 × 45 s Last time Thu 12 Nov: 2 × 1 min Russian" in words
