"""What the log page suggests beside the inputs, and a form that is opened by a routine."""

import json

import pytest

from runstrength.training.progression import Target
from runstrength.training.routines import Routine, RoutineExercise, Timed
from runstrength.training.workouts import Form
from tests.training.build import at, exercise, lift, lower
from tests.web.api.build import new_id
from tests.web.pages import Page
from tests.web.today.check_ins import check_in
from tests.web.world import keep_routine, set_clock, store

SQUATS = RoutineExercise("squats", Target(sets=3, reps_low=6, reps_high=8, rir=2))


@pytest.fixture(autouse=True)
def monday(monkeypatch):
    """The day on which the form is opened."""
    set_clock(monkeypatch, "2026-11-16 12:00")


def squatted(days_ago: int, reps: int = 8, form: Form | None = Form.SOLID, sets=3, **fields):
    """Sets of squats, so many days before Monday."""
    fields = {"weight": "60 kg", "rir": 1, **fields}
    return lift(at(-days_ago), lower(sets, reps=reps, form=form, **fields))


def suggested(person, path: str = "/log/lift?routine=lower-body") -> dict:
    """What the page of a form tells its script of squats; without the sentence and the tip."""
    return {k: v for k, v in told(person, path)["squats"].items() if k not in ("says", "tip")}


def told(person, path: str = "/log/lift?routine=lower-body") -> dict:
    """What the page of a form suggests, by exercise."""
    page = Page(person.get(path))
    (table,) = [e for e in page.all("script") if "data-logger" in e.attrib]
    return json.loads(table.text)["suggested"]


def typed(person, path: str) -> dict[str, str]:
    """What stands in the rows of a form."""
    fields = Page(person.get(path)).fields("/log/lift")
    return {name: value for name, value in fields.items() if name.startswith("exercises-")}


def test_the_top_of_the_range_twice_suggests_the_next_plate_step_with_its_reason(anna):
    store(anna, squatted(7), squatted(4))
    assert suggested(anna) == {"sets": 3, "reps": "6", "weight": "62.5", "rir": "2"}
    assert told(anna)["squats"]["says"] == (
        "Twice 8 reps, solid, with one or more in reserve: the next step."
    )
    assert told(anna)["squats"]["tip"] is None


def test_the_top_of_the_range_once_suggests_the_same_again(anna):
    store(anna, squatted(7, reps=7), squatted(4))
    assert suggested(anna) == {"sets": 3, "reps": "8", "weight": "60", "rir": "2"}


def test_form_that_broke_down_holds_the_weight_and_cites_the_technique_tip(anna):
    store(anna, squatted(7), squatted(4, form=Form.BREAKING_DOWN))
    guide = anna.client.application.extensions["guide"]
    assert suggested(anna)["weight"] == "60"
    assert told(anna)["squats"]["says"] == "Form broke down last time: no heavier than then."
    assert told(anna)["squats"]["tip"] == {
        "label": "Proper Technique",
        "url": f"/guide/{guide.cited.slug}#proper-technique",
        "text": guide.citation("proper-technique").text,
    }


def test_form_that_broke_down_twice_lowers_the_weight(anna):
    store(anna, *(squatted(n, form=Form.BREAKING_DOWN) for n in (7, 4)))
    assert suggested(anna)["weight"] == "55"


def test_a_low_check_in_takes_one_set(anna):
    store(anna, squatted(7), squatted(4))
    assert check_in(anna, 1, 1, 2, 2, 1).status_code == 302
    assert suggested(anna) == {"sets": 2, "reps": "8", "weight": "60", "rir": "2"}
    assert told(anna)["squats"]["tip"]["label"] == "Adjust Intensity"


def test_a_low_check_in_leaves_two_more_in_reserve_where_there_are_few_sets(anna):
    store(anna, squatted(4, sets=2))
    mine = keep_routine(
        anna, Routine(new_id(), "Mine", (RoutineExercise("squats", Target(2, 6, 8, 1)),))
    )
    assert check_in(anna, 1, 1, 2, 2, 1).status_code == 302
    found = suggested(anna, f"/log/lift?routine={mine.id}")
    assert (found["sets"], found["rir"]) == (2, "3")


def test_a_good_check_in_changes_nothing(anna):
    store(anna, squatted(7), squatted(4))
    assert check_in(anna, 4, 4, 4, 4, 4).status_code == 302
    assert suggested(anna)["weight"] == "62.5"


