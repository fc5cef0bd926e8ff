"""Training values as JSON, and back: every field of a value by its own name, exactly.

A decimal is text, as typed; an instant is in UTC; what is not there is null. What is read may be
anything: it becomes a value, or `Invalid` names the field.
"""

import re
from collections.abc import Callable, Hashable
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum, IntEnum
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import ClassVar, get_args, get_origin, get_type_hints
from uuid import UUID

from ...training.limits import FieldError, Invalid, text_complaint
from ...training.workouts import Set

Decode = Callable[[object], object]

LONGEST_TEXT = 10_000
MOST_REMEMBERED = 10_000
LARGEST = 2**31 - 1  # What a database has room for.
_NUMBER = re.compile(r"-?\d{1,40}(?:\.\d{1,40})?", re.ASCII)
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII | re.IGNORECASE)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def encoded(value: object) -> object:
    """A training value as what `json` writes."""
    return _encoder(type(value))(value)


def decoded(kind: type, document: object) -> object:
    """The value of type `kind` that a document tells. Raises `Invalid` for anything else."""
    return _decoder(kind)(document)


def refused(message: str, field: str = "") -> Invalid:
    """The refusal of one field."""
    return Invalid([FieldError(field, message)])


@cache
def _encoder(kind: type) -> Callable[[object], object]:
    """What writes a type, put together once."""
    if is_dataclass(kind):
        names = _names(kind)
        return lambda value: {name: encoded(getattr(value, name)) for name in names}
    if issubclass(kind, Enum):
        return attrgetter("value")
    return _WRITTEN.get(kind, _as_it_is)


def _as_it_is(value: object) -> object:
    return value


def _instant_text(value: datetime) -> str:
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


_WRITTEN: dict[type, Callable] = {
    tuple: lambda values: [encoded(each) for each in values],
    datetime: _instant_text,
    date: date.isoformat,
    Decimal: "{:f}".format,
    UUID: str,
}


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _decoder(kind: type) -> Decode:
    """What reads a type, put together once from its fields' types."""
    if get_origin(kind) is UnionType:
        return _one_of(get_args(kind))
    if get_origin(kind) is tuple:
        return _each(_decoder(get_args(kind)[0]))
    if is_dataclass(kind):
        return _whole(kind)
    if issubclass(kind, Enum):
        return _word(kind)
    return _PLAIN[kind]


def _one_of(kinds: tuple[type, ...]) -> Decode:
    """Null, or the one type beside it; of two kinds of objects, the one with the right fields."""
    others = [kind for kind in kinds if kind is not NoneType]
    readers = [(frozenset(_names(k)) if is_dataclass(k) else None, _decoder(k)) for k in others]

    def decode(document: object) -> object:
        if document is None and len(others) < len(kinds):
            return None
        for names, read in readers[:-1]:
            if names and isinstance(document, dict) and names == document.keys():
                return read(document)
        return readers[-1][1](document)

    return decode


def _each(read: Decode) -> Decode:
    def decode(document: object) -> tuple:
        if not isinstance(document, list):
            raise refused("must be a list")
        found, errors = [], []
        for n, item in enumerate(document):
            try:
                found.append(read(item))
            except Invalid as error:
                errors += _within(str(n), error)
        if errors:
            raise Invalid(errors)
        return tuple(found)

    return decode


def _whole(kind: type) -> Decode:
    hints = {n: t for n, t in get_type_hints(kind).items() if get_origin(t) is not ClassVar}
    readers = {name: _decoder(hints[name]) for name in _names(kind)}
    needed = {f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING}

    def decode(document: object) -> object:
        if not isinstance(document, dict):
            raise refused("must be an object")
        errors = [FieldError(name, "is missing") for name in sorted(needed - document.keys())]
        values = {}
        for name, item in document.items():
            try:
                values[name] = readers[name](item)
            except KeyError:
                errors.append(FieldError(str(name)[:60], "is not known"))
            except Invalid as error:
                errors += _within(name, error)
        if errors:
            raise Invalid(errors)
        return kind(**values)

    return _remembering(decode) if kind is Set else decode


def _remembering(decode: Decode) -> Decode:
    """The same for a value that most often repeats another: one that can't change may be shared."""
    known: dict[Hashable, object] = {}

    def remembered(document: object) -> object:
        key = _key(document)
        if key is None:
            return decode(document)
        if key not in known:
            value = decode(document)
            if len(known) >= MOST_REMEMBERED:
                known.clear()
            known[key] = value
        return known[key]

    return remembered


def _key(document: object) -> Hashable | None:
    """What tells one flat document from another, 1 from true as well; None for any other."""
    if not isinstance(document, dict):
        return None
    flat = tuple(
        (name, type(item), tuple(item.items()) if isinstance(item, dict) else item)
        for name, item in document.items()
    )
    try:
        hash(flat)
    except TypeError:
        return None
    return flat


def _within(name: str, error: Invalid) -> tuple[FieldError, ...]:
    """The same errors as seen from outside, where one of the thing itself has no name yet."""
    return tuple(FieldError(f"{name}.{e.field}".rstrip("."), e.message) for e in error.errors)


def _word(kind: type[Enum]) -> Decode:
    words = {each.value: each for each in kind}
    whole = issubclass(kind, IntEnum)

    def decode(document: object) -> object:
        if not isinstance(document, int if whole else str) or isinstance(document, bool):
            raise refused("must be a whole number" if whole else "must be text")
        if document not in words:
            raise refused(f"must be one of {', '.join(map(str, words))}")
        return words[document]

    return decode


def _text(document: object) -> str:
    if not isinstance(document, str):
        raise refused("must be text")
    complaint = text_complaint(document, LONGEST_TEXT)
    if complaint:
        raise refused(complaint)
    return document


def _number(document: object) -> int:
    if not isinstance(document, int) or isinstance(document, bool):
        raise refused("must be a whole number")
    if abs(document) > LARGEST:
        raise refused("is too large")
    return document


def _truth(document: object) -> bool:
    if not isinstance(document, bool):
        raise refused("must be true or false")
    return document


def _decimal(document: object) -> Decimal:
    if not isinstance(document, str) or not _NUMBER.fullmatch(document):
        raise refused('must be a number written as text, such as "26.2"')
    return Decimal(document)


def _id(document: object) -> UUID:
    if not isinstance(document, str) or not _UUID.fullmatch(document):
        raise refused("must be a UUID")
    return UUID(document)


def _date(document: object) -> date:
    try:
        if isinstance(document, str) and _DATE.fullmatch(document):
            return date.fromisoformat(document)
    except ValueError:
        pass  # Such as the 30th of February.
    raise refused("must be a date such as 2026-11-16")


def _instant(document: object) -> datetime:
    try:
        instant = datetime.fromisoformat(document) if isinstance(document, str) else None
        if instant and instant.tzinfo:
            return instant.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise refused("must be a date and time such as 2026-11-16T06:00:00Z")


_PLAIN: dict[type, Decode] = {
    str: _text,
    int: _number,
    bool: _truth,
    Decimal: _decimal,
    UUID: _id,
    date: _date,
    datetime: _instant,
}
