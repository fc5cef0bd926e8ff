"""Sending a form as the outbox of a phone does."""

from werkzeug.test import TestResponse

from tests.web.conftest import OWN_PAGE, Person

JSON = {**OWN_PAGE, "Accept": "application/json"}
OWNER = "RunStrength-Owner"
UNWATCHED = {"Prefer": "return=minimal"}


def send_queued(
    person: Person,
    path: str,
    fields: dict | None = None,
    key: str | None = None,
    base_key: str | None = None,
    **headers: str,
) -> TestResponse:
    """Post the fields, and ask for a document; `key` is the entry's own, `base_key` the last's."""
    sent = dict(fields or {})
    if base_key is not None:
        sent["base_key"] = base_key
    if key is not None:
        headers["Idempotency-Key"] = key
    return person.client.post(path, data=sent, headers={**JSON, **headers})


def location(answer: TestResponse) -> str:
    """Where a taken form leads to; a failure where it was not taken."""
    assert answer.status_code == 200, answer.text
    assert answer.content_type == "application/json"
    assert set(answer.json) == {"location"}
    return answer.json["location"]


def problem(answer: TestResponse, status: int) -> dict:
    """The problem document of a refused form; a failure where it is none, or of another status."""
    assert answer.status_code == status, answer.text
    assert answer.content_type == "application/problem+json"
    assert answer.json["status"] == status
    assert answer.json["title"]
    return answer.json
