"""What every answer carries: policies, who may keep it, how it is packed, and its cookies."""

from uuid import uuid4

import pytest
from flask import request

from runstrength.storage.database import db
from tests.web.conftest import OWN_PAGE, PASSWORD, Person, make_app
from tests.web.pages import Page
from tests.web.policies import assert_policies

PUBLIC = ["/", "/guide", "/sign-in", "/sign-up"]
PERSONAL = ["/week", "/week/2024-W47", "/log", "/log/run", "/log/lift", "/history", "/more"]
PERSONAL += ["/settings", "/account/password"]


def test_every_page_carries_the_policies(anna, app):
    stranger = app.test_client()
    slug = next(iter(app.extensions["guide"].articles))

    for answer in [
        *(stranger.get(path) for path in [*PUBLIC, f"/guide/{slug}", "/week"]),
        *(anna.get(path) for path in [*PERSONAL, "/guide", "/", "/api/v1/workouts"]),
        fetched(anna, style(anna)),
    ]:
        assert_policies(answer)


@pytest.mark.parametrize("path", ["/somewhere", "/api/v1/somewhere"])
@pytest.mark.parametrize("signed_in", [True, False])
def test_errors_carry_the_policies(anna, app, path, signed_in):
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.view_functions["settings.more"] = app.view_functions["api.openapi"] = fail
    client = anna.client if signed_in else app.test_client()
    api = path.startswith("/api")
    answers = {
        404: client.get(path),
        405: client.delete("/sign-in", headers=OWN_PAGE),
        403: client.post("/api/v1/x" if api else "/sign-in", headers={"Origin": "null"}),
        413: client.post("/sign-in", data=b"x" * 5 * 1024 * 1024, headers=OWN_PAGE),
        422: client.post("/sign-in", headers=OWN_PAGE),
    }
    if signed_in:
        answers[500] = client.get("/more")
        answers[400] = client.get("/history?before=nonsense")
        answers[415] = client.post("/api/v1/settle", data="{}", headers=OWN_PAGE)

    for status, answer in answers.items():
        assert answer.status_code == status
        assert_policies(answer)


def test_too_many_tries_carry_the_policies(app):
    fields = {"email": "anna@example.com", "password": "wrong"}
    client = app.test_client()
    fields |= {"csrf_token": Page(client.get("/sign-in")).fields()["csrf_token"]}
    answers = [client.post("/sign-in", data=fields, headers=OWN_PAGE) for _ in range(11)]

    assert answers[-1].status_code == 429
    assert_policies(answers[-1])


def test_an_error_of_ours_tells_nothing_of_its_cause(anna, app):
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.view_functions["settings.more"] = fail
    page = anna.get("/more")

    assert page.status_code == 500
    assert "secret cause" not in page.text
    assert "Traceback" not in page.text
    assert Page(page).main


@pytest.mark.parametrize("path", PERSONAL)
def test_personal_pages_are_kept_by_nobody(anna, path):
    assert anna.get(path).headers["Cache-Control"] == "private, no-store"


def test_errors_on_personal_addresses_are_kept_by_nobody(anna):
    answer = anna.get(f"/workouts/{uuid4()}")

    assert answer.status_code == 404
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_public_page_that_shows_who_is_signed_in_is_kept_by_nobody(anna):
    assert anna.get("/guide").headers["Cache-Control"] == "private, no-store"


def test_static_files_are_kept_for_good_under_a_versioned_address(anna):
    answer = fetched(anna, style(anna))

    assert answer.status_code == 200
    assert answer.cache_control.max_age >= 365 * 24 * 3600
    assert answer.cache_control.public or not answer.cache_control.private
    assert not answer.cache_control.no_store
    assert "Set-Cookie" not in answer.headers
    assert style(anna).split("/")[2].isalnum()


