"""A workout's document says all of it, exactly, and nothing else becomes a workout."""

import json
from copy import deepcopy
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runstrength.exchange.account.documents import document, workout_from
from runstrength.training.limits import Invalid
from runstrength.training.workouts import Workout
from tests.exchange.workouts import WORKOUTS
from tests.training.build import lift, lower, run

QUIET = settings(max_examples=60, deadline=None, derandomize=True)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=5,
)
RUN = document(run("Mon 07:00", distance="26.20 mi"))
LIFT = document(lift("Mon 18:00", lower(1, weight="82.50 kg")))


def sent_and_read(workout: Workout) -> Workout:
    return workout_from(json.loads(json.dumps(document(workout), allow_nan=False)))


@QUIET
@given(WORKOUTS)
def test_a_workout_comes_back_with_every_field(workout):
    assert sent_and_read(workout) == workout
    assert document(sent_and_read(workout)) == document(workout)


def test_a_decimal_keeps_the_zeros_and_the_unit_that_were_typed():
    distance = sent_and_read(run("Mon 07:00", distance="26.20 mi")).distance
    assert (str(distance.value), distance.unit) == ("26.20", "mi")
    for typed in ("82.5", "82.50", "82.500"):
        (squats,) = sent_and_read(lift("Mon 18:00", lower(1, weight=f"{typed} kg"))).exercises
        assert str(squats.sets[0].weight.value) == typed


def test_a_date_that_was_fixed_elsewhere_stays():
    sent = {**RUN, "local_date": "2026-11-15"}
    assert document(workout_from(sent))["local_date"] == "2026-11-15"


def test_what_has_a_default_may_be_left_out():
    names = ("kind", "id", "started_at", "time_zone", "duration_s")
    assert workout_from({name: RUN[name] for name in names}).notes == ""


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "swim"),
        ("kind", ["run"]),
        ("id", "1"),
        ("id", "{00000000-0000-0000-0000-000000000001}"),
        ("started_at", "2026-11-16T07:00:00"),
        ("started_at", "0001-01-01T00:00:00+23:00"),
        ("started_at", "2300-01-01T00:00:00Z"),
        ("started_at", 0),
        ("local_date", "2026-11-31"),
        ("local_date", "2026-11-18"),
        ("local_date", "20261116"),
        ("time_zone", "Mars/Olympus"),
        ("time_zone", None),
        ("duration_s", 3000.0),
        ("duration_s", True),
        ("duration_s", 10**400),
        ("effort", 11),
        ("avg_hr_bpm", "150"),
        ("notes", "\0"),
        ("notes", "\ud800"),
        ("notes", "x" * 10_001),
        ("planned", 1),
        ("source", "x" * 33),
        ("version", 0),
        ("type", "jog"),
        ("distance", "26.2 mi"),
        ("distance.value", 26.2),
        ("distance.value", "NaN"),
        ("distance.value", "1E+999999"),
        ("distance.value", "1_000"),
        ("distance.value", "٣"),
        ("distance.unit", "li"),
        ("moving_s", 3001),
        ("shoe_id", "trainers"),
        ("mood", 5),
    ],
)
def test_a_run_with_a_false_field_is_refused_by_its_name(field, value):
    sent = deepcopy(RUN)
    inside, _, name = field.rpartition(".")
    (sent[inside] if inside else sent)[name] = value
    with pytest.raises(Invalid) as refused:
        workout_from(sent)
    assert [e.field.replace("distance_m", "value") for e in refused.value.errors] == [field]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("exercises", None),
        ("exercises", {}),
        ("exercises.0", []),
        ("exercises.0.exercise", ""),
        ("exercises.0.exercise", "x" * 101),
        ("exercises.0.region", "arms"),
        ("exercises.0.form", "poor"),
        ("exercises.0.superset", 0),
        ("exercises.0.sets.0.reps", 0),
        ("exercises.0.sets.0.reps", True),
        ("exercises.0.sets.0.reps", [5]),
        ("exercises.0.sets.0.side", "both"),
        ("exercises.0.sets.0.weight.value", "heavy"),
        ("exercises.0.sets.0.tempo", "3010"),
    ],
)
def test_a_lift_with_a_false_field_is_refused_by_its_name(field, value):
    sent = deepcopy(LIFT)
    *path, name = field.split(".")
    inside = sent
    for step in path:
        inside = inside[int(step) if isinstance(inside, list) else step]
    inside[int(name) if isinstance(inside, list) else name] = value
    with pytest.raises(Invalid) as refused:
        workout_from(sent)
    assert [e.field for e in refused.value.errors] == [field]


def test_what_is_missing_is_named():
    with pytest.raises(Invalid) as refused:
        workout_from({"kind": "lift", "exercises": [{"sets": []}]})
    missing = {e.field for e in refused.value.errors if e.message == "is missing"}
    assert missing >= {"id", "started_at", "time_zone", "duration_s"}
    assert {"exercises.0.exercise", "exercises.0.region"} <= missing


def test_one_set_too_many_is_refused():
    sent = deepcopy(LIFT)
    sent["exercises"][0]["sets"] *= 101
    with pytest.raises(Invalid, match="at most 100"):
        workout_from(sent)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.data())
def test_whatever_stands_in_a_field_it_is_read_or_refused(data):
    sent = deepcopy(data.draw(st.sampled_from([RUN, LIFT])))
    inside = sent
    while True:
        keys = list(inside) if isinstance(inside, dict) else list(range(len(inside)))
        key = data.draw(st.sampled_from(keys))
        deeper = isinstance(inside[key], dict | list) and inside[key]
        if not deeper or data.draw(st.booleans()):
            break
        inside = inside[key]
    inside[key] = data.draw(JSON)
    try:
        workout = workout_from(sent)
    except Invalid:
        return
    assert sent_and_read(workout) == workout


@pytest.mark.parametrize("sent", [None, [], "run", 5, {}, {"kind": None}])
def test_what_is_no_workout_at_all_is_refused(sent):
    with pytest.raises(Invalid):
        workout_from(sent)


def test_true_is_not_taken_for_the_one_that_was_read_before():
    one = deepcopy(LIFT)
    one["exercises"][0]["sets"][0]["reps"] = 1
    workout_from(one)
    one["exercises"][0]["sets"][0]["reps"] = True
    with pytest.raises(Invalid):
        workout_from(one)


def test_a_weight_is_a_decimal():
    (squats,) = workout_from(LIFT).exercises
    assert squats.sets[0].weight.value == Decimal("82.5")
