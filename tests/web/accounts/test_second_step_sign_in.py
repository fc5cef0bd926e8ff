"""Signing in with a second step: no session without its code, and each code counts once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from flask.testing import FlaskClient

from runstrength.storage import throttle, tokens
from runstrength.storage.database import db
from runstrength.storage.tokens import TokenKind
from runstrength.web import clock
from runstrength.web.accounts.second_step_forms import SecondStepForm
from tests.web.accounts.links import slowed
from tests.web.accounts.second_steps import (
    CODES,
    KEY,
    code_of,
    keep_second_step,
    stop_clock,
    wrong_code,
)
from tests.web.accounts.signing import sign_in
from tests.web.conftest import OWN_PAGE
from tests.web.pages import Page
from tests.web.queued import JSON
from tests.web.rows import belonging_to

ANNA, BEN = "anna@example.com", "ben@example.com"
PAGE = "/sign-in/second-step"
HALF = "runstrength-half"
STEP = timedelta(seconds=30)
NOT_THE_CODE = "That is not the code, or it was used already."


@pytest.fixture(autouse=True)
def now(monkeypatch, anna):
    """The clock stands, and Anna's second step is on."""
    keep_second_step(anna)
    return stop_clock(monkeypatch)


def half_way(client: FlaskClient, email: str = ANNA, **more) -> FlaskClient:
    """Somebody who gave the password, and was asked for a code."""
    answer = sign_in(client, email, **more)
    assert answer.location.startswith(PAGE)
    return client


def give(client: FlaskClient, code: str, *, address="10.0.0.1", headers=OWN_PAGE, **more):
    """The answer to a code."""
    page = client.get(PAGE)
    fields = Page(page if page.status_code == 200 else client.get("/sign-in")).fields()
    return client.post(
        PAGE,
        data=fields | {"code": code} | more,
        headers=headers,
        environ_base={"REMOTE_ADDR": address},
    )


def is_in(client: FlaskClient) -> bool:
    return client.get("/week").status_code == 200


def test_the_password_alone_opens_no_session(app, stranger):
    sessions = [t for t in belonging_to(app, ANNA)["tokens"] if t["kind"] == "session"]
    answer = sign_in(stranger, ANNA)

    assert (answer.status_code, answer.location.partition("?")[0]) == (302, PAGE)
    assert stranger.get_cookie("runstrength") is None
    assert not is_in(stranger)
    after = [t for t in belonging_to(app, ANNA)["tokens"] if t["kind"] == "session"]
    assert after == sessions


@pytest.mark.parametrize("spaces", ["{}", " {} ", "{0[0]}{0[1]}{0[2]} {0[3]}{0[4]}{0[5]}", "-{}"])
def test_the_code_opens_a_session_and_leads_on(stranger, spaces):
    half_way(stranger)
    answer = give(stranger, spaces.format(code_of()))

    assert (answer.status_code, answer.location) == (302, "/today")
    assert is_in(stranger)
    assert stranger.get_cookie(HALF) is None


def test_the_half_of_a_sign_in_opens_nothing_as_a_session_or_a_token(app, stranger):
    half = half_way(stranger).get_cookie(HALF)
    stranger.set_cookie("runstrength", half.value)
    headers = {"Authorization": f"Bearer {half.value}"}

    assert not is_in(stranger)
    assert app.test_client().get("/api/v1/workouts", headers=headers).status_code == 401
    assert (half.http_only, half.same_site, half.max_age) == (True, "Lax", 300)


