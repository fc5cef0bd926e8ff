"""What is Anna's stays hers: every route is tried by a stranger and by another user."""

from io import BytesIO
from uuid import UUID
from zipfile import ZipFile

import pytest
from werkzeug.test import TestResponse

from runstrength.storage import accounts
from runstrength.storage.database import db
from runstrength.storage.imports import Status
from runstrength.training.exercises import Exercise
from runstrength.training.progression import Target
from runstrength.training.routines import Routine, RoutineExercise
from runstrength.training.shoes import Shoe
from runstrength.training.workouts import Region
from tests.training import build as training
from tests.web.accounts.second_steps import keep_passkey, keep_second_step
from tests.web.api.build import lift, run, squats
from tests.web.bound import only_bound
from tests.web.conftest import OWN_PAGE, Person, stored_with
from tests.web.imports.files import gpx
from tests.web.pages import Page
from tests.web.routes import (
    CODE,
    EXERCISE,
    FLAG,
    GONE,
    IMPORT,
    KEY,
    LIFT,
    MEANT,
    ROUTES,
    ROUTINE,
    RUN,
    SHOE,
    TODAY,
    WELL,
    Try,
)
from tests.web.rows import belonging_to, everything, user_id
from tests.web.world import (
    calendar_of,
    keep_exercises,
    keep_import,
    keep_recording,
    keep_routine,
    keep_shoe,
    store,
)

NOTE = "canary: only Anna may read this"
SECRETS = (NOTE, "anna@example.com", "54.32", "54321", KEY, CODE)
WORN_OUT = {"sleep": 1, "energy": 2, "soreness": 1, "stress": 2, "mood": 1}
# A form shows what was typed into it, and these tries type Anna's address.
TYPES_THE_ADDRESS = {("POST", "accounts.create_account"), ("POST", "accounts.open_session")}

# What an administrator gets, and others don't.
OF_ADMINISTRATORS = {
    ("GET", "accounts.people"),
    ("POST", "accounts.invite"),
    ("POST", "accounts.revoke_invitation"),
}


@pytest.fixture(scope="module")
def stored_people(stored_people, tmp_path_factory):
    """Anna and Ben, each with a log."""
    return stored_with(stored_people, tmp_path_factory.mktemp("logs"), have_logs)


def have_logs(anna: Person, ben: Person) -> None:
    """A log of Anna's; a run of Ben's, done today, and an address of his calendar."""
    annas_log(anna)
    store(ben, training.run(f"{TODAY} 00:00"))
    calendar_of(ben)


def annas_log(anna: Person) -> None:
    """Two hard days of Anna's, what she noted of them, a deleted run, her shoes and a routine."""
    keep_exercises(anna, Exercise(EXERCISE, NOTE, Region.CORE))
    keep_shoe(anna, Shoe(id=UUID(SHOE), name=NOTE, before_m=54321))
    keep_import(
        anna, UUID(IMPORT), Status.PREVIEW, training.run("Mon 07:00", notes=NOTE), name=NOTE
    )
    squat = RoutineExercise("squats", Target(sets=3, reps_low=5, reps_high=8))
    keep_routine(anna, Routine(ROUTINE, NOTE, (squat,)))
    hard = {"effort": 9, "notes": NOTE}
    documents = {
        RUN: run("Mon 07:00", distance_m=54321, **hard),
        LIFT: lift("Tue 07:00", squats(3, weight_kg=54.32), **hard),
        GONE: run("Wed 07:00", distance_m=54321, **hard),
    }
    for workout_id, document in documents.items():
        headers = {"Idempotency-Key": f"first {workout_id}"}
        anna.api("PUT", f"/workouts/{workout_id}", document, headers)
    keep_recording(anna, UUID(IMPORT), UUID(RUN), data=gpx(hr=150, name=NOTE))
    anna.api("DELETE", f"/workouts/{GONE}")
    keep_second_step(anna, KEY, [CODE])
    keep_passkey(anna, NOTE)
    for path, document in (
        ("/check-ins/2025-06-16", WORN_OUT),
        ("/weeks/2025-W24", {"deload": True}),
        (f"/set-asides/{FLAG}", {**MEANT, "reason": NOTE}),
    ):
        assert anna.api("PUT", path, document).status_code in (200, 201)


@pytest.fixture
def administrator(app, ben):
    """Ben, who may invite others as well."""
    owner = user_id(app, ben.email)
    with app.app_context():
        accounts.make_administrator(owner)
        db.session.commit()


def tries(**which):
    """Every listed try of every route."""
    return [
        pytest.param((method, endpoint), each, id=f"{method} {each.path} {n}")
        for (method, endpoint), several in ROUTES.items()
        for n, each in enumerate(several)
        if each.public is which.get("public", each.public)
    ]


