"""What a request to the API brings: its JSON body, and dates in its address."""

from datetime import date, timedelta
from decimal import Decimal

from flask import abort, json, request

from ...training.limits import FieldError, Invalid
from ...training.workouts import EARLIEST_START, LATEST_START
from ..errors import problem

# A zone may shift the first and the last workout by a day.
FIRST_DATE = EARLIEST_START.date() - timedelta(days=1)
LAST_DATE = LATEST_START.date() + timedelta(days=1)


def sent_body() -> object:
    """The JSON that was sent; its numbers with a point are decimals."""
    try:
        # NaN and Infinity are no JSON; read as numbers, they are refused with their field's name.
        return json.loads(request.get_data(), parse_float=Decimal, parse_constant=Decimal)
    except (ValueError, RecursionError) as error:
        deep = isinstance(error, RecursionError)
        message = "is nested too deeply" if deep else "must be valid JSON in UTF-8"
        abort(problem(400, "Bad JSON", f"body: {message}", (FieldError("body", message),)))


def asked_dates(first: date, last: date) -> tuple[date, date]:
    """`from` and `to` of the address, else the dates given. Raises `Invalid`."""
    first, last = asked_date("from", first), asked_date("to", last)
    if first > last:
        raise Invalid([FieldError("to", "must not lie before from")])
    return first, last


def asked_date(name: str, otherwise: date) -> date:
    """A date of the address by its name there, else `otherwise`. Raises `Invalid`."""
    text = request.args.get(name)
    return otherwise if text is None else read_date(name, text)


def read_date(name: str, text: str) -> date:
    """A date as the API writes it. Raises `Invalid` under `name`."""
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise Invalid([FieldError(name, "must be a date such as 2026-11-16")]) from error
    if not FIRST_DATE <= day <= LAST_DATE:
        raise Invalid([FieldError(name, f"must be between {FIRST_DATE} and {LAST_DATE}")])
    return day
