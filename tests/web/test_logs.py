"""The log: a line a request, an id that is told to whom it failed, and no word of anybody's."""

import io
import json
import logging
import sys
import threading

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DataError, IntegrityError

from runstrength.jobs import importing
from runstrength.storage import condition, tokens
from runstrength.storage.accounts import password_of
from runstrength.storage.database import db
from runstrength.storage.imports import Status
from runstrength.storage.sqlite import driver
from runstrength.web import logs
from tests.web.conftest import OWN_PAGE, PASSWORD
from tests.web.imports.files import strong
from tests.web.routes import ROUTES
from tests.web.test_ownership import address

# Whatever a request can bring is one of these, and none may come to a log.
CANARY = "canary7hidden"
VALUES = {name: f"{CANARY}-{name}" for name in ("note", "cookie", "bearer", "query", "file")}
BROUGHT = {
    "User-Agent": f"{CANARY}-agent",
    "Referer": f"http://localhost/{CANARY}-referer",
    "X-Request-ID": f"{CANARY}-id",
    "X-Forwarded-For": f"{CANARY}-address",
    "Idempotency-Key": f"{CANARY}-key",
}


class Lines:
    """What was logged, as it went to standard error."""

    def __init__(self, stream: io.StringIO):
        self._stream = stream

    @property
    def text(self) -> str:
        """All of it."""
        return self._stream.getvalue()

    @property
    def documents(self) -> list[dict]:
        """Each line, of which every one is a document."""
        return [json.loads(line) for line in self.text.splitlines()]

    def of(self, event: str) -> list[dict]:
        """The lines of an event."""
        return [line for line in self.documents if line.get("event") == event]


@pytest.fixture
def lines(monkeypatch, app) -> Lines:
    """The log of this process, as JSON, while a test runs."""
    yield from logged(monkeypatch, app, "json")


@pytest.fixture
def plain(monkeypatch, app) -> Lines:
    """The same for people."""
    yield from logged(monkeypatch, app, "plain")


def logged(monkeypatch, app, log_format: str):
    """Set the log up as a server does, and take it back."""
    app.config["PROPAGATE_EXCEPTIONS"] = False  # As in a server, errors are answered.
    root, names = logging.getLogger(), ("runstrength", "waitress.queue")
    levels = {name: logging.getLogger(name).level for name in names}
    handlers, level = root.handlers[:], root.level
    for owner, name in ((sys, "excepthook"), (threading, "excepthook")):
        monkeypatch.setattr(owner, name, getattr(owner, name))
    monkeypatch.setattr(logging, "raiseExceptions", True)
    monkeypatch.setattr(sys, "stderr", stream := io.StringIO())
    logs.set_up(log_format)
    logging.captureWarnings(False)
    yield Lines(stream)
    root.handlers[:] = handlers
    root.setLevel(level)
    for name in names:
        logging.getLogger(name).setLevel(levels[name])


def every_try():
    """Every listed try of every route."""
    return [
        pytest.param(route, each, id=f"{route[0]} {each.path} {n}")
        for route, several in ROUTES.items()
        for n, each in enumerate(several)
    ]


@pytest.mark.parametrize(("route", "each"), every_try())
def test_no_line_holds_what_a_request_brought(app, anna, lines, route, each, stored_people):
    fields = dict.fromkeys(each.fields, VALUES["note"])
    for client, page in ((anna.client, "/settings"), (app.test_client(), "/sign-in")):
        token = csrf_token(client, page)
        for own in (each.fields, fields):
            send(client, app, route, each, token | own)
    send(app.test_client(), app, route, each, fields, bearer=VALUES["bearer"])
    send(app.test_client(), app, route, each, fields, cookie=VALUES["cookie"])

    secrets = [secret for made in stored_people[1].values() for secret in made]
    assert lines.of("request") or route[1] in ("healthz", "readyz")
    assert_clean(lines, *secrets, PASSWORD)
    for line in lines.of("request"):
        assert line["route"] in {None, *(rule.rule for rule in app.url_map.iter_rules())}


ERRORS = {
    "a word": lambda: ValueError(CANARY),
    "a key": lambda: KeyError(CANARY),
    "a file": lambda: IsADirectoryError(21, "is a folder", f"/{CANARY}"),
    "a row": lambda: IntegrityError(
        f"INSERT … {CANARY}", {"note": CANARY}, driver.IntegrityError("UNIQUE failed: users.email")
    ),
    "a value": lambda: DataError("INSERT", {"n": CANARY}, psycopg.DataError(f"not: {CANARY}")),
    "a cause": lambda: because(RuntimeError(CANARY), KeyError(CANARY)),
}


