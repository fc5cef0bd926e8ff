"""A second step: a code counts once, for its own account, within half a minute of its time."""

from base64 import b32decode
from datetime import timedelta
from threading import Barrier, Thread
from uuid import UUID

import pytest
from pyotp import TOTP
from sqlalchemy import func, select

from runstrength.storage import accounts, second_factors
from runstrength.storage.account_tables import recovery_codes
from runstrength.storage.account_tables import second_factors as table
from runstrength.storage.database import db, now

pytestmark = pytest.mark.usefixtures("context")
NOW = now()
STEP = timedelta(seconds=30)


@pytest.fixture
def other(context) -> UUID:
    """Another user, with a second step that is on."""
    made = accounts.add_user("ben@example.com", "a hash", accounts.Settings())
    switch_on(made)
    return made


def secret_of(owner: UUID) -> str:
    return db.session.execute(select(table.c.secret).where(table.c.user_id == owner)).scalar()


def switch_on(owner: UUID) -> tuple[str, list[str]]:
    """Put someone's second step on, with a code of long ago; gives the secret and the codes."""
    secret = second_factors.begin(owner)
    long_ago = NOW - 100 * STEP
    return secret, second_factors.confirm(owner, secret, code(secret, long_ago), long_ago)


def code(secret: str, at=NOW) -> str:
    return TOTP(secret).at(at)


def wrong(secret: str) -> str:
    """Six digits that are of no step around now."""
    near = {code(secret, NOW + n * STEP) for n in range(-3, 4)}
    return next(each for each in map("{:06}".format, range(9)) if each not in near)


def codes_of(owner: UUID) -> int:
    own = select(func.count()).select_from(recovery_codes)
    return db.session.execute(own.where(recovery_codes.c.user_id == owner)).scalar()


def test_it_is_off_until_a_first_code_was_typed(user, other):
    secret = second_factors.begin(user)
    assert second_factors.found(user) is None
    assert not second_factors.is_on(user)
    assert not second_factors.take_code(user, code(secret), NOW)
    assert second_factors.confirm(user, secret, wrong(secret), NOW) is None
    assert not second_factors.is_on(user)
    assert codes_of(user) == 0

    assert len(second_factors.confirm(user, secret, code(secret), NOW)) == 10
    assert second_factors.is_on(user)
    assert second_factors.found(user).codes_left == 10


def test_somebody_elses_second_step_is_not_ones_own(user, other):
    assert second_factors.found(user) is None
    assert not second_factors.is_on(user)
    assert not second_factors.switch_off(user)
    assert second_factors.found(other).codes_left == 10


def test_the_first_code_signs_in_nobody_again(user):
    secret = second_factors.begin(user)
    second_factors.confirm(user, secret, code(secret), NOW)

    assert not second_factors.take_code(user, code(secret), NOW)
    assert second_factors.take_code(user, code(secret, NOW + STEP), NOW)


def test_a_secret_is_confirmed_once_by_whom_it_is_for(user, other):
    secret = second_factors.begin(user)
    assert not second_factors.is_waiting_for(other, secret)
    assert second_factors.confirm(other, secret, code(secret), NOW) is None
    assert second_factors.is_waiting_for(user, secret)
    newer = second_factors.begin(user)

    assert not second_factors.is_waiting_for(user, secret)
    assert second_factors.confirm(user, secret, code(secret), NOW) is None
    assert second_factors.confirm(user, newer, code(newer), NOW)
    assert not second_factors.is_waiting_for(user, newer)
    assert second_factors.confirm(user, newer, code(newer, NOW + STEP), NOW) is None


@pytest.mark.parametrize(
    ("steps", "is_taken"), [(-3, False), (-2, False), (-1, True), (0, True), (1, True), (2, False)]
)
def test_a_code_counts_a_step_before_and_after_its_own(user, other, steps, is_taken):
    secret, _ = switch_on(user)

    assert second_factors.take_code(user, code(secret, NOW + steps * STEP), NOW) is is_taken


def test_a_code_counts_once(user, other):
    secret, _ = switch_on(user)
    typed = code(secret)
    assert second_factors.take_code(user, typed, NOW)

    assert not any(second_factors.take_code(user, typed, NOW + n * STEP) for n in (0, 1, -1))


def test_after_a_newer_code_an_older_one_does_not_count(user):
    secret, _ = switch_on(user)
    assert second_factors.take_code(user, code(secret, NOW + STEP), NOW)

    assert not second_factors.take_code(user, code(secret), NOW)
    assert not second_factors.take_code(user, code(secret, NOW - STEP), NOW)


