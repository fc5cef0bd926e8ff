"""Writes that build on ones not yet acknowledged: named by key, and never over another's change."""

import pytest

from runstrength.storage.database import db
from runstrength.storage.outcomes import Tombstone
from runstrength.storage.tables import idempotency_keys
from runstrength.web import writing
from tests.training.build import run
from tests.web.log.entries import RUN
from tests.web.pages import Page, send
from tests.web.queued import location, problem, send_queued
from tests.web.rows import everything
from tests.web.world import only_workout_of, remove, set_clock, store, stored

DONE = run("2024-11-18 07:00", zone="Europe/Berlin", notes="as it was")
PLANNED = run("2024-11-20 07:00", effort=3, planned=True)
EDIT, DELETE, RATE, RESTORE = (
    f"/workouts/{DONE.id}/{what}" for what in ("edit", "delete", "effort", "restore")
)
BASE = {"base_version": "1"}  # All that the phone's page has ever shown.


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """It is Monday noon."""
    return set_clock(monkeypatch, "2024-11-18 12:00", "Europe/Berlin")


@pytest.fixture
def form(anna) -> dict:
    """The form of Anna's run, as her phone keeps it."""
    store(anna, DONE)
    return Page(anna.get(EDIT)).fields()


def keys(app) -> dict[str, int | None]:
    """The version that each key is kept with."""
    return {row["key"]: row["version"] for row in everything(app)["idempotency_keys"]}


def test_an_edit_upon_an_edit(anna, app, form):
    location(send_queued(anna, EDIT, form | {"notes": "one"}, "one"))
    location(send_queued(anna, EDIT, form | {"notes": "two"}, "two", "one"))
    location(send_queued(anna, EDIT, form | {"notes": "three"}, "three", "two"))

    assert (only_workout_of(anna).notes, only_workout_of(anna).version) == ("three", 4)
    assert keys(app) == {"one": 2, "two": 3, "three": 4}


def test_a_deletion_upon_an_edit(anna, form):
    location(send_queued(anna, EDIT, form | {"notes": "one"}, "one"))
    location(send_queued(anna, DELETE, BASE, "two", "one"))

    assert isinstance(stored(anna, DONE.id), Tombstone)


def test_an_effort_upon_an_edit_and_an_edit_upon_that(anna, form):
    location(send_queued(anna, EDIT, form | {"notes": "one"}, "one"))
    location(send_queued(anna, RATE, BASE | {"effort": "7"}, "two", "one"))
    assert (only_workout_of(anna).notes, only_workout_of(anna).effort) == ("one", 7)
    location(send_queued(anna, EDIT, form | {"notes": "three", "effort": "7"}, "three", "two"))
    assert (only_workout_of(anna).notes, only_workout_of(anna).version) == ("three", 4)


def test_an_edit_upon_a_new_run(anna):
    fields = Page(anna.get("/log/run")).fields() | RUN
    location(send_queued(anna, "/log/run", fields, "one"))
    location(send_queued(anna, "/log/run", fields | {"notes": "two"}, "two", "one"))
    path = f"/workouts/{fields['id']}/edit"
    location(send_queued(anna, path, fields | {"notes": "three"}, "three", "two"))

    assert (only_workout_of(anna).notes, only_workout_of(anna).version) == ("three", 3)


def test_undoing_a_deletion_and_what_follows(anna, form):
    location(send_queued(anna, DELETE, BASE, "one"))
    location(send_queued(anna, RESTORE, {}, "two", "one"))
    assert only_workout_of(anna).version == 3
    location(send_queued(anna, EDIT, form | {"notes": "three"}, "three", "two"))
    location(send_queued(anna, DELETE, BASE, "four", "three"))
    assert stored(anna, DONE.id).version == 5


def test_an_edit_upon_a_deletion_brings_the_run_back(anna, form):
    location(send_queued(anna, DELETE, BASE, "one"))
    location(send_queued(anna, EDIT, form | {"notes": "two"}, "two", "one"))

    assert only_workout_of(anna).notes == "two"


