"""Adding passkeys: with a fresh password, for this very site, once, and a user's own alone."""

from datetime import timedelta

import pytest

from runstrength.storage import passkeys, throttle
from runstrength.storage.database import db
from runstrength.web import clock
from tests.web.accounts.authenticator import Authenticator, packed, unpacked
from tests.web.accounts.ceremonies import add, ask_to_add, send_passkey, token_of
from tests.web.conftest import OWN_PAGE
from tests.web.pages import Page
from tests.web.rows import belonging_to, everything, user_id

ANNA, BEN = "anna@example.com", "ben@example.com"


def names(app, email: str = ANNA) -> list[str]:
    """What someone's passkeys are called."""
    return [row["name"] for row in belonging_to(app, email)["passkeys"]]


def addresses(person) -> list[str]:
    """Where the forms of someone's passkeys go."""
    return [form.get("action") for form in Page(person.get("/account/passkeys")).all("form")]


def test_a_passkey_is_kept_with_its_name_and_listed(app, anna):
    answer = send_passkey(anna, Authenticator().create(ask_to_add(anna).json), "  My \n phone ")
    page = Page(anna.get("/account/passkeys"))

    assert answer.json == {"location": "/account/passkeys"}
    assert names(app) == ["My phone"]
    assert page.notices == ["Your passkey is added: My phone."]
    assert "Not used yet" in page.main


def test_one_without_a_name_is_called_as_the_device_is(app, anna):
    phone = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0.0.0 Mobile Safari/537"
    send_passkey(anna, Authenticator().create(ask_to_add(anna).json), **{"User-Agent": phone})

    assert names(app) == ["Chrome on Android"]


def test_the_device_is_asked_for_a_verified_discoverable_key_and_for_no_attestation(app, anna):
    add(anna, device := Authenticator())
    options = ask_to_add(anna).json

    assert options["rp"] == {"name": "RunStrength", "id": "localhost"}
    assert options["user"]["name"] == ANNA
    assert unpacked(options["user"]["id"]) == user_id(app, ANNA).bytes
    assert len(unpacked(options["challenge"])) == 32
    assert options["attestation"] == "none"
    assert options["authenticatorSelection"]["residentKey"] == "required"
    assert options["authenticatorSelection"]["requireResidentKey"] is True
    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert [each["id"] for each in options["excludeCredentials"]] == [packed(device.passkeys[0].id)]


def test_no_two_challenges_are_the_same(anna):
    assert len({ask_to_add(anna).json["challenge"] for _ in range(3)}) == 3


@pytest.mark.parametrize("password", ["", "not my password"])
def test_without_the_password_nothing_is_asked_of_the_device(app, anna, password):
    before = everything(app)["passkeys"]
    answer = ask_to_add(anna, password)

    assert answer.status_code == 422
    assert [error["field"] for error in answer.json["errors"]] == ["password"]
    assert "challenge" not in answer.text
    refused = send_passkey(anna, Authenticator().create(options_of_nobody()))
    assert refused.status_code == 422
    assert everything(app)["passkeys"] == before


def test_wrong_passwords_here_have_to_wait_as_at_sign_in(app, anna):
    tries = [ask_to_add(anna, "not my password") for _ in range(throttle.MOST_BY_ACCOUNT)]
    answer = ask_to_add(anna)

    assert {each.status_code for each in tries} == {422}
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    fields = {"csrf_token": token_of(anna.client, "/more"), "password": "x"}
    page = anna.post("/account/passkeys/options", fields)
    assert page.status_code == 429
    assert Page(page).faults.keys() == {"password"}


@pytest.mark.parametrize(
    "device",
    [
        Authenticator(origin="http://evil.example"),
        Authenticator(origin="https://localhost"),
        Authenticator(origin="http://localhost:8080"),
        Authenticator(origin="http://localhost.evil.example"),
        Authenticator(site="evil.example"),
        Authenticator(is_verified=False),
    ],
    ids=["origin", "scheme", "port", "longer host", "site", "nobody verified"],
)
def test_an_answer_for_another_site_or_by_nobody_verified_adds_nothing(app, anna, device):
    answer = send_passkey(anna, device.create(ask_to_add(anna).json))

    assert answer.status_code == 422
    assert answer.json["detail"] == "That passkey could not be checked. Please try again."
    assert names(app) == []


@pytest.mark.parametrize("late", [timedelta(minutes=5), timedelta(days=1), timedelta(minutes=-6)])
def test_a_challenge_is_good_for_five_minutes(app, anna, monkeypatch, late):
    credential = Authenticator().create(ask_to_add(anna).json)
    then = clock.now() + late
    monkeypatch.setattr(clock, "now", lambda: then)
    answer = send_passkey(anna, credential)

    assert answer.status_code == 422
    assert "took too long" in answer.json["detail"]
    assert names(app) == []


def test_a_challenge_adds_one_passkey_even_where_its_cookie_is_put_back(app, anna):
    device = Authenticator()
    credential = device.create(ask_to_add(anna).json)
    cookie = anna.client.get_cookie("session").value
    assert send_passkey(anna, credential).status_code == 200
    assert anna.post(addresses(anna)[1], csrf(anna)).status_code == 302
    assert names(app) == []

    assert "took too long" in send_passkey(anna, credential).json["detail"]
    anna.client.set_cookie("session", cookie)
    again = send_passkey(anna, credential)
    assert again.status_code == 422
    assert "sent before" in again.json["detail"]
    assert names(app) == []


