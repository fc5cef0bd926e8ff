"""What a request to the API brings: its JSON body, and dates in its address."""

from datetime import date
from decimal import Decimal

from flask import abort, json, request

from ...training.limits import FieldError, Invalid
from .. import dates
from ..errors import problem


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
        return dates.read(text)
    except ValueError as error:
        raise Invalid([FieldError(name, str(error))]) from error
