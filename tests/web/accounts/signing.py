"""Signing in, as a browser does it."""

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web.conftest import OWN_PAGE, PASSWORD
from tests.web.pages import Page


def sign_in(
    client: FlaskClient, email: str, password: str = PASSWORD, *, address="10.0.0.1", **more
) -> TestResponse:
    """Open the form for signing in, fill it in, and send it, from this network address."""
    fields = Page(client.get("/sign-in")).fields() | {"email": email, "password": password} | more
    return client.post(
        "/sign-in", data=fields, headers=OWN_PAGE, environ_base={"REMOTE_ADDR": address}
    )
