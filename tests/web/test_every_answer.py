"""What every route answers carries the policies: to anyone, and whatever is asked of it."""

import pytest

from runstrength.web.bodies import most_bytes
from tests.web.conftest import OWN_PAGE, Person
from tests.web.policies import assert_policies
from tests.web.routes import ROUTES
from tests.web.test_ownership import address, filled, send, stored_people  # noqa: F401

KEPT = {"static", "frame", "manifest", "offline.worker", "exporting.calendar"}
IMPORT_BYTES = 3_000_000
SENT = {"headers": OWN_PAGE, "buffered": True}


@pytest.mark.parametrize("route", ROUTES, ids=" ".join)
def test_every_answer_of_every_route_carries_the_policies(app, anna, ben, route):
    stranger = Person("", app.test_client(), "")
    for each in ROUTES[route]:
        as_json = {**OWN_PAGE, "Accept": "application/json"}
        answers = [send(stranger.client, app, route, each, each.fields, as_json)]
        for person in (stranger, ben, anna):
            answers.append(send(person.client, app, route, each, typed(person, each), OWN_PAGE))
        for answer in answers:
            assert answer.status_code < 500 or answer.status_code == each.for_another
            assert_policies(answer)
            if route[1] not in KEPT:
                assert "no-store" in answer.headers["Cache-Control"]
    assert_refusals_carry_the_policies(app, anna, route)


def typed(person: Person, each) -> dict:
    """The fields of a try; with its page's own where the page has such a form for this one."""
    try:
        return filled(person, each) if each.public or person.email else each.fields
    except StopIteration:
        return each.fields


def assert_refusals_carry_the_policies(app, anna, route) -> None:
    """The refusals of what never reaches a view."""
    method, endpoint = route
    path = address(app, ROUTES[route][0])
    app.config["IMPORT_BYTES"] = IMPORT_BYTES
    with app.app_context():
        too_much = b"x" * (most_bytes(endpoint) + 1)
    refused = {
        403: anna.client.post(path, headers={"Sec-Fetch-Site": "cross-site"}, buffered=True),
        405: anna.client.open(path, method="FROBNICATE", **SENT),
        413: anna.client.open(path, method=method, data=too_much, **SENT),
    }
    app.config["TRUSTED_HOSTS"] = ["runs.example"]
    by_another_name = anna.client.open(path, method=method, **SENT)
    if endpoint in ("healthz", "readyz"):
        assert_policies(by_another_name)
        assert by_another_name.status_code in (200, 503)
    else:
        refused[400] = by_another_name
    for status, answer in refused.items():
        assert answer.status_code == status
        assert_policies(answer)
