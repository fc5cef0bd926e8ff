"""What a script is told of a form that it sends: where a browser would land, or what is wrong."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

import pytest
from flask import Flask

from runstrength.storage.database import db
from runstrength.training.exercises import Exercise
from runstrength.training.progression import Target
from runstrength.training.routines import Routine, RoutineExercise
from runstrength.training.shoes import Shoe
from runstrength.training.workouts import Region
from tests import databases
from tests.training.build import lift, lower, run
from tests.web.conftest import OWN_PAGE, PASSWORD, Person, make_app, person, stored_with
from tests.web.pages import Page
from tests.web.queued import JSON, location, problem, send_queued
from tests.web.routes import OF_A_ROUTINE, OWN_EXERCISE, ROUTES
from tests.web.rows import everything
from tests.web.standing import Standing
from tests.web.world import (
    calendar_of,
    keep_exercises,
    keep_routine,
    keep_shoe,
    remove,
    rows,
    set_clock,
    store,
)

TODAY = date(2024, 11, 18)  # A Monday, at noon.
DONE = run("2024-11-16 07:00", minutes=60)
GONE = run("2024-11-11 07:00", minutes=60)
HARD = [run(f"2024-11-{day} 07:00", effort=9, minutes=60) for day in (13, 14)]
SQUATTED = lift("2024-09-02 18:00", lower(3), minutes=60)
SQUATS = lift("2024-11-19 18:00", lower(3), effort=8, minutes=60, planned=True)
INTERVALS = run("2024-11-20 07:00", effort=8, type="intervals", planned=True)
SCORES = dict.fromkeys(("sleep", "energy", "soreness", "stress", "mood"), "4")
RUN = {
    "id": "0b6f1e2c-7c1f-4a53-8f0e-000000000009",
    "date": "2024-11-17",
    "time": "07:00",
    "time_zone": "Europe/Berlin",
    "duration": "45",
    "type": "easy",
}
LIFT = {
    **RUN,
    "exercises-0-exercise": "squats",
    "exercises-0-sets-0-reps": "5",
    "exercises-0-sets-1-reps": "5",
}


@dataclass(frozen=True)
class Sent:
    """A form that is taken, with what is typed into it where it stands on `page`.

    "{flag}" stands for the one of the two hard days, "{planned}" for one that can be settled.
    """

    path: str
    fields: dict = field(default_factory=dict)
    page: str = ""
    is_strangers: bool = False


SLED = Exercise("own-sled", "Sled", Region.LOWER)
OLD_SLED = Exercise("own-old-sled", "Old sled", Region.LOWER, is_removed=True)
TRAINERS = Shoe(id=UUID(int=7), name="Trainers")
MINE = Routine(str(UUID(int=8)), "Mine", (RoutineExercise("squats", Target(3, 8, 12)),))
CARA = {"email": "cara@example.com", "password": "a long enough one", "time_zone": "UTC"}
CARA |= {"distance_unit": "km", "weight_unit": "kg"}
ANNA = {"email": "anna@example.com", "password": PASSWORD}
NEW_PASSWORD = {"current": PASSWORD, "password": "another long password"}
TAKEN = {
    "accounts.create_account": Sent("/sign-up", CARA, "/sign-up", is_strangers=True),
    "accounts.open_session": Sent("/sign-in", ANNA, "/sign-in", is_strangers=True),
    "accounts.replace_password": Sent("/account/password", NEW_PASSWORD, "/account/password"),
    "accounts.sign_out": Sent("/sign-out", page="/more"),
    "accounts.delete_account": Sent("/account/delete", {"password": PASSWORD}, "/account/delete"),
    "exporting.revoke_address": Sent("/export/calendar/revoke", page="/export"),
    "today.check_in": Sent("/today/check-in", SCORES, "/today"),
    "week.mark_deload": Sent("/week/2024-W46/deload", {"deload": "1"}),
    "week.set_aside": Sent(
        "/flags/{flag}/set-aside", {"reason": "a camp", "date": "2024-11-14", "next": "/today"}
    ),
    "week.take_back": Sent("/flags/{flag}/take-back", {"next": "/week/2024-W46"}),
    "plan.copy": Sent("/plan/2024-W47/copy"),
    "plan.outline": Sent("/plan/2024-W48/outline", {"outline": "lighter-week"}),
    "plan.settle_flag": Sent("/plan/2024-W47/settle", {"flag": "{planned}"}),
    "plan.move": Sent("/plan/moves", {"move": f"{SQUATS.id}:2024-11-22:1"}),
    "log.save": Sent("/log/run", RUN),
    "log.replace": Sent(f"/workouts/{DONE.id}/edit", {"effort": "5"}, f"/workouts/{DONE.id}/edit"),
    "history.delete": Sent(f"/workouts/{DONE.id}/delete", {}, f"/workouts/{DONE.id}"),
    "history.rate": Sent(f"/workouts/{DONE.id}/effort", {"base_version": "1", "effort": "5"}),
    "history.restore": Sent(f"/workouts/{GONE.id}/restore"),
    "rules.change": Sent("/rules", {"legs_before_run": "30"}, "/rules"),
    "settings.change": Sent("/settings", {"weight_unit": "lb"}, "/settings"),
    "settings.equip": Sent(
        "/settings/gear", {"gear-bar": "15", "gear-plates": "20x2"}, "/settings"
    ),
    "exercises.add": Sent("/exercises/new", OWN_EXERCISE),
    "exercises.change": Sent(f"/exercises/{SLED.id}/edit", OWN_EXERCISE | {"name": "Pull"}),
    "exercises.remove": Sent(f"/exercises/{SLED.id}/remove"),
    "exercises.restore": Sent(f"/exercises/{OLD_SLED.id}/restore"),
    "routines.save": Sent("/routines/new", OF_A_ROUTINE | {"id": RUN["id"]}),
    "routines.replace": Sent(
        f"/routines/{MINE.id}/edit", OF_A_ROUTINE | {"name": "Other", "base_version": "1"}
    ),
    "routines.delete": Sent(f"/routines/{MINE.id}/delete", {"base_version": "1"}),
    "routines.keep": Sent(f"/workouts/{SQUATTED.id}/routine"),
    "shoes.add": Sent("/shoes", {"id": RUN["id"], "name": "Flats"}),
    "shoes.change": Sent(f"/shoes/{TRAINERS.id}", {"name": "Racers"}),
    "shoes.retire": Sent(f"/shoes/{TRAINERS.id}/retire", {"retired": "1"}),
    "shoes.delete": Sent(f"/shoes/{TRAINERS.id}/delete"),
}
# Those of an import take a file, and its state: tests/web/imports.
OF_IMPORTS = {f"imports.{name}" for name in ("upload", "answer", "confirm", "undo", "fill_in")}
# Those of a second step take a code of the moment: tests/web/accounts.
OF_SECOND_STEP = {
    f"accounts.{name}"
    for name in (
        "begin_second_step",
        "confirm_second_step",
        "renew_recovery_codes",
        "download_recovery_codes",
        "end_second_step",
        "give_second_step",
    )
}
# Those of a link that counts once take one: tests/web/accounts.
OF_LINKS = {"accounts.set_password", "accounts.accept_invitation", "accounts.revoke_invitation"}
# Those of a passkey take a device, and those of a device or token its hash: tests/web/accounts.
OF_PASSKEYS = {
    f"accounts.{name}"
    for name in (
        "ask_for_passkey",
        "add_passkey",
        "rename_passkey",
        "delete_passkey",
        "ask_with_passkey",
        "open_session_by_passkey",
    )
}
OF_TOKENS = {
    f"accounts.{name}"
    for name in ("sign_out_device", "sign_out_others", "make_api_token", "revoke_api_token")
}
# Forms that are never sent on: one asks for a look, one comes of the device's own menu, and what
# one shows is shown once.
ASKED = {"log.preview", "offline.share", "exporting.make_address", "accounts.ask_for_reset"} | {
    "accounts.invite"
}


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """It is Monday noon."""
    return set_clock(monkeypatch, f"{TODAY} 12:00", "Europe/Berlin")


@pytest.fixture(scope="module")
def stored_people(stored_people, tmp_path_factory):
    """Anna with a log, as of Monday noon."""
    with pytest.MonkeyPatch.context() as patch:
        set_clock(patch, f"{TODAY} 12:00", "Europe/Berlin")
        return stored_with(stored_people, tmp_path_factory.mktemp("log"), have_a_log)


def have_a_log(anna: Person, _: Person) -> None:
    """Something of each kind that a form can change."""
    store(anna, DONE, GONE, SQUATTED, *HARD, SQUATS, INTERVALS)
    remove(anna, GONE.id)
    keep_exercises(anna, SLED, OLD_SLED)
    keep_shoe(anna, TRAINERS)
    keep_routine(anna, MINE)
    calendar_of(anna)


@pytest.fixture(scope="module")
def another_app(tmp_path_factory):
    """An app beside the one that all tests share."""
    other = Standing(tmp_path_factory.mktemp("other") / "home", make_app)
    yield other
    other.end()


@pytest.fixture
def twins(anna, stored_people, another_app, tmp_path):
    """Anna twice, each in an app of her own with the same log."""
    home = tmp_path / "queue"
    home.mkdir()
    another_app.at(home)
    path = another_app.home / databases.FILE
    databases.copy(stored_people[0], path)
    app = another_app.app()
    yield anna, person(app, anna.email, stored_people[1])
    with app.app_context():
        databases.leave(db.engine)
    databases.let_go(path)


def app_of(anna: Person) -> Flask:
    """The app that Anna is signed in to."""
    return anna.client.application


def typed(anna: Person, sent: Sent) -> tuple[Person, str, dict]:
    """Who sends a form, to which address, with what."""
    who = Person("", app_of(anna).test_client(), "") if sent.is_strangers else anna
    fields = {}
    if sent.page:
        fields = Page(who.get(sent.page)).fields(sent.path if sent.page != sent.path else None)
    named = {}
    if "{flag}" in sent.path:
        (action,) = (
            action
            for form in Page(anna.get("/week/2024-W46")).all("form")
            if (action := form.get("action", "")).endswith("/set-aside")
            and "2024-11-14" in [field.get("value") for field in form.iter("input")]
        )
        named["flag"] = action.split("/")[2]
    if sent.fields.get("flag") == "{planned}":
        buttons = Page(anna.get("/plan/2024-W47")).all("button", name="flag")
        named["planned"] = buttons[0].get("value")
    typed = {name: value.format(**named) for name, value in sent.fields.items()}
    return who, sent.path.format(**named), fields | typed


def test_every_form_of_the_app_is_tried_here():
    forms = {e for method, e in ROUTES if method == "POST" and not e.startswith("api.")}
    assert (
        forms
        == set(TAKEN) | ASKED | OF_IMPORTS | OF_SECOND_STEP | OF_LINKS | OF_PASSKEYS | OF_TOKENS
    )


@pytest.mark.parametrize("endpoint", TAKEN)
def test_a_script_is_told_where_a_browser_is_sent_and_the_same_is_stored(twins, endpoint):
    answers = []
    for anna, headers in zip(twins, (OWN_PAGE, JSON), strict=True):
        before = everything(app_of(anna))
        who, path, fields = typed(anna, TAKEN[endpoint])
        answers.append(who.client.post(path, data=fields, headers=headers))
        assert everything(app_of(anna)) != before or endpoint == "week.take_back"
    browsers, scripts = answers

    assert browsers.status_code in (302, 303)
    assert location(scripts) == browsers.location
    assert "Location" not in scripts.headers
    assert cookies(scripts) == cookies(browsers)
    assert rows(app_of(twins[0])) == rows(app_of(twins[1]))


def cookies(answer) -> list[str]:
    """The names of the cookies that an answer sets."""
    return sorted(cookie.partition("=")[0] for cookie in answer.headers.getlist("Set-Cookie"))


def test_a_session_that_a_script_opens_is_one(app):
    client = app.test_client()
    fields = Page(client.get("/sign-in")).fields("/sign-in") | ANNA
    answer = client.post("/sign-in", data=fields, headers=JSON)

    assert "runstrength" in cookies(answer)
    assert client.get("/today").status_code == 200


def test_an_address_that_is_merely_written_otherwise_is_no_acknowledgement(anna, app):
    before = everything(app)
    answer = send_queued(anna, "/today//check-in", SCORES)

    assert answer.status_code == 308
    assert answer.location.endswith("/today/check-in")
    assert everything(app) == before


@pytest.mark.parametrize("accept", ["", "text/html,*/*;q=0.8", "*/*", "text/html, text/plain"])
def test_whoever_asks_for_a_page_gets_one(anna, accept):
    answer = anna.client.post("/log/run", data=RUN, headers={**OWN_PAGE, "Accept": accept})
    refused = anna.client.post(
        "/log/run", data={**RUN, "duration": "x"}, headers={**OWN_PAGE, "Accept": accept}
    )

    assert answer.status_code == 302
    assert (refused.status_code, refused.mimetype) == (422, "text/html")
    assert Page(refused).faults.keys() == {"duration"}


@pytest.mark.parametrize("endpoint", [e for e, sent in TAKEN.items() if not sent.is_strangers])
def test_a_script_without_a_session_is_told_so_and_not_sent_on(twins, endpoint):
    anna = twins[0]
    _, path, fields = typed(anna, TAKEN[endpoint])
    before = everything(app_of(anna))
    stranger = Person("", app_of(anna).test_client(), "")
    answer = send_queued(stranger, path, fields, "a key")

    problem(answer, 401)
    assert "Location" not in answer.headers
    assert everything(app_of(anna)) == before