def test_a_move_upon_a_move_and_an_edit_and_a_drop_upon_that(anna):
    store(anna, PLANNED)
    path = f"/workouts/{PLANNED.id}/edit"
    form = Page(anna.get(path)).fields()
    for n, day in enumerate(("21", "22"), 1):
        sent = {"move": f"{PLANNED.id}:2024-11-{day}:1"}
        base = f"key {n - 1}" if n > 1 else None
        location(send_queued(anna, "/plan/moves", sent, f"key {n}", base))
    assert (str(only_workout_of(anna).local_date), only_workout_of(anna).version) == (
        "2024-11-22",
        3,
    )
    location(send_queued(anna, path, form | {"effort": "4"}, "key 3", "key 2"))
    drop = f"/workouts/{PLANNED.id}/delete"
    location(send_queued(anna, drop, BASE, "key 4", "key 3"))
    assert stored(anna, PLANNED.id).version == 5


@pytest.mark.parametrize("base_key", ["nobody's", "", "one"])
def test_a_key_that_made_no_version_leaves_the_base_that_was_shown(anna, form, base_key):
    location(send_queued(anna, "/week/2024-W47/deload", {"deload": "1"}, "one"))
    location(send_queued(anna, EDIT, form | {"notes": "one"}, "two", base_key))
    problem(send_queued(anna, EDIT, form | {"notes": "two"}, "three", base_key), 409)

    assert only_workout_of(anna).notes == "one"


def test_a_key_of_someone_elses_is_unknown(anna, ben, form):
    store(ben, DONE)
    for n in range(2):
        base = {"base_version": str(n + 1)}
        location(send_queued(ben, EDIT, form | base | {"notes": f"ben's {n}"}, f"bens {n}"))
    send(anna, EDIT, {"notes": "from the other phone"}, EDIT)

    problem(send_queued(anna, EDIT, form | {"notes": "mine"}, "one", "bens 0"), 409)
    assert only_workout_of(anna).notes == "from the other phone"


@pytest.mark.parametrize(
    ("path", "fields"), [(EDIT, {"notes": "two"}), (DELETE, {}), (RATE, {"effort": "7"})]
)
def test_a_change_of_another_devices_in_between_is_not_written_over(anna, app, form, path, fields):
    location(send_queued(anna, EDIT, form | {"notes": "one"}, "one"))
    send(anna, EDIT, {"notes": "from the other phone"}, EDIT)
    before = everything(app)
    answer = problem(send_queued(anna, path, form | fields, "two", "one"), 409)

    assert answer["version"] == 3
    assert everything(app) == before
    assert only_workout_of(anna).notes == "from the other phone"


def test_a_move_over_another_devices_change_is_not_made(anna, app):
    store(anna, PLANNED)
    path = f"/workouts/{PLANNED.id}/edit"
    location(send_queued(anna, "/plan/moves", {"move": f"{PLANNED.id}:2024-11-21:1"}, "one"))
    changed = send(anna, path, {"effort": "5"}, path)
    assert changed.status_code == 302, changed.text
    assert only_workout_of(anna).version == 3
    before = everything(app)
    sent = {"move": f"{PLANNED.id}:2024-11-22:1"}

    problem(send_queued(anna, "/plan/moves", sent, "two", "one"), 409)
    assert everything(app) == before


def test_a_page_that_was_opened_since_knows_more_than_the_key(anna, form):
    location(send_queued(anna, EDIT, form | {"notes": "one"}, "one"))
    send(anna, EDIT, {"notes": "from the other phone"}, EDIT)
    opened = Page(anna.get(EDIT)).fields()
    location(send_queued(anna, EDIT, opened | {"notes": "two"}, "two", "one"))

    assert (only_workout_of(anna).notes, only_workout_of(anna).version) == ("two", 4)


@pytest.mark.parametrize("base", ["1", "", "99", "nonsense"])
def test_a_known_key_is_acknowledged_whatever_its_base_says_and_keeps_its_version(
    anna, app, form, base
):
    location(send_queued(anna, EDIT, form | {"notes": "one"}, "one"))
    send(anna, EDIT, {"notes": "from the other phone"}, EDIT)
    before = everything(app)
    fields = form | {"notes": "one", "base_version": base}
    location(send_queued(anna, EDIT, fields, "one", "unknown"))

    assert everything(app) == before
    assert keys(app)["one"] == 2


