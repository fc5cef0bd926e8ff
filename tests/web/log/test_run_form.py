"""The form for a run: what people type is read as they mean it, and stored once."""

from datetime import UTC, date, datetime
from decimal import Decimal
from urllib.parse import urlencode

import pytest

from runstrength.training.quantities import Distance, DistanceUnit
from runstrength.training.workouts import Run, RunType
from tests.web.conftest import OWN_PAGE
from tests.web.log.entries import RUN, landed, log_run
from tests.web.pages import Page
from tests.web.world import choose_settings, only_workout_of, rows, set_clock, workouts_of

KM, MI, M = DistanceUnit.KM, DistanceUnit.MI, DistanceUnit.M


def test_a_run_is_stored_with_all_that_was_typed(anna):
    page = landed(anna, log_run(anna, effort="7", type="intervals", avg_hr_bpm="151", notes="Wind"))
    run = only_workout_of(anna)

    assert page.status == 200
    assert isinstance(run, Run)
    assert run.started_at == datetime(2024, 11, 18, 6, tzinfo=UTC)
    assert (run.time_zone, run.local_date) == ("Europe/Berlin", date(2024, 11, 18))
    assert (run.duration_s, run.effort, run.type) == (3000, 7, RunType.INTERVALS)
    assert run.distance == Distance(Decimal(10), KM)
    assert (run.avg_hr_bpm, run.notes, run.source, run.planned) == (151, "Wind", "web", False)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("10", Distance(Decimal(10), KM)),
        ("10.5", Distance(Decimal("10.5"), KM)),
        ("10,5", Distance(Decimal("10.5"), KM)),
        ("10,5 km", Distance(Decimal("10.5"), KM)),
        (" 6.2 mi ", Distance(Decimal("6.2"), MI)),
        ("6.2miles", Distance(Decimal("6.2"), MI)),
        ("1 MI", Distance(Decimal(1), MI)),
        ("400 m", Distance(Decimal(400), M)),
        ("42.195", Distance(Decimal("42.195"), KM)),
        ("", None),
    ],
)
def test_a_distance_keeps_the_number_and_unit_that_were_typed(anna, typed, expected):
    landed(anna, log_run(anna, distance=typed))
    distance = only_workout_of(anna).distance

    assert distance == expected
    assert expected is None or str(distance.value) == str(expected.value)


@pytest.mark.parametrize(
    ("typed", "seconds", "echo"),
    [
        ("45", 2700, "45 min"),
        ("45:30", 2730, "45 min 30 s"),
        ("1:30", 90, "1 min 30 s"),
        ("1:02:03", 3723, "1 h 2 min 3 s"),
        ("1h 5m", 3900, "1 h 5 min"),
        ("90 min", 5400, "1 h 30 min"),
        ("30:00:00", 108_000, "30 h"),
        ("48:00:00", 172_800, "48 h"),
        ("7,5", 450, "7 min 30 s"),
    ],
)
def test_a_duration_is_read_as_typed_and_echoed_as_understood(anna, typed, seconds, echo):
    page = landed(anna, log_run(anna, duration=typed))

    assert only_workout_of(anna).duration_s == seconds
    assert f", {echo}" in page.notices[0]


def test_the_message_says_what_was_understood(anna):
    page = landed(anna, log_run(anna, distance="10,5", duration="1:02:03", type="tempo"))

    said = "tempo run on mon 18 nov, 10.5 km, 1 h 2 min 3 s, effort 3"
    assert said in page.notices[0].lower()


def test_a_saved_run_lands_on_the_flags_of_its_own_week(anna):
    response = log_run(anna)

    assert response.location == "/week/2024-W47#flags"
    assert "flags" in landed(anna, response).ids


def test_effort_and_distance_are_optional(anna):
    page = landed(anna, log_run(anna, effort="", distance=""))

    assert only_workout_of(anna).effort is None
    assert "easy run on mon 18 nov, 50 min." in page.notices[0].lower()


