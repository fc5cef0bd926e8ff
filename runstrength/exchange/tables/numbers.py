"""Numbers as apps write them: with a point or a comma, in groups, and with noise behind."""

import re
from decimal import Decimal
from functools import lru_cache

LONGEST = 40  # Characters; none needs more, and what is kept in memory stays small.
LARGEST_EXPONENT = 15
# Noise of conversions is some 1E-14, of single precision 1E-7: what is this close to a number of
# three decimals is that number, 149.99999999999997 is 150. Other numbers keep nine decimals, so
# that 52.16312255 kg stays 115 lb.
NOISE = Decimal("1E-6")
PLACES = Decimal("1E-3"), Decimal("1E-9")
_POINT = re.compile(
    r"[+-]?(?:\d+(?:\.\d*)?|\d{1,3}(?:,\d{3})+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,2})?", re.A | re.I
)
_COMMA = re.compile(
    r"[+-]?(?:\d+(?:[.,]\d*)?|\d{1,3}(?:\.\d{3})+,\d*|[.,]\d+)(?:e[+-]?\d{1,2})?", re.A | re.I
)
# Spaces of all kinds and Swiss apostrophes part thousands; a true minus is one.
_SPACES = str.maketrans({**dict.fromkeys(" \u00a0\u202f\u2009'’", ""), "\u2212": "-"})


def number(text: str, *, has_decimal_comma: bool = False) -> Decimal | None:
    """The number in `text`, free of noise; None where it is none, or beyond all measure.

    Where `has_decimal_comma`, a comma is the decimal's, else it parts thousands. Spaces are
    passed over.
    """
    return _number(text, has_decimal_comma) if 0 < len(text) <= LONGEST else None


@lru_cache(maxsize=4096)
def _number(text: str, has_decimal_comma: bool) -> Decimal | None:
    plain = text.translate(_SPACES)
    if not (_COMMA if has_decimal_comma else _POINT).fullmatch(plain):
        return None
    if has_decimal_comma and "," in plain:
        plain = plain.replace(".", "").replace(",", ".")
    value = Decimal(plain.replace(",", ""))
    if value.adjusted() > LARGEST_EXPONENT:
        return None
    rounded = (value.quantize(places) for places in PLACES)
    return _short(next((each for each in rounded if abs(each - value) < NOISE), value))


def _short(value: Decimal) -> Decimal:
    """Without zeros at the end, and without an exponent: 150, not 150.000 or 1.5E+2."""
    whole = value.to_integral_value()
    return (whole + 0).quantize(Decimal(1)) if whole == value else value.normalize()
