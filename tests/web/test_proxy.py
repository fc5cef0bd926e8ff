"""Behind another server: what it says of the visitor is believed, what a visitor says is not."""

from urllib.request import Request, urlopen
from uuid import uuid4

import pytest

from tests.test_start import serving
from tests.web.accounts.signing import sign_in
from tests.web.conftest import app_of_its_own
from tests.web.rows import everything
from tests.web.world import rows

ANNA = "anna@example.com"
PROXY = "127.0.0.1"  # Who the server sees: it is Caddy that asks.
FORGED = {
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Port": "444",
    "X-Forwarded-Prefix": "/evil",
    "X-Forwarded-For": "192.0.2.66",
    "Forwarded": "for=192.0.2.66;host=evil.example;proto=https",
}
RUN = {"date": "2024-11-18", "time": "07:00", "duration": "50", "time_zone": "Europe/Berlin"}


@pytest.fixture
def app(stored_people, tmp_path):
    """An app that is made in the test's own environment."""
    with app_of_its_own(stored_people, tmp_path) as app:
        yield app


@pytest.fixture
def trusting(monkeypatch, request):
    """The environment of an app behind so many servers, 1 unless a test says another count."""
    monkeypatch.setenv("TRUSTED_PROXIES", str(getattr(request, "param", 1)))


def test_with_no_server_in_front_a_visitors_word_makes_no_https(app):
    assert cookie(app, FORGED).startswith("runstrength=")
    assert "Secure" not in cookie(app, FORGED)


def test_with_no_server_in_front_a_visitor_cannot_choose_the_address_that_is_counted(app):
    assert counted(app, FORGED) == PROXY


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "http://evil.example", "https://localhost"]
)
def test_with_no_server_in_front_a_visitors_word_moves_no_origin(app, anna, origin):
    assert logged(app, anna, FORGED, origin) == (403, 0)
    assert logged(app, anna, FORGED, "http://localhost") == (302, 1)


@pytest.mark.usefixtures("trusting")
def test_behind_a_server_that_was_asked_by_https_the_cookie_is_bound_to_it(app):
    made = cookie(app, {"X-Forwarded-Proto": "https"})

    assert made.startswith("__Host-runstrength=")
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(made.split("; "))
    assert "Domain" not in made


@pytest.mark.usefixtures("trusting")
@pytest.mark.parametrize("headers", [{"X-Forwarded-Proto": "http"}, {}])
def test_behind_a_server_that_was_asked_by_http_there_is_no_such_cookie(app, headers):
    assert "Secure" not in cookie(app, headers)


@pytest.mark.usefixtures("trusting")
@pytest.mark.parametrize(("said", "secure"), [("https, http", False), ("http, https", True)])
def test_of_two_schemes_the_nearest_servers_counts(app, said, secure):
    assert ("Secure" in cookie(app, {"X-Forwarded-Proto": said}).split("; ")) is secure


@pytest.mark.usefixtures("trusting")
def test_behind_a_server_the_origin_is_the_one_that_the_phone_has_open(app, anna):
    headers = {"X-Forwarded-Proto": "https"}

    assert logged(app, anna, headers, "http://localhost") == (403, 0)
    assert logged(app, anna, headers, "https://localhost") == (302, 1)


@pytest.mark.usefixtures("trusting")
@pytest.mark.parametrize("origin", ["https://evil.example", "https://localhost:444"])
def test_even_behind_a_server_the_host_is_the_one_that_was_asked_for(app, anna, origin):
    assert logged(app, anna, FORGED, origin) == (403, 0)


@pytest.mark.usefixtures("trusting")
def test_behind_a_server_its_visitors_failures_are_counted_one_by_one(app):
    assert counted(app, {"X-Forwarded-For": "192.0.2.7"}) == "192.0.2.7"


@pytest.mark.parametrize(
    ("trusting", "said", "address"),
    [
        (1, "192.0.2.66, 192.0.2.7", "192.0.2.7"),
        (1, "192.0.2.66, 192.0.2.7, 2001:db8::7", "2001:db8::/64"),
        (2, "192.0.2.66, 192.0.2.7, 192.0.2.8", "192.0.2.7"),
        (2, "192.0.2.8", PROXY),
    ],
    indirect=["trusting"],
)
@pytest.mark.usefixtures("trusting")
def test_addresses_in_front_of_those_that_servers_noted_are_a_visitors_own(app, said, address):
    assert counted(app, {"X-Forwarded-For": said}) == address


