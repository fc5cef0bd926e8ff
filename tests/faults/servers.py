"""Real servers: each is a process of its own, and several may share one home."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkstemp
from typing import IO

from .. import databases
from . import forks
from .forks import Fork

ROOT = Path(__file__).parents[2]
OWN_SETTINGS = ("DATABASE_URL", "SECRET_KEY")
PATIENCE_S = 10


class NotServing(Exception):
    """The server did not start; the message is what it said."""


@dataclass(frozen=True)
class Server:
    """A running `python app.py`."""

    address: str
    process: subprocess.Popen | Fork
    errors: Path

    @property
    def complaints(self) -> str:
        """All that it wrote to its standard error so far."""
        return self.errors.read_text()

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Stop the process where it stands, by a signal, and let it go on at the end."""
        self.process.send_signal(signal.SIGSTOP)
        _wait_until_stopped(self.process)
        try:
            yield
        finally:
            self.process.send_signal(signal.SIGCONT)


@contextmanager
def serving(
    home: Path,
    port: int = 0,
    *,
    program: Sequence[str] = ("app.py",),
    under: Sequence[str] = (),
    **settings: str,
) -> Iterator[Server]:
    """A server on the data in `home`, until the end; port 0 is any that is free.

    `program` is what Python runs, `under` a command that runs Python; `settings` are environment
    variables.

    Raises `NotServing`.
    """
    home.mkdir(parents=True, exist_ok=True)
    descriptor, errors = mkstemp(prefix="errors-", dir=home)
    inherited = {name: value for name, value in os.environ.items() if name not in OWN_SETTINGS}
    own = {"RUNSTRENGTH_HOME": str(home), "HOST": "127.0.0.1", "PORT": str(port)}
    own |= databases.settings_for(home) | settings
    with (
        open(descriptor, "w") as written,
        _started(program, under, inherited | own, written) as process,
    ):
        try:
            line = process.stdout.readline().strip()
            if not line.startswith("RunStrength is at http://"):
                raise NotServing(line + Path(errors).read_text())
            yield Server(line.split()[-1], process, Path(errors))
        finally:
            _end(process)


def _started(
    program: Sequence[str], under: Sequence[str], env: dict[str, str], errors: IO
) -> subprocess.Popen | Fork:
    """A fork, where it is the very code that was read, and nothing comes before Python itself."""
    if ROOT == forks.ROOT and not under and env.get("PYTHONPATH") == os.environ.get("PYTHONPATH"):
        return Fork(program, env, stderr=errors)
    return subprocess.Popen(
        [*under, sys.executable, *program],
        cwd=ROOT,
        env=env,
        stdout=subprocess.PIPE,
        stderr=errors,
        text=True,
    )


def _wait_until_stopped(process: subprocess.Popen | Fork) -> None:
    """Wait until a signal has stopped it where it stands."""
    if isinstance(process, Fork):
        process.wait_until_stopped()
    else:
        os.waitid(os.P_PID, process.pid, os.WSTOPPED)


def _end(process: subprocess.Popen | Fork) -> None:
    """End it whatever state it is in: a stopped one hears of its end when it goes on."""
    process.terminate()
    process.send_signal(signal.SIGCONT)
    try:
        process.wait(PATIENCE_S)
    except subprocess.TimeoutExpired:
        process.kill()
