"""What a field may hold, and how a refused value says so."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class FieldError:
    """One refused field: its name (dotted for nested ones) and one plain sentence."""

    field: str
    message: str


class Invalid(ValueError):
    """Raised by a value that can't be built; `errors` names every refused field."""

    def __init__(self, errors: Iterable[FieldError]):
        self.errors = tuple(errors)
        super().__init__("; ".join(f"{error.field}: {error.message}" for error in self.errors))

    def under(self, prefix: str) -> "Invalid":
        """Give the same errors as seen from outside, with `prefix` before each field."""
        return Invalid(FieldError(f"{prefix}.{e.field}", e.message) for e in self.errors)


def check(**complaints: str | None) -> None:
    """Raise `Invalid` for the fields that have a complaint."""
    if any(complaints.values()):
        raise Invalid(FieldError(field, text) for field, text in complaints.items() if text)


@dataclass(frozen=True, slots=True)
class Range:
    """The allowed range of a number, both ends included, in `unit`."""

    low: int
    high: int
    unit: str = ""
    whole: bool = True

    def complaint(self, value: int | Decimal | Fraction | None) -> str | None:
        """Say what is wrong with `value`; None where it is missing or allowed."""
        if value is None or (type(value) is int and self.low <= value <= self.high):
            return None
        if self.whole and not isinstance(value, int):
            return f"must be a whole number {self}"
        if not self.low <= value <= self.high:
            return f"must be {self}, not {shown(value)}"
        return None

    def __str__(self) -> str:
        unit = f" {self.unit}" if self.unit else ""
        return f"between {self.low:,} and {self.high:,}{unit}"


def shown(value: int | Decimal | Fraction) -> str:
    """Write a refused number briefly, however large it is."""
    if abs(value) >= 10**15:
        return "a number that large"
    return f"{value:,}" if isinstance(value, int) else f"{float(value):,.15g}"


_SURROGATE = re.compile("[\ud800-\udfff]")


def text_complaint(value: str, longest: int) -> str | None:
    """Refuse text that a database or a page could not carry."""
    if len(value) > longest:
        return f"must be at most {longest:,} characters, not {len(value):,}"
    if "\0" in value:
        return "must not hold a NUL character"
    if _SURROGATE.search(value):
        return "must not hold half of a surrogate pair"
    return None
