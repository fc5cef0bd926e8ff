"""An import from the upload to its undoing: nothing before a word, once, and out again."""

from datetime import timedelta

import pytest

from runstrength.jobs import importing
from runstrength.storage.imports import Status
from runstrength.training.workouts import Lift, Run
from tests.web.imports.bringing import bring, brought, logged, say, upload
from tests.web.imports.files import MONDAY, gpx, gzipped, packed, strong
from tests.web.pages import Page
from tests.web.rows import user_id

BENCH = strong(("2025-06-17 18:00:00", "Bench Press (Barbell)"))


def test_nothing_is_stored_before_its_owner_says_so(anna):
    address = upload(anna, gpx())
    page = Page(anna.get(address))
    assert brought(anna, address).status is Status.PREVIEW
    assert "1 run, 16 June 2025" in page.main
    assert logged(anna) == []


def test_a_confirmed_run_is_in_the_log_with_what_the_file_knows(anna):
    bring(anna, gpx(hr=150))
    (run,) = logged(anna)
    assert isinstance(run, Run)
    assert (run.started_at, run.duration_s, run.avg_hr_bpm) == (MONDAY, 1800, 150)
    assert run.distance.m == pytest.approx(5400, rel=0.01)
    assert (run.time_zone, run.source, run.effort) == ("Europe/Berlin", "gpx", None)


def test_the_same_file_again_brings_nothing(anna):
    bring(anna, gpx())
    address = upload(anna, gpx())
    assert "All of it is in your log already." in Page(anna.get(address)).main
    say(anna, address, "confirm")
    assert len(logged(anna)) == 1


def test_one_run_in_several_files_is_one_workout_that_knows_all(anna):
    archive = packed(a__gpx=gpx(), b__gpx__gz=gzipped(gpx(MONDAY + timedelta(seconds=20), hr=150)))
    bring(anna, archive)
    (run,) = logged(anna)
    assert run.avg_hr_bpm == 150


def test_a_doubtful_pair_waits_for_a_word_and_is_shown_side_by_side(anna):
    bring(anna, gpx(minutes=30))
    address = upload(anna, gpx(minutes=60))
    page = Page(anna.get(address))
    assert "Is this the same one?" in page.main
    say(anna, address, "confirm")
    assert len(logged(anna)) == 1
    (choice, *_) = page.all("input", type="radio")
    say(anna, address, "confirm", **{choice.get("name"): "both"})
    assert sorted(run.duration_s for run in logged(anna)) == [1800, 3600]


def test_a_doubtful_pair_that_is_one_is_made_one(anna):
    bring(anna, gpx(minutes=30))
    address = upload(anna, gpx(minutes=60, hr=150))
    (choice, *_) = Page(anna.get(address)).all("input", type="radio")
    say(anna, address, "confirm", **{choice.get("name"): "same"})
    (run,) = logged(anna)
    assert (run.duration_s, run.avg_hr_bpm) == (1800, 150)


def test_undo_takes_out_what_came_and_empties_what_was_filled(anna):
    bring(anna, gpx())
    (before,) = logged(anna)
    address = bring(anna, packed(a__gpx=gpx(hr=150), b__gpx=gpx(MONDAY + timedelta(days=1))))
    assert len(logged(anna)) == 2
    say(anna, address, "undo")
    (after,) = logged(anna)
    assert after.avg_hr_bpm is None
    assert after.id == before.id
    assert brought(anna, address).status is Status.UNDONE


def test_what_was_undone_can_be_brought_again(anna):
    say(anna, bring(anna, gpx()), "undo")
    assert logged(anna) == []
    bring(anna, gpx())
    assert len(logged(anna)) == 1


def test_undo_keeps_what_was_changed_since_where_that_is_wanted(anna):
    address = bring(anna, gpx(), gpx(MONDAY + timedelta(days=1)))
    rate(anna, logged(anna)[0])
    say(anna, address, "undo", keep="on")
    (kept,) = logged(anna)
    assert kept.effort == 3


def test_undo_as_a_whole_takes_what_was_changed_since(anna):
    address = bring(anna, gpx())
    rate(anna, logged(anna)[0])
    say(anna, address, "undo")
    assert logged(anna) == []


