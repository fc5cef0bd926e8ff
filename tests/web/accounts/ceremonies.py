"""Passkeys as the pages' scripts add them and sign in with them."""

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web.accounts.authenticator import Authenticator
from tests.web.conftest import OWN_PAGE, PASSWORD, Person
from tests.web.pages import Page

SCRIPT = OWN_PAGE | {"Accept": "application/json"}
ADDRESS = "10.0.0.1"


def ask_to_add(person: Person, password: str = PASSWORD, name: str = "") -> TestResponse:
    """What the server wants of the device, for the password."""
    typed = {"csrf_token": token_of(person.client, "/more"), "password": password, "name": name}
    return person.client.post("/account/passkeys/options", data=typed, headers=SCRIPT)


def send_passkey(person: Person, credential: str, name: str = "", **more) -> TestResponse:
    """Send the server a device's answer."""
    fields = {"csrf_token": token_of(person.client, "/more"), "name": name}
    fields |= {"credential": credential}
    headers = SCRIPT | more
    return person.client.post("/account/passkeys", data=fields, headers=headers)


def add(person: Person, device: Authenticator | None = None, name: str = "Phone") -> Authenticator:
    """Add a passkey, and give the device that has it."""
    device = device or Authenticator()
    options = ask_to_add(person, name=name).json
    assert send_passkey(person, device.create(options), name).status_code == 200
    return device


def ask_to_sign_in(client: FlaskClient) -> dict:
    """What the server wants of a device that signs in."""
    fields = {"csrf_token": token_of(client, "/sign-in")}
    asked = client.post("/sign-in/passkey/options", data=fields, headers=SCRIPT)
    assert asked.status_code == 200
    return asked.json


def send_answer(
    client: FlaskClient, credential: str, next_page: str = "", address: str = ADDRESS
) -> TestResponse:
    """Send the server a device's answer, and the page to go on to."""
    fields = {"csrf_token": token_of(client, "/sign-in"), "credential": credential}
    return client.post(
        "/sign-in/passkey",
        data=fields | {"next": next_page},
        headers=SCRIPT,
        environ_base={"REMOTE_ADDR": address},
    )


def sign_in(client: FlaskClient, device: Authenticator, **more) -> TestResponse:
    """Ask, let the device answer, and send that."""
    return send_answer(client, device.get(ask_to_sign_in(client)), **more)


def is_signed_in(client: FlaskClient) -> bool:
    """Whether the browser opens a page of its own."""
    return client.get("/account").status_code == 200


def token_of(client: FlaskClient, path: str) -> str:
    """The form's token, as a page has it."""
    return Page(client.get(path)).fields()["csrf_token"]