def test_a_clock_that_is_set_back_lets_no_code_count_again(user):
    secret, (recovery, *_) = switch_on(user)
    assert second_factors.take_code(user, code(secret), NOW)
    earlier = NOW - 20 * STEP

    assert not second_factors.take_code(user, code(secret, earlier), earlier)
    assert second_factors.take_recovery_code(user, recovery)  # The way in meanwhile.
    assert second_factors.take_code(user, code(secret, NOW + STEP), NOW + STEP)


def test_ones_code_opens_nobody_elses_account(user, other):
    secret, (recovery, *_) = switch_on(user)

    assert not second_factors.take_code(other, code(secret), NOW)
    assert not second_factors.take_recovery_code(other, recovery)
    assert second_factors.found(other).codes_left == 10
    assert second_factors.take_code(user, code(secret), NOW)
    assert second_factors.take_recovery_code(user, recovery)


def test_each_is_asked_for_codes_of_their_own(user, other):
    switch_on(user)

    assert [second_factors.take_code(u, code(secret_of(u)), NOW) for u in (user, other)] == [
        True
    ] * 2


def test_ones_code_uses_up_no_step_of_anybody_else(user, other):
    switch_on(user)
    last = select(table.c.last_step).where(table.c.user_id == other)
    before = db.session.execute(last).scalar()
    second_factors.take_code(user, code(secret_of(user)), NOW)

    assert db.session.execute(last).scalar() == before


def test_a_recovery_code_counts_once_and_only_its_hash_is_kept(user):
    _, codes = switch_on(user)
    kept = db.session.execute(select(recovery_codes.c.hash)).scalars().all()

    assert [second_factors.take_recovery_code(user, codes[0]) for _ in range(2)] == [True, False]
    assert second_factors.found(user).codes_left == 9
    assert not {each.encode() for each in codes} & set(kept)
    assert {len(b32decode(each)) * 8 for each in codes} == {120}
    assert len(set(codes)) == 10


def test_new_recovery_codes_take_the_place_of_ones_own_old_ones(user, other):
    _, old = switch_on(user)
    new = second_factors.renew_codes(user)

    assert not any(second_factors.take_recovery_code(user, each) for each in old)
    assert all(second_factors.take_recovery_code(user, each) for each in new)
    assert codes_of(other) == 10


def test_only_ones_own_codes_and_all_of_them_are_known(user, other):
    _, codes = switch_on(user)

    assert second_factors.are_codes(user, codes)
    assert not second_factors.are_codes(user, codes[1:])
    assert not second_factors.are_codes(user, [*codes, codes[0]])
    assert not second_factors.are_codes(other, codes)
    second_factors.switch_off(user)
    assert not second_factors.are_codes(user, [])


def test_switched_off_nothing_of_it_stays_and_nobody_elses_goes(user, other):
    secret, codes = switch_on(user)
    assert second_factors.switch_off(user)

    assert not second_factors.is_on(user)
    assert not second_factors.take_code(user, code(secret), NOW)
    assert not second_factors.take_recovery_code(user, codes[0])
    assert (second_factors.is_on(other), codes_of(other)) == (True, 10)


@pytest.mark.parametrize("kind", ["an app's code", "a recovery code"])
def test_of_eight_that_come_at_once_with_one_code_one_gets_it(app, user, kind):
    secret, (recovery, *_) = switch_on(user)
    db.session.commit()
    barrier, taken = Barrier(8), []

    def take():
        with app.app_context():
            barrier.wait()
            if kind == "a recovery code":
                got = second_factors.take_recovery_code(user, recovery)
            else:
                got = second_factors.take_code(user, code(secret), NOW)
            db.session.commit()
            taken.append(got)

    threads = [Thread(target=take) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(taken) == [False] * 7 + [True]


def test_a_code_that_was_read_before_another_was_taken_does_not_count(app, user, monkeypatch):
    """What a lock prevents on SQLite: the newest step is asked where it is written, not before."""
    secret, _ = switch_on(user)
    step = second_factors._step

    def overtaken(*asked):
        with monkeypatch.context() as patched:
            patched.setattr(second_factors, "_step", step)
            assert second_factors.take_code(user, code(secret), NOW)
        return step(*asked)

    monkeypatch.setattr(second_factors, "_step", overtaken)
    assert not second_factors.take_code(user, code(secret), NOW)