@pytest.mark.parametrize("broken", ERRORS)
def test_a_request_that_breaks_says_where_and_nothing_of_what(app, anna, lines, broken):
    def breaks(**_):
        _note = CANARY  # A local value, such as a form's.
        raise ERRORS[broken]()

    for endpoint in ("today.show", "api.list_workouts", "exporting.calendar"):
        app.view_functions[endpoint] = opened(breaks)
    for path in ("/today", "/api/v1/workouts", f"/calendar/{CANARY}.ics"):
        answer = anna.get(f"{path}?q={CANARY}", headers=BROUGHT)
        assert answer.status_code == 500
        assert answer.headers["X-Request-ID"] in answer.text
        (error, request) = lines.documents[-2:]
        assert request["status"] == 500
        assert error["request_id"] == request["request_id"] == answer.headers["X-Request-ID"]
        assert any(line.endswith("breaks") for line in error["trace"])
    assert_clean(lines)


def test_an_error_of_the_database_says_neither_values_nor_statement(app, anna, lines):
    def breaks():
        db.session.execute(text("SELECT :note FROM nowhere"), {"note": CANARY})

    app.view_functions["today.show"] = breaks
    assert anna.get("/today").status_code in (500, 503)
    assert "nowhere" in lines.text or "42P01" in lines.text
    assert_clean(lines)


def test_an_engine_tells_no_values_even_to_who_prints_its_errors(app):
    with app.app_context(), pytest.raises(Exception, match="nowhere") as raised:
        db.session.execute(text("SELECT :note FROM nowhere"), {"note": CANARY})
    assert CANARY not in str(raised.value)


@pytest.mark.parametrize("broken", ERRORS)
def test_work_that_breaks_says_nothing_of_the_file(app, anna, lines, broken, monkeypatch):
    def breaks(*_):
        raise ERRORS[broken]()

    monkeypatch.setitem(importing.STEPS, Status.READING, breaks)
    table = strong(("2026-11-16 07:00:00", f"{CANARY} press"))
    files = {"file": (io.BytesIO(table), f"{CANARY}.csv")}
    answer = anna.api("POST", "/imports", data=files)
    assert answer.status_code == 202
    assert any("failed" in line.get("message", "") for line in lines.documents)
    assert_clean(lines)


def test_a_file_that_is_read_and_one_that_is_not_stand_in_no_line(anna, lines):
    for data in (CANARY.encode(), strong(("2026-11-16 07:00:00", f"{CANARY} press"))):
        files = {"file": (io.BytesIO(data), f"{CANARY}.csv")}
        assert anna.api("POST", "/imports", data=files).status_code == 202
    assert_clean(lines)


@pytest.mark.parametrize(
    ("name", "message", "args"),
    [
        ("waitress", f"Exception while serving /reset/{CANARY}", ()),
        ("waitress", "Malformed proxy header: %s", (CANARY,)),
        ("huey", "Unhandled exception in task %s.", (CANARY,)),
        ("huey.consumer", f"Found stale locks: {CANARY}", ()),
    ],
)
def test_other_packages_say_only_what_stands_in_their_code(lines, name, message, args):
    logging.getLogger(name).error(message, *args)
    (line,) = lines.documents
    assert name in line["message"]
    assert_clean(lines)


@pytest.mark.parametrize("log_format", ["json", "plain"])
def test_an_error_that_nobody_caught_says_no_word_of_its_own(app, monkeypatch, log_format):
    for found in logged(monkeypatch, app, log_format):
        thread = threading.Thread(target=fails)
        thread.start()
        thread.join()
        sys.excepthook(*told_by(fails))
        assert found.text.count("ValueError") == 2
        assert found.text.count(":") > 3
        assert_clean(found)


def test_a_request_is_one_line_with_all_that_one_asks_for(anna, app, lines):
    answer = anna.get("/week/2025-W25?note=x")
    (line,) = lines.documents
    assert line.pop("time").endswith("Z")
    assert line.pop("duration_ms") > 0
    assert line == {
        "level": "info",
        "event": "request",
        "request_id": answer.headers["X-Request-ID"],
        "address": "127.0.0.1",
        "user": answer.headers["RunStrength-Owner"],
        "method": "GET",
        "route": "/week/<name>",
        "status": 200,
    }


def test_an_address_that_is_none_has_no_route(app, lines):
    assert app.test_client().get(f"/{CANARY}").status_code == 404
    (line,) = lines.documents
    assert (line["route"], line["status"]) == (None, 404)
    assert_clean(lines)


def test_who_watches_is_no_news_until_something_is_wrong(app, lines, monkeypatch):
    for path in ("/healthz", "/readyz"):
        app.test_client().get(path)
    assert lines.documents == []
    monkeypatch.setattr(condition, "stored_revision", lambda: None)
    app.extensions["readiness"]._answered_at = -10.0
    assert app.test_client().get("/readyz").status_code == 503
    assert lines.of("request")[0]["status"] == 503