def test_every_kind_of_write_keeps_the_version_of_its_key_when_it_is_sent_again(anna, app, form):
    chain = [
        (EDIT, form | {"notes": "one"}, None),
        (RATE, BASE | {"effort": "7"}, "key 0"),
        (DELETE, BASE, "key 1"),
        (RESTORE, {}, "key 2"),
    ]
    for _ in range(2):
        for n, (path, fields, base) in enumerate(chain):
            location(send_queued(anna, path, fields, f"key {n}", base))
    assert keys(app) == {"key 0": 2, "key 1": 3, "key 2": 4, "key 3": 5}
    assert only_workout_of(anna).version == 5


@pytest.mark.parametrize("path", [EDIT, RATE])
def test_a_write_that_finds_its_content_stored_makes_no_version(anna, app, form, path):
    """The key of a replay names the version that is there; the next write builds on that."""
    same = form if path == EDIT else BASE | {"effort": "7"}
    if path == RATE:
        location(send_queued(anna, RATE, same, "zero"))
    now = only_workout_of(anna).version
    location(send_queued(anna, path, same, "one"))
    assert keys(app)["one"] == only_workout_of(anna).version == now
    location(send_queued(anna, EDIT, form | {"notes": "two"}, "two", "one"))
    assert only_workout_of(anna).version == now + 1


@pytest.mark.parametrize("path", [DELETE, RESTORE])
def test_what_finds_nothing_to_do_makes_no_version_to_build_on(anna, app, form, path):
    if path == DELETE:
        remove(anna, DONE.id)
    else:
        send(anna, EDIT, {"notes": "from the other phone"}, EDIT)
    before = everything(app) | {"idempotency_keys": None}
    location(send_queued(anna, path, BASE, "one"))
    problem(send_queued(anna, EDIT, form | {"notes": "two"}, "two", "one"), 409)

    assert everything(app) | {"idempotency_keys": None} == before
    assert keys(app)["one"] is None  # Kept, so that a late copy does nothing, with no version.


def test_a_key_of_another_workouts_is_no_base(anna, form):
    """What it made says nothing of this one."""
    other = run("2024-11-17 07:00", zone="Europe/Berlin", notes="another")
    store(anna, other)
    path = f"/workouts/{other.id}/edit"
    location(send_queued(anna, path, Page(anna.get(path)).fields() | {"notes": "x"}, "others"))
    send(anna, EDIT, {"notes": "from the other phone"}, EDIT)

    problem(send_queued(anna, EDIT, form | {"notes": "mine"}, "one", "others"), 409)
    assert stored(anna, DONE.id).notes == "from the other phone"


@pytest.mark.parametrize("base_key", ["k" * 129, "ä", "a\nb", "\x7f"])
def test_what_can_be_no_key_is_a_bad_request_that_names_it(anna, app, form, base_key):
    before = everything(app)
    for path, fields in ((EDIT, form | {"notes": "x"}), (DELETE, BASE)):
        answer = problem(send_queued(anna, path, fields, "one", base_key), 400)
        assert answer["detail"].startswith("base_key: ")
        assert str(writing.LONGEST_KEY) in answer["detail"]
    assert everything(app) == before


def test_a_version_that_no_workout_has_is_a_stale_move(anna):
    store(anna, PLANNED)
    for version in (10**30, 2**63 - 1, 2**31, -1):
        sent = {"move": f"{PLANNED.id}:2024-11-21:{version}"}
        problem(send_queued(anna, "/plan/moves", sent, "one"), 409)
    assert only_workout_of(anna) == PLANNED


def test_without_a_key_nothing_is_kept(anna, app, form):
    location(send_queued(anna, EDIT, form | {"notes": "one"}))
    with app.app_context():
        assert db.session.execute(idempotency_keys.select()).all() == []
