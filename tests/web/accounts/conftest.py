"""A browser that nobody is signed in to."""

import pytest
from flask.testing import FlaskClient


@pytest.fixture
def stranger(app) -> FlaskClient:
    """Someone without an account, or on a new device."""
    return app.test_client()
