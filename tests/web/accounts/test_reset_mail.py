"""The mail with the link: it goes to who has an account, and nobody else can tell."""

import re
from datetime import timedelta

import pytest

from runstrength.jobs import queue as jobs_queue
from runstrength.storage import throttle
from tests.web.accounts.links import path_of
from tests.web.accounts.post_office import post_office
from tests.web.accounts.signing import sign_in
from tests.web.accounts.test_password import change
from tests.web.accounts.test_reset import NEW, choose
from tests.web.conftest import OWN_PAGE
from tests.web.pages import Page

ANNA, NOBODY = "anna@example.com", "nobody@example.com"
BASE = "https://log.example"
LINK = re.compile(r"https?://\S+")


@pytest.fixture
def office(app):
    """A mail server, which the app knows."""
    with post_office() as opened:
        app.config |= {
            "SMTP_URL": f"smtp://127.0.0.1:{opened.port}",
            "MAIL_FROM": "RunStrength <log@log.example>",
            "PUBLIC_URL": BASE,
        }
        yield opened


def test_who_has_an_account_gets_a_link_that_works(stranger, office):
    answer = ask(stranger, "Anna@Example.com")
    (mail,) = office.mails
    link = LINK.search(mail.get_content())[0]

    assert answer.status_code == 200
    assert (office.recipients, mail["To"]) == ([[ANNA]], ANNA)
    assert mail["From"] == "RunStrength <log@log.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert "30 minutes" in mail.get_content()
    assert link.startswith(f"{BASE}/reset/")
    assert choose(stranger, path_of(link)).status_code == 302
    assert sign_in(stranger, ANNA, NEW).status_code == 302


def test_who_has_none_gets_none_and_the_answer_is_the_same_to_the_byte(app, office):
    answers = [ask(app.test_client(), email) for email in (ANNA, NOBODY)]

    assert len(office.mails) == 1
    assert as_seen(answers[0], ANNA) == as_seen(answers[1], NOBODY)


@pytest.mark.parametrize("password", ["not the password", "short"])
def test_sign_in_answers_the_same_to_the_byte(app, password):
    answers = [sign_in(app.test_client(), email, password) for email in (ANNA, NOBODY)]

    assert answers[0].status_code == 422
    assert as_seen(answers[0], ANNA) == as_seen(answers[1], NOBODY)


def test_having_to_wait_is_the_same_to_the_byte(app, office, monkeypatch):
    now = throttle.now()
    monkeypatch.setattr(throttle, "now", lambda: now)
    browsers = {email: app.test_client() for email in (ANNA, NOBODY)}
    answers = {}
    for n, (email, browser) in enumerate(browsers.items()):
        for _ in range(31):
            answers[email] = ask(browser, email, address=f"10.0.0.{n}")

    assert answers[ANNA].status_code == 429
    assert int(answers[ANNA].headers["Retry-After"]) <= 15 * 60 + 1
    assert as_seen(answers[ANNA], ANNA) == as_seen(answers[NOBODY], NOBODY)


def test_the_host_that_is_asked_for_comes_into_no_mail(stranger, office):
    evil = "http://evil.example"
    forged = OWN_PAGE | {"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"}
    fields = Page(stranger.get("/reset", base_url=evil)).fields() | {"email": ANNA}
    stranger.post("/reset", data=fields, headers=forged, base_url=evil)

    assert office.mails
    for mail in office.mails:
        assert "evil" not in mail.as_string()
        assert all(link.startswith(BASE) for link in LINK.findall(mail.get_content()))


def test_a_newer_link_ends_the_older_one(stranger, office):
    ask(stranger, ANNA)
    ask(stranger, ANNA)
    older, newer = (path_of(LINK.search(mail.get_content())[0]) for mail in office.mails)

    assert stranger.get(older).status_code == 404
    assert stranger.get(newer).status_code == 200


