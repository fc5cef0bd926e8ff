"""Own routines: written, changed, deleted, and made of a lift in one tap."""

from uuid import UUID

import pytest

from runstrength.storage import routines
from runstrength.training.progression import Target
from runstrength.training.routines import Routine, RoutineExercise, Timed
from runstrength.training.workouts import Region
from tests.training.build import core, exercise, lift, lower, run
from tests.web.api.build import new_id
from tests.web.pages import Page, send, text
from tests.web.queued import location, problem, send_queued
from tests.web.rows import user_id
from tests.web.world import keep_routine, rows, store

TYPED = {
    "name": "Legs",
    "exercises-0-exercise": "squats",
    "exercises-0-sets": "3",
    "exercises-0-amount": "6–8",
    "exercises-0-rir": "2",
}
SECOND = {
    "exercises-1-exercise": "planks",
    "exercises-1-sets": "2",
    "exercises-1-amount": "45 s",
    "exercises-1-superset": "y",
}
SQUATS = RoutineExercise("squats", Target(sets=3, reps_low=6, reps_high=8, rir=2))


def own(person) -> list[Routine]:
    """Someone's own routines."""
    app = person.client.application
    with app.app_context():
        return routines.of_user(user_id(app, person.email))


def kept(person, name: str = "Legs") -> Routine:
    """A routine that someone has."""
    return keep_routine(person, Routine(new_id(), name, (SQUATS,)))


def test_a_routine_is_stored_as_it_was_typed(anna):
    answer = send(anna, "/routines/new", TYPED | SECOND)
    (stored,) = own(anna)
    assert (answer.status_code, answer.location) == (302, f"/routines/{stored.id}")
    assert stored.name == "Legs"
    assert stored.exercises == (
        RoutineExercise("squats", SQUATS.target, 1),
        RoutineExercise("planks", Timed(sets=2, seconds=45), 1),
    )


@pytest.mark.parametrize(
    ("typed", "target"),
    [
        ("8-12", Target(3, 8, 12, 2)),
        ("8 – 12", Target(3, 8, 12, 2)),
        ("8 to 12 reps", Target(3, 8, 12, 2)),
        ("8", Target(3, 8, 8, 2)),
        ("45s", Timed(3, 45)),
        ("1:30", Timed(3, 90)),
        ("2 min", Timed(3, 120)),
    ],
)
def test_an_amount_is_read_as_people_write_it(anna, typed, target):
    assert send(anna, "/routines/new", TYPED | {"exercises-0-amount": typed}).status_code == 302
    assert own(anna)[0].exercises[0].target == target


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"name": ""}, "name", "Give it a name."),
        ({"name": "n" * 61}, "name", "Must be at most 60 characters, not 61."),
        ({"exercises-0-exercise": ""}, "exercises-0-exercise", "Choose an exercise for this row."),
        ({"exercises-0-exercise": "nope"}, "exercises-0-exercise", "This exercise is not known."),
        ({"exercises-0-sets": ""}, "exercises-0-sets", "How many sets?"),
        ({"exercises-0-sets": "0"}, "exercises-0-sets", "Must be between 1 and 100, not 0."),
        ({"exercises-0-amount": ""}, "exercises-0-amount", "Write it as 8–12 or 8 (reps)"),
        ({"exercises-0-amount": "many"}, "exercises-0-amount", "Write it as 8–12 or 8 (reps)"),
        ({"exercises-0-amount": "9" * 50}, "exercises-0-amount", "Write it as 8–12"),
        ({"exercises-0-amount": "9" * 40}, "exercises-0-amount", "Must be between 1 and 1,000"),
        ({"exercises-0-amount": "12-8"}, "exercises-0-amount", "Must not be less than 12."),
        ({"exercises-0-amount": "9 h"}, "exercises-0-amount", "Must be between 1 and 14,400"),
        ({"exercises-0-rir": "11"}, "exercises-0-rir", "Must be between 0 and 10, not 11."),
        ({"exercises-0-rir": "x"}, "exercises-0-rir", "Write it as a whole number"),
    ],
)
def test_what_cant_be_is_refused_beside_its_field_and_nothing_is_stored(anna, typed, field, words):
    answer = send(anna, "/routines/new", TYPED | typed)
    page = Page(answer)
    assert answer.status_code == 422
    (fault,) = [text(e) for e in page.all("p") if e.get("id") == f"{field}-fault"]
    assert fault.startswith(words)
    shown = page.fields("/routines/new")
    assert {name: shown[name] for name in typed if name != "exercises-0-exercise"} == {
        name: value for name, value in typed.items() if name != "exercises-0-exercise"
    }
    assert own(anna) == []


def test_a_routine_without_an_exercise_is_refused(anna):
    nothing = TYPED | {"exercises-0-exercise": "", "exercises-0-amount": ""}
    answer = send(anna, "/routines/new", nothing)
    assert answer.status_code == 422
    assert "Must be between 1 and 50, not 0." in answer.text


