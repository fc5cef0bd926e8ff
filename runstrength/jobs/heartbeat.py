"""A worker that somebody else started says by the age of a file that it lives."""

import time
from pathlib import Path

from flask import Flask

NAME = "worker-alive"
BEATS_EVERY_S = 15
DEAD_AFTER_S = 60


def beat(app: Flask) -> None:
    """Say that the worker lives. Needs no room on the disk but the first time."""
    _file(app).touch(mode=0o600)


def is_beating(app: Flask) -> bool:
    """Whether a worker said so within the last minute."""
    try:
        beaten_at = _file(app).stat().st_mtime
    except OSError:
        return False
    return abs(time.time() - beaten_at) < DEAD_AFTER_S


def _file(app: Flask) -> Path:
    return Path(app.config["HOME"]) / NAME
