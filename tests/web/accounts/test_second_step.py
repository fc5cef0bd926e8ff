"""The second step in the account's settings: on by a first code, off by the password."""

import logging
import re

import pytest

from runstrength.storage import second_factors
from tests.web.accounts.second_steps import CODES, KEY, code_of, keep_second_step, stop_clock
from tests.web.accounts.second_steps import wrong_code as wrong
from tests.web.accounts.signing import sign_in
from tests.web.conftest import PASSWORD
from tests.web.pages import Page, send
from tests.web.rows import belonging_to, everything, user_id
from tests.web.test_commands import run

ANNA, BEN = "anna@example.com", "ben@example.com"
PAGE = "/account/second-step"
CONFIRM, RENEW, OFF = f"{PAGE}/confirm", f"{PAGE}/codes", f"{PAGE}/off"
FILE = f"{PAGE}/recovery-codes.txt"
CHANGES = [RENEW, OFF]


@pytest.fixture(autouse=True)
def stopped(monkeypatch):
    """The clock stands."""
    stop_clock(monkeypatch)


def begun(person, password: str = PASSWORD):
    """The answer to a beginning: the page that shows the key."""
    return send(person, PAGE, {"password": password})


def confirmed(person, shown, code: str | None = None):
    """The answer to a first code, which the app shows that was given the key."""
    fields = Page(shown).fields(CONFIRM)
    return person.post(CONFIRM, fields | {"code": code or code_of(fields["key"])})


def changed(person, path: str, password: str = PASSWORD):
    """The answer to a change that the page offers once it is on."""
    return person.post(path, Page(person.get(PAGE)).fields(RENEW) | {"password": password})


def codes_on(answer) -> list[str]:
    return ["".join(each.itertext()) for each in Page(answer).one("ul", "codes")]


def is_on(app, email: str = ANNA) -> bool:
    with app.app_context():
        return second_factors.found(user_id(app, email)) is not None


def test_a_key_is_shown_as_a_picture_a_link_and_in_groups(anna):
    answer = begun(anna)
    page = Page(answer)
    key = page.fields(CONFIRM)["key"]

    assert answer.status_code == 200
    assert re.fullmatch("[A-Z2-7]{32}", key)
    assert page.one("code", "whole").text.replace("-", "") == key
    assert page.one("svg", "qr").get("viewBox") or page.one("svg", "qr").get("viewbox")
    assert f"secret={key}" in page.links["The app is on this phone"]
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "style=" not in answer.text.partition("<main")[2]


def test_the_first_code_switches_it_on_and_shows_ten_recovery_codes(app, anna):
    shown = begun(anna)
    assert not is_on(app)
    answer = confirmed(anna, shown)
    codes = codes_on(answer)

    assert is_on(app)
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert len(set(codes)) == 10
    assert all(re.fullmatch("([A-Z2-7]{4}-){5}[A-Z2-7]{4}", code) for code in codes)
    on = Page(anna.get(PAGE))
    assert "10 recovery codes" in on.main
    assert not any(code in anna.get(PAGE).text for code in codes)


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "wrong"])
def test_a_wrong_first_code_switches_nothing_on_and_shows_the_key_again(app, anna, typed):
    shown = begun(anna)
    key = Page(shown).fields(CONFIRM)["key"]
    typed = wrong(key) if typed == "wrong" else typed
    answer = anna.post(CONFIRM, Page(shown).fields(CONFIRM) | {"code": typed})

    assert answer.status_code == 422
    assert list(Page(answer).faults) == ["code"]
    assert Page(answer).fields(CONFIRM)["key"] == key
    assert not is_on(app)
    assert confirmed(anna, answer).status_code == 200


def test_a_code_sent_twice_makes_recovery_codes_once(app, anna):
    shown = begun(anna)
    first = confirmed(anna, shown)
    kept = belonging_to(app, ANNA)["recovery_codes"]
    again = confirmed(anna, shown)

    assert first.status_code == 200
    assert (again.status_code, again.location) == (302, PAGE)
    assert belonging_to(app, ANNA)["recovery_codes"] == kept