@pytest.mark.parametrize(
    ("hops", "given", "is_taken"),
    [
        (0, "abcdef-0123456789", False),
        (1, "abcdef-0123456789", True),
        (1, "short", False),
        (1, "a" * 65, False),
        (1, "no spaces in it", False),
        (1, "", False),
    ],
)
def test_an_id_is_taken_from_a_server_in_front_alone(app, lines, hops, given, is_taken):
    app.config["TRUSTED_PROXIES"] = hops
    answer = app.test_client().get("/sign-in", headers={"X-Request-ID": given})
    named = answer.headers["X-Request-ID"]
    assert (named == given) is is_taken
    assert logs.WELL_FORMED.fullmatch(named)
    assert lines.of("request")[0]["request_id"] == named


def test_each_request_has_an_id_of_its_own(app):
    client = app.test_client()
    assert len({client.get("/sign-in").headers["X-Request-ID"] for _ in range(20)}) == 20


def test_for_people_only_what_went_wrong_is_written(app, anna, plain):
    anna.get("/today")
    assert plain.text == ""
    app.view_functions["today.show"] = fails
    answer = anna.get("/today")
    assert answer.headers["X-Request-ID"] in plain.text
    assert "ValueError\n" in plain.text
    assert_clean(plain)


def test_what_matters_for_safety_is_an_event(app, anna, lines):
    wrong = {"email": "anna@example.com", "password": CANARY}
    stranger = app.test_client()
    for each in (wrong, wrong | {"password": PASSWORD}):
        form = csrf_token(stranger, "/sign-in") | each
        stranger.post("/sign-in", data=form, headers=OWN_PAGE)
    assert len(lines.of("sign-in-failed")) == 1
    assert "user" not in lines.of("sign-in-failed")[0]
    assert len(lines.of("sign-in")) == 1
    assert_clean(lines, "anna@example.com", PASSWORD)


def test_a_password_that_was_reset_is_an_event(app, anna, lines):
    with app.app_context():
        user_id = password_of(anna.email)[0]
        token = tokens.issue(user_id, tokens.TokenKind.RESET, "test")
        db.session.commit()
    stranger = app.test_client()
    form = csrf_token(stranger, f"/reset/{token}") | {"password": CANARY}
    stranger.post(f"/reset/{token}", data=form, headers=OWN_PAGE)
    assert [line["user"] for line in lines.of("password-reset")] == [str(user_id)]
    assert_clean(lines, anna.email, token)


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("sign-in", {"email": "x"}),
        ("no-such", {}),
        ("sign-in", {"kind": "What Somebody Typed"}),
        ("sign-in", {"by": "anna@example.com"}),
    ],
)
def test_an_event_takes_known_fields_and_words_of_ours_alone(name, fields):
    with pytest.raises(ValueError, match=name):
        logs.event(name, **fields)


def send(client, app, route, each, fields, bearer=None, cookie=None):
    """Make a try with a canary in all that one can bring along."""
    method, endpoint = route
    is_document = method == "PUT" or (method == "POST" and endpoint.startswith("api."))
    upload = (io.BytesIO(VALUES["file"].encode()), f"{VALUES['file']}.csv")
    body = {"json": fields} if is_document else {"data": fields}
    if "import" in each.path and method == "POST":
        body = {"data": {**fields, "file": upload}, "content_type": "multipart/form-data"}
    headers = OWN_PAGE | BROUGHT | ({"Authorization": f"Bearer {bearer}"} if bearer else {})
    if cookie:
        client.set_cookie("runstrength", cookie)
        client.set_cookie("session", cookie)
    path = address(app, each)
    path += ("&" if "?" in path else "?") + f"q={VALUES['query']}&token={VALUES['query']}"
    return client.open(path, method=method, headers=headers, buffered=True, **body)


def assert_clean(lines: Lines, *secrets: str) -> None:
    """See that no line holds a canary or a secret."""
    assert [secret for secret in (CANARY, *secrets) if secret in lines.text] == []


def because(error: Exception, cause: Exception) -> Exception:
    """An error with a cause."""
    error.__cause__ = cause
    return error


def fails(**_):
    """Break with a word that nobody may read."""
    raise ValueError(CANARY)


def told_by(breaks) -> tuple:
    """What an error hook is given."""
    try:
        breaks()
    except ValueError:
        return sys.exc_info()
    raise AssertionError("it did not break")


def opened(view):
    """A view that strangers reach as well."""
    view.is_public = True
    return view


def csrf_token(client, page: str) -> dict:
    """The token of the forms of a page."""
    written = client.get(page).text.split('name="csrf_token"')[1]
    return {"csrf_token": written.split('value="')[1].split('"')[0]}
