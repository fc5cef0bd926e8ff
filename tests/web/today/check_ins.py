"""Checking in, as a page does it."""

from werkzeug.test import TestResponse

from tests.web.pages import Page

NAMES = ("sleep", "energy", "soreness", "stress", "mood")
ADDRESS = "/today/check-in"


def tapped(*scores: int) -> dict[str, str]:
    """The five rows as tapped."""
    return dict(zip(NAMES, map(str, scores), strict=True))


def check_in(person, *scores: int, **fields: str) -> TestResponse:
    """Open today's page, tap the five, and send them."""
    form = Page(person.get("/today")).fields(ADDRESS)
    return person.post(ADDRESS, form | tapped(*scores) | fields)
