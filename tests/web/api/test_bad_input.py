"""What is refused: with which answer, which field it names, and that nothing is stored."""

from datetime import UTC, datetime

import pytest

from runstrength.web import clock
from tests.web.api.build import case, exercise, lift, new_id, run, send, squats
from tests.web.rows import everything

NOW = datetime(2025, 6, 20, 12, tzinfo=UTC)
RUN = run("Mon 07:00", effort=5)
LIFT = lift("Mon 07:00", squats())
SET = "lift.exercises.0.sets.0"
HUGE = 10**4000
LONE = "\ud800"  # Half of a surrogate pair.


@pytest.fixture(autouse=True)
def _stop_the_clock(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


def with_run(**part) -> dict:
    """The run with another part."""
    return {**RUN, "run": {"type": "other", **part}}


def with_set(**fields) -> dict:
    """A lift with one set of squats."""
    return lift("Mon 07:00", squats(1, **fields))


def ahead(start: str, **fields) -> dict:
    """A run that starts then."""
    return {**RUN, "started_at": start, **fields}


@pytest.mark.parametrize(
    ("document", "field"),
    [
        case("distance -1", with_run(distance_m=-1), "run.distance_m"),
        case("distance 0", with_run(distance_m=0), "run.distance_m"),
        case("10,000 km", with_run(distance_m=10_000_000), "run.distance_m"),
        case("huge distance", with_run(distance_m=HUGE), "run.distance_m"),
        case("effort 0", {**RUN, "effort": 0}, "effort"),
        case("effort 11", {**RUN, "effort": 11}, "effort"),
        case("effort 7.5", {**RUN, "effort": 7.5}, "effort"),
        case("huge effort", {**RUN, "effort": HUGE}, "effort"),
        case("no time", {**RUN, "duration_s": 0}, "duration_s"),
        case("49 h", {**RUN, "duration_s": 49 * 3600}, "duration_s"),
        case("huge duration", {**RUN, "duration_s": -HUGE}, "duration_s"),
        case("the year 1900", ahead("1900-01-01T07:00:00+01:00"), "started_at"),
        case("1969", ahead("1969-12-31T23:59:59Z"), "started_at"),
        case("the first year", ahead("0001-01-01T00:00:00+14:00"), "started_at"),
        case("the last year", ahead("9999-12-31T23:59:59-14:00"), "started_at"),
        case("over a day ahead", ahead("2025-06-21T12:00:01Z"), "started_at"),
        case("planned too far", ahead("2026-06-21T12:00:01Z", planned=True), "started_at"),
        case("no offset", ahead("2025-06-16T07:00:00"), "started_at"),
        case("a date alone", ahead("2025-06-16"), "started_at"),
        case("an hour 25", ahead("2025-06-16T25:00:00Z"), "started_at"),
        case("no start", ahead(""), "started_at"),
        case("a start in words", ahead("yesterday"), "started_at"),
        case("an unknown zone", {**RUN, "time_zone": "Mars/Olympus"}, "time_zone"),
        case("a zone by offset", {**RUN, "time_zone": "+01:00"}, "time_zone"),
        case("a zone that is a path", {**RUN, "time_zone": "../Europe/Berlin"}, "time_zone"),
        case("an empty zone", {**RUN, "time_zone": ""}, "time_zone"),
        case("moving longer than it took", with_run(moving_s=3601), "run.moving_s"),
        case("no moving time", with_run(moving_s=0), "run.moving_s"),
        case("heart rate 24", with_run(avg_hr_bpm=24), "run.avg_hr_bpm"),
        case("heart rate 251", with_run(avg_hr_bpm=251), "run.avg_hr_bpm"),
        case("a lift's, 24", {**LIFT, "lift": {"avg_hr_bpm": 24}}, "lift.avg_hr_bpm"),
        case("a lift's, 251", {**LIFT, "lift": {"avg_hr_bpm": 251}}, "lift.avg_hr_bpm"),
        case("a lift's, half", {**LIFT, "lift": {"avg_hr_bpm": 99.5}}, "lift.avg_hr_bpm"),
        case("an unknown type", with_run(type="jog"), "run.type"),
        case("reps 0", with_set(reps=0), f"{SET}.reps"),
        case("reps 1,001", with_set(reps=1001), f"{SET}.reps"),
        case("reps 5.5", with_set(reps=5.5), f"{SET}.reps"),
        case("huge reps", with_set(reps=HUGE), f"{SET}.reps"),
        case("neither reps nor seconds", with_set(reps=None), f"{SET}.reps"),
        case("2,000 kg", with_set(weight_kg=2000), f"{SET}.weight_kg"),
        case("-301 kg", with_set(weight_kg=-301), f"{SET}.weight_kg"),
        case("huge weight", with_set(weight_kg=HUGE), f"{SET}.weight_kg"),
        case("5,000 lb", with_set(weight_lb=5000), f"{SET}.weight_lb"),
        case("huge pounds", with_set(weight_lb=HUGE), f"{SET}.weight_lb"),
        case("two weights", with_set(weight_kg=80, weight_lb=80), f"{SET}.weight_lb"),
        case("RIR -1", with_set(rir=-1), f"{SET}.rir"),
        case("RIR 11", with_set(rir=11), f"{SET}.rir"),
        case("a set of five hours", with_set(duration_s=5 * 3600), f"{SET}.duration_s"),
        case("an unknown kind of set", with_set(kind="drop"), f"{SET}.kind"),
        case(
            "an unknown exercise",
            lift("Mon 07:00", exercise("burpees")),
            "lift.exercises.0.exercise",
        ),
        case(
            "the second set of the second exercise",
            lift("Mon 07:00", squats(), exercise("rows", {"reps": 1}, {"reps": 0})),
            "lift.exercises.1.sets.1.reps",
        ),
        case(
            "an unknown form",
            lift("Mon 07:00", exercise("squats", form="fine")),
            "lift.exercises.0.form",
        ),
        case("51 exercises", lift("Mon 07:00", *[squats()] * 51), "lift.exercises"),
        case("101 sets", lift("Mon 07:00", squats(101)), "lift.exercises.0.sets"),
        case("a note of 2 MB", {**RUN, "notes": "x" * 2_000_000}, "notes"),
        case("a note of 10,001", {**RUN, "notes": "é" * 10_001}, "notes"),
        case("a NUL", {**RUN, "notes": "a\0b"}, "notes"),
        case("an unknown kind", {**RUN, "kind": "swim"}, "kind"),
        case("no kind", {k: v for k, v in RUN.items() if k != "kind"}, "kind"),
        case("no part", {k: v for k, v in RUN.items() if k != "run"}, "run"),
        case("the other part", {**RUN, "lift": {"exercises": []}}, "lift"),
        case("nothing", {}, "kind"),
        case("an unknown field", {**RUN, "pace": 1}, "pace"),
        case("an unknown field of a run", with_run(pace=1), "run.pace"),
        case("an unknown field of a set", with_set(tempo=1), f"{SET}.tempo"),
        case("another id", {**RUN, "id": new_id()}, "id"),
        case("half a surrogate: notes", {**RUN, "notes": LONE}, "notes"),
        case("half a surrogate: start", {**RUN, "started_at": LONE}, "started_at"),
        case("half a surrogate: zone", {**RUN, "time_zone": LONE}, "time_zone"),
        case("half a surrogate: kind", {**RUN, "kind": LONE}, "kind"),
        case("half a surrogate: id", {**RUN, "id": LONE}, "id"),
        case("half a surrogate: type", with_run(type=LONE), "run.type"),
        case("half a surrogate: set", with_set(kind=LONE), f"{SET}.kind"),
        case(
            "half a surrogate: exercise",
            lift("Mon 07:00", exercise(LONE)),
            "lift.exercises.0.exercise",
        ),
        case(
            "half a surrogate: form",
            lift("Mon 07:00", exercise("squats", form=LONE)),
            "lift.exercises.0.form",
        ),
        case("half a surrogate: a field's name", {**RUN, LONE: 1}, LONE),
    ],
)
def test_what_is_out_of_range_is_refused_by_name_and_not_stored(app, anna, document, field):
    before, path = everything(app), f"/workouts/{new_id()}"
    for headers in ({}, {"Idempotency-Key": "a"}):
        answer = anna.api("PUT", path, document, headers)
        assert answer.status_code == 422
        assert answer.mimetype == "application/problem+json"
        assert field in [error["field"] for error in answer.json["errors"]]
        assert all(error["message"] for error in answer.json["errors"])
    assert everything(app) == before


@pytest.mark.parametrize(
    "document",
    [
        case("30 h", {**RUN, "duration_s": 30 * 3600}),
        case("48 h", {**RUN, "duration_s": 48 * 3600}),
        case("just within a day ahead", ahead("2025-06-21T12:00:00Z")),
        case("planned for next year", ahead("2026-06-21T12:00:00Z", planned=True)),
        case("the first moment", ahead("1970-01-01T00:00:00Z")),
        case("1,000 km", with_run(distance_m=1_000_000)),
        case("a whole number with a point", {**RUN, "effort": 5.0}),
        case("a note of 10,000", {**RUN, "notes": "\U0001f3c3" * 10_000}),
        case("50 exercises", lift("Mon 07:00", *[squats()] * 50)),
        case("100 sets", lift("Mon 07:00", squats(100))),
        case("1,000 reps", with_set(reps=1000)),
        case("1,000 kg", with_set(weight_kg=1000)),
        case("bodyweight", with_set(weight_kg=None)),
    ],
)
def test_what_is_just_in_range_is_stored(anna, document):
    assert anna.api("PUT", f"/workouts/{new_id()}", document).status_code == 201


def test_every_fault_is_named_at_once(anna):
    faulty = {**RUN, "effort": 11, "duration_s": 0, "time_zone": 3}
    answer = anna.api("PUT", f"/workouts/{new_id()}", faulty)
    assert {e["field"] for e in answer.json["errors"]} == {"effort", "duration_s", "time_zone"}


@pytest.mark.parametrize("field", ["effort", "duration_s"])
@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999999", "-1e999999"])
def test_a_number_that_is_none_is_refused_by_name(app, anna, field, number):
    before = everything(app)
    start = RUN["started_at"]
    fields = f'"kind": "run", "run": {{}}, "started_at": "{start}", "duration_s": 60'
    body = f'{{{fields}, "{field}": {number}}}'.encode()
    answer = send(anna, "PUT", f"/workouts/{new_id()}", body)
    assert answer.status_code == 422
    assert {error["field"] for error in answer.json["errors"]} == {field}
    assert everything(app) == before