def test_an_account_gets_three_mails_an_hour_and_the_third_link_stays_good(
    app, office, monkeypatch
):
    browser = app.test_client()
    answers = [ask(browser, ANNA, address=f"10.0.0.{n}") for n in range(6)]

    assert {as_seen(answer, ANNA) for answer in answers} == {as_seen(answers[0], ANNA)}
    assert len(office.mails) == 3
    link = path_of(LINK.search(office.mails[-1].get_content())[0])
    assert browser.get(link).status_code == 200
    later = throttle.now() + timedelta(minutes=61)
    monkeypatch.setattr(throttle, "now", lambda: later)
    ask(browser, ANNA)
    assert len(office.mails) == 4


def test_the_thirty_first_request_from_an_address_has_to_wait(app, office):
    browser = app.test_client()
    statuses = [ask(browser, f"{n}@example.com").status_code for n in range(31)]

    assert statuses == [200] * 30 + [429]
    assert ask(browser, "0@example.com", address="10.0.0.2").status_code == 200
    assert sign_in(browser, ANNA, address="10.0.0.1").status_code == 302


def test_what_is_asked_for_carries_the_address_alone(app, office, monkeypatch):
    queue, put = jobs_queue.queue_of(app), []
    monkeypatch.setattr(queue, "enqueue", put.append)
    for email in (ANNA, NOBODY):
        ask(app.test_client(), email)

    assert [(task.name, task.args, task.kwargs) for task in put] == [
        ("send_reset", (ANNA,), {}),
        ("send_reset", (NOBODY,), {}),
    ]


@pytest.mark.parametrize("email", [ANNA, NOBODY])
def test_a_queue_that_takes_nothing_changes_no_answer(app, office, monkeypatch, email):
    usual = as_seen(ask(app.test_client(), email), email)

    def full(_task):
        raise OSError

    monkeypatch.setattr(jobs_queue.queue_of(app), "enqueue", full)
    assert as_seen(ask(app.test_client(), email), email) == usual


def test_an_address_that_is_none_is_named(stranger, office):
    page = Page(ask(stranger, "nonsense"))

    assert (page.status, list(page.faults)) == (422, ["email"])
    assert office.mails == []


def test_a_mail_server_that_refuses_is_tried_again(app, office):
    office.refuses = 1
    ask(app.test_client(), ANNA)
    queue = jobs_queue.queue_of(app)
    assert office.mails == []
    (waiting,) = queue.scheduled()
    assert (waiting.name, waiting.retries) == ("send_reset", 2)
    waiting.eta = None
    queue.execute(waiting)

    assert len(office.mails) == 1


def test_a_changed_password_is_told_by_mail(anna, office):
    change(anna)
    (mail,) = office.mails

    assert office.recipients == [[ANNA]]
    assert "was changed" in mail["Subject"]
    assert LINK.findall(mail.get_content()) == [f"{BASE}/reset"]
    assert NEW not in mail.as_string()


def test_a_password_set_by_a_link_is_told_by_mail(stranger, office):
    ask(stranger, ANNA)
    choose(stranger, path_of(LINK.search(office.mails[0].get_content())[0]))

    assert len(office.mails) == 2
    assert "by a link" in office.mails[1].get_content()


def ask(client, email: str, *, address: str = "10.0.0.1"):
    """Ask for a link, from this network address."""
    fields = Page(client.get("/reset")).fields() | {"email": email}
    return client.post(
        "/reset", data=fields, headers=OWN_PAGE, environ_base={"REMOTE_ADDR": address}
    )


def as_seen(answer, email: str) -> tuple:
    """An answer in every byte, but for what was typed, the form's token, and what is random."""
    page = re.sub(r'(name="csrf_token"[^>]* value=")[^"]*', r"\1", answer.text)
    cookies = sorted(line.split("=")[0] for line in answer.headers.getlist("Set-Cookie"))
    headers = [
        (name, value)
        for name, value in answer.headers
        if name not in ("Set-Cookie", "Content-Length") and "request" not in name.lower()
    ]
    return answer.status, page.replace(email, "typed"), tuple(cookies), tuple(headers)
