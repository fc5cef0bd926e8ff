"""The real server, as a process of its own, for the tests that drive a browser."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@contextmanager
def serving(home: Path) -> Iterator[str]:
    """The address of `python app.py`, on the data in `home`, while it runs."""
    with (
        open(home / "errors", "w+") as errors,
        subprocess.Popen(
            [sys.executable, "app.py"],
            cwd=ROOT,
            env={**_environment(home), "HOST": "127.0.0.1", "PORT": "0"},
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        ) as process,
    ):
        line = process.stdout.readline().strip()
        if not line.startswith("RunStrength is at http://"):
            process.kill()
            errors.seek(0)
            pytest.fail(f"The server did not start: {line} {errors.read()}")
        yield line.split()[-1]
        process.terminate()


def run_command(home: Path, *words: str) -> str:
    """What a command says that whoever runs the server gives beside it: `flask --app app …`."""
    command = [sys.executable, "-m", "flask", "--app", "app", *words]
    done = subprocess.run(
        command, cwd=ROOT, env=_environment(home), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _environment(home: Path) -> dict[str, str]:
    inherited = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "SECRET_KEY")}
    return {**inherited, "RUNSTRENGTH_HOME": str(home)}
