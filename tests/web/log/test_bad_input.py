"""What can't be is refused with the field named, nothing is stored, and what was typed stays."""

import pytest

from tests.web.conftest import app_of_its_own
from tests.web.log.entries import LIFT, RUN, log_lift, log_run
from tests.web.pages import Page
from tests.web.world import rows, set_clock

REPS, WEIGHT = "exercises-0-sets-0-reps", "exercises-0-sets-0-weight"
SECONDS, RIR = "exercises-0-sets-0-seconds", "exercises-0-sets-0-rir"


@pytest.fixture(scope="module")
def app(stored_people, tmp_path_factory):
    """One app for all of these tests, as none of them may change anything."""
    with app_of_its_own(stored_people, tmp_path_factory.mktemp("bad-input")) as app:
        yield app


@pytest.fixture(autouse=True)
def _nothing_is_stored(app):
    before = rows(app)
    yield
    assert rows(app) == before


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("distance", "-1"),
        ("distance", "−1"),
        ("distance", "0"),
        ("distance", "10000"),
        ("distance", "10000 km"),
        ("distance", "NaN"),
        ("distance", "inf"),
        ("distance", "1e3"),
        ("distance", "10 parsecs"),
        ("distance", "10\0"),
        ("distance", "1\n2"),
        ("distance", "9" * 39),
        ("distance", "9" * 100_000),
        ("distance", "١٠"),
        ("duration", ""),
        ("duration", "0"),
        ("duration", "-45"),
        ("duration", "49:00:00"),
        ("duration", "49h"),
        ("duration", "1:60"),
        ("duration", "1:60:00"),
        ("duration", "NaN"),
        ("duration", "an hour"),
        ("duration", "9" * 39),
        ("duration", "45\0"),
        ("duration", "4\n5"),
        ("effort", "11"),
        ("effort", "0"),
        ("effort", "-1"),
        ("effort", "7.5"),
        ("effort", "NaN"),
        ("effort", "9" * 39),
        ("date", ""),
        ("date", "1900-01-01"),
        ("date", "0001-01-01"),
        ("date", "9999-12-31"),
        ("date", "2024-02-30"),
        ("date", "2024-11-18\0"),
        ("time", ""),
        ("time", "24:01"),
        ("time", "noon"),
        ("time_zone", ""),
        ("time_zone", "Mars/Olympus"),
        ("time_zone", "../../etc/passwd"),
        ("time_zone", "Europe/Berlin\0"),
        ("type", "swim"),
        ("avg_hr_bpm", "0"),
        ("avg_hr_bpm", "300"),
        ("avg_hr_bpm", "151.5"),
        ("notes", "a\0b"),
        ("notes", "x" * 10_001),
        ("notes", "x" * 2_000_000),
    ],
)
def test_a_run_with_a_bad_field_is_refused(anna, field, typed):
    page = Page(log_run(anna, **{field: typed}))

    assert page.status == 422
    assert list(page.faults) == [field]
    assert page.faults[field][-1] in ".?"
    assert page.notices
    if field not in ("type", "effort"):  # A browser can't send these two but by choosing them.
        assert page.fields()[field] == typed


@pytest.mark.parametrize(
    ("zone", "day", "clock"),
    [
        ("Europe/Berlin", "0001-01-01", "00:00"),
        ("America/New_York", "9999-12-31", "23:59"),
        ("America/New_York", "1969-12-31", "18:59"),
    ],
)
def test_a_date_at_the_end_of_the_calendar_is_refused(anna, zone, day, clock):
    page = Page(log_run(anna, time_zone=zone, date=day, time=clock))

    assert page.status == 422
    assert list(page.faults) == ["date"]


def test_a_start_more_than_a_day_ahead_is_refused(anna, monkeypatch):
    set_clock(monkeypatch, "2024-11-18 06:00")
    page = Page(log_run(anna, date="2024-11-19", time="07:01"))

    assert page.status == 422
    assert list(page.faults) == ["date"]