def pressed(person, do: str, fields: dict) -> dict:
    """The fields of the form after one of its buttons."""
    answer = person.post("/routines/new", fields | {"do": do})
    assert answer.status_code == 200
    return Page(answer).fields("/routines/new")


def test_buttons_add_remove_and_move_rows_as_they_were_typed(anna):
    fields = TYPED | {"exercises-0-rir": "none"} | SECOND
    swapped = pressed(anna, "down:0", fields)
    assert [swapped[f"exercises-{n}-exercise"] for n in (0, 1)] == ["planks", "squats"]
    assert swapped["exercises-1-rir"] == "none"
    assert pressed(anna, "up:1", swapped) == pressed(anna, "down:0", swapped)
    removed = pressed(anna, "remove:0", fields)
    assert removed["exercises-0-exercise"] == "planks"
    assert "exercises-1-exercise" not in removed
    added = pressed(anna, "add", fields)
    assert added["exercises-2-exercise"] == ""
    assert added["exercises-2-sets"] == "3"
    assert own(anna) == []


@pytest.mark.parametrize("do", ["", "up:7", "up:x", "up:", "nonsense:0", "remove:²"])
def test_a_button_that_is_none_of_the_forms_saves(anna, do):
    answer = send(anna, "/routines/new", TYPED | {"do": do})
    assert answer.status_code == 302
    assert len(own(anna)) == 1


def test_the_form_of_a_ready_routine_makes_one_of_ones_own(anna):
    assert send(anna, "/routines/new?like=after-an-easy-run", action="/routines/new")
    (stored,) = own(anna)
    ready = anna.client.application.extensions["routines"]["after-an-easy-run"]
    assert (stored.name, stored.exercises) == (ready.name, ready.exercises)


def test_the_same_form_sent_twice_is_stored_once(anna):
    fields = Page(anna.get("/routines/new")).fields("/routines/new") | TYPED
    assert anna.post("/routines/new", fields).status_code == 302
    assert anna.post("/routines/new", fields).status_code == 302
    assert len(own(anna)) == 1


def test_a_form_that_was_kept_and_sent_as_two_entries_makes_two_routines(anna):
    fields = Page(anna.get("/routines/new")).fields("/routines/new") | TYPED
    first = location(send_queued(anna, "/routines/new", fields, key="a"))
    other = location(send_queued(anna, "/routines/new", fields | {"name": "Other"}, key="b"))
    assert location(send_queued(anna, "/routines/new", fields, key="a")) == first
    assert first != other
    assert [routine.name for routine in own(anna)] == ["Legs", "Other"]


def test_an_id_that_is_none_is_refused(anna):
    assert anna.post("/routines/new", TYPED | {"id": "1"}).status_code == 422
    assert own(anna) == []


def test_a_change_is_stored_and_made_once(anna):
    mine = kept(anna)
    path = f"/routines/{mine.id}/edit"
    fields = Page(anna.get(path)).fields(path) | {"name": "More legs"}
    for _ in range(2):
        assert location(send_queued(anna, path, fields, key="a")) == f"/routines/{mine.id}"
    (stored,) = own(anna)
    assert (stored.name, stored.version, stored.exercises) == ("More legs", 2, (SQUATS,))


def test_a_change_that_is_sent_again_takes_back_none_that_came_since(anna):
    mine = kept(anna)
    path = f"/routines/{mine.id}/edit"
    first = Page(anna.get(path)).fields(path) | {"name": "First"}
    location(send_queued(anna, path, first, key="a"))
    location(send_queued(anna, path, Page(anna.get(path)).fields(path) | {"name": "B"}, key="b"))
    assert location(send_queued(anna, path, first, key="a")) == f"/routines/{mine.id}"
    assert [(r.name, r.version) for r in own(anna)] == [("B", 3)]


def test_a_change_may_build_on_one_that_is_on_its_way(anna):
    mine = kept(anna)
    path = f"/routines/{mine.id}/edit"
    fields = Page(anna.get(path)).fields(path)
    location(send_queued(anna, path, fields | {"name": "First"}, key="a"))
    location(send_queued(anna, path, fields | {"name": "Second"}, key="b", base_key="a"))
    assert [(r.name, r.version) for r in own(anna)] == [("Second", 3)]


def test_a_change_of_what_was_changed_meanwhile_is_refused_with_both_versions(anna):
    mine = kept(anna)
    path = f"/routines/{mine.id}/edit"
    fields = Page(anna.get(path)).fields(path)
    assert anna.post(path, fields | {"name": "First"}).status_code == 302
    told = problem(send_queued(anna, path, fields | {"name": "Second"}, key="b"), 409)
    assert told["version"] == 2
    assert told["versions"]["yours"] == ["Second", "Squats 3 × 6–8, 2 in reserve"]
    assert told["versions"]["stored"] == ["First", "Squats 3 × 6–8, 2 in reserve"]
    assert own(anna)[0].name == "First"

    answer = anna.post(path, fields | {"name": "Second"})
    assert answer.status_code == 409
    again = Page(answer).fields(path)
    assert (again["name"], again["base_version"]) == ("Second", "2")
    assert anna.post(path, again).status_code == 302
    assert own(anna)[0].name == "Second"


