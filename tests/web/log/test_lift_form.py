"""The form for a lift: exercises with their sets, in rows that buttons add and remove."""

from decimal import Decimal

import pytest

from runstrength.training.quantities import Weight, WeightUnit
from runstrength.training.workouts import Form, Lift, Region, Set, SetKind
from tests.web.log.entries import LIFT, landed, log_lift
from tests.web.pages import Page
from tests.web.world import choose_settings, only_workout_of, rows, workouts_of

KG, LB = WeightUnit.KG, WeightUnit.LB
SECOND_SET = {
    "exercises-0-sets-1-reps": "3",
    "exercises-0-sets-1-weight": "82,5",
    "exercises-0-sets-1-rir": "1",
    "exercises-0-form": "shaky",
}


def test_a_lift_is_stored_with_all_that_was_typed(anna):
    fields = press(anna, "add-set:exercises-0", LIFT)
    fields = press(anna, "add-exercise", fields | SECOND_SET)
    fields |= {
        "exercises-0-sets-0-warm_up": "y",
        "exercises-1-exercise": "planks",
        "exercises-1-sets-0-seconds": "1:30",
        "exercises-1-form": "breaking-down",
        "avg_hr_bpm": "104",
        "notes": "Gym",
    }
    landed(anna, anna.post("/log/lift", fields))
    lift = only_workout_of(anna)
    squats, planks = lift.exercises

    assert isinstance(lift, Lift)
    assert (lift.duration_s, lift.effort, lift.notes) == (2400, 6, "Gym")
    assert lift.avg_hr_bpm == 104
    assert (squats.exercise, squats.region, squats.form) == ("squats", Region.LOWER, Form.SHAKY)
    assert squats.sets == (
        Set(kind=SetKind.WARM_UP, reps=5, weight=Weight(Decimal(80), KG)),
        Set(reps=3, weight=Weight(Decimal("82.5"), KG), rir=1),
    )
    assert (planks.region, planks.form) == (Region.CORE, Form.BREAKING_DOWN)
    assert planks.sets == (Set(duration_s=90),)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("80", Weight(Decimal(80), KG)),
        ("102,5", Weight(Decimal("102.5"), KG)),
        ("100 lb", Weight(Decimal(100), LB)),
        ("100lbs", Weight(Decimal(100), LB)),
        ("-20", Weight(Decimal(-20), KG)),
        ("−20 kg", Weight(Decimal(-20), KG)),
        ("0", Weight(Decimal(0), KG)),
        ("", None),
    ],
)
def test_a_weight_keeps_the_number_and_unit_that_were_typed(anna, typed, expected):
    landed(anna, log_lift(anna, {"exercises-0-sets-0-weight": typed}))
    (done,) = only_workout_of(anna).exercises[0].sets

    assert done.weight == expected


def test_a_plain_weight_is_in_the_users_unit(anna):
    choose_settings(anna, weight_unit=LB)
    landed(anna, log_lift(anna, {"exercises-0-sets-0-weight": "225"}))

    assert only_workout_of(anna).exercises[0].sets[0].weight == Weight(Decimal(225), LB)


def test_a_plain_number_of_seconds_is_seconds(anna):
    landed(anna, log_lift(anna, {"exercises-0-sets-0-seconds": "45"}))

    assert only_workout_of(anna).exercises[0].sets[0].duration_s == 45


@pytest.mark.parametrize(
    ("typed", "is_open"), [({}, False), ({"avg_hr_bpm": "104"}, True), ({"notes": "Gym"}, True)]
)
def test_heart_rate_and_notes_are_folded_away_until_there_is_one(anna, typed, is_open):
    landed(anna, log_lift(anna, typed))
    page = Page(anna.get(f"/workouts/{only_workout_of(anna).id}/edit"))
    (folded,) = (
        d for d in page.all("details") if "avg_hr_bpm" in {e.get("name") for e in d.iter()}
    )

    assert ("open" in folded.attrib) == is_open


def test_the_message_says_what_was_understood(anna):
    page = landed(anna, log_lift(anna))

    assert "lift on mon 18 nov, 40 min, 1 working set, effort 6." in page.notices[0].lower()


def test_the_exercises_are_all_that_are_known_by_region(anna, app):
    choice = Page(anna.get("/log/lift")).one("select", id="exercises-0-exercise")
    groups = [[o.get("value") for o in group] for group in choice.iter("optgroup")]
    known = app.extensions["exercises"]

    assert set(app.extensions["guide"].exercises) < set(known)
    for region in Region:
        assert [each.id for each in known.values() if each.region is region] in groups


def test_a_lift_without_exercises_and_effort_says_only_that_there_was_one(anna):
    empty = dict.fromkeys((name for name in LIFT if name.startswith("exercises")), "")
    landed(anna, log_lift(anna, empty | {"effort": ""}))
    lift = only_workout_of(anna)

    assert (lift.exercises, lift.effort) == ((), None)


def test_a_row_left_empty_is_no_set(anna):
    fields = press(anna, "add-set:exercises-0", LIFT)
    fields |= {f"exercises-0-sets-1-{name}": "" for name in ("reps", "weight", "seconds", "rir")}
    landed(anna, anna.post("/log/lift", fields))

    assert len(only_workout_of(anna).exercises[0].sets) == 1


