"""Finding WebKit: on a path of our own, so that nothing of this computer is asked or changed."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scripts import find_webkit

ROOT = Path(__file__).parents[1]
# What a pretended package manager does: it notes what was asked of it, and installs.
APT = """#!/bin/sh
echo "$*" >> "{folder}/asked"
case "$*" in *install*) {installs} ;; esac
"""
SUDO = """#!/bin/sh
shift
exec "$@"
"""


@pytest.fixture
def programs(tmp_path: Path, monkeypatch) -> Path:
    """A folder that is the whole path."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def test_a_driver_and_a_screen_are_found(programs: Path):
    program(programs, "WebKitWebDriver")
    program(programs, "Xvfb")

    assert find_webkit.find() == (str(programs / "WebKitWebDriver"), "")


@pytest.mark.parametrize(
    ("there", "missing"),
    [
        ([], "install webkit2gtk-driver and xvfb."),
        (["WebKitWebDriver"], "install xvfb."),
        (["Xvfb"], "install webkit2gtk-driver."),
    ],
)
def test_what_is_missing_is_named(programs: Path, there: list[str], missing: str):
    for name in there:
        program(programs, name)
    path, reason = find_webkit.find()

    assert path is None
    assert reason.endswith(missing)


def test_a_driver_whose_libraries_are_missing_is_none(programs: Path):
    program(programs, "WebKitWebDriver", "#!/bin/sh\nexit 127\n")
    program(programs, "Xvfb")

    assert find_webkit.find()[0] is None


def test_what_is_missing_is_installed(programs: Path):
    said = run(programs, 'cp "$d/true" "$d/WebKitWebDriver"; cp "$d/true" "$d/Xvfb"')

    assert said == f"The WebKit tests use {programs / 'WebKitWebDriver'}.\n"
    asked = (programs / "asked").read_text().splitlines()
    assert [line.split()[2:] for line in asked] == [
        ["update"],
        ["install", "--no-install-recommends", "webkit2gtk-driver", "xvfb"],
    ]


def test_an_installation_that_fails_is_one_line_and_no_failure(programs: Path):
    said = run(programs, "exit 100")

    assert said.startswith("No WebKit was found")
    assert said.endswith("The WebKit tests are skipped.\n")
    assert said.count("\n") == 1


def run(programs: Path, installs: str) -> str:
    """What `make test` prints, where apt-get installs in this way."""
    for name in ("sh", "env", "cp", "true"):
        (programs / name).symlink_to(shutil.which(name, path=os.defpath))
    program(programs, "sudo", SUDO)
    program(
        programs, "apt-get", APT.format(folder=programs, installs=f'd="{programs}"; {installs}')
    )
    done = subprocess.run(
        [sys.executable, "-m", "scripts.find_webkit"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return done.stdout


def program(folder: Path, name: str, text: str = "#!/bin/sh\n") -> None:
    """Put a program there."""
    (folder / name).write_text(text)
    (folder / name).chmod(0o755)
