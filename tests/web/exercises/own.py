"""Exercises of one's own, made by the form."""

from runstrength.storage import accounts, tokens
from runstrength.training.exercises import Exercise
from runstrength.web import clock
from tests.web.pages import Page, send

NEW = "/exercises/new"


def add(person, **typed):
    """Type into the form for a new one, and send it."""
    return send(person, NEW, {"name": "Sled push", "region": "lower", **typed}, action=NEW)


def own_of(person) -> dict[str, Exercise]:
    """What is stored of someone's own, by id."""
    return dict(_user(person).exercises)


def offered_to(person) -> set[str]:
    """The ids that the lift form lets someone choose from."""
    options = Page(person.get("/log/lift")).all("option")
    return {option.get("value") for option in options}


def _user(person) -> accounts.User:
    token = person.client.get_cookie("runstrength").value
    with person.client.application.app_context():
        return tokens.holder(token, clock.now().date(), lock=False).user
