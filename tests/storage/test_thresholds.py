"""Thresholds as a user moved them, read back as today's bounds allow."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
import sqlalchemy as sa

from runstrength.storage import accounts, tokens
from runstrength.storage.account_tables import users
from runstrength.storage.accounts import change_thresholds
from runstrength.storage.database import db
from runstrength.training.thresholds import BOUNDS, DEFAULTS, Thresholds

pytestmark = pytest.mark.usefixtures("context")


def read(user) -> Thresholds:
    """The user's thresholds, as a signed-in request has them."""
    columns = (users.c.id.label("user_id"), *(c for c in users.c if c.name != "id"))
    row = db.session.execute(sa.select(*columns).where(users.c.id == user)).one()
    return accounts.user_from(row).thresholds


def keep(user, **stored) -> None:
    """Store moved thresholds past every check, as an earlier version may have done."""
    text = json.dumps(stored)
    db.session.execute(sa.update(users).where(users.c.id == user).values(rules=text))


def moved(**numbers) -> dict:
    return {name: str(number) for name, number in numbers.items()}


def test_a_new_user_has_the_defaults(user):
    assert read(user) == DEFAULTS


def test_moved_thresholds_and_rules_that_are_off_come_back(user):
    numbers = {"legs_before_run": 30, "long_run": 75, "hard_dates": 4, "monotony": Decimal("1.85")}
    chosen = Thresholds.chosen(numbers, ["few-lifts", "no-rest-day"])
    change_thresholds(user, chosen)
    assert read(user) == chosen
    assert read(user).moved == numbers
    assert type(read(user).monotony) is Decimal


def test_every_threshold_comes_back_at_either_bound(user):
    for name, bound in BOUNDS.items():
        for number in (bound.low, bound.high):
            try:
                chosen = Thresholds.chosen({name: number})
            except ValueError:
                continue  # It would lie beyond another, which has to move along.
            change_thresholds(user, chosen)
            assert read(user) == chosen, name


def test_only_what_differs_from_the_defaults_is_stored(user):
    change_thresholds(user, Thresholds.chosen({"hard_dates": 4, "rest_within": 7}))
    text = db.session.scalar(sa.select(users.c.rules).where(users.c.id == user))
    assert json.loads(text) == {"moved": {"hard_dates": "4"}, "off": []}


def test_the_defaults_again_leave_nothing_moved(user):
    change_thresholds(user, Thresholds.chosen({"hard_dates": 4}, ["few-lifts"]))
    change_thresholds(user, DEFAULTS)
    assert read(user) == DEFAULTS


def test_a_number_beyond_todays_bounds_is_the_default_again_and_the_others_stay(user):
    keep(user, moved=moved(hard_dates=BOUNDS["hard_dates"].high + 1, rest_within=9), off=[])
    assert read(user) == replace(DEFAULTS, rest_within=9)


def test_a_pair_that_no_longer_goes_together_falls_back_and_the_others_stay(user):
    keep(user, moved=moved(short_lift=60, long_lift=30, rest_within=9), off=["few-lifts"])
    found = read(user)
    assert found.rest_within == 9
    assert found.off == {"few-lifts"}
    assert found.short_lift <= found.long_lift


def test_names_that_are_no_thresholds_are_passed_over(user):
    keep(user, moved=moved(shoe_size=43, rest_within=9), off=[], colour="green")
    assert read(user) == replace(DEFAULTS, rest_within=9)


@pytest.mark.parametrize("stored", ["{}", '{"moved": {}}', '{"off": []}'])
def test_what_is_not_stored_is_the_default(user, stored):
    db.session.execute(sa.update(users).where(users.c.id == user).values(rules=stored))
    assert read(user) == DEFAULTS


def test_one_users_thresholds_are_no_other_users(user):
    other = accounts.add_user("ben@example.com", "a hash", accounts.Settings())
    change_thresholds(user, Thresholds.chosen({"hard_dates": 4}))
    assert read(other) == DEFAULTS


def test_the_holder_of_a_token_comes_with_the_thresholds(user):
    chosen = Thresholds.chosen({"monotony": Decimal("1.5")}, ["few-lifts"])
    change_thresholds(user, chosen)
    token = tokens.issue(user, tokens.TokenKind.API, "test")
    db.session.commit()
    holder = tokens.holder(token, date(2026, 11, 16), lock=False)
    assert holder.user.thresholds == chosen