def test_a_stolen_session_neither_sees_a_key_nor_confirms_it(app, anna):
    """Who does not know the password was not shown the key, and guesses nothing."""
    key = Page(begun(anna)).fields(CONFIRM)["key"]
    for guess in ("", KEY, "x", "\0", key.lower()):
        answer = anna.post(CONFIRM, {"key": guess, "code": code_of(key)})
        assert (answer.status_code, answer.location) == (302, PAGE)
    assert key not in anna.get(PAGE).text
    assert not is_on(app)


def test_a_key_that_waits_is_its_owners(app, anna, ben):
    shown = begun(anna)
    begun(ben)
    before = everything(app)

    assert confirmed(ben, shown).location == PAGE
    assert everything(app) == before


def test_switching_on_ends_other_devices_and_no_api_token(anna, ben, stranger):
    sign_in(stranger, ANNA)
    answer = confirmed(anna, begun(anna))

    assert "Other devices are signed out." in Page(answer).main
    assert stranger.get("/week").status_code == 302
    assert anna.get("/week").status_code == 200
    assert ben.get("/week").status_code == 200
    assert anna.api("GET", "/workouts").status_code == 200


@pytest.mark.parametrize("path", CHANGES)
def test_a_change_ends_other_devices(anna, stranger, path):
    sign_in(stranger, ANNA)
    keep_second_step(anna)
    changed(anna, path)

    assert stranger.get("/week").status_code == 302
    assert anna.get("/week").status_code == 200


def test_new_recovery_codes_take_the_place_of_the_old(app, anna):
    keep_second_step(anna)
    new = codes_on(changed(anna, RENEW))

    assert len(new) == 10
    with app.app_context():
        owner = user_id(app, ANNA)
        assert not second_factors.take_recovery_code(owner, CODES[0])
        assert second_factors.take_recovery_code(owner, new[0].replace("-", ""))


def test_switched_off_the_password_alone_signs_in(app, anna, stranger):
    keep_second_step(anna)
    answer = changed(anna, OFF)

    assert (answer.status_code, answer.location) == (302, PAGE)
    assert "The second step is off" in Page(anna.get(PAGE)).notices[0]
    assert belonging_to(app, ANNA)["second_factors"] == []
    assert belonging_to(app, ANNA)["recovery_codes"] == []
    assert sign_in(stranger, ANNA).location == "/today"


@pytest.mark.parametrize("path", [PAGE, *CHANGES])
@pytest.mark.parametrize("typed", ["", "not my password"])
def test_without_the_password_nothing_changes(app, anna, path, typed):
    if path != PAGE:
        keep_second_step(anna)
    before = everything(app)
    answer = begun(anna, typed) if path == PAGE else changed(anna, path, typed)
    after = everything(app)
    failures = len(after.pop("sign_in_failures")) - len(before.pop("sign_in_failures"))

    assert answer.status_code == 422
    assert list(Page(answer).faults) == ["password"]
    assert after == before
    assert failures == (1 if typed else 0)


@pytest.mark.parametrize("path", [PAGE, CONFIRM, *CHANGES, FILE])
def test_without_the_forms_token_nothing_changes(app, anna, path):
    if path != PAGE:
        keep_second_step(anna, is_on=path != CONFIRM)
    before = everything(app)
    fields = {"password": PASSWORD, "key": KEY, "code": code_of(), "codes": " ".join(CODES)}
    answer = anna.post(path, fields)

    assert answer.status_code in (302, 422)
    assert CODES[0] not in answer.text.replace("-", "")
    assert everything(app) == before


@pytest.mark.parametrize("path", [PAGE, CONFIRM, *CHANGES])
def test_many_failures_of_a_device_have_to_wait(app, anna, path):
    shown = begun(anna) if path == CONFIRM else None
    if path not in (PAGE, CONFIRM):
        keep_second_step(anna)
    before = everything(app)

    def tried(*, is_right: bool):
        if path == CONFIRM:
            key = Page(shown).fields(CONFIRM)["key"]
            return confirmed(anna, shown, None if is_right else wrong(key))
        word = PASSWORD if is_right else "wrong password"
        return begun(anna, word) if path == PAGE else changed(anna, path, word)

    tries = [tried(is_right=False).status_code for _ in range(10)]
    answer = tried(is_right=True)

    assert tries == [422] * 10
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    assert "Too many tries" in Page(answer).main
    assert everything(app) | {"sign_in_failures": []} == before | {"sign_in_failures": []}


