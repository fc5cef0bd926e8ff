"""What the API takes of a run: intervals, treadmill, climb, and shoes that are the user's own."""

from uuid import UUID

import pytest

from runstrength.training.shoes import Shoe
from tests.web.api.build import case, new_id, run, squats
from tests.web.world import keep_shoe

TRAINERS = Shoe(id=UUID("0b6f1e2c-7c1f-4a53-8f0e-0000000005e1"), name="Trainers")
BENS = Shoe(id=UUID("0b6f1e2c-7c1f-4a53-8f0e-0000000005e2"), name="Ben's")


@pytest.fixture(autouse=True)
def shoes(anna, ben):
    """One pair each."""
    keep_shoe(anna, TRAINERS)
    keep_shoe(ben, BENS)


def put(anna, **fields):
    """The answer to a new run with these fields."""
    return anna.api("PUT", f"/workouts/{new_id()}", run("Mon 07:00", **fields))


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        case("as on the track", "6x800m @ 3:20 r 2:00", "6 x 800 m @ 3:20 r 2:00"),
        case("at a pace", "5 x 1 km @ 4:00/km", "5 x 1 km @ 4:00/km"),
        case("a list", "1600 + 2x400m r 90", "1600 m + 2 x 400 m r 1:30"),
        case("a group", "3x(4x400 @ 80 r 60) r 3:00", "3 x (4 x 400 m @ 1:20 r 1:00) r 3:00"),
        case("nothing", "", ""),
    ],
)
def test_intervals_are_stored_in_one_way_of_writing_that_stays(anna, sent, stored):
    first = put(anna, intervals=sent)
    assert first.status_code == 201, first.text
    assert first.json["run"]["intervals"] == stored
    again = anna.api("PUT", f"/workouts/{first.json['id']}", first.json)
    assert again.status_code == 200
    assert (again.json["run"], again.json["version"]) == (first.json["run"], 1)


@pytest.mark.parametrize(
    ("fields", "field", "says"),
    [
        case("unreadable intervals", {"intervals": "6x many"}, "run.intervals", "can’t be read"),
        case("too long", {"intervals": "1 km + " * 40 + "1 km"}, "run.intervals", "200"),
        case("shoes of Ben's", {"shoe_id": str(BENS.id)}, "run.shoe_id", "none of your shoes"),
        case("no shoes at all", {"shoe_id": new_id()}, "run.shoe_id", "none of your shoes"),
        case("no id", {"shoe_id": "trainers"}, "run.shoe_id", ""),
        case("a descent", {"elevation_gain_m": -1}, "run.elevation_gain_m", "between"),
        case("half a metre", {"elevation_gain_m": 1.5}, "run.elevation_gain_m", ""),
        case("a word for a switch", {"is_treadmill": "yes"}, "run.is_treadmill", ""),
    ],
)
def test_what_a_run_can_not_have_is_refused_by_its_name(anna, fields, field, says):
    answer = put(anna, **fields)
    assert answer.status_code == 422
    (error,) = answer.json["errors"]
    assert error["field"] == field
    assert says in error["message"]


def test_an_unknown_field_of_a_run_is_refused(anna):
    document = run("Mon 07:00")
    document["run"]["shoes"] = str(TRAINERS.id)
    answer = anna.api("PUT", f"/workouts/{new_id()}", document)
    assert answer.status_code == 422
    assert "shoes" in answer.text


def test_a_run_keeps_the_shoes_that_it_has_and_may_take_them_off(anna):
    stored = put(anna, shoe_id=str(TRAINERS.id)).json
    path, match = f"/workouts/{stored['id']}", {"If-Match": '"1"'}
    assert stored["run"]["shoe_id"] == str(TRAINERS.id)
    assert anna.api("PUT", path, {"effort": 3}, match).json["run"]["shoe_id"] == str(TRAINERS.id)
    bare = anna.api("PUT", path, {"run": {"shoe_id": None}}, {"If-Match": '"2"'})
    assert bare.json["run"]["shoe_id"] is None


def test_a_lift_has_none_of_it(anna):
    document = run("Mon 07:00") | {"kind": "lift", "lift": {"exercises": [squats()]}}
    assert anna.api("PUT", f"/workouts/{new_id()}", document).status_code == 422


def test_what_if_reads_the_same_fields(anna):
    ask = run("Mon 07:00", intervals="6x800", shoe_id=str(TRAINERS.id), is_treadmill=True)
    assert anna.api("POST", "/what-if", ask).status_code == 200
    ask["run"]["shoe_id"] = str(BENS.id)
    assert anna.api("POST", "/what-if", ask).status_code == 422
