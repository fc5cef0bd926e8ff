"""Signing in with a passkey: for this site, by its own device, verified, once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from runstrength.storage import throttle
from runstrength.web import clock
from tests.web.accounts.authenticator import Authenticator, packed
from tests.web.accounts.ceremonies import (
    SCRIPT,
    add,
    ask_to_sign_in,
    is_signed_in,
    send_answer,
    sign_in,
    token_of,
)
from tests.web.accounts.second_steps import keep_second_step
from tests.web.pages import Page
from tests.web.rows import belonging_to, everything, user_id

ANNA, BEN = "anna@example.com", "ben@example.com"
FALSE = "That passkey does not open an account here."


def assert_refused(app, client, answer, words: str = FALSE) -> None:
    """See that an answer opened nothing, in a problem document."""
    assert answer.status_code == 422
    assert answer.mimetype == "application/problem+json"
    assert words in answer.json["detail"]
    assert not is_signed_in(client)


def test_a_passkey_signs_in_without_an_address(app, anna, stranger):
    device = add(anna)
    answer = sign_in(stranger, device)

    assert answer.json == {"location": "/today"}
    assert is_signed_in(stranger)
    assert ANNA in Page(stranger.get("/account")).main
    assert belonging_to(app, ANNA)["passkeys"][0]["last_used_on"] == clock.now().date()


def test_the_server_asks_for_whichever_passkey_and_for_its_holder(stranger):
    options = ask_to_sign_in(stranger)

    assert options["rpId"] == "localhost"
    assert options["allowCredentials"] == []
    assert options["userVerification"] == "required"
    assert options["timeout"] == 300_000


@pytest.mark.parametrize(
    ("asked", "led_to"), [("/history", "/history"), ("//evil.example", "/today"), ("", "/today")]
)
def test_it_goes_on_to_own_pages_alone(anna, stranger, asked, led_to):
    assert sign_in(stranger, add(anna), next_page=asked).json == {"location": led_to}


def test_it_takes_no_second_step(anna, stranger):
    device = add(anna)
    keep_second_step(anna)
    sign_in(stranger, device)

    assert is_signed_in(stranger)


def test_a_sign_in_takes_the_place_of_the_one_before_in_this_browser(app, anna, ben):
    device = add(anna)
    bens = [row["hash"] for row in belonging_to(app, BEN)["tokens"]]
    sign_in(ben.client, device)

    assert ANNA in Page(ben.get("/account")).main
    assert len([row for row in belonging_to(app, BEN)["tokens"] if row["hash"] in bens]) == 1


@pytest.mark.parametrize(
    "said",
    [
        {"origin": "http://evil.example"},
        {"origin": "https://localhost"},
        {"origin": "http://localhost:81"},
        {"site": "evil.example"},
        {"site": "host"},
        {"is_verified": False},
    ],
    ids=str,
)
def test_an_answer_for_another_site_or_by_nobody_verified_is_refused(app, anna, stranger, said):
    device = replace(add(anna), **said)

    assert_refused(app, stranger, sign_in(stranger, device))


@pytest.mark.parametrize("counts", [False, True])
def test_a_replayed_answer_is_refused(app, anna, stranger, counts):
    device = add(anna, Authenticator(counts=counts))
    credential = device.get(ask_to_sign_in(stranger))
    cookie = stranger.get_cookie("session").value
    assert send_answer(stranger, credential).status_code == 200

    thief = app.test_client()
    assert_refused(app, thief, send_answer(thief, credential), "took too long")
    thief.set_cookie("session", cookie)
    words = "was used in a way" if counts else "sent before"
    answer = send_answer(thief, credential)
    assert answer.status_code == 422
    assert not is_signed_in(thief)
    assert any(word in answer.json["detail"] for word in (words, "sent before"))


def test_a_challenge_takes_one_answer_right_or_wrong(app, anna, stranger):
    device = add(anna)
    options = ask_to_sign_in(stranger)
    send_answer(stranger, device.get(options, signature=b"x"))

    assert_refused(app, stranger, send_answer(stranger, device.get(options)), "took too long")


def test_an_answer_to_a_challenge_of_another_browser_is_refused(app, anna, stranger):
    device = add(anna)
    credential = device.get(ask_to_sign_in(app.test_client()))
    ask_to_sign_in(stranger)

    assert_refused(app, stranger, send_answer(stranger, credential))


@pytest.mark.parametrize("late", [timedelta(minutes=5), timedelta(hours=1), timedelta(minutes=-6)])
def test_a_challenge_is_good_for_five_minutes(app, anna, stranger, monkeypatch, late):
    credential = add(anna).get(ask_to_sign_in(stranger))
    then = clock.now() + late
    monkeypatch.setattr(clock, "now", lambda: then)

    assert_refused(app, stranger, send_answer(stranger, credential), "took too long")


def test_a_challenge_that_adds_a_passkey_signs_nobody_in(app, anna, stranger):
    device = add(anna)
    options = anna.client.post(
        "/account/passkeys/options",
        data={"csrf_token": token_of(anna.client, "/more"), "password": "a long enough password"},
        headers=SCRIPT,
    ).json
    stranger.set_cookie("session", anna.client.get_cookie("session").value)

    assert_refused(app, stranger, send_answer(stranger, device.get(options)), "took too long")


def test_a_counter_that_goes_back_is_refused_and_told(app, anna, stranger):
    device = add(anna, Authenticator(counts=True))
    copy = replace(device, sign_count=device.sign_count)
    for _ in range(3):
        assert sign_in(app.test_client(), device).status_code == 200
    before = belonging_to(app, ANNA)

    assert_refused(app, stranger, sign_in(stranger, copy), "a copy of it would be")
    assert belonging_to(app, ANNA) == before
    assert sign_in(stranger, device).status_code == 200


def test_a_counter_that_stands_still_is_refused_once_it_has_counted(app, anna, stranger):
    device = add(anna, Authenticator(counts=True))
    device.counts = False

    assert_refused(app, stranger, sign_in(stranger, device), "a copy of it would be")
    device.sign_count = 0
    assert_refused(app, stranger, sign_in(stranger, device), "a copy of it would be")


def test_a_device_that_never_counts_signs_in_again_and_again(app, anna):
    device = add(anna)
    for _ in range(3):
        assert sign_in(app.test_client(), device).status_code == 200


def test_what_a_counter_says_is_told_to_the_keys_holder_alone(app, anna, stranger):
    """Without the key, an old counter reads as any other false answer."""
    device = add(anna, Authenticator(counts=True, sign_count=5))
    thief = replace(device, sign_count=0)
    options = ask_to_sign_in(stranger)

    answer = send_answer(stranger, thief.get(options, signature=b"forged"))
    assert_refused(app, stranger, answer)
    assert answer.json["detail"] == FALSE


def test_somebody_elses_handle_opens_nothing(app, anna, ben, stranger):
    add(anna)
    device = add(ben)
    options = ask_to_sign_in(stranger)
    answer = send_answer(stranger, device.get(options, userHandle=user_id(app, ANNA).bytes))

    assert_refused(app, stranger, answer)


def test_another_key_under_somebodys_credential_opens_nothing(app, anna, ben, stranger):
    annas, bens = add(anna), add(ben)
    thief = Authenticator(passkeys=[replace(annas.passkeys[0], key=bens.passkeys[0].key)])

    assert_refused(app, stranger, sign_in(stranger, thief))


@pytest.mark.parametrize(
    "instead",
    [
        {"signature": b""},
        {"signature": b"x" * 70},
        {"authenticatorData": b""},
        {"authenticatorData": b"x" * 37},
        {"clientDataJSON": b"{}"},
        {"clientDataJSON": b"[" * 5000},
        {"clientDataJSON": b"\xff"},
        {"userHandle": b""},
        {"userHandle": b"x" * 15},
        {"userHandle": b"x" * 16},
    ],
    ids=str,
)
def test_a_false_part_is_refused_in_the_same_words(app, anna, stranger, instead):
    device = add(anna)
    answer = send_answer(stranger, device.get(ask_to_sign_in(stranger), **instead))

    assert_refused(app, stranger, answer)
    assert answer.json["detail"] == FALSE


@pytest.mark.parametrize("credential", ["{}", "[]", "null", "x", "[" * 10_000, "é"])
def test_nonsense_is_refused_in_the_same_words(app, stranger, credential):
    ask_to_sign_in(stranger)
    answer = send_answer(stranger, credential)

    assert_refused(app, stranger, answer)


@pytest.mark.parametrize("credential", ["", "x" * 20_001])
def test_nothing_and_too_much_are_refused(app, stranger, credential):
    assert send_answer(stranger, credential).status_code == 422
    assert not is_signed_in(stranger)


def test_a_deleted_passkey_signs_nobody_in(app, anna, stranger):
    device = add(anna)
    delete = Page(anna.get("/account/passkeys")).all("form")[1].get("action")
    anna.post(delete, {"csrf_token": token_of(anna.client, "/more")})

    assert_refused(app, stranger, sign_in(stranger, device))


def test_a_passkey_of_a_deleted_account_signs_nobody_in(app, anna, stranger):
    device = add(anna)
    fields = Page(anna.get("/account/delete")).fields() | {"password": "a long enough password"}
    assert anna.post("/account/delete", fields).status_code == 302

    assert_refused(app, stranger, sign_in(stranger, device))


def test_the_thirty_first_failure_from_an_address_has_to_wait_and_nobody_else(app, anna, stranger):
    device = add(anna)
    tries = [sign_in_falsely(stranger) for _ in range(throttle.MOST_BY_ADDRESS + 1)]

    assert [t.status_code for t in tries] == [422] * throttle.MOST_BY_ADDRESS + [429]
    assert "Too many tries" in tries[-1].json["detail"]
    assert int(tries[-1].headers["Retry-After"]) > 0
    assert sign_in(stranger, device).status_code == 429
    assert sign_in(app.test_client(), device, address="10.0.0.2").status_code == 200


def test_without_the_forms_token_nothing_is_asked_or_opened(app, anna, stranger):
    device = add(anna)
    credential = device.get(ask_to_sign_in(stranger))
    for path in ("/sign-in/passkey/options", "/sign-in/passkey"):
        fields = {"csrf_token": "forged", "credential": credential}
        assert stranger.post(path, data=fields, headers=SCRIPT).status_code == 422
    assert not is_signed_in(stranger)


@pytest.mark.parametrize("path", ["/sign-in/passkey/options", "/sign-in/passkey"])
def test_another_site_can_neither_ask_nor_answer(stranger, path):
    headers = {"Sec-Fetch-Site": "cross-site", "Accept": "application/json"}

    assert stranger.post(path, headers=headers).status_code == 403


def test_a_refused_sign_in_changes_nothing_but_the_count_of_failures(app, anna, stranger):
    device = add(anna)
    before = everything(app)
    sign_in(stranger, replace(device, is_verified=False))
    after = everything(app)

    assert len(after.pop("sign_in_failures")) == 1
    assert after == {name: rows for name, rows in before.items() if name != "sign_in_failures"}


def sign_in_falsely(client):
    """An answer that nobody's passkey gave."""
    device = Authenticator()
    device.create({"rp": {"id": "localhost"}, "user": {"id": packed(b"x" * 16)}, "challenge": ""})
    return sign_in(client, device)