@pytest.mark.parametrize("kind", ["run", "lift"])
@pytest.mark.parametrize("field", ["date", "time", "time_zone", "duration"])
def test_a_field_that_was_not_sent_at_all_is_named(anna, kind, field):
    fields = Page(anna.get(f"/log/{kind}")).fields() | (RUN if kind == "run" else LIFT)
    del fields[field]
    page = Page(anna.post(f"/log/{kind}", fields))

    assert page.status == 422
    assert list(page.faults) == [field]


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        (REPS, "0"),
        (REPS, "-5"),
        (REPS, "1001"),
        (REPS, "five"),
        (REPS, "5.5"),
        (REPS, "NaN"),
        (REPS, "5\0"),
        (WEIGHT, "2000"),
        (WEIGHT, "2000 kg"),
        (WEIGHT, "5000 lb"),
        (WEIGHT, "-301"),
        (WEIGHT, "NaN"),
        (WEIGHT, "80 stone"),
        (WEIGHT, "8\n0"),
        (SECONDS, "0"),
        (SECONDS, "4:00:01"),
        (SECONDS, "a while"),
        (RIR, "11"),
        (RIR, "-1"),
        (RIR, "1.5"),
        ("exercises-0-exercise", "juggling"),
        ("exercises-0-exercise", ""),
        ("exercises-0-exercise", "squats\0"),
        ("duration", "49:00:00"),
        ("effort", "11"),
        ("avg_hr_bpm", "300"),
        ("avg_hr_bpm", "fast"),
        ("notes", "a\0b"),
    ],
)
def test_a_lift_with_a_bad_field_is_refused(anna, field, typed):
    page = Page(log_lift(anna, {field: typed}))

    assert page.status == 422
    assert list(page.faults) == [field]
    assert page.faults[field][-1] in ".?"
    assert field == "effort" or page.fields()[field] == typed


@pytest.mark.parametrize("field", [REPS, WEIGHT, "exercises-0-exercise"])
def test_a_lift_that_is_refused_says_so_above_the_form(anna, field):
    bad = {REPS: "0", WEIGHT: "2000", "exercises-0-exercise": "juggling"}

    assert Page(log_lift(anna, {field: bad[field]})).notices


def test_more_sets_than_anyone_does_are_refused(anna):
    sets = {f"exercises-0-sets-{n}-reps": "5" for n in range(101)}
    page = Page(log_lift(anna, sets))

    assert page.status == 422
    assert "at most 100" in page.main


def test_more_exercises_than_anyone_does_are_refused(anna):
    exercises = {f"exercises-{n}-exercise": "squats" for n in range(51)}
    page = Page(log_lift(anna, exercises | {f"exercises-{n}-form": "" for n in range(51)}))

    assert page.status == 422
    assert "at most 50" in page.main


@pytest.mark.parametrize("kind", ["run", "lift"])
@pytest.mark.parametrize("workout_id", ["", "nonsense"])
def test_an_id_that_is_no_uuid_is_named_and_what_was_typed_stays(anna, kind, workout_id):
    typed = (RUN if kind == "run" else LIFT) | {"id": workout_id, "notes": "kept"}
    response = anna.post(f"/log/{kind}", Page(anna.get(f"/log/{kind}")).fields() | typed)

    assert response.status_code == 422
    assert "Must be a UUID" in response.text
    assert Page(response).fields()["notes"] == "kept"


@pytest.mark.parametrize(
    "name", ["exercises-²-exercise", f"exercises-{'9' * 5000}-exercise", "exercises-0-sets-²-reps"]
)
def test_a_row_whose_number_is_none_breaks_nothing(anna, name):
    """No browser sends these; each is passed over or refused, and never an error of ours."""
    response = log_lift(anna, {name: "squats", "effort": "11"})

    assert 400 <= response.status_code < 500


@pytest.mark.parametrize("kind", ["run", "lift"])
def test_more_than_a_request_may_hold_is_refused(anna, kind):
    response = anna.post(f"/log/{kind}", {"notes": "x" * 5 * 1024 * 1024})

    assert response.status_code == 413
    assert "10,000 characters" in Page(response).main
