"""Under which names it answers: those that are set, and none that a visitor makes up."""

import pytest

from tests.web.conftest import OWN_PAGE
from tests.web.pages import Page
from tests.web.policies import assert_policies
from tests.web.rows import everything

OURS = ["runs.example", ".home.example"]


@pytest.fixture
def named(app):
    """An app that has names."""
    app.config["TRUSTED_HOSTS"] = OURS
    return app


@pytest.mark.parametrize("host", ["runs.example", "runs.example:8443", "a.home.example"])
def test_its_own_names_are_served(named, host):
    assert named.test_client().get("/sign-in", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "runs.example.evil.example",
        "evilruns.example",
        "127.0.0.1",
        "a b",
        "",
        "<x-y>",
    ],
)
@pytest.mark.parametrize("path", ["/", "/sign-in", "/week", "/nowhere", "/api/v1/workouts"])
def test_any_other_name_is_refused_in_plain_words(named, host, path):
    answer = named.test_client().get(path, headers={"Host": host})

    assert answer.status_code == 400
    assert_policies(answer)
    assert "Set-Cookie" not in answer.headers
    if path.startswith("/api"):
        assert answer.json["status"] == 400
        assert "this name" in answer.json["detail"]
    else:
        assert "this name" in Page(answer).main
    if host:
        assert host not in answer.text


def test_a_write_under_another_name_changes_nothing(named, anna):
    before = everything(named)
    fields = {"email": "new@example.com", "password": "a long enough password"}
    headers = {**OWN_PAGE, "Host": "evil.example", "Origin": "http://evil.example"}
    for path in ("/sign-up", "/log/run", "/sign-out"):
        assert anna.client.post(path, data=fields, headers=headers).status_code == 400

    assert everything(named) == before


@pytest.mark.parametrize("host", ["a b", "<script>", "x:99999", "x/y"])
def test_without_names_only_what_is_no_name_is_refused(app, host):
    assert app.test_client().get("/sign-in", headers={"Host": host}).status_code == 400
    assert app.test_client().get("/", headers={"Host": "any.example"}).status_code == 200


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
@pytest.mark.parametrize("host", ["127.0.0.1:5000", "web", "[::1]:5000"])
def test_who_watches_over_it_asks_by_address(named, path, host):
    assert named.test_client().get(path, headers={"Host": host}).status_code in (200, 503)
