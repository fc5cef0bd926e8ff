"""Requests that are made up from the OpenAPI document, right ones and wrong ones.

Whatever is sent, the API answers as the document says: never with a failure of its own, with a
status, type and shape that stand there. `make api-kit` tries two hundred of each kind for each
operation, `make test` a few.
"""

import os
from collections import Counter

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode, checks

from runstrength.web.api.openapi import openapi_document
from tests.contracts.conftest import whole

ADDRESS = "/api/v1/openapi.json"
EXAMPLES = int(os.environ.get("API_EXAMPLES", "5"))
CHECKS = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
]
WORKOUTS = ("/workouts/{id}", "/what-if")  # What is sent there is a workout.
OPERATIONS = [
    (method, path)
    for path, operations in openapi_document()["paths"].items()
    for method in operations
    if method != "parameters"
]


@pytest.mark.parametrize("mode", GenerationMode)
@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_every_answer_to_what_is_made_up_is_as_documented(
    app, anna, known, method, path, mode, record_property
):
    operation = schemathesis.openapi.from_wsgi(ADDRESS, read_whole(app))[path][method]
    headers = {"Authorization": f"Bearer {anna.token}", "Accept-Encoding": "identity"}

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=EXAMPLES < 50,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode), is_known=st.booleans())
    def try_it(case, is_known):
        if is_known:
            case.path_parameters = known.put_into(case.path_parameters)
            case.headers = known.put_into(case.headers)
            case.query = known.put_into(case.query)
            body = known.put_into(case.body)
            case.body = whole(body) if path in WORKOUTS else body
        answer = case.call(headers=headers)
        case.validate_response(answer, checks=CHECKS)
        tried.append(answer.status_code)

    tried = []
    try_it()
    record_property("answers", dict(Counter(tried)))
    assert tried
    assert 401 not in tried, "nobody was signed in, so nothing was tried"


def read_whole(app):
    """The app, with answers that are read and closed at once: a file is one that stays open."""

    def answer(environ, start_response):
        parts = app(environ, start_response)
        try:
            return list(parts)
        finally:
            parts.close()

    return answer
