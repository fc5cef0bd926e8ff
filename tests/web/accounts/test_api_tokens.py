"""API tokens: named, of a scope, shown once, revoked one by one."""

import pytest

from runstrength.storage import own_tokens
from runstrength.storage.database import db
from runstrength.storage.tokens import Scope, TokenKind
from tests.web.api.build import new_id, run
from tests.web.conftest import OWN_PAGE
from tests.web.pages import Page, send, text
from tests.web.rows import belonging_to, everything, user_id

ANNA, PAGE = "anna@example.com", "/account/tokens"
WATCH = {"name": "Watch", "scope": "read"}


def made_by(page: Page) -> str:
    """The token that a page shows."""
    return page.one("input", id="token").get("value")


def listed(person) -> list[str]:
    """The list, a line a token."""
    page = Page(person.get(PAGE))
    return [text(child) for child in page.one("ul", "held") if child.tag == "li"]


def api_tokens(app) -> list[dict]:
    """Anna's API tokens as they are stored."""
    return [row for row in belonging_to(app, ANNA)["tokens"] if row["kind"] == TokenKind.API]


def status(app, token: str, method: str = "GET", path: str = "/workouts") -> int:
    """What a token gets for a request."""
    client, headers = app.test_client(use_cookies=False), {"Authorization": f"Bearer {token}"}
    document = run("Mon 07:00") if method == "PUT" else None
    asked = {"method": method, "json": document, "headers": headers}
    return client.open(f"/api/v1{path}", **asked).status_code


@pytest.mark.parametrize(("scope", "written"), [("read", 403), ("write", 201)])
def test_a_token_is_shown_once_and_may_what_was_chosen(app, anna, scope, written):
    answer = send(anna, PAGE, {"name": "  My   watch ", "scope": scope}, PAGE)
    made = made_by(Page(answer))

    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    assert status(app, made) == 200
    assert status(app, made, "PUT", f"/workouts/{new_id()}") == written
    assert any("My watch" in line for line in listed(anna))
    assert made not in anna.get(PAGE).text


def test_a_token_is_not_used_until_a_program_comes_with_it(app, anna):
    made = made_by(Page(send(anna, PAGE, WATCH, PAGE)))
    (unused,) = [line for line in listed(anna) if "Watch" in line]
    assert status(app, made) == 200
    (used,) = [line for line in listed(anna) if "Watch" in line]

    assert "Not used yet" in unused
    assert "Last used" not in unused
    assert "Last used on" in used


def test_only_its_hash_is_stored(app, anna):
    made = made_by(Page(send(anna, PAGE, WATCH, PAGE)))

    assert made not in repr(everything(app))


def test_to_load_the_answer_again_makes_no_second_one_and_shows_none(app, anna):
    fields = Page(anna.get(PAGE)).fields(PAGE) | WATCH
    made = made_by(Page(anna.post(PAGE, fields)))
    before = everything(app)
    again = anna.post(PAGE, fields)

    assert (again.status_code, again.location) == (302, PAGE)
    assert made not in again.text
    page = Page(anna.get(PAGE))
    assert "made already" in page.notices[0]
    assert not page.all("input", id="token")
    assert everything(app) == before


def test_the_page_that_shows_one_can_make_the_next(app, anna):
    page = Page(send(anna, PAGE, WATCH, PAGE))
    next_ = Page(anna.post(PAGE, page.fields(PAGE) | WATCH))

    assert made_by(next_) != made_by(page)
    assert len(api_tokens(app)) == 3


def test_a_revoked_token_is_dead_and_the_others_live(app, anna):
    page = Page(send(anna, PAGE, WATCH, PAGE))
    (row,) = [row for row in api_tokens(app) if row["label"] == "Watch"]
    action = f"{PAGE}/{row['hash'].hex()}/revoke"
    answer = anna.post(action, page.fields(action))

    assert answer.location == PAGE
    assert status(app, made_by(page)) == 401
    assert anna.api("GET", "/workouts").status_code == 200
    assert anna.get("/week").status_code == 200
    assert anna.post(action, page.fields(action)).status_code == 404


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "   "}, "name"),
        ({"name": "x" * 61}, "name"),
        ({"name": "a\0b"}, "name"),
        ({"scope": ""}, "scope"),
        ({"scope": "everything"}, "scope"),
    ],
)
def test_a_bad_field_is_named_and_makes_nothing(app, anna, typed, field):
    before = everything(app)
    page = Page(send(anna, PAGE, WATCH | typed, PAGE))

    assert page.status == 422
    assert list(page.faults) == [field]
    assert everything(app) == before


