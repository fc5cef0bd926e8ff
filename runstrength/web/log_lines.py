"""Lines of a log: as JSON, or for people. They hold no word that came from outside."""

import json
import logging
import os
import re
import traceback
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy.exc import DBAPIError

from ..storage.sqlite import driver

ROOT = Path(__file__).resolve().parents[2]
OURS = "runstrength"
# Other packages put values into their words; these hold none, or are but a frame for them.
PLAIN_WORDS = re.compile(r"[A-Za-z][A-Za-z ,.'()-]*")
MOST_FRAMES = 30
MOST_CAUSES = 5


class PlainLines(logging.Formatter):
    """For people, at a terminal."""

    def __init__(self):
        super().__init__("%(levelname)s: %(said)s")

    def format(self, record: logging.LogRecord) -> str:
        """Write a record down: one line, and where it broke in lines beneath."""
        record.said = said(record)
        line = super().formatMessage(record)
        return "\n".join([line, *trace_of(record)])


class JsonLines(logging.Formatter):
    """For programs: a document in a line."""

    def __init__(self, of_request: Callable[[], dict]):
        super().__init__()
        self._of_request = of_request

    def format(self, record: logging.LogRecord) -> str:
        """Write a record down as one line."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        told = {"time": at.replace("+00:00", "Z"), "level": record.levelname.lower()}
        told |= self._of_request()
        fields = getattr(record, "fields", None)
        told |= fields or {"logger": record.name, "message": said(record)}
        if trace := trace_of(record):
            told["trace"] = trace
        return json.dumps(told, default=_written)


def said(record: logging.LogRecord) -> str:
    """The words of a record; of another package's only those that were written into its code."""
    if record.name.partition(".")[0] == OURS:
        return record.getMessage()
    words = str(record.msg)
    if record.args or PLAIN_WORDS.fullmatch(words):
        return f"{record.name}: {words}"
    return f"{record.name}: {Path(record.pathname).name}, line {record.lineno}"


def trace_of(record: logging.LogRecord) -> list[str]:
    """What broke and where, without a word of what was in the variables or in the message."""
    error = record.exc_info and record.exc_info[1]
    if not error:
        return []
    return [line for each in _with_causes(error) for line in _trace(each)]


def kind_of(error: BaseException) -> str:
    """What kind of error it is, with as much of its own words as can't hold a user's.

    SQLite's name tables and columns; PostgreSQL's quote values, so that its code has to do.
    """
    name = type(error).__name__
    if isinstance(error, DBAPIError) and error.orig is not None:
        return f"{name} of {kind_of(error.orig)}"
    if isinstance(error, driver.Error):
        return f"{name}: {error}"
    if getattr(error, "sqlstate", None):
        return f"{name} {error.sqlstate}"
    if isinstance(error, OSError) and isinstance(error.errno, int):
        return f"{name}: {os.strerror(error.errno)}"
    return name


def _with_causes(error: BaseException) -> Iterator[BaseException]:
    for _ in range(MOST_CAUSES):
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        if error is None:
            return


def _trace(error: BaseException) -> Iterator[str]:
    yield kind_of(error)
    for frame in traceback.extract_tb(error.__traceback__)[-MOST_FRAMES:]:
        yield f"  {_place(frame.filename)}:{frame.lineno} {frame.name}"


def _place(filename: str) -> str:
    """A file of code, by its path in the checkout or in the folder of packages."""
    path = Path(filename)
    if "site-packages" in path.parts:
        return "/".join(path.parts[path.parts.index("site-packages") + 1 :])
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else path.name


def _written(value) -> str:
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(type(value).__name__)
