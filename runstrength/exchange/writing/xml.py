"""The little XML that recordings are written in."""

import re
from datetime import timedelta

from ...training.workouts import Run

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # By XML 1.0.
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def element(name: str, content: str) -> str:
    """An element around content that is XML itself."""
    return f"<{name}>{content}</{name}>"


def text(value: str) -> str:
    """Text as XML: escaped, without the characters that XML can't carry."""
    return _FORBIDDEN.sub("", value).translate(_ESCAPED)


def instant(run: Run, at_s: float) -> str:
    """The time so many seconds after the start, in UTC, to a millisecond."""
    time = run.started_at + timedelta(seconds=at_s)
    return f"{time:%Y-%m-%dT%H:%M:%S}.{time.microsecond // 1000:03}Z"
