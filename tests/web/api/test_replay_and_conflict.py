"""What a write answers, step by step, when it is sent twice, too late, or to what is gone."""

from dataclasses import dataclass

import pytest

from tests.web.api.build import case, lift, new_id, run, squats

EASY = run("Mon 07:00", effort=3)
HARD = {**EASY, "effort": 8}


@dataclass(frozen=True)
class Step:
    """One request, the status that it gets, and the version that is stored after it."""

    method: str
    document: dict | None
    status: int
    version: int | None
    headers: dict


def put(document, status, version=None, **conditions) -> Step:
    """Send a workout."""
    return Step("PUT", document, status, version, _headers(**conditions))


def delete(status, version=None, **conditions) -> Step:
    """Delete it."""
    return Step("DELETE", None, status, version, _headers(**conditions))


def _headers(if_match=None, key=None) -> dict:
    match = f'"{if_match}"' if isinstance(if_match, int) else if_match
    named = {"If-Match": match, "Idempotency-Key": key}
    return {name: value for name, value in named.items() if value is not None}


@pytest.mark.parametrize(
    "steps",
    [
        case("a new id is stored", [put(EASY, 201, 1)]),
        case("the same body is a replay", [put(EASY, 201, 1), put(EASY, 200, 1)]),
        case("a stale replay is one, too", [put(EASY, 201, 1), put(EASY, 200, 1, if_match=7)]),
        case("another body needs If-Match", [put(EASY, 201, 1), put(HARD, 428, 1)]),
        case("the right one replaces", [put(EASY, 201, 1), put(HARD, 200, 2, if_match=1)]),
        case("one too high", [put(EASY, 201, 1), put(HARD, 412, 1, if_match=2)]),
        case("no version at all", [put(EASY, 201, 1), put(HARD, 412, 1, if_match='"one"')]),
        case("a weak one", [put(EASY, 201, 1), put(HARD, 412, 1, if_match='W/"1"')]),
        case("one of several", [put(EASY, 201, 1), put(HARD, 200, 2, if_match='"7", "1"')]),
        case("any version", [put(EASY, 201, 1), put(HARD, 200, 2, if_match="*")]),
        case(
            "a number without end",
            [put(EASY, 201, 1), put(HARD, 412, 1, if_match=f'"{"9" * 5000}"')],
        ),
        case(
            "a stale one",
            [put(EASY, 201, 1), put(HARD, 200, 2, if_match=1), put(EASY, 412, 2, if_match=1)],
        ),
        case("If-Match where nothing was", [put(EASY, 412, if_match=1)]),
        case(
            "If-Match that names nothing",
            [
                put(EASY, 201, 1),
                put(HARD, 412, 1, if_match='""'),
                delete(412, 1, if_match='W/"", ""'),
            ],
        ),
        case("any version where nothing was", [put(EASY, 412, if_match="*")]),
        case("deleted twice", [put(EASY, 201, 1), delete(204, 2), delete(204, 2)]),
        case("deleted as it is known", [put(EASY, 201, 1), delete(204, 2, if_match=1)]),
        case("deleted as any version", [put(EASY, 201, 1), delete(204, 2, if_match="*")]),
        case(
            "deleted as it was before",
            [put(EASY, 201, 1), put(HARD, 200, 2, if_match=1), delete(412, 2, if_match=1)],
        ),
        case("nothing there to delete", [delete(404)]),
        case("deleted: the same", [put(EASY, 201, 1), delete(204, 2), put(EASY, 410, 2)]),
        case("deleted: another", [put(EASY, 201, 1), delete(204, 2), put(HARD, 410, 2)]),
        case(
            "deleted: its last living version restores nothing",
            [put(EASY, 201, 1), delete(204, 2), put(EASY, 410, 2, if_match=1)],
        ),
        case(
            "deleted: any version restores nothing",
            [put(EASY, 201, 1), delete(204, 2), put(EASY, 410, 2, if_match="*")],
        ),
        case(
            "deleted: the tombstone's version restores",
            [put(EASY, 201, 1), delete(204, 2), put(EASY, 200, 3, if_match=2)],
        ),
        case(
            "deleted: the tombstone's version among others restores",
            [put(EASY, 201, 1), delete(204, 2), put(EASY, 200, 3, if_match='"2", "7"')],
        ),
        case(
            "restored, and deleted again",
            [put(EASY, 201, 1), delete(204, 2), put(HARD, 200, 3, if_match=2), delete(204, 4)],
        ),
        case(
            "a known key changes nothing",
            [
                put(EASY, 201, 1, key="a"),
                put(EASY, 200, 1, key="a"),
                put(HARD, 200, 1, key="a"),
                put(HARD, 200, 1, key="a", if_match=1),
                put(HARD, 200, 1, key="a", if_match=7),
            ],
        ),
        case(
            "a known key does not undo an edit",
            [
                put(EASY, 201, 1, key="a"),
                put(HARD, 200, 2, key="b", if_match=1),
                put(EASY, 200, 2, key="a"),
                put(EASY, 200, 2, key="a", if_match=2),
            ],
        ),
        case(
            "a known key does not undo a deletion",
            [
                put(EASY, 201, 1, key="a"),
                delete(204, 2),
                put(EASY, 200, 2, key="a"),
                put(EASY, 200, 2, key="a", if_match=2),
            ],
        ),
        case(
            "a known key does not delete again",
            [
                put(EASY, 201, 1),
                delete(204, 2, key="a"),
                put(EASY, 200, 3, if_match=2),
                delete(204, 3, key="a"),
                delete(204, 3, key="a", if_match=3),
            ],
        ),
        case(
            "a refused write leaves its key unused",
            [
                put(EASY, 201, 1),
                put(HARD, 428, 1, key="a"),
                put(HARD, 412, 1, key="a", if_match=9),
                put(HARD, 200, 2, key="a", if_match=1),
            ],
        ),
        case(
            "a lift replaces a run under its id",
            [
                put(EASY, 201, 1),
                put(lift("Mon 07:00", squats()), 428, 1),
                put(lift("Mon 07:00", squats()), 200, 2, if_match=1),
            ],
        ),
    ],
)
def test_a_write_answers_as_the_table_says(anna, steps):
    path = f"/workouts/{new_id()}"
    version, stored = None, anna.api("GET", path)
    for step in steps:
        answer = anna.api(step.method, path, step.document, step.headers)
        assert (answer.status_code, answer.headers.get("ETag")) == (
            step.status,
            step.version and f'"{step.version}"',
        )
        if step.status in (410, 412, 428):
            assert answer.json["version"] == step.version
        now = anna.api("GET", path)
        if step.version == version:
            assert (now.status_code, now.json) == (stored.status_code, stored.json)
        version, stored = step.version, now


