"""Failed sign-ins: ten for an account or thirty from an address within a quarter of an hour."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from runstrength.storage import throttle
from runstrength.storage.account_tables import sign_in_failures
from runstrength.storage.database import db

MINUTE = timedelta(minutes=1)
ANNA, HOME = "anna@example.com", "10.0.0.1"

pytestmark = pytest.mark.usefixtures("context")


@pytest.fixture
def clock(monkeypatch):
    """The storage's clock: stopped, and moved by `clock(minutes)`."""
    time = [throttle.now()]
    monkeypatch.setattr(throttle, "now", lambda: time[0])

    def move(minutes: float):
        time[0] += minutes * MINUTE

    return move


def test_nobody_has_to_wait_at_first(clock):
    assert throttle.wait_before_sign_in(ANNA, HOME) is None


def test_ten_failures_of_an_account_are_free_and_then_it_waits_from_anywhere(clock):
    fail(9, address="each its own")
    assert throttle.wait_before_sign_in(ANNA, HOME) is None
    fail(1)

    assert throttle.wait_before_sign_in(ANNA, HOME) == 15 * MINUTE
    assert throttle.wait_before_sign_in(ANNA, "10.9.9.9") == 15 * MINUTE
    assert throttle.wait_before_sign_in("ben@example.com", HOME) is None


def test_thirty_failures_from_an_address_are_free_and_then_it_waits_for_any_account(clock):
    for n in range(30):
        assert throttle.wait_before_sign_in(f"{n}@example.com", HOME) is None
        throttle.note_failure(f"{n}@example.com", HOME)

    assert throttle.wait_before_sign_in("new@example.com", HOME) == 15 * MINUTE
    assert throttle.wait_before_sign_in("new@example.com", "10.0.0.2") is None


def test_the_wait_ends_when_the_oldest_of_ten_is_a_quarter_of_an_hour_old(clock):
    fail(1)
    clock(5)
    fail(9)
    assert throttle.wait_before_sign_in(ANNA, HOME) == 10 * MINUTE
    clock(9.99)
    assert throttle.wait_before_sign_in(ANNA, HOME) == 0.01 * MINUTE
    clock(0.01)

    assert throttle.wait_before_sign_in(ANNA, HOME) is None
    fail(1)
    assert throttle.wait_before_sign_in(ANNA, HOME) == 5 * MINUTE


def test_a_slow_guesser_never_waits_and_never_gets_more_than_ten(clock):
    for _ in range(40):
        assert throttle.wait_before_sign_in(ANNA, HOME) is None
        fail(1)
        clock(1.6)


def test_the_right_password_forgets_the_account_and_not_the_address(clock):
    fail(10)
    throttle.forget_failures(ANNA)
    assert throttle.wait_before_sign_in(ANNA, HOME) is None

    for n in range(30):
        throttle.note_failure(f"{n}@example.com", HOME)
    throttle.forget_failures("0@example.com")
    assert throttle.wait_before_sign_in(ANNA, HOME) is None
    throttle.note_failure("0@example.com", HOME)
    assert throttle.wait_before_sign_in(ANNA, HOME) == 15 * MINUTE


def test_what_no_longer_counts_is_forgotten(clock):
    fail(10)
    clock(16)
    fail(1)

    assert db.session.execute(select(func.count()).select_from(sign_in_failures)).scalar() == 1


def test_an_address_that_was_typed_is_not_kept_in_the_clear(clock):
    fail(1, email="my password, in the wrong box")
    (row,) = db.session.execute(select(sign_in_failures)).all()

    assert "password" not in repr(tuple(row))


def fail(times: int, email: str = ANNA, address: str = HOME) -> None:
    """Note so many failed sign-ins."""
    for n in range(times):
        throttle.note_failure(email, address if address == HOME else f"10.1.0.{n}")
    db.session.flush()
