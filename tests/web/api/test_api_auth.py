"""Who may ask the API: a token's holder, or a session's own page."""

import pytest
from sqlalchemy import delete

from runstrength.storage.account_tables import tokens
from runstrength.storage.database import db
from tests.web.api.build import case, new_id, run
from tests.web.pages import send
from tests.web.rows import everything

RUN = run("Mon 07:00", effort=3)
PATH = f"/api/v1/workouts/{new_id()}"
OPERATIONS = [
    ("GET", "/workouts"),
    ("GET", f"/workouts/{new_id()}"),
    ("PUT", f"/workouts/{new_id()}"),
    ("DELETE", f"/workouts/{new_id()}"),
    ("GET", "/flags"),
    ("GET", "/weeks/2025-W25"),
]


def ask(app, method: str, path: str, headers: dict | None = None):
    """Ask as someone whom the app has never seen."""
    document = RUN if method == "PUT" else None
    client = app.test_client(use_cookies=False)
    sent = {"Sec-Fetch-Site": "same-origin", **(headers or {})}
    return client.open(f"/api/v1{path}", method=method, json=document, headers=sent)


def assert_challenged(answer) -> None:
    """See a 401 that says how to do better."""
    assert answer.status_code == 401
    assert answer.mimetype == "application/problem+json"
    assert answer.json["status"] == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_a_stranger_is_challenged_and_changes_nothing(app, method, path):
    before = everything(app)
    assert_challenged(ask(app, method, path))
    assert everything(app) == before


@pytest.mark.parametrize(
    "authorization",
    ["Bearer", "Bearer ", "Bearer x", "Bearer " + "A" * 64, "Bearer é", "Basic YTpi", "{token}"],
)
def test_a_false_token_is_challenged(app, anna, authorization):
    header = {"Authorization": authorization.format(token=anna.token)}
    assert_challenged(ask(app, "GET", "/workouts", header))


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_a_token_is_enough(app, anna, method, path, scheme):
    header = {"Authorization": f"{scheme} {anna.token}", "Sec-Fetch-Site": "cross-site"}
    answer = ask(app, method, path, header)
    assert answer.status_code in (200, 201, 404)
    assert "Set-Cookie" not in answer.headers


def test_a_token_whose_last_letter_is_changed_opens_nothing(app, anna):
    wrong = anna.token[:-4] + ("AAAA" if anna.token[-4:] != "AAAA" else "BBBB")
    assert_challenged(ask(app, "GET", "/workouts", {"Authorization": f"Bearer {wrong}"}))


def test_a_revoked_token_is_dead(app, anna):
    assert anna.api("GET", "/workouts").status_code == 200
    with app.app_context():
        db.session.execute(delete(tokens).where(tokens.c.kind == "api"))
        db.session.commit()
    assert_challenged(anna.api("GET", "/workouts"))
    assert_challenged(anna.api("PUT", f"/workouts/{new_id()}", RUN))


def test_a_copied_cookie_is_dead_after_sign_out(app, anna):
    copy = {"Cookie": f"runstrength={anna.client.get_cookie('runstrength').value}"}
    assert ask(app, "GET", "/workouts", copy).status_code == 200
    assert send(anna, "/more", action="/sign-out").status_code == 302
    assert_challenged(ask(app, "GET", "/workouts", copy))
    assert anna.api("GET", "/workouts").status_code == 200  # By its own token.


# What a browser says of where a request comes from, and whether a session may then write.
ORIGINS = [
    case("same-origin", {"Sec-Fetch-Site": "same-origin"}, True),
    case("same-site", {"Sec-Fetch-Site": "same-site"}, False),
    case("cross-site", {"Sec-Fetch-Site": "cross-site"}, False),
    case("typed in", {"Sec-Fetch-Site": "none"}, False),
    case("empty", {"Sec-Fetch-Site": ""}, False),
    case("nothing said", {}, False),
    case("own Origin", {"Origin": "http://localhost"}, True),
    case("another port", {"Origin": "http://localhost:81"}, False),
    case("another scheme", {"Origin": "https://localhost"}, False),
    case("another host", {"Origin": "http://localhost.example.com"}, False),
    case("own host as a user", {"Origin": "http://localhost@example.com"}, False),
    case("null", {"Origin": "null"}, False),
    case("Referer alone", {"Referer": "http://localhost/week"}, False),
    case(
        "own Origin, but cross-site",
        {"Origin": "http://localhost", "Sec-Fetch-Site": "cross-site"},
        False,
    ),
    case("another scheme of token", {"Authorization": "Basic YTpi"}, False),
]


@pytest.mark.parametrize(("headers", "may_write"), ORIGINS)
def test_a_session_writes_from_its_own_page_alone(app, anna, headers, may_write):
    before = everything(app)
    answer = anna.client.put(PATH, json=RUN, headers=headers)
    if may_write:
        assert answer.status_code == 201
        assert anna.client.delete(PATH, headers=headers).status_code == 204
    else:
        assert answer.status_code == 403
        assert answer.mimetype == "application/problem+json"
        assert anna.client.delete(PATH, headers=headers).status_code == 403
        assert everything(app) == before


@pytest.mark.parametrize("site", ["same-origin", "cross-site", "none", None])
def test_a_session_reads_wherever_the_link_stood(anna, site):
    headers = {"Sec-Fetch-Site": site} if site else {}
    assert anna.client.get("/api/v1/workouts", headers=headers).status_code == 200


def test_a_false_token_does_not_fall_back_to_the_session(anna):
    headers = {"Authorization": "Bearer x", "Sec-Fetch-Site": "same-origin"}
    assert anna.client.put(PATH, json=RUN, headers=headers).status_code == 401


@pytest.mark.parametrize("authorization", ["Bearer", "Bearer ", "bearer  "])
def test_an_empty_token_does_not_let_the_session_write_from_elsewhere(app, anna, authorization):
    before = everything(app)
    headers = {"Authorization": authorization, "Sec-Fetch-Site": "cross-site"}
    assert anna.client.put(PATH, json=RUN, headers=headers).status_code in (401, 403)
    assert everything(app) == before


def test_an_api_token_opens_no_page(app, anna):
    bearer = {"Authorization": f"Bearer {anna.token}"}
    assert app.test_client().get("/more", headers=bearer).status_code == 302


def test_an_api_token_in_the_cookies_place_does_not_open_the_password_form(app, anna):
    anna.client.set_cookie("runstrength", anna.token)
    page = anna.get("/account/password")
    assert page.status_code in (302, 401, 403)


def test_the_document_is_open_to_anyone(app):
    assert app.test_client(use_cookies=False).get("/api/v1/openapi.json").status_code == 200
