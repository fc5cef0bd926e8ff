"""A machine with a server and its worker, whose processes are killed and started again."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from .imports import moments
from .servers import OWN_SETTINGS, ROOT, Server, serving

PATIENCE_S = 20
WORKER = [sys.executable, "-m", "runstrength.web.worker"]


class Machine:
    """One home, at most one server on it, and the worker that the server keeps beside itself."""

    def __init__(self, home: Path, program: Sequence[str] = ("app.py",)):
        self.home, self.program = home, program
        self._stack = ExitStack()
        self.server: Server | None = None

    def __enter__(self) -> "Machine":
        self.start()
        return self

    def __exit__(self, *_) -> None:
        self._stack.close()

    def start(self) -> Server:
        """Start a server; one that ran before is gone."""
        self._stack.close()
        self.server = self._stack.enter_context(serving(self.home, program=self.program))
        return self.server

    @property
    def workers(self) -> list[int]:
        """The processes beside the server."""
        return [pid for pid, parent in _processes() if parent == self.server.process.pid]

    @property
    def complaints(self) -> str:
        """All that any server or worker wrote to its standard error."""
        return "".join(path.read_text() for path in sorted(self.home.glob("errors-*")))

    def a_worker(self) -> int:
        """The process of the worker, once there is one."""
        for _ in moments(PATIENCE_S):
            if found := self.workers:
                return found[0]
        raise TimeoutError("no worker")

    def kill_worker(self) -> None:
        """Kill the worker alone; the server sees to another."""
        _kill(self.a_worker())

    def kill_web(self) -> None:
        """Kill the server alone: its worker ends by itself. Then start again."""
        left = self.workers
        self.end(signal.SIGKILL)
        for _ in moments(PATIENCE_S):
            if not (left := alive(left)):
                break
        assert left == []
        self.start()

    def kill_all(self) -> None:
        """Kill the server and its worker, as a power cut would, and start again."""
        both = [self.server.process.pid, *self.workers]
        for pid in both:
            _kill(pid)
        self.server.process.wait(PATIENCE_S)
        self.start()

    def end(self, by: signal.Signals) -> None:
        """End the server by a signal."""
        self.server.process.send_signal(by)
        self.server.process.wait(PATIENCE_S)

    @contextmanager
    def another_worker(self, **settings: str) -> Iterator[subprocess.Popen]:
        """A second worker on the same home, as one that outlived its server; killed at the end."""
        inherited = {name: told for name, told in os.environ.items() if name not in OWN_SETTINGS}
        own = {"RUNSTRENGTH_HOME": str(self.home), **settings}
        with (
            open(self.home / "errors-second", "a") as errors,
            subprocess.Popen(
                WORKER, cwd=ROOT, env=inherited | own, stdin=subprocess.PIPE, stderr=errors
            ) as process,
        ):
            try:
                yield process
            finally:
                process.kill()


@contextmanager
def paused(pid: int) -> Iterator[None]:
    """Stop a process where it stands, and let it go on at the end."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGCONT)


def wait_until_caught(pid: int, number: signal.Signals) -> None:
    """Wait until a process has a handler of its own for a signal, and a moment more."""
    for _ in moments(PATIENCE_S):
        status = Path(f"/proc/{pid}/status").read_text()
        caught = int(status.partition("SigCgt:")[2].split()[0], 16)
        if caught >> (number - 1) & 1:
            time.sleep(0.5)
            return
    raise TimeoutError("no handler")


def alive(pids: list[int]) -> list[int]:
    """Those of the processes that still run."""
    known = {pid for pid, _ in _processes()}
    return [pid for pid in pids if pid in known]


def _kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def _processes() -> list[tuple[int, int]]:
    """Every process with its parent, but for those that only wait to be counted."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # It ended meanwhile.
            state, parent, *_ = path.read_text().rpartition(")")[2].split()
            if state != "Z":
                found.append((int(path.parent.name), int(parent)))
    return found