def test_a_routine_is_deleted_once(anna):
    mine = kept(anna)
    path = f"/routines/{mine.id}/delete"
    assert location(send_queued(anna, path, {"base_version": "1"}, key="a")) == "/routines"
    assert own(anna) == []
    keep_routine(anna, mine)
    assert location(send_queued(anna, path, {"base_version": "1"}, key="a")) == "/routines"
    assert own(anna) == [mine]
    assert anna.get(f"/routines/{mine.id}/edit").status_code == 200


def test_a_routine_that_was_changed_meanwhile_is_not_deleted(anna):
    mine = kept(anna)
    edit = f"/routines/{mine.id}/edit"
    assert send(anna, edit, {"name": "Changed"}).status_code == 302
    path = f"/routines/{mine.id}/delete"
    assert anna.post(path, {"base_version": "1"}).status_code == 409
    assert problem(send_queued(anna, path, {"base_version": "1"}, key="a"), 409)["version"] == 2
    assert own(anna)[0].name == "Changed"


def test_what_is_not_there_is_not_changed_nor_deleted(anna):
    for what in ("edit", "delete"):
        assert anna.post(f"/routines/{new_id()}/{what}", TYPED).status_code == 404


def test_nobody_changes_the_routines_of_another(anna, ben):
    mine = kept(anna)
    for what in ("edit", "delete"):
        answer = ben.post(f"/routines/{mine.id}/{what}", TYPED | {"base_version": "1"})
        assert answer.status_code == 404
    assert own(anna) == [mine]


def test_a_lift_is_a_routine_in_one_tap_and_the_same_one_however_often(anna):
    done = lift("Mon 18:00", lower(3, reps=6, rir=2), core(2, reps=None, duration_s=45))
    store(anna, done)
    page = Page(anna.get(f"/workouts/{done.id}"))
    path = f"/workouts/{done.id}/routine"
    assert page.fields(path) == {}
    first = location(send_queued(anna, path, key="a"))
    for key in ("a", "b", None):
        assert location(send_queued(anna, path, key=key)) == first
    (stored,) = own(anna)
    assert first == f"/routines/{stored.id}"
    assert stored.name == "Squats, Planks"
    assert [each.target for each in stored.exercises] == [Target(3, 6, 8, 2), Timed(2, 45)]


def test_a_routine_that_was_made_of_a_lift_and_changed_stays_as_it_is(anna):
    done = lift("Mon 18:00", lower(3))
    store(anna, done)
    path = anna.post(f"/workouts/{done.id}/routine").location
    assert send(anna, f"{path}/edit", {"name": "Mine"}).status_code == 302
    assert anna.post(f"/workouts/{done.id}/routine").location == path
    assert [routine.name for routine in own(anna)] == ["Mine"]


def test_the_name_of_a_long_lift_is_cut_at_an_exercise(anna):
    ids = ("bulgarian-split-squats", "single-leg-glute-bridges", "single-leg-hip-thrusts")
    long = [exercise(name, Region.LOWER, 1) for name in ids]
    done = lift("Mon 18:00", lower(1), *long, lower(1))
    store(anna, done)
    anna.post(f"/workouts/{done.id}/routine")
    assert own(anna)[0].name == "Squats, Bulgarian split squats, Single-leg glute bridges"


def test_a_run_a_plain_lift_and_another_users_lift_make_no_routine(anna, ben):
    theirs, plain, ran = lift("Mon 18:00", lower(1)), lift("Tue 18:00"), run("Wed 18:00")
    store(anna, theirs, plain, ran)
    assert ben.post(f"/workouts/{theirs.id}/routine").status_code == 404
    for workout in (plain, ran):
        assert anna.post(f"/workouts/{workout.id}/routine").status_code == 404
        assert "Save as routine" not in anna.get(f"/workouts/{workout.id}").text
    assert rows(anna.client.application)["routines"] == 0


def test_one_routine_too_many_is_refused_with_a_reason(anna, monkeypatch):
    monkeypatch.setattr(routines, "MOST_ROUTINES", 1)
    kept(anna)
    answer = send(anna, "/routines/new", TYPED)
    assert answer.status_code == 422
    assert "There are 1 routines already." in answer.text


def test_the_id_that_another_has_makes_a_row_of_ones_own(anna, ben):
    mine = kept(anna)
    assert ben.post("/routines/new", TYPED | {"id": mine.id}).status_code == 302
    assert own(anna) == [mine]
    assert [UUID(each.id) for each in own(ben)] == [UUID(mine.id)]
