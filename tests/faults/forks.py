"""Python programs that start in a tenth of the time: forks of one that has read the app's modules.

Each is a process of its own, as `python app.py` is: it makes its own app, opens its own files, and
can be stopped and killed like any other. What it has from the first one is imported code alone.
"""

import atexit
import json
import os
import runpy
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from threading import Lock
from typing import IO, NoReturn

ROOT = Path(__file__).parents[2]
READ = ("runstrength.web.application", "runstrength.web.serving", "runstrength.web.worker")
LONGEST = 100_000  # Of a question, in bytes: the whole environment is in it.
LOOK_EVERY_S = 0.005
NOTHING = -1  # Became of it since the last look.


class Fork:
    """A program that runs in a fork; what is used of a `Popen`, it has, too."""

    def __init__(
        self,
        program: Sequence[str],
        env: Mapping[str, str],
        stdout: IO | None = None,
        stderr: IO | None = None,
    ):
        """Start it as `python *program` would; without `stdout`, its own is to be read here."""
        self.stdout, self.returncode = None, None
        written = stdout
        if stdout is None:
            read, write = os.pipe()
            self.stdout, written = os.fdopen(read), os.fdopen(write, "w")
        told = {"program": list(program), "env": dict(env)}
        self.pid = _first().ask(told, [written.fileno(), (stderr or sys.stderr).fileno()])
        if stdout is None:
            written.close()

    def __enter__(self) -> "Fork":
        return self

    def __exit__(self, *_) -> None:
        if self.stdout:
            self.stdout.close()
        self.wait()

    def send_signal(self, number: int) -> None:
        """Send a signal, unless it is known to have ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def poll(self) -> int | None:
        """How it ended, if it did."""
        if self.returncode is None:
            self._look()
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end. Raises `TimeoutExpired`."""
        end = None if timeout is None else time.monotonic() + timeout
        while self.poll() is None:
            if end is not None and time.monotonic() > end:
                raise subprocess.TimeoutExpired(str(self.pid), timeout)
            time.sleep(LOOK_EVERY_S)
        return self.returncode

    def wait_until_stopped(self) -> None:
        """Wait until a signal has stopped it where it stands."""
        while self.returncode is None:
            status = self._look()
            if status != NOTHING and os.WIFSTOPPED(status):
                return
            time.sleep(LOOK_EVERY_S)

    def _look(self) -> int:
        """What became of it since the last look."""
        status = _first().ask({"pid": self.pid})
        if status != NOTHING and not os.WIFSTOPPED(status):
            self.returncode = os.waitstatus_to_exitcode(status)
        return status


def run(program: Sequence[str], env: Mapping[str, str], folder: Path, timeout_s: float = 120):
    """Run a program to its end, as `subprocess.run` does; `folder` is for what it writes."""
    folder.mkdir(parents=True, exist_ok=True)
    written = folder / "stdout", folder / "stderr"
    with (
        written[0].open("w") as stdout,
        written[1].open("w") as stderr,
        Fork(program, env, stdout, stderr) as fork,
    ):
        try:
            fork.wait(timeout_s)
        finally:
            fork.kill()
    return subprocess.CompletedProcess(
        program, fork.returncode, *(path.read_text() for path in written)
    )


class _First:
    """The process that is forked, as it is asked from here."""

    def __init__(self):
        self._asked, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._lock = Lock()
        with other:
            self._process = subprocess.Popen(
                [sys.executable, "-m", __name__, str(other.fileno())],
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                pass_fds=[other.fileno()],
            )

    def ask(self, told: dict, files: Sequence[int] = ()) -> int:
        """Ask for a new fork, or for what became of one."""
        with self._lock:
            socket.send_fds(self._asked, [json.dumps(told).encode()], files)
            return int(self._asked.recv(LONGEST))

    def end(self) -> None:
        """Let it go; and with it go its forks."""
        self._asked.close()
        self._process.wait()


@cache
def _first() -> _First:
    first = _First()
    atexit.register(first.end)
    return first


def main() -> None:
    """Read the modules, then fork whenever that is asked for; a fork runs its program."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # It ends with the one who asks.
    for name in READ:
        __import__(name)
    asked, running = socket.socket(fileno=int(sys.argv[1])), set()
    while True:
        told, files, *_ = socket.recv_fds(asked, LONGEST, 2)
        if not told:
            break
        told = json.loads(told)
        if "pid" in told:
            found, status = os.waitpid(told["pid"], os.WNOHANG | os.WUNTRACED)
            answer = status if found else NOTHING
            if found and not os.WIFSTOPPED(status):
                running.discard(found)
        elif not (answer := os.fork()):
            asked.close()
            _become(told["program"], told["env"], files)
        else:
            running.add(answer)
        asked.send(str(answer).encode())
        for file in files:
            os.close(file)
    for pid in running:
        os.kill(pid, signal.SIGKILL)


def _become(program: list[str], env: dict[str, str], files: list[int]) -> NoReturn:
    """Be that program from here on, to the end of the process."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for place, file in enumerate(files, 1):
        os.dup2(file, place)
        os.close(file)
    os.environ.clear()
    os.environ.update(env)
    if program[0] == "-m":
        sys.argv = program[1:]
        runpy.run_module(program[1], run_name="__main__", alter_sys=True)
    else:
        sys.argv = program
        runpy.run_path(str(ROOT / program[0]), run_name="__main__")
    sys.exit()


if __name__ == "__main__":
    main()
