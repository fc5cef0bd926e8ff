"""What a key is kept with: the write that it stands for, and the version that this made."""

from uuid import uuid4

from runstrength.storage import accounts, idempotency, workouts
from runstrength.storage.database import db
from tests.storage.test_writes import count, write
from tests.training.build import run

RUN = run("2024-11-18 07:00", effort=3)
PUT = f"put {RUN.id}"


def test_a_key_knows_the_version_that_its_write_made(context, user):
    idempotency.is_new(user, "key", PUT, 4)

    assert idempotency.version_made(user, "key", RUN.id) == 4


def test_a_key_of_what_makes_no_version_knows_none(context, user):
    idempotency.is_new(user, "key", f"check-in {RUN.id}")

    assert idempotency.version_made(user, "key", RUN.id) is None
    assert idempotency.version_made(user, "another", RUN.id) is None


def test_a_key_knows_nothing_of_another_workout(context, user):
    idempotency.is_new(user, "key", PUT, 4)

    assert idempotency.version_made(user, "key", uuid4()) is None


def test_a_key_that_is_sent_again_keeps_its_version(context, user):
    assert idempotency.is_new(user, "key", PUT, 4)
    assert not idempotency.is_new(user, "key", PUT, 9)
    assert not idempotency.is_new(user, "key", PUT)

    assert idempotency.version_made(user, "key", RUN.id) == 4


def test_a_version_is_ones_own(context, user):
    ben = accounts.add_user("ben@example.com", "a hash", accounts.Settings())
    idempotency.is_new(user, "key", PUT, 4)
    assert idempotency.version_made(ben, "key", RUN.id) is None
    idempotency.is_new(ben, "key", PUT, 7)
    idempotency.made(ben, "key", 8)

    assert idempotency.version_made(user, "key", RUN.id) == 4
    assert idempotency.version_made(ben, "key", RUN.id) == 8


def test_a_version_is_corrected_for_its_key_alone(context, user):
    for key in ("one", "two"):
        idempotency.is_new(user, key, PUT, 4)
    idempotency.made(user, "one", 3)

    assert [idempotency.version_made(user, key, RUN.id) for key in ("one", "two")] == [3, 4]


def test_a_key_that_is_not_kept_has_nothing_to_correct(context, user):
    idempotency.made(user, "key", 3)

    assert idempotency.version_made(user, "key", RUN.id) is None
    assert count(idempotency.idempotency_keys) == 0


def test_a_version_is_kept_with_the_write_or_not_at_all(app, user):
    with app.app_context():
        idempotency.is_new(user, "lost", PUT, 1)
        workouts.put(user, None, RUN, None)
    with app.app_context():
        assert idempotency.version_made(user, "lost", RUN.id) is None
        idempotency.is_new(user, "kept", PUT, 1)
        write(user, RUN)
        db.session.commit()
    with app.app_context():
        assert idempotency.version_made(user, "kept", RUN.id) == 1
