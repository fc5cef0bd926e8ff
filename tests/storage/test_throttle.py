"""Failed sign-ins: ten for an account or thirty from an address within a quarter of an hour."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from runstrength.storage import throttle
from runstrength.storage.account_tables import sign_in_failures
from runstrength.storage.database import db
from tests.storage.conftest import app_at

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
    clock(59)
    fail(1)
    clock(2)
    fail(1)
    clock(59)
    fail(1)

    assert rows() == 2


def test_tries_are_counted_before_they_are_made(clock):
    waits = [throttle.try_once(ANNA, f"10.1.0.{n}") for n in range(12)]

    assert waits == [None] * 10 + [15 * MINUTE] * 2
    assert rows() == 10


def test_thirty_tries_from_an_address_are_let_through(clock):
    waits = [throttle.try_once(f"{n}@example.com", HOME) for n in range(32)]

    assert waits == [None] * 30 + [15 * MINUTE] * 2
    assert throttle.try_once("new@example.com", "10.0.0.2") is None


def test_a_known_browser_has_ten_tries_of_its_own_whatever_others_do(clock):
    for n in range(40):
        throttle.note_failure(f"{n}@example.com", HOME)
    fail(10)
    assert throttle.try_once(ANNA, "10.9.9.9") == 15 * MINUTE
    assert throttle.try_once("new@example.com", HOME) == 15 * MINUTE
    waits = [throttle.try_once(ANNA, HOME, "her phone") for _ in range(11)]

    assert waits == [None] * 10 + [15 * MINUTE]
    assert throttle.try_once(ANNA, HOME, "her laptop") is None


def test_a_password_that_is_right_on_a_known_browser_forgives_that_browser_alone(clock):
    fail(10)
    for _ in range(10):
        throttle.try_once(ANNA, HOME, "her phone")
    throttle.forget_failures(ANNA, "her phone")

    assert throttle.try_once(ANNA, HOME, "her phone") is None
    assert throttle.try_once(ANNA, "10.9.9.9") == 15 * MINUTE


def test_an_account_gets_three_mails_an_hour(clock):
    for _ in range(3):
        clock(10)
        assert throttle.may_mail(ANNA)
        throttle.note_mail(ANNA)
    clock(39.9)
    assert not throttle.may_mail(ANNA)
    assert throttle.may_mail("ben@example.com")
    clock(0.2)

    assert throttle.may_mail(ANNA)


def test_who_asks_for_mails_can_still_sign_in_and_the_other_way_round(clock):
    waits = [throttle.try_reset(ANNA, HOME) for _ in range(31)]
    assert waits == [None] * 30 + [15 * MINUTE]
    assert throttle.try_once(ANNA, HOME) is None
    for n in range(30):
        throttle.note_failure(f"{n}@example.com", "10.0.0.2")

    assert throttle.try_reset(ANNA, "10.0.0.2") is None


@pytest.mark.parametrize(
    ("one", "other", "are_one"),
    [
        ("2001:db8::1", "2001:db8::ffff:1", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("10.0.0.1", "::ffff:10.0.0.1", True),
        ("10.0.0.1", "10.0.0.2", False),
        ("", "10.0.0.2", False),
        ("a unix socket", "another", False),
    ],
)
def test_the_addresses_of_one_customer_are_counted_as_one(clock, one, other, are_one):
    for n in range(30):
        throttle.note_failure(f"{n}@example.com", one)

    assert bool(throttle.try_once(ANNA, other)) is are_one


@pytest.mark.parametrize("days", [-3650, -1, 1, 3650])
def test_a_clock_that_was_wrong_keeps_nobody_waiting_for_longer(clock, days):
    clock(days * 24 * 60)
    fail(10)
    clock(-days * 24 * 60)

    assert throttle.wait_before_sign_in(ANNA, HOME) is None
    throttle.forget_old()
    assert rows() == 0


def test_a_flood_leaves_a_bounded_number_of_rows(clock, monkeypatch):
    monkeypatch.setattr(throttle, "MOST_ROWS", 50)
    for n in range(300):
        throttle.note_failure(f"{n}@example.com", f"10.1.{n // 250}.{n % 250}")

    assert rows() <= 51
    fail(10)
    assert throttle.wait_before_sign_in(ANNA, HOME)


def test_what_is_over_goes_in_bounded_steps(clock, monkeypatch):
    monkeypatch.setattr(throttle, "FORGOTTEN_AT_ONCE", 20)
    for n in range(100):
        throttle._count(bytes(32), f"10.1.0.{n}")
    clock(61)
    counts = []
    for _ in range(6):
        throttle.forget_old()
        counts.append(rows())

    assert counts == [80, 60, 40, 20, 0, 0]


def test_failures_outlive_a_restart(clock, app):
    fail(10)
    db.session.commit()
    db.session.remove()
    db.engine.dispose()
    again = app_at(app.config["SQLALCHEMY_DATABASE_URI"])
    with again.app_context():
        assert throttle.wait_before_sign_in(ANNA, HOME) == 15 * MINUTE
        db.session.remove()
        db.engine.dispose()


def test_an_address_that_was_typed_is_not_kept_in_the_clear(clock):
    fail(1, email="my password, in the wrong box")
    (row,) = db.session.execute(select(sign_in_failures)).all()

    assert "password" not in repr(tuple(row))


def rows() -> int:
    """How many there are."""
    return db.session.execute(select(func.count()).select_from(sign_in_failures)).scalar()


def fail(times: int, email: str = ANNA, address: str = HOME) -> None:
    """Note so many failed sign-ins."""
    for n in range(times):
        throttle.note_failure(email, address if address == HOME else f"10.1.0.{n}")
    db.session.flush()