def test_every_route_is_listed(app):
    routes = {
        (method, rule.endpoint)
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    assert routes == set(ROUTES)


def test_every_try_reaches_the_route_that_it_is_listed_for(app):
    for (method, endpoint), several in ROUTES.items():
        for each in several:
            path = address(app, each).partition("?")[0]
            matched, _ = app.url_map.bind("localhost").match(path, method)
            assert matched == endpoint


def test_what_is_listed_as_public_is_what_the_app_opens_to_anyone(app):
    opened = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if getattr(app.view_functions[rule.endpoint], "is_public", False)
    }
    assert opened == {e for (_, e), several in ROUTES.items() if all(t.public for t in several)}


@pytest.mark.parametrize(("route", "each"), tries(public=False))
def test_a_stranger_is_sent_to_sign_in_and_changes_nothing(app, route, each):
    before = everything(app)
    for headers in (OWN_PAGE, {**OWN_PAGE, "Accept": "application/json"}):
        answer = send(app.test_client(), app, route, each, each.fields, headers)
        if answer.status_code == 302:
            assert answer.location.partition("?")[0] == "/sign-in"
            assert "Accept" not in headers
        else:
            assert answer.status_code == 401
        assert_tells_nothing(text_of(answer))
    assert everything(app) == before


@pytest.mark.parametrize(("route", "each"), tries(public=True))
def test_what_is_public_tells_a_stranger_nothing_of_anna(app, route, each):
    before = belonging_to(app, "anna@example.com")
    stranger = Person("", app.test_client(), "")
    answer = send(stranger.client, app, route, each, filled(stranger, each), OWN_PAGE)
    assert answer.status_code in (200, each.for_another)
    if route not in TYPES_THE_ADDRESS:
        assert_tells_nothing(text_of(answer))
    assert belonging_to(app, "anna@example.com") == before


@pytest.mark.parametrize(("route", "each"), tries())
def test_another_user_neither_reads_nor_changes_what_is_annas(app, ben, route, each):
    assert_keeps_to_bens(app, ben, route, each)


@pytest.mark.parametrize(
    ("route", "each"), [t for t in tries(public=False) if t.values[0] not in OF_ADMINISTRATORS]
)
def test_nor_does_an_administrator(app, ben, administrator, route, each):
    assert_keeps_to_bens(app, ben, route, each)


def test_an_administrators_page_tells_nothing_of_anybody(app, ben, administrator):
    before = belonging_to(app, "anna@example.com")
    answer = ben.get("/account/people")
    assert answer.status_code == 200
    assert_tells_nothing(answer.text)
    fields = Page(answer).fields("/account/people/invitations") | {"label": "Cara"}
    assert_tells_nothing(ben.post("/account/people/invitations", fields).text)
    assert belonging_to(app, "anna@example.com") == before


def assert_keeps_to_bens(app, ben, route, each):
    """See that a try reads and changes what is Ben's alone."""
    before, bens = belonging_to(app, "anna@example.com"), belonging_to(app, "ben@example.com")
    answer = send(ben.client, app, route, each, filled(ben, each), OWN_PAGE)
    assert answer.status_code == each.for_another
    if route not in TYPES_THE_ADDRESS:
        assert_tells_nothing(text_of(answer))
    assert belonging_to(app, "anna@example.com") == before
    # The try was a real one: what is refused changes nothing, what is taken changes Ben's.
    writes = each.writes
    if writes is None:
        writes = route[0] != "GET" and answer.status_code in (201, 302)
    assert (belonging_to(app, "ben@example.com") != bens) is writes


@pytest.mark.parametrize(
    "path",
    [
        f"/workouts/{RUN}",
        f"/workouts/{LIFT}/edit",
        f"/workouts/{LIFT}/download.csv",
        f"/workouts/{RUN}/download.gpx",
        f"/workouts/{RUN}/download.tcx",
        f"/workouts/{RUN}/original",
        f"/api/v1/workouts/{RUN}",
        "/api/v1/workouts",
        f"/imports/{IMPORT}",
        "/imports",
        "/export/runstrength.zip",
        "/api/v1/export",
    ],
)
def test_anna_reads_the_canary_herself(anna, path):
    assert NOTE in text_of(anna.get(path, buffered=True))


def test_a_tokens_holder_is_another_user_too(app, anna, ben):
    before = belonging_to(app, "anna@example.com")
    for workout_id in (RUN, LIFT, GONE):
        path = f"/workouts/{workout_id}"
        assert ben.api("GET", path).status_code == 404
        assert ben.api("DELETE", path, headers={"If-Match": "*"}).status_code == 404
        for match in ('"1"', '"2"', "*"):
            assert ben.api("PUT", path, {"effort": 1}, {"If-Match": match}).status_code >= 400
    assert len(ben.api("GET", "/workouts").json["items"]) == 1
    assert belonging_to(app, "anna@example.com") == before


