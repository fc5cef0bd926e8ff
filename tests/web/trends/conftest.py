"""A Wednesday in 2024-W47; of the four weeks that end with it, the first starts on 28 October."""

import pytest

from tests.web.world import set_clock


@pytest.fixture(autouse=True)
def now(monkeypatch):
    """A Wednesday noon."""
    set_clock(monkeypatch, "2024-11-20 12:00")