@pytest.mark.parametrize("once", ["", "x", "0" * 31, "0" * 33, "0" * 32 + "\n"])
def test_a_form_that_is_none_of_ours_makes_nothing(app, anna, once):
    before = everything(app)
    assert send(anna, PAGE, WATCH | {"once": once}, PAGE).status_code == 422
    assert everything(app) == before


@pytest.mark.parametrize("name", ["x" * 60, "Ünï 🏃"])
def test_a_name_may_be_any_words_of_sixty_characters(app, anna, name):
    send(anna, PAGE, WATCH | {"name": name}, PAGE)
    assert any(name in line for line in listed(anna))


def test_there_is_room_for_fifty(app, anna):
    owner = user_id(app, ANNA)
    with app.app_context():
        for n in range(own_tokens.MOST_API_TOKENS - 1):
            own_tokens.add_api_token(owner, f"{n}", Scope.READ)
        db.session.commit()
    page = Page(send(anna, PAGE, WATCH, PAGE))

    assert page.status == 422
    assert page.faults == {"name": "There may be 50 API tokens. Revoke one of them first."}
    assert len(api_tokens(app)) == own_tokens.MOST_API_TOKENS


def test_without_the_forms_token_nothing_is_made_or_revoked(app, anna):
    fields = Page(anna.get(PAGE)).fields(PAGE) | WATCH | {"csrf_token": "forged"}
    (row,) = api_tokens(app)
    before = everything(app)
    for path in (PAGE, f"{PAGE}/{row['hash'].hex()}/revoke"):
        anna.post(path, fields)
        anna.client.post(path, data=fields, headers={"Sec-Fetch-Site": "cross-site"})
    assert everything(app) == before


def test_anothers_token_is_not_there(app, anna, ben):
    before = everything(app)
    token = {"csrf_token": Page(ben.get(PAGE)).fields(PAGE)["csrf_token"]}
    for row in belonging_to(app, ANNA)["tokens"]:
        assert ben.post(f"{PAGE}/{row['hash'].hex()}/revoke", token).status_code == 404
    assert everything(app) == before


def test_a_session_is_no_api_token(app, anna):
    token = {"csrf_token": Page(anna.get(PAGE)).fields(PAGE)["csrf_token"]}
    (row,) = [row for row in belonging_to(app, ANNA)["tokens"] if row["kind"] == "session"]

    assert anna.post(f"{PAGE}/{row['hash'].hex()}/revoke", token).status_code == 404
    assert anna.get("/week").status_code == 200


def test_no_token_opens_or_changes_a_page_of_the_account(app, anna):
    """Whatever its scope: with an API token nobody changes what signs in."""
    before = everything(app)
    for made in (anna.token, made_of(app, Scope.READ)):
        for rule in app.url_map.iter_rules():
            if not rule.rule.startswith(("/account", "/sign-out", "/more", "/settings")):
                continue
            path = rule.rule
            for argument in rule.arguments:
                path = path.replace(f"<{argument}>", "00" * 32)
            for method in rule.methods - {"OPTIONS"}:
                headers = OWN_PAGE | {"Authorization": f"Bearer {made}"}
                answer = app.test_client().open(path, method=method, headers=headers)
                assert answer.status_code == 302, (method, path)
                assert answer.location.startswith("/sign-in"), (method, path)
    after = everything(app)
    after["tokens"] = [row for row in after["tokens"] if row["label"] != "test of a scope"]
    assert after == before


def made_of(app, scope: Scope) -> str:
    """A new token of Anna's."""
    with app.app_context():
        made = own_tokens.add_api_token(user_id(app, ANNA), "test of a scope", scope)
        db.session.commit()
    return made