def test_what_was_deleted_here_does_not_come_back_by_the_same_file(anna):
    bring(anna, gpx())
    anna.post(f"/workouts/{logged(anna)[0].id}/delete", {"base_version": "1"})
    address = upload(anna, gpx())
    assert "You deleted this one here." in Page(anna.get(f"{address}/rows/here")).main
    say(anna, address, "confirm")
    assert logged(anna) == []


def test_the_unit_is_asked_where_the_file_has_none(anna):
    address = upload(anna, BENCH)
    assert "Weights are in" in Page(anna.get(address)).main
    say(anna, address, "answers", weight_unit="lb")
    say(anna, address, "confirm")
    (lift,) = logged(anna)
    assert str(lift.exercises[0].sets[0].weight.unit) == "lb"


def test_the_zone_is_asked_where_the_file_has_none(anna):
    address = upload(anna, BENCH)
    say(anna, address, "answers", time_zone="Asia/Tokyo", weight_unit="kg")
    say(anna, address, "confirm")
    (lift,) = logged(anna)
    assert lift.local_start.isoformat() == "2025-06-17T18:00:00+09:00"


def test_a_known_name_is_its_exercise(anna):
    bring(anna, BENCH)
    (lift,) = logged(anna)
    assert isinstance(lift, Lift)
    assert [(e.exercise, e.region, len(e.sets)) for e in lift.exercises] == [
        ("bench-presses", "upper", 2)
    ]


def test_an_unknown_name_is_said_once_and_remembered(anna):
    odd = strong(("2025-06-17 18:00:00", "Zercher Thing"))
    address = upload(anna, odd)
    assert "1 name that is not known here" in Page(anna.get(address)).main
    say(anna, address, "confirm", name_0="front-squats")
    assert logged(anna)[0].exercises[0].exercise == "front-squats"
    again = upload(anna, strong(("2025-06-19 18:00:00", "Zercher Thing")))
    assert "not known here" not in Page(anna.get(again)).main
    say(anna, again, "confirm")
    assert logged(anna)[1].exercises[0].exercise == "front-squats"


def test_an_unknown_name_can_be_kept_as_an_exercise_of_ones_own(anna):
    address = upload(anna, strong(("2025-06-17 18:00:00", "Zercher Thing")))
    say(anna, address, "confirm", name_0="own:lower")
    (lift,) = logged(anna)
    assert (lift.exercises[0].exercise, lift.exercises[0].region) == ("own-zercher-thing", "lower")
    assert "Zercher Thing" in Page(anna.get(f"/workouts/{lift.id}")).main


def test_an_unknown_name_can_be_left_out(anna):
    address = upload(anna, strong(("2025-06-17 18:00:00", "Zercher Thing")))
    say(anna, address, "confirm", name_0="leave")
    assert logged(anna)[0].exercises == ()


def test_what_cant_be_read_is_told_with_its_reason_and_the_rest_comes(anna):
    address = bring(anna, packed(good__gpx=gpx(), bad__gpx=b"<gpx", notes__txt=b"hello"))
    assert "bad.gpx" in Page(anna.get(f"{address}/rows/rejected")).main
    assert len(logged(anna)) == 1


@pytest.mark.parametrize("data", [b"", b"hello", b"PK\x03\x04", b"<gpx", b"\x00" * 100])
def test_a_file_that_is_none_stops_with_its_reason(anna, data):
    address = upload(anna, data)
    stopped = brought(anna, address)
    assert stopped.status is Status.FAILED
    assert stopped.problem in Page(anna.get(address)).main


def test_a_form_without_a_file_says_so(anna):
    token = Page(anna.get("/imports")).fields()["csrf_token"]
    answer = anna.post("/imports", {"csrf_token": token})
    assert answer.status_code == 422
    assert "Choose a file first." in Page(answer).main


def test_a_form_without_its_token_changes_nothing(anna):
    address = upload(anna, gpx())
    assert anna.post(f"{address}/confirm").status_code == 302
    assert brought(anna, address).status is Status.PREVIEW


def test_an_import_is_confirmed_once(anna):
    address = bring(anna, gpx())
    say(anna, address, "confirm")
    assert len(logged(anna)) == 1


def test_an_undone_import_is_not_confirmed(anna):
    address = bring(anna, gpx())
    token = Page(anna.get("/imports")).fields()["csrf_token"]
    say(anna, address, "undo")
    assert anna.post(f"{address}/confirm", {"csrf_token": token}).status_code == 409


def rate(person, run):
    """Fill in an effort of 3."""
    fields = {"base_version": str(run.version), "effort": "3"}
    assert person.post(f"/workouts/{run.id}/effort", fields).status_code == 302