@pytest.mark.usefixtures("trusting")
@pytest.mark.parametrize("trusting", [0, 1, 2, 9], indirect=True)
@pytest.mark.parametrize("times", [1, 3, 12])
def test_no_address_that_it_makes_holds_a_name_a_port_or_a_path_that_was_forwarded(
    app, anna, times
):
    """However many servers are trusted, and however many times the headers were filled."""
    said = {name: ", ".join([word] * times) for name, word in FORGED.items()}
    said |= {"X-Forwarded-Proto": "http", "X-Script-Name": "/evil"}
    page = anna.get("/guide/running-and-weight-training", headers=said)
    sent_on = app.test_client().get("/week", headers=said)

    assert page.status_code == 200
    assert 'content="http://localhost/guide/' in page.text
    assert "evil" not in page.text
    assert ":444" not in page.text
    assert sent_on.location.startswith("/sign-in?")


@pytest.mark.usefixtures("trusting")
@pytest.mark.parametrize("trusting", [1, 2, 9], indirect=True)
def test_a_name_that_is_not_ours_is_no_more_ours_for_being_forwarded(app):
    app.config["TRUSTED_HOSTS"] = ["runs.example"]
    ask = app.test_client().get
    forged = {"Host": "evil.example", "X-Forwarded-Host": "runs.example"}
    swapped = {"Host": "runs.example", "X-Forwarded-Host": "evil.example"}

    assert ask("/sign-in", headers=forged).status_code == 400
    assert ask("/sign-in", headers=swapped).status_code == 200


@pytest.mark.usefixtures("trusting")
@pytest.mark.parametrize("trusting", [2, 9], indirect=True)
def test_with_fewer_notes_than_servers_the_address_is_that_of_the_nearest(app):
    assert counted(app, {"X-Forwarded-For": "192.0.2.66"}) == PROXY


@pytest.mark.usefixtures("trusting")
@pytest.mark.parametrize("trusting", [2], indirect=True)
def test_two_servers_pass_one_scheme_on(app):
    assert cookie(app, {"X-Forwarded-Proto": "https"}).startswith("__Host-runstrength=")


@pytest.mark.parametrize(("count", "secure"), [("0", False), ("1", True), ("", False)])
def test_the_server_itself_passes_on_what_is_trusted_alone(tmp_path, count, secure):
    with serving(tmp_path / "home", TRUSTED_PROXIES=count) as address:
        asked = Request(f"{address}/sign-in", headers=FORGED)
        with urlopen(asked) as page:
            cookies = page.headers.get_all("Set-Cookie")

    assert cookies
    assert all(("Secure" in line.split("; ")) is secure for line in cookies)


def cookie(app, headers: dict) -> str:
    """The session's cookie, as a sign-in with these headers sets it."""
    answer = sign_in(visitor(app, headers), ANNA, address=PROXY)
    assert answer.status_code == 302
    assert answer.location == "/today"
    (own,) = (line for line in answer.headers.getlist("Set-Cookie") if "runstrength=" in line)
    return own


def counted(app, headers: dict) -> str:
    """The address under which a failed sign-in with these headers is counted."""
    assert sign_in(visitor(app, headers), ANNA, "wrong", address=PROXY).status_code == 422
    (failure,) = everything(app)["sign_in_failures"]
    return failure["address"]


def logged(app, anna, headers: dict, origin: str) -> tuple[int, int]:
    """What a run sent from a page of this origin is answered, and how many are stored then."""
    name = "__Host-runstrength" if app.config["TRUSTED_PROXIES"] else "runstrength"
    anna.client.set_cookie(name, anna.client.get_cookie("runstrength").value)
    fields = RUN | {"id": str(uuid4())}
    answer = anna.client.post("/log/run", data=fields, headers=headers | {"Origin": origin})
    return answer.status_code, rows(app)["workouts"]


def visitor(app, headers: dict):
    """A browser whose every request comes with these headers."""
    client = app.test_client()
    client.environ_base |= {f"HTTP_{n.upper().replace('-', '_')}": v for n, v in headers.items()}
    return client