def test_a_known_key_on_another_id_is_answered_and_stores_nothing(anna):
    first, second = f"/workouts/{new_id()}", f"/workouts/{new_id()}"
    anna.api("PUT", first, EASY, {"Idempotency-Key": "a"})
    assert anna.api("PUT", second, HARD, {"Idempotency-Key": "a"}).status_code < 500
    assert anna.api("GET", second).status_code == 404
    assert anna.api("GET", first).json["effort"] == EASY["effort"]


def test_a_compressed_answer_has_an_etag_that_if_match_takes(anna):
    path, compressed = f"/workouts/{new_id()}", {"Accept-Encoding": "gzip"}
    answer = anna.api("PUT", path, {**EASY, "notes": "long " * 200}, compressed)
    assert answer.headers["Content-Encoding"] == "gzip"
    etag = answer.headers["ETag"]
    unread = {**compressed, "If-None-Match": etag}
    assert anna.api("GET", path, headers=unread).status_code == 304
    assert anna.api("PUT", path, HARD, {"If-Match": etag}).status_code == 200


def test_another_users_id_makes_ones_own_row_and_tells_nothing(anna, ben):
    path, key = f"/workouts/{new_id()}", {"Idempotency-Key": "a"}
    anna.api("PUT", path, EASY, key)
    for method in ("GET", "DELETE"):
        assert ben.api(method, path).status_code == 404
    assert ben.api("PUT", path, HARD, {"If-Match": '"1"'}).status_code == 412
    answer = ben.api("PUT", path, HARD, key)
    assert (answer.status_code, answer.json["version"]) == (201, 1)
    assert ben.api("DELETE", path).status_code == 204
    assert anna.api("GET", path).json["effort"] == EASY["effort"]


def test_the_tombstone_of_another_user_tells_nothing(anna, ben):
    path = f"/workouts/{new_id()}"
    anna.api("PUT", path, EASY)
    anna.api("DELETE", path)
    assert ben.api("PUT", path, HARD).status_code == 201
    assert anna.api("GET", path).status_code == 404