def test_a_right_password_here_does_not_forgive_failures_at_the_sign_in(app, anna):
    keep_second_step(anna)
    for _ in range(10):
        sign_in(app.test_client(), ANNA, "wrong")
    assert changed(anna, RENEW).status_code == 200

    assert sign_in(app.test_client(), ANNA).status_code == 429


def test_what_one_changes_is_ones_own(app, anna, ben):
    for person, key in ((anna, KEY), (ben, "A" * 32)):
        keep_second_step(person, key, CODES[: 2 if person is ben else 3])
    before = belonging_to(app, ANNA)
    assert "2 recovery codes" in Page(ben.get(PAGE)).main
    assert changed(ben, RENEW).status_code == 200
    assert changed(ben, OFF).status_code == 302
    assert begun(ben).status_code == 200

    assert belonging_to(app, ANNA) == before
    assert "3 recovery codes" in Page(anna.get(PAGE)).main


def test_it_is_not_begun_anew_while_it_is_on(app, anna):
    fields = Page(anna.get(PAGE)).fields(PAGE)
    keep_second_step(anna)
    before = everything(app)
    answer = anna.post(PAGE, fields | {"password": PASSWORD})

    assert (answer.status_code, answer.location) == (302, PAGE)
    assert everything(app) == before


def test_codes_are_renewed_only_while_it_is_on(app, anna):
    keep_second_step(anna)
    fields = Page(anna.get(PAGE)).fields(RENEW) | {"password": PASSWORD}
    changed(anna, OFF)
    before = everything(app)

    assert anna.post(RENEW, fields).location == PAGE
    assert everything(app) == before


def test_the_codes_that_are_shown_can_be_had_as_a_file(anna):
    shown = confirmed(anna, begun(anna))
    answer = anna.post(FILE, Page(shown).fields(FILE))

    assert answer.mimetype == "text/plain"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert all(code in answer.text.splitlines() for code in codes_on(shown))


@pytest.mark.parametrize("sent", ["", "<script>alert(1)</script>", " ".join(CODES)])
def test_nothing_but_ones_own_codes_is_sent_back(anna, ben, sent):
    keep_second_step(ben)
    shown = confirmed(anna, begun(anna))
    answer = anna.post(FILE, Page(shown).fields(FILE) | {"codes": sent})

    assert (answer.status_code, answer.location) == (302, PAGE)


def test_no_key_and_no_code_stands_in_a_log_or_an_address(anna, stranger, caplog):
    caplog.set_level(logging.DEBUG)
    shown = begun(anna)
    key = Page(shown).fields(CONFIRM)["key"]
    codes = codes_on(confirmed(anna, shown))
    asked = sign_in(stranger, ANNA)
    fields = Page(stranger.get(asked.location)).fields()
    for typed in (wrong(key), codes[0]):
        headers = {"Sec-Fetch-Site": "same-origin"}
        answer = stranger.post(
            "/sign-in/second-step", data=fields | {"code": typed}, headers=headers
        )
    half = stranger.get_cookie("runstrength-half")

    assert answer.status_code == 302
    assert half is None
    logged = "\n".join(record.getMessage() for record in caplog.records)
    seen = f"{logged} {asked.location} {answer.location}"
    secrets = [key, *codes, *(code.replace("-", "") for code in codes), wrong(key), PASSWORD]
    assert [each for each in secrets if each in seen] == []


def test_somebody_who_lost_everything_is_helped_by_a_command(app, anna, ben, stranger):
    keep_second_step(anna)
    keep_second_step(ben)
    done = run(app, "user", "second-step-off", "ANNA@example.com")
    again = run(app, "user", "second-step-off", ANNA)

    assert (done.exit_code, again.exit_code) == (0, 0)
    assert ("is off" in done.output, "was off" in again.output) == (True, True)
    assert (is_on(app, ANNA), is_on(app, BEN)) == (False, True)
    assert sign_in(stranger, ANNA).location == "/today"


@pytest.mark.parametrize(("email", "fault"), [("x@example.com", "no account"), ("x", "address")])
def test_the_command_says_in_a_line_what_cannot_be_done(app, email, fault):
    done = run(app, "user", "second-step-off", email)

    assert done.exit_code == 1
    assert fault in done.output
    assert len(done.output.strip().splitlines()) == 1
