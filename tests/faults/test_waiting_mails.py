"""Mails that waited while everything was off: they are sent once it is on again."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from types import SimpleNamespace
from uuid import uuid4

import pytest

from runstrength.jobs.queue import queue_of, waits_in
from runstrength.web import worker
from tests.web.accounts.post_office import Office, post_office

from .. import databases
from ..kits import long
from .machines import WORKER
from .people import Person
from .servers import OWN_SETTINGS, ROOT, serving

PATIENCE_S = 30
NEXT_TRY_S = 1


@pytest.fixture
def office() -> Iterator[Office]:
    """A mail server."""
    with post_office() as opened:
        yield opened


@pytest.mark.parametrize("delay_s", [None, NEXT_TRY_S], ids=["for a worker", "for its next try"])
@pytest.mark.parametrize("place", [long("beside"), "apart"])
def test_a_mail_that_waited_is_sent_after_a_restart(tmp_path, office, place, delay_s):
    told = settings(office) | {"WORKER": place}
    with serving(tmp_path, **told) as server:
        anna = Person.signed_up(server, tmp_path)
    app = queue_at(tmp_path)
    leave(app, anna, delay_s)
    with (
        serving(tmp_path, **told) as server,
        a_worker(tmp_path, **told) if place == "apart" else nullcontext(),
    ):
        assert office.came.acquire(timeout=PATIENCE_S), server.complaints
    assert "was changed" in office.mails[0]["Subject"]
    assert waits_in(app) == 0


def test_a_worker_that_has_a_mail_to_try_again_does_not_rest(tmp_path, monkeypatch):
    for name in ("_clear", "_back_up"):
        monkeypatch.setattr(worker, name, lambda _: None)
    monkeypatch.setattr(worker, "IDLE_S", 0.01)
    app = queue_at(tmp_path)
    rounds = worker._Rounds(app)
    time.sleep(0.02)
    assert rounds.look()
    leave(app, Person(uuid4(), "", tmp_path), 20)
    time.sleep(0.02)
    assert not rounds.look()


def leave(app: SimpleNamespace, person: Person, delay_s: float | None) -> None:
    """Leave a mail in the queue: for any worker, or for its next try in some seconds."""
    queue = queue_of(app)
    mail = queue.tell.s(str(person.id), "password", delay=delay_s)
    (queue.enqueue if delay_s is None else queue.add_schedule)(mail)
    assert waits_in(app) == 1


def settings(office: Office) -> dict[str, str]:
    """What a server has to know of a mail server."""
    url = f"smtp://127.0.0.1:{office.port}"
    return {"SMTP_URL": url, "MAIL_FROM": "log@log.example", "PUBLIC_URL": "https://log.example"}


def queue_at(home: Path) -> SimpleNamespace:
    """An app, as far as its queue goes."""
    return SimpleNamespace(extensions={}, config={"QUEUE": str(home / "queue.sqlite3")})


@contextmanager
def a_worker(home: Path, **told: str) -> Iterator[None]:
    """A worker that somebody else started."""
    inherited = {name: value for name, value in os.environ.items() if name not in OWN_SETTINGS}
    own = {"RUNSTRENGTH_HOME": str(home)} | databases.settings_for(home) | told
    with subprocess.Popen(WORKER, cwd=ROOT, env=inherited | own) as process:
        try:
            yield
        finally:
            process.kill()
