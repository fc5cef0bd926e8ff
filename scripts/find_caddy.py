"""A Caddy for the tests of what stands in front: found, or fetched. `make test` runs this.

It is unpacked into a folder of our own and not installed: Debian's package would start serving on
this computer. Like the search for Chromium this prints one line and always ends well.
"""

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.find_chromium import (
    ANSWER_TIMEOUT_S,
    INSTALL_TIMEOUT_S,
    found_or_fetched,
    install_packages,
    succeeds,
)

UNPACKED = Path(__file__).parents[1] / ".venv" / "caddy"
NONE = "No Caddy was found that runs: install caddy 2.6 or newer."


def main() -> None:
    """Find a Caddy, or fetch one, and say which."""
    path, reason = found_or_fetched(find, fetch, fetch_newly)
    print(
        f"The tests behind Caddy use {path}."
        if path
        else f"{reason} The tests behind Caddy are skipped."
    )


def find() -> tuple[str | None, str]:
    """The path of a Caddy that runs, or None and the reason."""
    for path in (shutil.which("caddy"), str(UNPACKED / "usr" / "bin" / "caddy")):
        if path and succeeds([path, "version"], ANSWER_TIMEOUT_S):
            return path, ""
    return None, NONE


def fetch() -> None:
    """Unpack the package of the system's package manager, where it has one; nobody need be root."""
    with TemporaryDirectory() as folder:
        try:
            subprocess.run(
                ["apt-get", "download", "caddy"],
                cwd=folder,
                capture_output=True,
                timeout=INSTALL_TIMEOUT_S,
            )
        except (OSError, subprocess.TimeoutExpired):
            return
        for package in Path(folder).glob("*.deb"):
            succeeds(["dpkg", "-x", str(package), str(UNPACKED)], INSTALL_TIMEOUT_S)


def fetch_newly() -> None:
    """The same once the package manager knows what there is; that alone is root's to do."""
    if install_packages():
        fetch()


if __name__ == "__main__":
    main()