def test_adding_a_set_repeats_the_one_before_and_stores_nothing(anna, app):
    before = rows(app)
    row = {"reps": "5", "weight": "80 lb", "seconds": "20", "rir": "2"}
    typed = LIFT | {f"exercises-0-sets-0-{name}": value for name, value in row.items()}
    fields = press(anna, "add-set:exercises-0", typed | {"exercises-0-sets-0-warm_up": "y"})

    for name, value in row.items():
        assert fields[f"exercises-0-sets-1-{name}"] == value
    assert "exercises-0-sets-1-warm_up" not in fields  # After a warm-up comes a working set.
    assert rows(app) == before


@pytest.mark.parametrize("cell", ["weight", "rir"])
def test_a_set_without_reps_or_seconds_is_asked_for_them_and_not_dropped(anna, app, cell):
    before = rows(app)
    typed = {f"exercises-0-sets-0-{name}": "" for name in ("reps", "weight", "seconds", "rir")}
    response = log_lift(anna, typed | {f"exercises-0-sets-0-{cell}": "2"})

    assert response.status_code == 422
    assert "a set has reps or seconds" in response.text
    assert "See what is marked." in response.text
    assert rows(app) == before


@pytest.mark.parametrize("action", ["add-set:exercises-0", "add-exercise"])
def test_a_button_keeps_what_was_typed_even_what_cannot_be_read(anna, action):
    typed = LIFT | {
        "duration": "long",
        "notes": "kept",
        "effort": "9",
        "exercises-0-form": "solid",
        "exercises-0-sets-0-reps": "many",
    }
    fields = press(anna, action, typed)

    assert {name: fields[name] for name in typed} == typed


def test_removing_a_set_takes_the_last(anna):
    fields = press(anna, "add-set:exercises-0", LIFT)
    fields = press(anna, "remove-set:exercises-0", fields | SECOND_SET)

    assert "exercises-0-sets-1-reps" not in fields
    assert fields["exercises-0-sets-0-reps"] == "5"


def test_sets_can_be_added_again_where_all_were_removed(anna):
    fields = press(anna, "remove-set:exercises-0", LIFT)
    assert not [name for name in fields if "sets" in name]
    fields = press(anna, "add-set:exercises-0", fields)

    assert [name for name in fields if name.endswith("-reps")]


def test_removing_an_exercise_takes_the_one_that_was_asked_for(anna):
    fields = press(anna, "add-exercise", LIFT)
    fields = press(anna, "add-exercise", fields | {"exercises-1-exercise": "rows"})
    fields = press(anna, "remove-exercise:exercises-1", fields | {"exercises-2-exercise": "planks"})
    chosen = [value for name, value in fields.items() if name.endswith("-exercise")]
    landed(anna, anna.post("/log/lift", fields | {"exercises-2-sets-0-seconds": "60"}))

    assert chosen == ["squats", "planks"]
    assert [e.exercise for e in only_workout_of(anna).exercises] == ["squats", "planks"]
    assert only_workout_of(anna).exercises[1].sets == (Set(duration_s=60),)


def test_an_exercise_added_after_one_was_removed_is_a_row_of_its_own(anna):
    fields = press(anna, "add-exercise", LIFT)
    fields = press(anna, "add-exercise", fields | {"exercises-1-exercise": "rows"})
    fields = press(anna, "remove-exercise:exercises-0", fields)
    fields = press(anna, "add-exercise", fields)
    names = [name for name in fields if name.endswith("-exercise")]

    assert len(names) == 3
    assert [fields[name] for name in names] == ["rows", "", ""]


@pytest.mark.parametrize("action", ["add-set:exercises-7", "remove-set:", "remove-exercise:x"])
def test_a_button_for_a_row_that_is_not_there_saves_at_most_what_was_typed(anna, action):
    response = log_lift(anna, {"do": action})

    assert response.status_code in (200, 302, 422)
    assert len(workouts_of(anna)) <= 1


def test_nested_rows_stay_as_typed_when_another_field_is_refused(anna):
    fields = press(anna, "add-set:exercises-0", LIFT)
    fields = press(anna, "add-exercise", fields | SECOND_SET)
    typed = fields | {
        "duration": "long",
        "exercises-0-sets-0-warm_up": "y",
        "exercises-0-sets-0-weight": "80 lb",
        "exercises-1-exercise": "planks",
        "exercises-1-sets-0-seconds": "1:30",
        "exercises-1-form": "shaky",
    }
    page = Page(anna.post("/log/lift", typed))

    assert page.status == 422
    assert page.fields() == typed
    assert list(page.faults) == ["duration"]


def test_a_form_sent_twice_is_stored_once(anna, app):
    fields = Page(anna.get("/log/lift")).fields() | LIFT
    for _ in range(2):
        landed(anna, anna.post("/log/lift", fields))

    assert (only_workout_of(anna).version, rows(app)["lift_sets"]) == (1, 1)


def press(person, action: str, fields: dict) -> dict:
    """Press a button of the form that holds `fields`, and give the fields of the page after it."""
    start = fields if "id" in fields else Page(person.get("/log/lift")).fields() | fields
    page = Page(person.post("/log/lift", start | {"do": action}))
    assert page.status == 200, page.faults
    return page.fields()