def test_a_challenge_to_sign_in_adds_no_passkey(app, anna):
    """What anyone is given at the sign-in, without a password."""
    fields = {"csrf_token": token_of(anna.client, "/sign-in")}
    asked = anna.post("/sign-in/passkey/options", fields)
    user = {"id": packed(user_id(app, ANNA).bytes)}
    options = asked.json | {"rp": {"id": "localhost"}, "user": user}
    answer = send_passkey(anna, Authenticator().create(options))

    assert answer.status_code == 422
    assert names(app) == []


def test_a_challenge_of_another_users_adds_no_passkey(app, anna, ben):
    options = ask_to_add(ben).json
    cookie = ben.client.get_cookie("session").value
    anna.client.set_cookie("session", cookie)
    answer = send_passkey(anna, Authenticator().create(options))

    assert answer.status_code == 422
    assert names(app) == names(app, BEN) == []


@pytest.mark.parametrize("credential", ["", "{}", "[]", "null", "x", "[" * 10_000, "x" * 20_001])
def test_nonsense_is_refused_in_plain_words(app, anna, credential):
    ask_to_add(anna)
    answer = send_passkey(anna, credential)

    assert answer.status_code == 422
    assert answer.mimetype == "application/problem+json"
    assert names(app) == []


def test_there_is_room_for_twenty(app, anna):
    owner = user_id(app, ANNA)
    with app.app_context():
        for n in range(passkeys.MOST_PASSKEYS):
            passkeys.add(owner, bytes([n]), b"x", 0, f"{n}")
        db.session.commit()
    answer = send_passkey(anna, Authenticator().create(ask_to_add(anna).json))

    assert answer.status_code == 422
    assert answer.json["detail"] == "There may be 20 passkeys. Delete one of them first."
    assert len(names(app)) == passkeys.MOST_PASSKEYS


def test_a_passkey_is_renamed_and_deleted(app, anna):
    add(anna)
    rename, delete = addresses(anna)[:2]
    assert anna.post(rename, csrf(anna) | {"name": " Work  phone "}).status_code == 302
    assert names(app) == ["Work phone"]
    assert anna.post(delete, csrf(anna)).status_code == 302
    assert names(app) == []
    assert anna.post(delete, csrf(anna)).status_code == 404
    assert anna.post(rename, csrf(anna) | {"name": "x"}).status_code == 404


@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "a\0b"])
def test_a_bad_name_is_refused_beside_its_field(app, anna, name):
    add(anna)
    page = Page(anna.post(addresses(anna)[0], csrf(anna) | {"name": name}))

    assert page.status == 422
    assert list(page.faults) == ["name-0"]
    assert names(app) == ["Phone"]


def test_a_form_without_its_token_changes_no_passkey(app, anna):
    add(anna)
    credential = Authenticator().create(ask_to_add(anna).json)
    rename, delete, *_ = addresses(anna)
    before = everything(app)
    forged = {"csrf_token": "forged", "name": "x", "credential": credential}
    for path in (rename, delete, "/account/passkeys", "/account/passkeys/options"):
        anna.post(path, forged)
    assert everything(app) == before


def test_anothers_passkey_is_not_there(app, anna, ben):
    add(anna)
    before = everything(app)
    for path in addresses(anna)[:2]:
        assert ben.post(path, csrf(ben) | {"name": "Mine"}).status_code == 404
    assert everything(app) == before
    assert "Phone" not in Page(ben.get("/account/passkeys")).main


@pytest.mark.parametrize("path", ["%C3%A9", "*", "A", "AAAA", "x" * 3000])
def test_an_address_that_names_no_passkey_is_not_there(anna, path):
    for action in ("name", "delete"):
        answer = anna.post(f"/account/passkeys/{path}/{action}", csrf(anna) | {"name": "x"})
        assert answer.status_code == 404


def test_no_id_stands_twice_on_the_page(anna):
    add(anna)
    add(anna)
    ids = Page(anna.get("/account/passkeys")).ids
    assert len(ids) == len(set(ids))


def test_the_same_credential_of_two_users_is_two_passkeys(app, anna, ben):
    """Who gives somebody else's credential id takes nothing from them."""
    device = add(anna)
    taken = Authenticator()
    credential = taken.create(ask_to_add(ben).json)
    own = packed(taken.passkeys[0].id)
    with app.app_context():
        passkeys.add(user_id(app, BEN), device.passkeys[0].id, b"ben's", 0, "Copied")
        db.session.commit()

    assert own in credential
    assert names(app) == ["Phone"]
    assert names(app, BEN) == ["Copied"]


def test_a_page_by_another_address_says_where_passkeys_are_to_be_had(app, anna):
    app.config["PUBLIC_URL"] = "https://log.example.com"
    page = Page(anna.get("/account/passkeys"))

    assert page.links["https://log.example.com"] == "https://log.example.com/account/passkeys"
    assert not page.all("form", action="/account/passkeys/options")


def test_a_server_without_a_name_of_its_own_says_what_it_needs(anna):
    anna.client.set_cookie(
        "runstrength", anna.client.get_cookie("runstrength").value, domain="192.168.1.5"
    )
    page = Page(anna.client.get("/account/passkeys", base_url="http://192.168.1.5"))
    assert "PUBLIC_URL" in page.main
    headers = OWN_PAGE | {"Accept": "application/json"}
    for path in ("/account/passkeys/options", "/account/passkeys"):
        answer = anna.client.post(path, headers=headers, base_url="http://192.168.1.5")
        assert answer.status_code == 409


def csrf(person) -> dict[str, str]:
    """The token that every form of the account carries."""
    return {"csrf_token": token_of(person.client, "/more")}


def options_of_nobody() -> dict:
    """What a page would have to make up that was given no challenge."""
    return {"rp": {"id": "localhost"}, "challenge": packed(b"x" * 32), "user": {"id": packed(b"x")}}
