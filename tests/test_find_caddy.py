"""Finding Caddy and systemd: on a path of our own, so that nothing of this computer is asked."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scripts import find_caddy, find_systemd
from tests.test_find_webkit import APT, ROOT, SUDO, program

# What a pretended package manager fetches: a package that holds another program.
FETCHES = """#!/bin/sh
echo "$*" >> "{folder}/asked"
case "$*" in *download*) {fetches} ;; esac
"""
UNPACKS = """#!/bin/sh
mkdir -p "$3/usr/bin" && cp "{folder}/true" "$3/usr/bin/caddy"
"""


@pytest.fixture
def programs(tmp_path: Path, monkeypatch) -> Path:
    """A folder that is the whole path, and an empty one for what is unpacked."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(find_caddy, "UNPACKED", tmp_path / "unpacked")
    for name in ("sh", "env", "cp", "true", "mkdir"):
        (tmp_path / name).symlink_to(shutil.which(name, path=os.defpath))
    return tmp_path


def test_a_caddy_that_runs_is_found(programs: Path):
    program(programs, "caddy")

    assert find_caddy.find() == (str(programs / "caddy"), "")


def test_one_that_does_not_run_is_none(programs: Path):
    program(programs, "caddy", "#!/bin/sh\nexit 1\n")

    assert find_caddy.find() == (None, find_caddy.NONE)


def test_a_missing_caddy_is_unpacked_and_not_installed(programs: Path, capsys):
    can_fetch(programs, ": > caddy.deb")
    find_caddy.main()

    caddy = programs / "unpacked" / "usr" / "bin" / "caddy"
    assert capsys.readouterr().out == f"The tests behind Caddy use {caddy}.\n"
    assert (programs / "asked").read_text() == "download caddy\n"


def test_where_no_package_is_known_yet_the_lists_are_asked_for_first(programs: Path, capsys):
    program(programs, "sudo", SUDO)
    can_fetch(programs, f'if [ -e "{programs}/known" ]; then : > caddy.deb; else exit 100; fi')
    with open(programs / "apt-get", "a") as apt:
        apt.write(f'case "$*" in *update*) : > "{programs}/known" ;; esac\n')
    find_caddy.main()

    assert "unpacked" in capsys.readouterr().out
    assert "caddy" not in (programs / "asked").read_text().replace("download caddy", "")


def test_a_caddy_that_cannot_be_had_is_one_line_and_no_failure(programs: Path, capsys):
    can_fetch(programs, "exit 100")
    find_caddy.main()

    said = capsys.readouterr().out
    assert said == f"{find_caddy.NONE} The tests behind Caddy are skipped.\n"


def test_a_systemd_that_can_look_at_our_units_is_found(programs: Path):
    program(programs, "systemd-analyze")

    assert find_systemd.find() == (str(programs / "systemd-analyze"), "")


def test_a_systemd_that_is_too_old_is_none(programs: Path):
    program(programs, "systemd-analyze", "#!/bin/sh\nexit 1\n")

    assert find_systemd.find() == (None, find_systemd.NONE)


@pytest.mark.parametrize(
    ("installs", "is_found"), [('cp "$d/true" "$d/systemd-analyze"', True), ("exit 100", False)]
)
def test_a_missing_systemd_is_installed_or_said_to_be_missing(programs: Path, installs, is_found):
    program(programs, "sudo", SUDO)
    program(
        programs, "apt-get", APT.format(folder=programs, installs=f'd="{programs}"; {installs}')
    )
    command = [sys.executable, "-m", "scripts.find_systemd"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stderr == ""
    assert done.stdout.count("\n") == 1
    assert ("use" in done.stdout) is is_found
    assert ("skipped" in done.stdout) is not is_found


def can_fetch(programs: Path, fetches: str) -> None:
    """Let apt-get fetch in this way, and dpkg unpack."""
    program(programs, "apt-get", FETCHES.format(folder=programs, fetches=fetches))
    program(programs, "dpkg", UNPACKS.format(folder=programs))
