"""Finding strace: on a path of our own, so that nothing of this computer is asked or changed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scripts import find_strace
from tests.test_find_webkit import APT, ROOT, SUDO, program


@pytest.fixture
def programs(tmp_path: Path, monkeypatch) -> Path:
    """A folder that is the whole path."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def test_one_that_may_look_at_a_process_is_found(programs: Path):
    program(programs, "strace")

    assert find_strace.find() == (str(programs / "strace"), "")


def test_one_that_may_not_look_is_none(programs: Path):
    program(programs, "strace", "#!/bin/sh\nexit 1\n")

    assert find_strace.find() == (None, find_strace.NONE)


def test_what_is_missing_is_installed(programs: Path):
    said = run(programs, 'cp "$d/true" "$d/strace"')

    assert said == f"The tests that cut the power use {programs / 'strace'}.\n"
    asked = (programs / "asked").read_text().splitlines()
    assert [line.split()[2:] for line in asked] == [
        ["update"],
        ["install", "--no-install-recommends", "strace"],
    ]


def test_an_installation_that_fails_is_one_line_and_no_failure(programs: Path):
    said = run(programs, "exit 100")

    assert said.startswith("No strace was found")
    assert said.endswith("The tests that cut the power are skipped.\n")
    assert said.count("\n") == 1


def run(programs: Path, installs: str) -> str:
    """What `make test` prints, where apt-get installs in this way."""
    for name in ("sh", "env", "cp", "true"):
        (programs / name).symlink_to(shutil.which(name, path=os.defpath))
    program(programs, "sudo", SUDO)
    pretended = APT.format(folder=programs, installs=f'd="{programs}"; {installs}')
    program(programs, "apt-get", pretended)
    command = [sys.executable, "-m", "scripts.find_strace"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return done.stdout