def test_behind_tls_the_half_is_of_this_host_alone(app):
    client = app.test_client()
    fields = Page(client.get("/sign-in", base_url="https://localhost")).fields()
    typed = {"email": ANNA, "password": "a long enough password"}
    answer = client.post(
        "/sign-in", data=fields | typed, headers=OWN_PAGE, base_url="https://localhost"
    )
    (line,) = (c for c in answer.headers.getlist("Set-Cookie") if "half" in c)

    assert line.startswith("__Host-runstrength-half=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(line.split("; "))


@pytest.mark.parametrize("path", ["/history?before=a%20b", "/week/2026-W47"])
def test_the_page_that_was_asked_for_comes_after_the_code(stranger, path):
    asked = sign_in(stranger, ANNA, next=path)
    fields = Page(stranger.get(asked.location)).fields()
    stranger.post(PAGE, data=fields | {"code": wrong_code()}, headers=OWN_PAGE)
    answer = stranger.post(PAGE, data=fields | {"code": code_of()}, headers=OWN_PAGE)

    assert fields["next"] == path
    assert answer.location == path


def test_it_never_leads_to_another_site(stranger):
    half_way(stranger)

    assert give(stranger, code_of(), next="//evil.example").location == "/today"


@pytest.mark.parametrize("typed", ["", "12345", "wrong", "1234567", "C" * 24, CODES[0][:-1], "\0"])
def test_a_wrong_code_is_refused_and_the_half_goes_on(stranger, typed):
    half_way(stranger)
    answer = give(stranger, wrong_code() if typed == "wrong" else typed)

    assert answer.status_code == 422
    assert list(Page(answer).faults) == ["code"]
    assert not is_in(stranger)
    assert give(stranger, code_of()).status_code == 302


@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_a_code_of_half_a_minute_ago_or_ahead_counts(stranger, steps):
    assert give(half_way(stranger), code_of(steps=steps)).status_code == 302


@pytest.mark.parametrize("steps", [-2, 2])
def test_an_older_or_a_later_one_does_not(stranger, steps):
    assert give(half_way(stranger), code_of(steps=steps)).status_code == 422


def test_a_code_signs_in_once(app, stranger):
    give(half_way(stranger), code_of())
    other = half_way(app.test_client())
    answer = give(other, code_of())

    assert Page(answer).faults == {"code": NOT_THE_CODE}
    assert not is_in(other)


def test_after_a_code_an_older_one_counts_no_more(app, stranger, monkeypatch, now):
    older = code_of(steps=-1)
    give(half_way(stranger), code_of())

    assert give(half_way(app.test_client()), older).status_code == 422
    monkeypatch.setattr(clock, "now", lambda: now + STEP)
    assert give(half_way(app.test_client()), code_of()).status_code == 302


@pytest.mark.parametrize("field", ["code", "recovery"])
def test_a_recovery_code_signs_in_once_however_it_is_written(app, anna, stranger, field):
    typed = " - ".join(CODES[1][n : n + 4].lower() for n in range(0, 24, 4))
    filled = {"code": "", field: typed}
    answer = give(half_way(stranger), **filled)
    again = give(half_way(app.test_client()), **filled)

    assert answer.status_code == 302
    assert is_in(stranger)
    assert Page(again).faults == {field: NOT_THE_CODE}
    assert len(belonging_to(app, ANNA)["recovery_codes"]) == len(CODES) - 1


def test_codes_of_one_account_open_no_other(app, ben, stranger):
    keep_second_step(ben, "A" * 32, ["B" * 24])
    half_way(stranger, BEN)

    assert give(stranger, code_of(KEY)).status_code == 422
    assert give(stranger, CODES[0]).status_code == 422
    assert len(belonging_to(app, ANNA)["recovery_codes"]) == len(CODES)
    assert give(stranger, code_of("A" * 32)).status_code == 302
    assert BEN in stranger.get("/account/password").text


def test_the_half_counts_once(app, monkeypatch, stranger, now):
    half = half_way(stranger).get_cookie(HALF).value
    give(stranger, code_of())
    monkeypatch.setattr(clock, "now", lambda: now + STEP)
    copy = app.test_client()
    copy.set_cookie(HALF, half)
    answer = give(copy, code_of())

    assert answer.location.startswith("/sign-in")
    assert "once more" in Page(copy.get("/sign-in")).notices[0]
    assert not is_in(copy)


@pytest.mark.parametrize(("seconds", "status"), [(299, 200), (301, 302)])
def test_the_half_lasts_five_minutes(stranger, monkeypatch, seconds, status):
    half_way(stranger)
    later = tokens.now() + timedelta(seconds=seconds)
    monkeypatch.setattr(tokens, "now", lambda: later)

    assert stranger.get(PAGE).status_code == status
    assert is_in(stranger) is False
    give(stranger, code_of())
    assert is_in(stranger) is (status == 200)


@pytest.mark.parametrize("kind", [TokenKind.SESSION, TokenKind.API])
def test_no_other_token_is_a_half(app, anna, kind, stranger):
    session = anna.client.get_cookie("runstrength").value
    stranger.set_cookie(HALF, anna.token if kind is TokenKind.API else session)
    answer = give(stranger, code_of())

    assert stranger.get(PAGE).location.startswith("/sign-in")
    assert answer.location.startswith("/sign-in")
    assert not is_in(stranger)


@pytest.mark.parametrize("half", [None, "", "x", "A" * 64])
def test_without_a_half_there_is_no_second_step(stranger, half):
    if half is not None:
        stranger.set_cookie(HALF, half)

    assert stranger.get(f"{PAGE}?next=/week").location == "/sign-in?next=/week"
    assert give(stranger, code_of()).location.partition("?")[0] == "/sign-in"


def test_without_the_forms_token_no_code_is_tried(app, stranger):
    half_way(stranger)
    before = belonging_to(app, ANNA)
    answer = stranger.post(PAGE, data={"code": code_of()}, headers=OWN_PAGE)

    assert answer.status_code == 422
    assert belonging_to(app, ANNA) == before


def test_the_eleventh_code_has_to_wait_even_if_it_is_right(app):
    tries = []
    for n in range(10):
        tries.append(give(half_way(app.test_client()), wrong_code(), address=f"10.3.0.{n}"))
        with app.app_context():
            throttle.forget_failures(ANNA)  # What the password's own tries would come to.
            db.session.commit()
    stranger = half_way(app.test_client())
    late = give(stranger, code_of())
    told = give(stranger, code_of(), headers=JSON)

    assert [each.status_code for each in tries] == [422] * 10
    assert (late.status_code, told.status_code) == (429, 429)
    assert 0 < int(late.headers["Retry-After"]) <= 15 * 60 + 1
    assert "Too many tries" in Page(late).faults["code"]
    assert late.headers["Cache-Control"] == "private, no-store"
    assert not is_in(stranger)


def test_a_recovery_code_has_to_wait_as_well_and_is_not_used_up(app, stranger):
    half_way(stranger)
    for _ in range(10):
        give(stranger, "C" * 24)

    assert give(stranger, "", recovery=CODES[0]).status_code == 429
    assert len(belonging_to(app, ANNA)["recovery_codes"]) == len(CODES)


def test_who_waited_is_let_in(stranger, monkeypatch):
    half_way(stranger)
    for _ in range(10):
        give(stranger, wrong_code())
    wait = timedelta(seconds=int(give(stranger, "1" * 6).headers["Retry-After"]))
    later = throttle.now() + wait
    for module in (throttle, tokens):
        monkeypatch.setattr(module, "now", lambda: later)

    assert give(half_way(stranger), code_of()).status_code == 302


def test_a_right_password_forgives_no_wrong_code(stranger):
    tries = [give(half_way(stranger), wrong_code()).status_code for _ in range(10)]

    assert tries == [422] * 10
    assert give(half_way(stranger), code_of()).status_code == 429


def test_a_right_password_forgives_no_wrong_one_until_the_code_was_given(app, stranger):
    for _ in range(9):
        sign_in(app.test_client(), ANNA, "wrong")
    half_way(stranger)
    assert sign_in(app.test_client(), ANNA, "wrong").status_code == 429

    give(stranger, code_of())
    assert sign_in(app.test_client(), ANNA, "wrong").status_code == 422


def test_a_browser_that_is_known_has_no_more_tries_than_others(app, stranger):
    give(half_way(stranger), code_of())
    for _ in range(10):
        assert (
            give(half_way(app.test_client(), address="10.5.5.5"), wrong_code()).status_code == 422
        )
        with app.app_context():
            throttle.forget_failures(ANNA)
            db.session.commit()

    assert give(half_way(stranger), CODES[0]).status_code == 429


def test_who_does_not_know_the_password_makes_nobody_wait_for_the_code(app, stranger):
    half_way(stranger)
    for n in range(12):
        sign_in(app.test_client(), ANNA, "wrong", address=f"10.6.0.{n}")

    assert give(stranger, code_of()).status_code == 302


def test_a_right_code_forgives_the_wrong_ones(stranger, monkeypatch, now):
    for n in range(3):
        monkeypatch.setattr(clock, "now", lambda n=n: now + n * STEP)
        for _ in range(9):
            assert give(half_way(stranger), wrong_code()).status_code == 422
        assert give(half_way(stranger), code_of()).status_code == 302


def test_wrong_codes_count_for_their_address(app, stranger):
    half_way(stranger)
    for n in range(29):
        sign_in(app.test_client(), f"{n}@example.com", "wrong", address="10.9.9.9")
    give(stranger, wrong_code(), address="10.9.9.9")

    refused = sign_in(app.test_client(), BEN, address="10.9.9.9")
    assert refused.status_code == 429
    assert sign_in(app.test_client(), BEN, address="10.9.9.8").status_code == 302


def test_switched_off_meanwhile_a_code_opens_nothing(app, anna, stranger):
    half_way(stranger)
    fields = Page(anna.get("/account/second-step")).fields("/account/second-step/codes")
    typed = fields | {"password": "a long enough password"}
    assert anna.post("/account/second-step/off", typed).status_code == 302

    assert give(stranger, code_of()).status_code in (302, 422)
    assert not is_in(stranger)


@pytest.mark.parametrize("kind", ["an app's code", "a recovery code"])
def test_one_code_sent_eight_times_at_once_opens_one_session(app, kind):
    code = code_of() if kind == "an app's code" else CODES[0]
    clients = [half_way(app.test_client()) for _ in range(8)]
    fields = [Page(client.get(PAGE)).fields() | {"code": code} for client in clients]
    barrier = Barrier(8)

    def send(n: int) -> int:
        barrier.wait()
        return clients[n].post(PAGE, data=fields[n], headers=OWN_PAGE).status_code

    with ThreadPoolExecutor(8) as pool:
        statuses = sorted(pool.map(send, range(8)))

    assert statuses == [302] + [422] * 7
    assert sum(map(is_in, clients)) == 1


def test_two_codes_sent_at_once_with_one_half_open_one_session(app, stranger, monkeypatch):
    monkeypatch.setattr(SecondStepForm, "validate", slowed(SecondStepForm.validate))
    half = half_way(stranger).get_cookie(HALF).value
    fields = Page(stranger.get(PAGE)).fields()
    clients = [stranger, app.test_client()]
    clients[1].set_cookie(HALF, half)
    clients[1].set_cookie("session", stranger.get_cookie("session").value)
    typed = [fields | {"code": code} for code in (code_of(), CODES[0])]
    barrier = Barrier(2)

    def send(n: int):
        barrier.wait()
        return clients[n].post(PAGE, data=typed[n], headers=OWN_PAGE)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(send, range(2)))
    assert sum(map(is_in, clients)) == 1


def test_nobody_keeps_the_pages_of_a_sign_in(stranger):
    half_way(stranger)
    answers = [stranger.get(PAGE), give(stranger, wrong_code())]

    assert [each.headers["Cache-Control"] for each in answers] == ["private, no-store"] * 2
    assert ANNA not in answers[0].text


def test_a_script_that_signs_in_is_told_where_to_go_on(stranger):
    fields = Page(stranger.get("/sign-in")).fields()
    typed = fields | {"email": ANNA, "password": "a long enough password"}
    asked = stranger.post("/sign-in", data=typed, headers=JSON)
    given = give(stranger, code_of(), headers=JSON)

    assert asked.json["location"].startswith(PAGE)
    assert given.json["location"] == "/today"