HEAD = "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time"
STRAVA = f"""{HEAD},Distance
1,"Jun 16, 2025, 11:30:00 PM",Night Run,Run,,1800,5.00
"""


def test_where_a_file_tells_the_instant_alone_the_zone_says_which_day_it_was(anna):
    address = upload(anna, STRAVA.encode())
    assert "Where were you?" in Page(anna.get(address)).main
    say(anna, address, "confirm")
    assert str(logged(anna)[0].local_date) == "2025-06-17"
    say(anna, address, "undo")
    address = upload(anna, STRAVA.encode(), time_zone="America/New_York")
    say(anna, address, "confirm")
    assert str(logged(anna)[0].local_date) == "2025-06-16"


def test_what_is_left_out_for_few_reasons_is_counted_by_them(anna):
    rides = "".join(f'{n},"Jun 16, 2025, 11:30:00 PM",x,Ride,,1800,5\n' for n in (2, 3))
    hike = '4,"Jun 16, 2025, 11:30:00 PM",x,Hike,,1800,5\n'
    address = upload(anna, f"{STRAVA}{rides}{hike}".encode())
    cells = Page(anna.get(f"{address}/rows/rejected")).all("td")
    assert [each.text for each in cells] == ["2", "1"]


def test_what_several_files_filled_is_emptied_as_a_whole(anna):
    bring(anna, gpx())
    (before,) = logged(anna)
    titled = gpx(MONDAY + timedelta(seconds=20), name="Tempo run")
    address = bring(anna, gpx(MONDAY + timedelta(seconds=10), hr=150), titled)
    (filled,) = logged(anna)
    assert (filled.avg_hr_bpm, filled.type) == (150, "tempo")
    say(anna, address, "undo")
    (after,) = logged(anna)
    assert (after.avg_hr_bpm, after.type, after.notes) == (None, before.type, before.notes)


def test_what_two_files_brought_and_nobody_changed_goes_with_them(anna):
    address = bring(anna, gpx(), gpx(MONDAY + timedelta(seconds=10), hr=150))
    assert logged(anna)[0].avg_hr_bpm == 150
    say(anna, address, "undo", keep="on")
    assert logged(anna) == []


def test_a_workout_that_is_kept_keeps_its_recording(anna):
    address = bring(anna, gpx())
    (run,) = logged(anna)
    rate(anna, run)
    say(anna, address, "undo", keep="on")
    assert anna.get(f"/workouts/{run.id}/original", buffered=True).status_code == 200


def test_an_export_that_comes_twice_at_once_comes_in_once(anna, ben):
    bring(anna, gpx())
    export = anna.get("/export/runstrength.zip", buffered=True).data
    bring(ben, export, export)
    assert [run.id for run in logged(ben)] == [run.id for run in logged(anna)]


def test_a_part_whose_workout_is_of_another_kind_by_now_is_passed_over(anna):
    bring(anna, gpx())
    address = upload(anna, gpx(MONDAY + timedelta(seconds=10), hr=150))
    (run,) = logged(anna)
    lift = {"kind": "lift", "lift": {"exercises": []}}
    answer = anna.api("PUT", f"/workouts/{run.id}", lift, {"If-Match": '"1"'})
    assert answer.status_code == 200, answer.text
    say(anna, address, "confirm")
    assert brought(anna, address).status is Status.DONE
    assert [each.kind for each in logged(anna)] == ["lift"]


@pytest.mark.parametrize("position", ["9" * 20, "x", "-1", "³"])
def test_a_position_that_is_none_is_passed_over(anna, position):
    address = upload(anna, gpx())
    assert anna.get(f"{address}/rows/new?after={position}").status_code == 200
    say(anna, address, "confirm", **{f"row-{position}": "same"})
    assert len(logged(anna)) == 1


def test_a_file_that_ends_its_worker_each_time_is_given_up(anna, monkeypatch):
    tries = []
    monkeypatch.setitem(importing.STEPS, Status.READING, lambda *_: tries.append(1))
    address = upload(anna, gpx())
    found = brought(anna, address)
    app = anna.client.application
    with app.app_context():
        for _ in range(20):
            importing.go_on(user_id(app, anna.email), found.id)
    assert brought(anna, address).status is Status.FAILED
    assert len(tries) == importing.MOST_TRIES
