"""What a replacement does with the fields that it sends, leaves out, or sends as null."""

from uuid import UUID

import pytest

from runstrength.training.shoes import Shoe
from tests.web.api.build import case, exercise, lift, new_id, rows, run, squats
from tests.web.world import keep_shoe

SHOE = Shoe(id=UUID("0b6f1e2c-7c1f-4a53-8f0e-0000000005e5"), name="Daily trainers")
RUN = run(
    "Mon 07:00",
    effort=6,
    notes="windy",
    type="tempo",
    distance_m=10000,
    moving_s=3000,
    avg_hr_bpm=160,
    intervals="6 x 800 m @ 3:20 r 2:00",
    is_treadmill=True,
    elevation_gain_m=120,
    shoe_id=str(SHOE.id),
)
LIFT = lift("Mon 07:00", squats(2, weight_kg=80, rir=2), rows(1, weight_kg=40), effort=6)
LIFT["lift"]["avg_hr_bpm"] = 104


@pytest.fixture(autouse=True)
def annas_shoe(anna):
    """A pair that Anna runs in."""
    keep_shoe(anna, SHOE)


def after(anna, stored: dict, sent: dict) -> dict:
    """The workout once `sent` has replaced `stored`."""
    path = f"/workouts/{new_id()}"
    anna.api("PUT", path, stored)
    answer = anna.api("PUT", path, sent, {"If-Match": '"1"'})
    assert answer.status_code == 200, answer.text
    assert answer.json == anna.api("GET", path).json
    return answer.json


def with_run(**changes) -> dict:
    """The run with another part."""
    return {**RUN, "run": {**RUN["run"], **changes}}


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        case("nothing", {}, RUN),
        case("one field", {"effort": 2}, {**RUN, "effort": 2}),
        case("another start", {"started_at": "2025-06-17T08:00:00+02:00"}, None),
        case("an empty part", {"run": {}}, RUN),
        case("one field of a part", {"run": {"type": "hills"}}, with_run(type="hills")),
        case("effort null", {"effort": None}, {**RUN, "effort": None}),
        case("notes null", {"notes": None}, {**RUN, "notes": ""}),
        case("planned null", {"planned": None}, RUN),
        case("distance null", {"run": {"distance_m": None}}, with_run(distance_m=None)),
        case("moving time null", {"run": {"moving_s": None}}, with_run(moving_s=None)),
        case("heart rate null", {"run": {"avg_hr_bpm": None}}, with_run(avg_hr_bpm=None)),
        case("intervals null", {"run": {"intervals": None}}, with_run(intervals="")),
        case("treadmill null", {"run": {"is_treadmill": None}}, with_run(is_treadmill=False)),
        case("climb null", {"run": {"elevation_gain_m": None}}, with_run(elevation_gain_m=None)),
        case("shoes null", {"run": {"shoe_id": None}}, with_run(shoe_id=None)),
        case("no other part", {"lift": None}, RUN),
    ],
)
def test_an_absent_field_of_a_run_keeps_its_value_and_null_clears_it(anna, sent, expected):
    expected = expected or {**RUN, **sent}
    got = after(anna, RUN, sent)
    assert {name: got[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("sent", "exercises"),
    [
        case("nothing", {}, LIFT["lift"]["exercises"]),
        case("no list", {"lift": {}}, LIFT["lift"]["exercises"]),
        case("an empty list", {"lift": {"exercises": []}}, []),
        case("one exercise", {"lift": {"exercises": [squats()]}}, [squats()]),
        case(
            "no sets",
            {"lift": {"exercises": [{"exercise": "squats"}]}},
            [exercise("squats")],
        ),
        case(
            "a set of one field",
            {"lift": {"exercises": [exercise("rows", {"reps": 9})]}},
            [exercise("rows", {"reps": 9, "kind": "working"})],
        ),
    ],
)
def test_the_lists_of_exercises_and_sets_are_replaced_whole(anna, sent, exercises):
    got = after(anna, LIFT, sent)
    assert got["effort"] == LIFT["effort"]
    assert _without_empty(got["lift"]["exercises"]) == _without_empty(exercises)


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        case("nothing", {}, 104),
        case("other exercises", {"lift": {"exercises": [squats()]}}, 104),
        case("null", {"lift": {"avg_hr_bpm": None}}, None),
        case("another", {"lift": {"avg_hr_bpm": 99}}, 99),
    ],
)
def test_the_heart_rate_of_a_lift_is_kept_cleared_or_changed(anna, sent, expected):
    got = after(anna, LIFT, sent)["lift"]
    assert got["avg_hr_bpm"] == expected
    assert [done["exercise"] for done in got["exercises"]] == (
        ["squats"] if "exercises" in sent.get("lift", {}) else ["squats", "rows"]
    )


def _without_empty(value):
    if isinstance(value, list):
        return [_without_empty(item) for item in value]
    if isinstance(value, dict):
        return {k: _without_empty(v) for k, v in value.items() if v not in (None, "")}
    return value


def test_another_zone_moves_the_date_and_not_the_instant(anna):
    late = run("Mon 23:30")
    assert after(anna, late, {"effort": 4})["date"] == "2025-06-16"
    moved = after(anna, late, {"time_zone": "Asia/Tokyo"})
    assert (moved["date"], moved["started_at"]) == ("2025-06-17", "2025-06-17T06:30:00+09:00")


def test_a_run_that_becomes_a_lift_leaves_its_part_behind(anna):
    lifted = after(anna, RUN, {"kind": "lift", "lift": LIFT["lift"]})
    assert lifted["kind"] == "lift"
    assert lifted["notes"] == RUN["notes"]
    assert "run" not in lifted
    assert lifted["lift"]["avg_hr_bpm"] == 104


def test_a_lift_that_becomes_a_run_leaves_its_exercises_behind(anna):
    got = after(anna, LIFT, {"kind": "run", "run": {"type": "easy"}})
    assert got["run"]["distance_m"] is None
    assert "lift" not in got
    answer = anna.api("PUT", f"/workouts/{got['id']}", LIFT, {"If-Match": '"2"'})
    assert len(answer.json["lift"]["exercises"]) == len(LIFT["lift"]["exercises"])


def test_a_change_of_kind_needs_its_part(anna):
    path = f"/workouts/{new_id()}"
    anna.api("PUT", path, RUN)
    answer = anna.api("PUT", path, {"kind": "lift"}, {"If-Match": '"1"'})
    assert answer.status_code == 422
    assert [e["field"] for e in answer.json["errors"]] == ["lift"]
    assert anna.api("GET", path).json["kind"] == "run"


def test_what_a_client_cannot_set_is_the_servers_own(anna):
    claims = {"version": 9, "date": "1999-01-01", "source": "elsewhere"}
    got = after(anna, {**RUN, **claims}, {"effort": 2, **claims})
    assert (got["version"], got["date"], got["source"]) == (2, "2025-06-16", "api")


def test_the_users_zone_stands_in_for_an_absent_one(anna):
    path = f"/workouts/{new_id()}"
    sent = {k: v for k, v in RUN.items() if k != "time_zone"}
    assert anna.api("PUT", path, sent).json["time_zone"] == "Europe/Berlin"
