"""One's own exercises: added, changed, removed and brought back, and nobody else's business."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from runstrength.training.exercises import Counts, Exercise, Load
from runstrength.training.workouts import Region
from runstrength.web.exercises.own import MOST
from tests.training.build import exercise, lift
from tests.web.conftest import OWN_PAGE
from tests.web.exercises.own import NEW, add, offered_to, own_of
from tests.web.pages import Page, send
from tests.web.queued import location, problem, send_queued
from tests.web.world import keep_exercises, only_workout_of, store

SLED = Exercise("own-sled-push", "Sled push", Region.LOWER)
ADDRESS = f"/exercises/{SLED.id}"
EDIT = f"{ADDRESS}/edit"
TYPED = {"name": "Sled push", "region": "lower", "counts": "reps", "load": "weight"}


def pushed():
    """A lift of it."""
    return lift("2024-11-18 07:00", exercise(SLED.id, Region.LOWER, 2, reps=5))


def test_one_is_added_shown_and_offered(anna):
    answer = add(anna, name="  Wall   balls ", region="upper", counts="seconds", load="assisted")

    assert (answer.status_code, answer.location) == (302, "/exercises/own-wall-balls")
    expected = ("own-wall-balls", "Wall balls", Region.UPPER, Counts.SECONDS, Load.ASSISTED)
    assert own_of(anna) == {expected[0]: Exercise(*expected)}
    page = Page(anna.get(answer.location))
    assert page.notices == ["Added: Wall balls. It is among the exercises that you can log."]
    assert "own-wall-balls" in offered_to(anna)


def test_left_and_right_may_be_logged_apart(anna):
    add(anna, sides="y")
    assert own_of(anna)[SLED.id].sides


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"name": " "}, "name", "Give it a name."),
        ({"name": "x" * 61}, "name", "Must be at most 60 characters, not 61."),
        ({"name": "!?"}, "name", "Write it with letters or digits."),
        ({"name": "a\0b"}, "name", "Must not hold a NUL character."),
        ({"name": "rdl"}, "name", "Romanian deadlifts goes by this name already."),
        ({"name": "PULL UP"}, "name", "Pull-Ups goes by this name already."),
        ({"name": "Back-Squat"}, "name", "Squats goes by this name already."),
        ({"region": "legs"}, "region", "Not a valid choice."),
        ({"counts": ""}, "counts", "Not a valid choice."),
        ({"load": "heavy"}, "load", "Not a valid choice."),
    ],
)
def test_what_is_refused_is_named_kept_as_typed_and_not_stored(anna, typed, field, said):
    page = Page(add(anna, **typed))

    assert page.status == 422
    assert page.faults == {field: said}
    assert field != "name" or page.fields()["name"] == typed["name"]
    assert own_of(anna) == {}


def test_a_name_of_one_s_own_is_claimed_once(anna):
    add(anna)
    page = Page(add(anna, name="sledpush", region="upper"))

    assert page.faults == {"name": "Sled push goes by this name already."}
    assert own_of(anna) == {SLED.id: SLED}


def test_the_same_again_changes_nothing(anna):
    first, second = add(anna), add(anna)

    assert first.location == second.location == ADDRESS
    assert own_of(anna) == {SLED.id: SLED}


def test_a_queued_one_arrives_once_though_it_was_renamed_since(anna):
    assert location(send_queued(anna, NEW, TYPED, "a key")) == ADDRESS
    send(anna, EDIT, {"name": "Prowler push"})
    location(send_queued(anna, NEW, TYPED, "a key"))

    assert [own.name for own in own_of(anna).values()] == ["Prowler push"]


def test_a_queued_one_is_refused_in_words_and_may_be_sent_again(anna):
    refused = problem(send_queued(anna, NEW, TYPED | {"name": "rdl"}, "a key"), 422)
    assert refused["errors"] == [
        {"field": "name", "message": "Romanian deadlifts goes by this name already."}
    ]
    assert location(send_queued(anna, NEW, TYPED, "a key")) == ADDRESS


def test_names_in_any_script_have_ids_of_their_own(anna):
    for name in ("Приседания", "Выпады", "Übung"):
        assert add(anna, name=name).status_code == 302
    assert list(own_of(anna)) == ["own-exercise", "own-exercise-2", "own-ubung"]
    assert Page(add(anna, name="ПРИСЕДАНИЯ", region="core")).status == 422


def test_the_longest_name_makes_an_id_that_fits(anna):
    answer = add(anna, name="㎯" * 60)
    assert answer.status_code == 302
    assert len(answer.location) < 64


def test_there_are_so_many_and_no_more(anna):
    keep_exercises(
        anna, *(Exercise(f"own-{n}", f"Number {n}", Region.CORE) for n in range(MOST - 1))
    )
    assert add(anna).status_code == 302
    page = Page(add(anna, name="One too many"))

    assert page.status == 422
    assert f"You have {MOST} of your own" in page.main
    assert len(own_of(anna)) == MOST


def test_one_is_changed_and_keeps_its_id_and_workouts(anna):
    add(anna)
    store(anna, pushed())
    anna.get("/week/2024-W47")
    answer = send(anna, EDIT, {"name": "Prowler push", "region": "upper"})

    assert (answer.status_code, answer.location) == (302, ADDRESS)
    assert own_of(anna) == {SLED.id: Exercise(SLED.id, "Prowler push", Region.UPPER)}
    for path in (ADDRESS, "/week/2024-W47", f"/workouts/{only_workout_of(anna).id}"):
        assert "Prowler push" in Page(anna.get(path)).main
        assert "Sled push" not in Page(anna.get(path)).main
    assert only_workout_of(anna).exercises[0].region is Region.LOWER


@pytest.mark.parametrize("name", ["", "squat", "Wall balls"])
def test_a_change_that_is_refused_changes_nothing(anna, name):
    add(anna)
    add(anna, name="Wall balls")
    before = own_of(anna)
    page = Page(send(anna, EDIT, {"name": name}))

    assert (page.status, list(page.faults)) == (422, ["name"])
    assert own_of(anna) == before


def test_a_change_may_keep_the_name(anna):
    add(anna)
    assert send(anna, EDIT, {"name": "Sled pushs", "region": "core"}).status_code == 302


def test_two_tabs_lose_no_exercise(anna):
    """Both forms were opened before either was sent."""
    add(anna)
    forms = [Page(anna.get(path)).fields(path) for path in (NEW, NEW, EDIT)]
    for path, fields, name in zip((NEW, NEW, EDIT), forms, ("One", "Two", "Three"), strict=True):
        assert anna.post(path, fields | {"name": name}).status_code == 302

    assert {own.name for own in own_of(anna).values()} == {"One", "Two", "Three"}


def test_a_removed_one_is_offered_no_more_and_stays_in_its_workouts(anna):
    add(anna)
    store(anna, pushed())
    answer = anna.post(f"{ADDRESS}/remove")
    workout = only_workout_of(anna)

    assert (answer.status_code, answer.location) == (302, ADDRESS)
    assert SLED.id not in offered_to(anna)
    assert "Sled push" not in Page(anna.get("/exercises")).links
    assert "You removed it." in Page(anna.get(ADDRESS)).main
    assert "Sled push" in Page(anna.get(f"/workouts/{workout.id}")).main
    edited = send(anna, f"/workouts/{workout.id}/edit", {"notes": "changed"})
    assert edited.status_code == 302
    assert only_workout_of(anna).notes == "changed"
    assert only_workout_of(anna).exercises == workout.exercises


def test_a_lift_that_waited_on_a_phone_arrives_though_its_exercise_was_removed_meanwhile(anna):
    add(anna)
    fields = Page(anna.get("/log/lift")).fields()
    anna.post(f"{ADDRESS}/remove")
    sets = {"exercises-0-exercise": SLED.id, "exercises-0-sets-0-reps": "5"}
    location(send_queued(anna, "/log/lift", fields | {"duration": "45"} | sets, "a key"))

    assert only_workout_of(anna).exercises[0].exercise == SLED.id


def test_a_removal_sent_again_removes_nothing_that_came_back_since(anna):
    add(anna)
    for _ in range(2):
        location(send_queued(anna, f"{ADDRESS}/remove", key="a key"))
        location(send_queued(anna, f"{ADDRESS}/restore", key="another key"))
    assert not own_of(anna)[SLED.id].is_removed


def test_one_comes_back_by_a_tap_or_under_its_name(anna):
    add(anna)
    for come_back in (lambda: anna.post(f"{ADDRESS}/restore"), lambda: add(anna, region="core")):
        anna.post(f"{ADDRESS}/remove")
        assert own_of(anna)[SLED.id].is_removed
        assert come_back().location == ADDRESS
        assert SLED.id in offered_to(anna)
    assert own_of(anna)[SLED.id].region is Region.CORE


def test_one_whose_name_was_taken_since_does_not_come_back(anna):
    add(anna)
    anna.post(f"{ADDRESS}/remove")
    add(anna, name="Wall balls")
    send(anna, "/exercises/own-wall-balls/edit", {"name": "Sled push"})

    assert anna.post(f"{ADDRESS}/restore").status_code == 409
    assert own_of(anna)[SLED.id].is_removed


@pytest.mark.parametrize("path", [ADDRESS, EDIT, "/exercises/squats/edit"])
def test_another_s_and_the_content_s_can_t_be_opened_as_one_s_own(anna, ben, path):
    add(anna)
    assert ben.get(path).status_code == 404


@pytest.mark.parametrize("what", ["edit", "remove", "restore"])
@pytest.mark.parametrize("exercise_id", [SLED.id, "squats"])
def test_another_s_and_the_content_s_can_t_be_changed(anna, ben, what, exercise_id):
    add(anna)
    add(ben, name="Ben’s own")
    before = own_of(anna), own_of(ben)

    assert ben.post(f"/exercises/{exercise_id}/{what}", TYPED).status_code == 404
    assert (own_of(anna), own_of(ben)) == before


def test_nobody_else_finds_or_logs_it(anna, ben, app):
    add(anna)
    document = {"kind": "lift", "lift": {"exercises": [{"exercise": SLED.id, "sets": []}]}}
    start = {"started_at": "2024-11-18T07:00:00Z", "time_zone": "UTC", "duration_s": 1800}
    put = f"/workouts/{pushed().id}"

    assert Page(ben.get("/exercises?q=sled")).main.count("Sled") == 0
    assert app.test_client().get(ADDRESS).status_code == 404
    assert ben.api("PUT", put, document | start).status_code == 422
    assert anna.api("PUT", put, document | start).status_code == 201
    assert add(ben).status_code == 302  # The same name is free for another.


def test_forms_can_wait_on_the_phone(anna):
    add(anna)
    page = Page(anna.get(ADDRESS))
    forms = [*page.all("form"), *Page(anna.get(EDIT)).all("form")]
    anna.post(f"{ADDRESS}/remove")
    forms += Page(anna.get(ADDRESS)).all("form")

    assert len(forms) == 3
    assert {form.get("data-about") for form in forms} == {f"exercise {SLED.id}"}
    assert all(form.get("data-queued") for form in [*forms, *Page(anna.get(NEW)).all("form")])


def test_exercises_that_are_added_at_once_are_all_there(app, anna):
    names = [f"Number {n}" for n in range(12)]

    def send_one(name: str) -> int:
        client = app.test_client()
        client.set_cookie("runstrength", anna.client.get_cookie("runstrength").value)
        return client.post(NEW, data=TYPED | {"name": name}, headers=OWN_PAGE).status_code

    with ThreadPoolExecutor(max_workers=4) as threads:
        assert set(threads.map(send_one, names)) == {302}
    assert {own.name for own in own_of(anna).values()} == set(names)
