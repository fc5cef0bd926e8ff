"""The units of deploy/server: systemd understands them, and they leave little to what runs."""

import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.find_systemd import find
from tests.deploy.fronts import ROOT

FOLDER = ROOT / "deploy" / "server"
UNITS = ("runstrength.service", "runstrength-worker.service")
# Of 10: what is left is the network, which it serves, and the system's own folders, to be read.
MOST_EXPOSED = 15  # Tenths.
ANYWHERE = "0.0.0.0"  # noqa: S104 (for a moment)
OWN = ("Nice", "LimitNOFILE", "Type", "ExecStart", "ExecStartPost", "TimeoutStartSec")


@pytest.fixture
def systemd() -> str:
    """The program that analyses units."""
    path, reason = find()
    return path or pytest.skip(reason)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The units, with programs that are on this computer."""
    for unit in UNITS:
        text = (
            (FOLDER / unit).read_text().replace("/opt/runstrength/.venv/bin/python", sys.executable)
        )
        (tmp_path / unit).write_text(text.replace("=/opt/runstrength", f"={ROOT}"))
    return tmp_path


def test_systemd_has_nothing_to_say_against_them(systemd, folder):
    command = [systemd, "verify", "--man=no", *(str(folder / unit) for unit in UNITS)]
    done = subprocess.run(command, capture_output=True, text=True)

    assert [line for line in done.stderr.splitlines() if "runstrength" in line] == []


def test_systemd_would_say_so(systemd, folder):
    with open(folder / UNITS[0], "a") as unit:
        unit.write("\n[Service]\nProtectSystems=strict\n")
    command = [systemd, "verify", "--man=no", str(folder / UNITS[0])]

    assert "ProtectSystems" in subprocess.run(command, capture_output=True, text=True).stderr


@pytest.mark.parametrize("unit", UNITS)
def test_little_is_exposed(systemd, folder, unit):
    done = _exposure(systemd, folder / unit)

    assert done.returncode == 0, done.stdout[-200:]


def test_without_a_line_more_is_exposed(systemd, folder):
    unit = folder / UNITS[0]
    unit.write_text(re.sub("SystemCallFilter=.*\n", "", unit.read_text()))

    assert _exposure(systemd, unit).returncode != 0


def test_both_are_held_to_the_same():
    web, worker = (_lines(unit) for unit in UNITS)

    assert web == worker
    assert len(web) > 30


def test_the_settings_are_read_by_systemd_and_by_the_commands_alike():
    path = FOLDER / "runstrength.env"
    command = ["sh", "-c", f"set -a; . {path}; env"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    written = [line for line in path.read_text().splitlines() if line and line[0] != "#"]

    assert len(written) >= 6
    assert set(written) <= set(told)


def test_the_command_can_be_run():
    path = FOLDER / "runstrength"

    assert os.access(path, os.X_OK)
    assert subprocess.run([shutil.which("sh"), "-n", path]).returncode == 0


@pytest.mark.parametrize("host", ["", "127.0.0.1", "127.0.0.2", ANYWHERE, "localhost"])
def test_it_has_started_once_it_answers_wherever_it_listens(host):
    with socket.create_server((host or "127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert _wait_for(os.getpid(), HOST=host, PORT=str(port)) == 0


def test_it_has_not_started_where_it_ended_instead():
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
    assert _wait_for(ended.pid, PORT=str(port)) == 1


def _wait_for(server: int, **settings: str) -> int:
    """How the line ends that systemd runs until a server, by its process, answers."""
    (line,) = re.findall(r"^ExecStartPost=(.+)$", (FOLDER / UNITS[0]).read_text(), re.MULTILINE)
    env = {"MAINPID": str(server)} | {name: told for name, told in settings.items() if told}
    return subprocess.run(shlex.split(line.replace("$$", "$")), env=env, timeout=5).returncode


def _exposure(systemd: str, unit: Path) -> subprocess.CompletedProcess:
    command = [systemd, "security", "--offline=true", f"--threshold={MOST_EXPOSED}", str(unit)]
    return subprocess.run(command, capture_output=True, text=True)


def _lines(unit: str) -> set[str]:
    """What stands in a unit's part on the service, but for what is its own."""
    part = (FOLDER / unit).read_text().partition("[Service]")[2].partition("[Install]")[0]
    lines = {line for line in part.splitlines() if "=" in line and line[0] != "#"}
    return {line for line in lines if line.partition("=")[0] not in OWN}
