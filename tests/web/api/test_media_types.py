"""What is written through the API is JSON: a form of another site can't say that it is."""

import json
from io import BytesIO

import pytest

from tests.web.conftest import OWN_PAGE
from tests.web.queued import problem
from tests.web.routes import ROUTES
from tests.web.rows import everything

# One takes a file, the other may come without a body: the origin alone guards them.
NO_JSON = {"api.start_import", "api.confirm_import"}
WITH_A_BODY = [
    pytest.param(method, several[0], id=f"{method} {several[0].path}")
    for (method, endpoint), several in ROUTES.items()
    if endpoint.startswith("api.")
    and endpoint not in NO_JSON
    and method in ("POST", "PUT", "PATCH")
]
# What a form can be sent as, what none is, and what is nearly JSON.
OTHERS = [
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/jsonp",
    "text/json",
    "",
]


def test_there_are_such_routes():
    assert len(WITH_A_BODY) >= 7


@pytest.mark.parametrize("content_type", OTHERS)
@pytest.mark.parametrize(("method", "each"), WITH_A_BODY)
def test_what_is_not_said_to_be_json_is_not_read(app, anna, method, each, content_type):
    before = everything(app)
    body, headers = json.dumps(each.fields), {**OWN_PAGE}
    if content_type:
        headers["Content-Type"] = content_type
    answer = anna.client.open(each.path, method=method, data=body, headers=headers)

    problem(answer, 415)
    assert everything(app) == before


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
@pytest.mark.parametrize("endpoint", sorted(NO_JSON))
def test_what_takes_no_json_is_not_taken_from_another_site(app, anna, endpoint, site):
    (each,) = ROUTES["POST", endpoint]
    before = everything(app)
    data = {"file": (BytesIO(b"hello"), "file")}
    answer = anna.client.post(each.path, data=data, headers={"Sec-Fetch-Site": site})
    problem(answer, 403)
    assert everything(app) == before
