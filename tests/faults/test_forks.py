"""A fork is a program of its own: it has its surroundings, and ends as Python would end it."""

import os
import signal

from .forks import Fork, run

ONCE = ("-m", "timeit", "-n1", "-r1")
LASTING = (*ONCE, "import time; print('here', flush=True); time.sleep(60)")


def test_a_fork_has_the_surroundings_that_it_was_given_and_no_others(tmp_path):
    program = (*ONCE, "import os; print(sorted(os.environ))")
    done = run(program, {"ONE": "1", "TWO": "2"}, tmp_path)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == "['ONE', 'TWO']"


def test_a_fork_that_fails_says_so_and_ends_as_python_would(tmp_path):
    done = run(("app.py",), {"RUNSTRENGTH_HOME": str(tmp_path), "PORT": "any"}, tmp_path)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("RunStrength cannot start: PORT")
    assert len(done.stderr.splitlines()) == 1


def test_a_fork_that_is_killed_is_gone_and_the_next_one_starts(tmp_path):
    pids = set()
    for _ in range(2):
        with Fork(LASTING, {}) as fork:
            assert fork.stdout.readline() == "here\n"
            pids.add(fork.pid)
            fork.kill()
            assert fork.wait(10) == -signal.SIGKILL
    assert len(pids | {os.getpid()}) == 3


def test_a_fork_can_be_stopped_where_it_stands_and_goes_on():
    with Fork(LASTING, {}) as fork:
        assert fork.stdout.readline() == "here\n"
        fork.send_signal(signal.SIGSTOP)
        fork.wait_until_stopped()
        assert fork.poll() is None
        fork.send_signal(signal.SIGCONT)
        fork.terminate()
        assert fork.wait(10) == -signal.SIGTERM