def test_a_new_form_starts_now_where_the_user_is(anna, monkeypatch):
    set_clock(monkeypatch, "2024-11-17 23:30")
    choose_settings(anna, time_zone="Asia/Tokyo", distance_unit=MI)
    page = Page(anna.get("/log/run"))
    fields = page.fields()

    assert (fields["date"], fields["time"]) == ("2024-11-18", "08:30")
    assert fields["time_zone"] == "Asia/Tokyo"
    assert "mi" in page.main


def test_a_plain_distance_is_in_the_users_unit(anna):
    choose_settings(anna, distance_unit=MI)
    landed(anna, log_run(anna, distance="26.2"))

    assert only_workout_of(anna).distance == Distance(Decimal("26.2"), MI)


def test_a_run_at_half_past_eleven_at_night_belongs_to_the_day_it_started(anna):
    landed(anna, log_run(anna, time="23:30", duration="90"))

    assert only_workout_of(anna).local_date == date(2024, 11, 18)


def test_a_run_in_another_time_zone_keeps_the_date_that_it_had_there(anna):
    landed(anna, log_run(anna, time="23:30", time_zone="America/Los_Angeles"))
    run = only_workout_of(anna)

    assert run.started_at == datetime(2024, 11, 19, 7, 30, tzinfo=UTC)
    assert run.local_date == date(2024, 11, 18)


def test_a_start_up_to_a_day_ahead_is_taken(anna, monkeypatch):
    set_clock(monkeypatch, "2024-11-18 06:00")

    assert log_run(anna, date="2024-11-19", time="07:00").status_code == 302


def test_everything_typed_stays_when_a_field_is_refused(anna):
    typed = RUN | {
        "distance": "ten",
        "duration": "fifty",
        "avg_hr_bpm": "fast",
        "notes": " two\nlines <b>",
        "date": "2024-02-31",
        "time": "25:00",
        "time_zone": "Berlin",
        "effort": "9",
        "type": "hills",
    }
    page = Page(log_run(anna, **typed))
    fields = page.fields()

    assert page.status == 422
    assert {name: fields[name] for name in typed} == typed
    assert set(page.faults) == {"distance", "duration", "avg_hr_bpm", "date", "time", "time_zone"}
    assert page.notices
    assert workouts_of(anna) == []


def test_a_refused_form_can_be_put_right_and_saved(anna):
    fields = Page(log_run(anna, duration="")).fields()
    landed(anna, anna.post("/log/run", fields | {"duration": "50"}))

    assert only_workout_of(anna).duration_s == 3000


def test_a_form_sent_twice_is_stored_once(anna, app):
    fields = Page(anna.get("/log/run")).fields() | RUN
    answers = [anna.post("/log/run", fields) for _ in range(2)]

    assert [a.location for a in answers] == ["/week/2024-W47#flags"] * 2
    assert only_workout_of(anna).version == 1
    assert rows(app)["runs"] == 1


def test_two_forms_are_two_runs_even_if_they_say_the_same(anna):
    log_run(anna)
    log_run(anna)

    assert len(workouts_of(anna)) == 2


def test_lines_of_a_note_end_as_they_do_everywhere(anna):
    landed(anna, log_run(anna, notes="one\r\ntwo"))

    assert only_workout_of(anna).notes == "one\ntwo"


def test_half_a_surrogate_pair_never_reaches_the_database(anna):
    """A form is bytes, and UTF-8 has no half pairs: such bytes are refused, or replaced."""
    fields = Page(anna.get("/log/run")).fields() | RUN
    body = urlencode({name: value for name, value in fields.items() if name != "notes"})
    response = anna.client.post(
        "/log/run",
        data=f"{body}&notes=a%ED%A0%80b",
        headers=OWN_PAGE,
        content_type="application/x-www-form-urlencoded",
    )

    assert response.status_code in (302, 422)
    for run in workouts_of(anna):
        assert run.notes.encode()