@pytest.mark.parametrize(
    ("mine", "other"),
    [
        (run("Tue 07:00", distance_m=1000), run("Tue 07:00", distance_m=2000)),
        (lift("Tue 07:00", squats(1)), lift("Tue 07:00", squats(2))),
        (run("Tue 07:00"), lift("Tue 07:00", squats(3))),
    ],
    ids=["runs", "lifts", "a run, then a lift"],
)
def test_rows_under_the_same_id_live_side_by_side(app, anna, ben, mine, other):
    before = belonging_to(app, "anna@example.com")
    for n, workout_id in enumerate((RUN, LIFT, GONE)):
        path = f"/workouts/{workout_id}"
        stored = ben.api("PUT", path, mine, {"Idempotency-Key": f"first {workout_id}"})
        assert stored.status_code == 201
        assert ben.api("GET", path).json == stored.json
        replaced = ben.api("PUT", path, other, {"If-Match": '"1"'})
        assert replaced.status_code == 200
        assert ben.api("GET", path).json == replaced.json
        assert ben.api("DELETE", path).status_code == 204
        assert ben.post(f"/workouts/{workout_id}/restore").status_code == 302
        assert len(ben.api("GET", "/workouts").json["items"]) == n + 2
        assert belonging_to(app, "anna@example.com") == before
    assert_tells_nothing(ben.get("/api/v1/workouts").text)
    assert_tells_nothing(ben.get("/week/2025-W25").text)


def test_anna_has_a_row_of_her_own_in_every_table_that_these_tests_compare(app):
    hers = belonging_to(app, "anna@example.com")
    assert [name for name, rows in hers.items() if not rows] == ["sign_in_failures"]


def test_marks_of_the_same_date_and_week_live_side_by_side(app, anna, ben):
    before = belonging_to(app, "anna@example.com")
    for document in (WELL, {**WELL, "mood": 1}):
        ben.api("PUT", "/check-ins/2025-06-16", document)
        assert ben.api("GET", "/check-ins/2025-06-16").json["mood"] == document["mood"]
    for deload in (True, False):
        answer = ben.api("PUT", "/weeks/2025-W24", {"deload": deload})
        assert answer.json["deload"] is deload
    assert ben.api("DELETE", "/check-ins/2025-06-16").status_code == 204
    assert belonging_to(app, "anna@example.com") == before
    assert anna.api("GET", "/weeks/2025-W24").json["deload"] is True


def test_the_same_flag_of_two_users_is_set_aside_by_each_alone(app, anna, ben):
    for workout_id, day in ((RUN, "Mon"), (LIFT, "Tue")):
        ben.api("PUT", f"/workouts/{workout_id}", run(f"{day} 07:00", effort=8))
    before = belonging_to(app, "anna@example.com")
    assert flag_of(ben)["id"] == flag_of(anna)["id"] == FLAG
    assert flag_of(ben)["set_aside"] is False
    ben.api("PUT", f"/set-asides/{FLAG}", MEANT)
    assert flag_of(ben)["set_aside_reason"] == MEANT["reason"]
    ben.api("DELETE", f"/set-asides/{FLAG}")
    assert flag_of(ben)["set_aside"] is False
    assert belonging_to(app, "anna@example.com") == before
    assert flag_of(anna)["set_aside_reason"] == NOTE


def flag_of(person) -> dict:
    """The flag of someone's two hard days."""
    found = person.api("GET", "/flags?from=2025-06-17&to=2025-06-17").json["items"]
    return next(flag for flag in found if flag["rule"] == "back-to-back-hard")


def send(client, app, route, each: Try, fields: dict, headers: dict) -> TestResponse:
    """Make the try; each statement of its has to say whose rows it means."""
    is_document = route[0] == "PUT" or (route[0] == "POST" and route[1].startswith("api."))
    body = {"json": fields} if is_document else {"data": fields}
    # Buffered, so that a static file is closed.
    path = address(app, each)
    with only_bound():
        return client.open(path, method=route[0], headers=headers, buffered=True, **body)


def address(app, each: Try) -> str:
    """The try's path; that of a static file holds their version."""
    return each.path.format(version=app.static_url_path.rpartition("/")[2])


def filled(person: Person, each: Try) -> dict:
    """The fields of a try, with the token and the rest of the form that they are typed into."""
    if not each.page:
        return each.fields
    action = each.path if each.page != each.path else None
    return Page(person.get(each.page)).fields(action) | each.fields


def text_of(answer: TestResponse) -> str:
    """What can be read in an answer; of an archive, in all of its files."""
    if answer.mimetype != "application/zip":
        return answer.text
    with ZipFile(BytesIO(answer.data)) as archive:
        return "\n".join(archive.read(name).decode() for name in archive.namelist())


def assert_tells_nothing(text: str) -> None:
    """See that nothing of Anna's is in an answer."""
    assert [secret for secret in SECRETS if secret in text] == []
