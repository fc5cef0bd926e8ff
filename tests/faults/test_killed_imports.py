"""Imports whose server, worker or both are killed in the middle go on by themselves."""

import time
from random import Random
from types import SimpleNamespace

import pytest

from runstrength.jobs.queue import ask_for, queue_of

from .imports import BUSY, Bringing, Upload, moments
from .machines import Machine, paused
from .people import Person

LIVES, LIVES_OF_BOTH, LIVES_OF_TWO = 5, 4, 4  # Each of three kills, but for those of two workers.
LARGE = Upload(2000, 40)
SHORT = Upload(600, 20)
PAUSE_S = 0.3


VICTIMS = {
    "the worker": lambda machine: machine.kill_worker(),
    "the web process": lambda machine: machine.kill_web(),
    "all of it": lambda machine: machine.kill_all(),
}


@pytest.mark.long
@pytest.mark.parametrize(
    ("victim", "life"),
    [
        *(("the worker", life) for life in range(LIVES)),
        *(("the web process", life) for life in range(LIVES)),
        *(("all of it", life) for life in range(LIVES_OF_BOTH)),
    ],
)
def test_an_import_that_is_killed_in_every_step_goes_on_by_itself(tmp_path, victim, life):
    chance = Random(f"{victim} {life}")  # noqa: S311
    upload = LARGE if life else SHORT
    with Machine(tmp_path) as machine:
        anna = Person.signed_up(machine.server, tmp_path)
        bringing = Bringing.sent(anna, machine.server, upload)

        def strike(status: str) -> None:
            bringing.wait_for_share(status, chance.uniform(0, 0.8))
            time.sleep(chance.uniform(0, PAUSE_S))
            VICTIMS[victim](machine)

        strike("reading")
        bringing.wait_for("preview")
        assert bringing.confirm(machine.server).status == 202
        strike("importing")
        bringing.wait_for("done")
        bringing.assert_all_in()
        assert bringing.undo(machine.server).status == 202
        strike("undoing")
        bringing.wait_for("undone")
        bringing.assert_all_out()
        assert machine.complaints == ""


@pytest.mark.long
@pytest.mark.parametrize("life", range(LIVES_OF_TWO))
def test_two_workers_at_once_do_all_of_it_once(tmp_path, life):
    chance = Random(life)  # noqa: S311
    queue = SimpleNamespace(extensions={}, config={"QUEUE": str(tmp_path / "queue.sqlite3")})
    with Machine(tmp_path) as machine:
        anna = Person.signed_up(machine.server, tmp_path)
        bringing = Bringing.sent(anna, machine.server, LARGE if life else SHORT)
        first = machine.a_worker()
        with machine.another_worker() as other:
            second = other.pid
            bringing.wait_for("preview")
            _wait_until_at_work(second, first, queue, bringing)

            def do_twice(last: str) -> None:
                while bringing.row["status"] in BUSY:
                    ask_for(queue, anna.id, bringing.id)
                    with paused(chance.choice([first, second])):
                        time.sleep(chance.uniform(0, PAUSE_S))
                    time.sleep(chance.uniform(0, PAUSE_S / 2))
                bringing.wait_for(last)

            assert bringing.confirm(machine.server).status == 202
            do_twice("done")
            bringing.assert_all_in()
            assert bringing.undo(machine.server).status == 202
            do_twice("undone")
            bringing.assert_all_out()
            assert machine.complaints == ""


def _wait_until_at_work(second: int, first: int, queue, bringing: Bringing) -> None:
    """Look whether it takes what is asked for while the other stands still."""
    with paused(first):
        for _ in moments(20, 0.5):
            ask_for(queue, bringing.person.id, bringing.id)
            time.sleep(0.7)
            if not len(queue_of(queue)):
                return
    raise TimeoutError(second)
