"""Two who change a second step at once: who is told that it is on is told the truth."""

from threading import Event, Thread

import pytest

from runstrength.storage import second_factors
from tests.web.accounts.second_steps import KEY, code_of, keep_second_step, stop_clock
from tests.web.accounts.test_second_step import CONFIRM, OFF, PAGE, RENEW, is_on
from tests.web.conftest import OWN_PAGE, PASSWORD
from tests.web.pages import Page
from tests.web.rows import belonging_to

ANNA = "anna@example.com"
A_WHILE_S = 1


@pytest.fixture(autouse=True)
def stopped(monkeypatch):
    """The clock stands."""
    stop_clock(monkeypatch)


def overtaken(monkeypatch, anna, first: tuple[str, dict], second: tuple[str, dict]) -> list[int]:
    """The answers to two forms, of which the second comes as the first asks whether it is on.

    The second takes its time over what it changes, where it gets so far before the first is done.
    """
    answers, is_changing, ask = {}, Event(), second_factors.is_on
    twin = anna.client.application.test_client()
    for name in ("runstrength", "session"):
        twin.set_cookie(name, anna.client.get_cookie(name).value)

    def send(client, path: str, fields: dict) -> None:
        answers[path] = client.post(path, data=fields, headers=OWN_PAGE).status_code

    other = Thread(target=send, args=(twin, *second))

    def slow(act):
        def after_a_while(*arguments):
            is_changing.set()
            Event().wait(A_WHILE_S)
            return act(*arguments)

        return after_a_while

    def asked(*arguments):
        monkeypatch.setattr(second_factors, "is_on", ask)
        with monkeypatch.context() as slowed:
            for name in ("renew_codes", "switch_off"):
                slowed.setattr(second_factors, name, slow(getattr(second_factors, name)))
            other.start()
            is_changing.wait(A_WHILE_S)
        return ask(*arguments)

    monkeypatch.setattr(second_factors, "is_on", asked)
    send(anna.client, *first)
    other.join()
    return [answers[path] for path, _ in (first, second)]


def test_one_that_is_begun_anew_is_not_told_to_be_on(app, anna, monkeypatch):
    fields = Page(anna.get(PAGE)).fields(PAGE) | {"password": PASSWORD}
    keep_second_step(anna, is_on=False)
    confirming = fields | {"key": KEY, "code": code_of()}
    _, told = overtaken(monkeypatch, anna, (PAGE, fields), (CONFIRM, confirming))

    assert (told == 200) is is_on(app)


def test_one_that_is_off_leaves_no_recovery_codes(app, anna, monkeypatch):
    keep_second_step(anna)
    fields = Page(anna.get(PAGE)).fields(RENEW) | {"password": PASSWORD}
    _, told = overtaken(monkeypatch, anna, (RENEW, fields), (OFF, fields))

    assert told == 302
    assert is_on(app) is bool(belonging_to(app, ANNA)["recovery_codes"])
