"""The samples: real files from watches and apps, kept beside the checkout."""

from collections.abc import Callable
from pathlib import Path

import pytest

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples"


@pytest.fixture
def sample() -> Callable[[str], Path]:
    """The path of a sample by its name; without the samples the test is skipped."""
    if not SAMPLES.is_dir():
        pytest.skip(f"the samples are not there: {SAMPLES.parent.name}/{SAMPLES.name}")
    return lambda name: SAMPLES / name
