"""Which writes are refused before anything reads them: those that no page of this site sent."""

from uuid import uuid4

import pytest

from tests.web.rows import everything
from tests.web.world import rows

RUN = {"date": "2024-11-18", "time": "07:00", "duration": "50", "time_zone": "Europe/Berlin"}


@pytest.mark.parametrize(
    ("headers", "allowed"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"}, True),
        ({"Origin": "http://localhost"}, True),
        ({}, False),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "none"}, False),
        ({"Sec-Fetch-Site": ""}, False),
        ({"Sec-Fetch-Site": "Same-Origin"}, False),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"}, False),
        ({"Origin": "null"}, False),
        ({"Origin": ""}, False),
        ({"Origin": "https://localhost"}, False),
        ({"Origin": "http://localhost:8080"}, False),
        ({"Origin": "http://evil.example"}, False),
        ({"Origin": "http://localhost.evil.example"}, False),
        ({"Origin": "http://evil.example/localhost"}, False),
        ({"Origin": "http://user@localhost"}, False),
        ({"Origin": "localhost"}, False),
        ({"Origin": "http://["}, False),
        ({"Referer": "http://localhost/log/run"}, False),
    ],
)
def test_a_write_is_taken_from_own_pages_alone(anna, app, headers, allowed):
    fields = RUN | {"id": str(uuid4())}
    answer = anna.client.post("/log/run", data=fields, headers=headers)

    assert answer.status_code == (302 if allowed else 403)
    assert rows(app)["workouts"] == (1 if allowed else 0)


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", None])
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "FROBNICATE"])
def test_every_unsafe_method_of_every_address_is_held_to_it(anna, app, method, site):
    before, headers = everything(app), {"Sec-Fetch-Site": site} if site else {}
    for rule in app.url_map.iter_rules():
        path = app.url_map.bind("localhost").build(rule.endpoint, arguments(rule), method=None)
        answer = anna.client.open(path, method=method, headers=headers)
        if (method, path, site) == ("POST", "/share", "none"):  # From the device's own menu.
            assert answer.status_code == 503
        else:
            assert answer.status_code in (403, 405), f"{method} {path}"
            assert answer.status_code == 403 or method not in rule.methods
    assert anna.client.open("/nowhere", method=method).status_code == 403
    assert everything(app) == before


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_a_link_from_another_site_may_be_followed(anna, method):
    headers = {"Sec-Fetch-Site": "cross-site", "Origin": "https://example.org"}

    assert anna.client.open("/guide", method=method, headers=headers).status_code == 200


@pytest.mark.parametrize("scheme", ["Bearer", "Bearer ", "bearer  ", "Basic", "Bearer x"])
def test_only_a_token_stands_in_for_the_proof_of_origin(anna, app, scheme):
    """A request with the browser's cookie and no token in its header is the browser's."""
    headers = {"Authorization": scheme, "Sec-Fetch-Site": "cross-site"}
    document = {"kind": "run", "started_at": "2024-11-18T07:00:00Z", "time_zone": "UTC"}
    document |= {"duration_s": 3000, "run": {"type": "easy"}}
    path = f"/api/v1/workouts/{uuid4()}"
    answer = anna.client.put(path, json=document, headers=headers)

    assert answer.status_code in (401, 403)
    assert rows(app)["workouts"] == 0


def test_a_token_in_the_header_is_none_for_pages(anna, app):
    client = app.test_client()
    headers = {"Authorization": f"Bearer {anna.token}"}

    assert client.get("/week", headers=headers).status_code == 302
    assert client.post("/log/run", data=RUN, headers=headers).status_code == 403


def arguments(rule) -> dict:
    """Something that fits each part of a rule's address."""
    fits = {"workout_id": uuid4(), "kind": "run", "filename": "icons/any.svg"}
    return {name: fits.get(name, "x") for name in rule.arguments}
