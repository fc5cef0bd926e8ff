"""Kits that are too long for every day: what of them `make test` runs, and what it leaves out."""

from collections.abc import Iterable
from pathlib import Path

import pytest


def long(value):
    """A case that `make test` leaves out."""
    return pytest.param(value, marks=pytest.mark.long)


def mark_long(items: Iterable[pytest.Item], folder: Path, short: tuple[str, ...]) -> None:
    """Mark the tests of a folder as long, but for those whose names have one of `short` in them."""
    for item in items:
        if item.path.parent == folder and not any(part in item.name for part in short):
            item.add_marker(pytest.mark.long)
