"""The queue of long work: huey, on SQLite beside the log, or on Redis by setting.

Of imports it only says what to look at: how far one is stands in the database, so that a worker
that was killed in the middle goes on where it was. A mail that is asked for stands here alone.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from flask import Flask
from huey import CancelExecution, Huey, RedisHuey, SqliteHuey

from ..storage import imports
from ..storage.database import only_reading
from . import importing, mail

NAME = "runstrength"
# A mail server that does not answer is tried again; what waited for longer is of no use to anyone.
MAIL_AGAIN = {"retries": 3, "retry_delay": 20, "expires": timedelta(minutes=30)}


def queue_of(app: Flask) -> Huey:
    """The queue of an app, with the work that it can do; made when it is first asked for."""
    if "queue" not in app.extensions:
        app.extensions["queue"] = _make(app)
    return app.extensions["queue"]


def _make(app: Flask) -> Huey:
    queue = _empty(app.config)

    @queue.task(name="go_on")
    def go_on(user_id: str, import_id: str) -> None:
        with _working(queue, app):
            importing.go_on(UUID(user_id), UUID(import_id))

    @queue.task(name="send_reset", **MAIL_AGAIN)
    def send_reset(email: str) -> None:
        with _working(queue, app):
            mail.send_reset(email)

    @queue.task(name="tell", **MAIL_AGAIN)
    def tell(user_id: str, what: str) -> None:
        with _working(queue, app):
            mail.tell(UUID(user_id), mail.Changed(what))

    queue.go_on, queue.send_reset, queue.tell = go_on, send_reset, tell
    queue.is_working = False
    return queue


@contextmanager
def _working(queue: Huey, app: Flask) -> Iterator[None]:
    queue.is_working = True
    try:
        with app.app_context():
            yield
    except mail.Unsent as error:
        raise CancelExecution from error  # Tried again a few times, and then given up.
    finally:
        queue.is_working = False


def ask_for(app: Flask, user_id: UUID, import_id: UUID) -> None:
    """Ask for the next step of an import."""
    queue_of(app).go_on(str(user_id), str(import_id))


def ask_for_unfinished(app: Flask) -> int:
    """Ask for the next step of every import that was left in the middle, and say how many."""
    with app.app_context(), only_reading():
        unfinished = imports.unfinished()
    for user_id, import_id in unfinished:
        ask_for(app, user_id, import_id)
    return len(unfinished)


def waits_in(app: Flask) -> int:
    """How much waits in the queue, be it for a worker or for the time of its next try."""
    queue = queue_of(app)
    return len(queue) + queue.scheduled_count()


def forget_imports(app: Flask) -> None:
    """Empty the queue of steps of imports, which can be asked for anew; mails stay in it."""
    queue = queue_of(app)
    waiting = [queue.dequeue() for _ in range(len(queue))]
    for task in waiting:
        if task and task.name != "go_on":
            queue.enqueue(task)


def _empty(config: Mapping) -> Huey:
    immediate = config.get("QUEUE_IMMEDIATE", False)
    if config.get("REDIS_URL"):
        return RedisHuey(NAME, url=config["REDIS_URL"], results=False, immediate=immediate)
    try:
        return _in_file(config["QUEUE"], immediate)
    except sqlite3.OperationalError:  # No room, or no way to it: another file would fare no better.
        raise
    except sqlite3.DatabaseError:  # Damaged, as by a power cut. It holds nothing of its own.
        for name in (config["QUEUE"], f"{config['QUEUE']}-wal", f"{config['QUEUE']}-shm"):
            with suppress(FileNotFoundError):
                Path(name).unlink()
        return _in_file(config["QUEUE"], immediate)


def _in_file(path: str, immediate: bool) -> Huey:
    return SqliteHuey(
        NAME,
        filename=path,
        fsync=True,  # Else a power cut may damage the file, and a mail stands nowhere else.
        results=False,
        immediate=immediate,
        immediate_use_memory=True,
    )
