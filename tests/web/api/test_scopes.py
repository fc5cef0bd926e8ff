"""What an API token may do: one that reads can ask everything, and change nothing."""

from datetime import timedelta

import pytest

from runstrength.storage import own_tokens, tokens
from runstrength.storage.database import db
from runstrength.storage.tokens import Scope
from runstrength.web import clock
from tests.web.api.build import new_id, run
from tests.web.conftest import Person
from tests.web.rows import everything, user_id

ANNA = "anna@example.com"
RUN = run("Mon 07:00", effort=3)


@pytest.fixture
def reader(app, anna) -> Person:
    """A program of Anna's that may read."""
    with app.app_context():
        made = own_tokens.add_api_token(user_id(app, ANNA), "reader", Scope.READ)
        db.session.commit()
    return Person(ANNA, app.test_client(), made)


def operations(app, *methods: str) -> list[tuple[str, str]]:
    """Every operation of the API with these methods, its arguments filled with something."""
    named = {"workout_id": new_id(), "import_id": new_id(), "name": "2025-W25"}
    named |= {"day": "2025-06-16", "flag_id": "0" * 20}
    found = []
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("api."):
            path = app.url_map.bind("").build(
                rule.endpoint, {each: named[each] for each in rule.arguments}
            )
            asked = rule.methods & set(methods)
            found += [(method, path.removeprefix("/api/v1")) for method in asked]
    return found


def only_reads(app, path: str) -> bool:
    """Whether a POST to an address writes nothing, by its view's own mark."""
    endpoint, _ = app.url_map.bind("localhost").match(f"/api/v1{path}", "POST")
    return getattr(app.view_functions[endpoint], "only_reads", False)


def test_a_token_that_reads_may_ask_everything(app, reader):
    asked = operations(app, "GET", "HEAD")
    assert len(asked) > 10
    for method, path in asked:
        answer = reader.api(method, path, data=None)
        assert answer.status_code in (200, 404), (method, path)
        answer.close()


def test_a_token_that_reads_changes_nothing_and_is_told_what_it_takes(app, reader):
    before = everything(app)
    tried = [
        (method, path)
        for method, path in operations(app, "POST", "PUT", "DELETE", "PATCH")
        if method != "POST" or not only_reads(app, path)
    ]
    assert {method for method, _ in tried} == {"POST", "PUT", "DELETE"}
    for method, path in tried:
        answer = reader.api(method, path, RUN if method == "PUT" else None)
        assert answer.status_code == 403, (method, path)
        assert answer.mimetype == "application/problem+json"
        assert "the scope “write”" in answer.json["detail"]
        challenge = answer.headers["WWW-Authenticate"]
        assert 'error="insufficient_scope"' in challenge
        assert 'scope="write"' in challenge
    assert everything(app) == before


def test_every_operation_that_writes_documents_its_403(app, reader):
    paths = reader.api("GET", "/openapi.json").json["paths"]
    for path, several in paths.items():
        for method, operation in several.items():
            if method in ("post", "put", "delete"):
                assert "403" in operation["responses"], (method, path)
                assert "only read" in operation["responses"]["403"]["description"]


def test_a_token_that_reads_may_ask_what_if_and_how_to_arrange(app, reader):
    before = everything(app)
    assert reader.api("POST", "/what-if", RUN).status_code == 200
    assert reader.api("POST", "/weeks/2025-W25/arrange", {}).status_code == 200
    assert everything(app) == before


def test_a_token_that_writes_writes(anna):
    assert anna.api("PUT", f"/workouts/{new_id()}", RUN).status_code == 201
    assert anna.api("GET", "/workouts").status_code == 200


def test_a_session_writes_whatever_tokens_there_are(anna, reader):
    headers = {"Sec-Fetch-Site": "same-origin"}
    path = f"/api/v1/workouts/{new_id()}"
    assert anna.client.put(path, json=RUN, headers=headers).status_code == 201


def test_a_session_does_not_lend_a_token_its_rights(anna, reader):
    """Sent with a cookie, the token still stands for the request."""
    headers = {"Sec-Fetch-Site": "same-origin", "Authorization": f"Bearer {reader.token}"}
    path = f"/api/v1/workouts/{new_id()}"
    assert anna.client.put(path, json=RUN, headers=headers).status_code == 403


def test_an_older_token_and_one_of_the_command_line_write(app, anna):
    with app.app_context():
        made = tokens.issue(user_id(app, ANNA), tokens.TokenKind.API, "older")
        db.session.commit()
    person = Person(ANNA, app.test_client(), made)
    assert person.api("PUT", f"/workouts/{new_id()}", RUN).status_code == 201


def test_the_use_of_a_token_that_only_writes_is_noted(app, anna, monkeypatch):
    tomorrow = clock.now() + timedelta(days=1)
    monkeypatch.setattr(clock, "now", lambda: tomorrow)
    assert anna.api("PUT", f"/workouts/{new_id()}", RUN).status_code == 201
    with app.app_context():
        (held,) = own_tokens.api_tokens(user_id(app, ANNA))

    assert held.last_used_on == tomorrow.date()
    assert len(anna.api("GET", "/workouts?from=2025-01-01&to=2025-12-31").json["items"]) == 1


def test_a_refused_write_counts_as_a_use_and_leaves_no_row(app, reader, monkeypatch):
    before = everything(app)
    tomorrow = clock.now() + timedelta(days=1)
    monkeypatch.setattr(clock, "now", lambda: tomorrow)
    assert reader.api("PUT", f"/workouts/{new_id()}", RUN).status_code == 403
    assert everything(app) == before