def test_without_a_routine_the_range_is_that_of_what_was_done(anna):
    store(anna, squatted(11, reps=6), squatted(7), squatted(4))
    assert suggested(anna, "/log/lift") == {"sets": 3, "reps": "6", "weight": "62.5", "rir": ""}


def test_a_weight_in_pounds_is_suggested_with_its_unit(anna):
    store(anna, squatted(4, reps=6, weight="135 lb"))
    assert suggested(anna)["weight"] == "135 lb"


def test_what_was_never_done_has_no_weight_and_what_is_timed_no_suggestion(anna):
    held = exercise("planks", lower(1).region, 2, reps=None, duration_s=60)
    store(anna, lift(at(-4), held))
    assert told(anna)["squats"] == {
        "sets": 3,
        "reps": "6",
        "weight": "",
        "rir": "2",
        "says": "No weight is known yet.",
        "tip": None,
    }
    assert "planks" not in told(anna, "/log/lift?routine=core")


def test_a_form_that_was_posted_without_its_script_suggests_nothing_to_it(anna):
    store(anna, squatted(7), squatted(4))
    path = "/log/lift?routine=lower-body"
    fields = Page(anna.get(path)).fields("/log/lift")
    answer = anna.post(path, fields | {"do": "add-exercise"})
    (table,) = [e for e in Page(answer).all("script") if "data-logger" in e.attrib]
    found = json.loads(table.text)
    assert (found["last"], found["suggested"]) == ({}, {})
    assert "squats" in {each["id"] for each in found["exercises"]}


def test_a_form_by_a_routine_has_last_times_sets_and_never_what_is_suggested(anna):
    warm = exercise("squats", lower(1).region, 1, kind="warm-up", reps=5, weight="40 kg").sets
    worked = squatted(4, sets=2).exercises[0]
    both = type(worked)(exercise="squats", region=worked.region, sets=(*warm, *worked.sets))
    store(anna, squatted(7), lift(at(-4), both))
    fields = typed(anna, "/log/lift?routine=lower-body")
    weights = [fields[f"exercises-0-sets-{n}-weight"] for n in range(4)]
    assert weights == ["40", "60", "60", "60"]
    assert [fields[f"exercises-0-sets-{n}-reps"] for n in range(4)] == ["5", "8", "8", "8"]
    assert "exercises-0-sets-0-warm_up" in fields
    assert "exercises-0-sets-1-warm_up" not in fields
    assert "exercises-0-sets-4-reps" not in fields


def test_a_plan_is_no_last_time(anna):
    store(anna, squatted(4), lift(at(-1), lower(3, weight="100 kg"), planned=True))
    fields = typed(anna, "/log/lift?routine=lower-body")
    assert fields["exercises-0-sets-0-weight"] == "60"


def test_without_a_last_time_the_sets_have_the_targets_reps_and_no_weight(anna):
    planks = RoutineExercise("planks", Timed(sets=2, seconds=45), superset=1)
    mine = keep_routine(anna, Routine(new_id(), "Mine", (SQUATS, planks)))
    fields = typed(anna, f"/log/lift?routine={mine.id}")
    assert [fields[f"exercises-0-sets-{n}-reps"] for n in range(3)] == ["6"] * 3
    assert [fields[f"exercises-0-sets-{n}-weight"] for n in range(3)] == [""] * 3
    assert [fields[f"exercises-1-sets-{n}-seconds"] for n in range(2)] == ["45"] * 2
    assert fields["exercises-1-superset"] == "1"


def test_a_routine_is_for_lifts_and_for_its_owner_alone(anna, ben):
    mine = keep_routine(anna, Routine(new_id(), "Mine", (SQUATS,)))
    assert anna.get(f"/log/run?routine={mine.id}").status_code == 404
    assert ben.get(f"/log/lift?routine={mine.id}").status_code == 404
    assert anna.get("/log/lift?routine=").status_code == 404


def test_an_exercise_of_ones_own_that_is_gone_is_left_out(anna):
    gone = RoutineExercise("cable-dance", Target(2, 10, 12))
    mine = keep_routine(anna, Routine(new_id(), "Mine", (gone, SQUATS)))
    fields = typed(anna, f"/log/lift?routine={mine.id}")
    assert fields["exercises-0-exercise"] == "squats"
    assert "exercises-1-exercise" not in fields
