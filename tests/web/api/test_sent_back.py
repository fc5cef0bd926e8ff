"""What GET gave, sent back by PUT unchanged, changes nothing: in whatever unit it was typed."""

import pytest

from tests.web.api.build import case, exercise, lift, new_id, run, squats

TYPED_RUN = {
    "date": "2025-06-16",
    "time": "07:00",
    "time_zone": "Europe/Berlin",
    "duration": "45:30",
    "type": "easy",
}
TYPED_LIFT = {
    "date": "2025-06-16",
    "time": "18:00",
    "time_zone": "Europe/Berlin",
    "duration": "40",
    "exercises-0-exercise": "squats",
    "exercises-0-form": "solid",
    "exercises-0-sets-0-reps": "5",
}


def assert_sent_back_is_a_replay(anna, workout_id: str) -> dict:
    """Send back what is read, and see that it counts as the same."""
    path = f"/workouts/{workout_id}"
    read = anna.api("GET", path)
    answer = anna.api("PUT", path, read.json)
    assert (answer.status_code, answer.json) == (200, read.json)
    return read.json


@pytest.mark.parametrize(
    "document",
    [
        case("a bare run", run("Mon 07:00")),
        case("a run with all", run("Mon 07:00", distance_m=10000.5, moving_s=60, avg_hr_bpm=150)),
        case("a run of odd seconds", {**run("Mon 07:00"), "started_at": "2025-06-16T05:00:07.25Z"}),
        case("a lift without exercises", lift("Mon 07:00")),
        case("a lift with its heart rate", lift("Mon 07:00", squats(), avg_hr_bpm=104)),
        case("kilograms", lift("Mon 07:00", squats(3, weight_kg=82.5, rir=1))),
        case("pounds", lift("Mon 07:00", squats(3, weight_lb=225))),
        case("odd pounds", lift("Mon 07:00", squats(3, weight_lb=100.1))),
        case("assistance", lift("Mon 07:00", exercise("pull-ups", {"reps": 4, "weight_lb": -33}))),
        case("seconds", lift("Mon 07:00", exercise("planks", {"duration_s": 45, "reps": None}))),
        case("a weight of nothing", lift("Mon 07:00", squats(1, weight_kg=0))),
    ],
)
def test_what_came_by_json_is_a_replay_when_sent_back(anna, document):
    workout_id = new_id()
    assert anna.api("PUT", f"/workouts/{workout_id}", document).status_code == 201
    assert_sent_back_is_a_replay(anna, workout_id)


@pytest.mark.parametrize("distance", ["", "10", "10,5", "6.2 mi", "26.21875 mi", "1500 m", "3 mi"])
def test_a_distance_typed_in_the_form_is_a_replay_when_sent_back(anna, distance):
    workout_id = new_id()
    saved = anna.post("/log/run", {**TYPED_RUN, "id": workout_id, "distance": distance})
    assert saved.status_code == 302
    assert_sent_back_is_a_replay(anna, workout_id)


@pytest.mark.parametrize("weight", ["", "80", "82,5", "225 lb", "100.1 lb", "-20", "-33 lb"])
def test_a_weight_typed_in_the_form_is_a_replay_when_sent_back(anna, weight):
    workout_id = new_id()
    fields = {**TYPED_LIFT, "id": workout_id, "exercises-0-sets-0-weight": weight}
    assert anna.post("/log/lift", fields).status_code == 302
    assert_sent_back_is_a_replay(anna, workout_id)


def test_an_edit_of_the_effort_keeps_the_miles_that_were_typed(anna):
    workout_id = new_id()
    anna.post("/log/run", {**TYPED_RUN, "id": workout_id, "distance": "6.2 mi"})
    read = anna.api("GET", f"/workouts/{workout_id}").json
    edited = {**read, "effort": 4}
    answer = anna.api("PUT", f"/workouts/{workout_id}", edited, {"If-Match": '"1"'})
    assert answer.status_code == 200
    assert "6.2 mi" in anna.get(f"/workouts/{workout_id}/edit").text


@pytest.mark.parametrize("pounds", [100, 102.5, -20, 0.1])
def test_pounds_stay_pounds(anna, pounds):
    workout_id = new_id()
    anna.api("PUT", f"/workouts/{workout_id}", lift("Mon 07:00", squats(1, weight_lb=pounds)))
    (done,) = assert_sent_back_is_a_replay(anna, workout_id)["lift"]["exercises"]
    assert done["sets"][0]["weight_lb"] == pounds
    assert done["sets"][0]["weight_kg"] == pytest.approx(pounds * 0.45359237)


def test_kilograms_are_not_shown_as_pounds(anna):
    workout_id = new_id()
    anna.api("PUT", f"/workouts/{workout_id}", lift("Mon 07:00", squats(1, weight_kg=100)))
    (done,) = assert_sent_back_is_a_replay(anna, workout_id)["lift"]["exercises"]
    assert "weight_lb" not in done["sets"][0]


def test_a_weight_of_many_digits_is_a_replay_when_sent_back(anna):
    workout_id = new_id()
    fields = {**TYPED_LIFT, "id": workout_id, "exercises-0-sets-0-weight": "80.0000000000001"}
    anna.post("/log/lift", fields)
    assert_sent_back_is_a_replay(anna, workout_id)
