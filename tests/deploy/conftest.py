"""The server as docs/server.md sets it up, and the Caddy in front of it, once for a module."""

import pytest

from tests.deploy.fronts import NAME, ROOT, fronting
from tests.faults.servers import serving

CADDYFILE = ROOT / "deploy" / "server" / "Caddyfile"
SETTINGS = {
    "TRUSTED_PROXIES": "1",
    "TRUSTED_HOSTS": NAME,
    "PUBLIC_URL": f"https://{NAME}",
    "SIGN_UP": "invitation",
    "LOG_FORMAT": "json",
    "WORKER": "apart",
}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """The app itself."""
    with serving(tmp_path_factory.mktemp("home"), **SETTINGS) as server:
        yield server


@pytest.fixture(scope="module")
def caddy(server, tmp_path_factory):
    """A Caddy by the shipped Caddyfile."""
    with fronting(tmp_path_factory.mktemp("caddy"), server.address, CADDYFILE) as front:
        yield front


@pytest.fixture(scope="module")
def anna(caddy):
    """The same, asked by the one who made the first account."""
    caddy.send(
        "/sign-up",
        email="anna@example.com",
        password="a long enough password",
        time_zone="Europe/Berlin",
        distance_unit="km",
        weight_unit="kg",
    )
    return caddy