# What browsers say over http and over https. Of a compressed file the garbage collector closes
# the original, which is soon enough.
@pytest.mark.filterwarnings("ignore:.*FileIO:pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("encodings", ["gzip, deflate", "gzip, deflate, br, zstd"])
@pytest.mark.parametrize("path", ["/week", "/guide", "/log/lift", "style", "/api/v1/openapi.json"])
def test_answers_are_compressed(anna, encodings, path):
    address = style(anna) if path == "style" else path
    plain = fetched(anna, address)
    packed = fetched(anna, address, headers={"Accept-Encoding": encodings})

    assert "Accept-Encoding" in packed.headers["Vary"]
    assert packed.headers.get("Content-Encoding", "none") in encodings
    assert len(packed.data) < 0.6 * len(plain.data)


def test_the_cookie_of_a_session_is_out_of_scripts_and_other_sites_reach(app):
    cookie, others = cookies(app, "http://localhost")

    assert cookie.startswith("runstrength=")
    assert {"HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=7776000"} <= set(cookie.split("; "))
    assert "Secure" not in cookie.split("; ")
    assert "Domain" not in cookie
    for other in others:
        assert {"HttpOnly", "SameSite=Lax"} <= set(other.split("; "))


def test_over_https_the_cookie_is_bound_to_this_host(app):
    cookie, _ = cookies(app, "https://localhost")

    assert cookie.startswith("__Host-runstrength=")
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


def test_over_https_every_cookie_is_bound_to_this_host(app):
    cookie, others = cookies(app, "https://localhost")

    assert others
    for other in [cookie, *others]:
        assert other.startswith("__Host-")
        assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(other.split("; "))
        assert "Domain" not in other


def test_over_https_a_cookie_that_a_neighbour_could_have_set_holds_no_forms_token(app):
    client, site = app.test_client(), "https://localhost"
    form = Page(client.get("/sign-in", base_url=site)).fields()
    fields = form | {"email": "anna@example.com", "password": PASSWORD}
    planted = client.get_cookie("__Host-session").value
    neighbour = app.test_client()
    neighbour.set_cookie("session", planted)
    answer = neighbour.post("/sign-in", data=fields, headers=OWN_PAGE, base_url=site)

    assert answer.status_code == 422
    answer = client.post("/sign-in", data=fields, headers=OWN_PAGE, base_url=site)
    assert answer.status_code == 302


@pytest.mark.parametrize("path", ["/", "/sign-in", "/sign-up", "/week", "/api/v1/workouts"])
def test_what_a_stranger_gets_with_a_cookie_or_a_token_in_it_is_kept_by_nobody(app, path):
    assert app.test_client().get(path).headers["Cache-Control"] == "private, no-store"


def test_an_answer_that_fails_on_its_way_out_carries_the_policies(tmp_path):
    def spoil(response):
        raise RuntimeError("secret cause")

    app = make_app(tmp_path)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.after_request(spoil)
    answer = app.test_client().get("/sign-in")

    assert answer.status_code == 500
    assert "secret cause" not in answer.text
    assert_policies(answer)
    with app.app_context():
        db.engine.dispose()


@pytest.mark.parametrize(
    ("site", "bound"), [("https://localhost", True), ("http://localhost", False)]
)
@pytest.mark.parametrize("path", ["/guide", "/week", "/nowhere", "/api/v1/workouts"])
def test_a_browser_is_held_to_https_where_it_came_by_it(app, site, bound, path):
    answer = app.test_client().get(path, base_url=site)

    held = answer.headers.get("Strict-Transport-Security")
    assert held == ("max-age=31536000" if bound else None)


def test_a_workout_log_keeps_the_rights_that_it_uses_and_gives_up_the_others(anna):
    rights = dict(
        part.split("=") for part in anna.get("/today").headers["Permissions-Policy"].split(", ")
    )

    used = {"screen-wake-lock", "clipboard-write"}
    used |= {"publickey-credentials-get", "publickey-credentials-create"}
    assert {name for name, allowed in rights.items() if allowed == "(self)"} == used
    assert {rights[name] for name in rights.keys() - used} == {"()"}
    assert {"camera", "microphone", "geolocation", "payment", "usb"} <= rights.keys()


def fail():
    raise RuntimeError(f"secret cause of {request.path}")


def style(person: Person) -> str:
    """The address of a style sheet."""
    return Page(person.get("/guide")).all("link", rel="stylesheet")[1].get("href")


def fetched(person: Person, path: str, **more):
    """An answer, read to its end: a file stays open until then."""
    with person.get(path, **more) as answer:
        assert answer.data
        return answer


def cookies(app, site: str) -> tuple[str, list[str]]:
    """The session's cookie as a sign-in sets it, and the others."""
    client = app.test_client()
    form = client.get("/sign-in", base_url=site)
    fields = Page(form).fields() | {"email": "anna@example.com", "password": PASSWORD}
    answer = client.post("/sign-in", data=fields, headers=OWN_PAGE, base_url=site)
    assert answer.status_code == 302
    lines = form.headers.getlist("Set-Cookie") + answer.headers.getlist("Set-Cookie")
    own = [line for line in lines if "runstrength=" in line]
    assert len(own) == 1
    return own[0], [line for line in lines if line not in own]
