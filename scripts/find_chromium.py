"""A Chromium for the browser tests: found, or fetched in the usual ways. `make test` runs this.

It prints one line, which Chromium there is or why there is none, and always ends well: without
one, the browser tests are skipped with that reason.
"""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Where Playwright keeps what it downloads, and where the program stands in there.
CACHES = ("~/.cache/ms-playwright", "~/Library/Caches/ms-playwright")
DOWNLOADED = (
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
)
DOWNLOAD_TIMEOUT_S = 180
INSTALL_TIMEOUT_S = 600
ANSWER_TIMEOUT_S = 20
Find = Callable[[], tuple[str | None, str]]
NONE = "No Chromium was found: install the package chromium, or set CHROMIUM to the path of one."


def main() -> None:
    """Find a Chromium, or fetch one, and say which."""
    # Whoever names one wants that one.
    ways = () if os.environ.get("CHROMIUM") else (download, install)
    path, reason = found_or_fetched(find, *ways)
    print(f"The browser tests use {path}." if path else f"{reason} The browser tests are skipped.")


def find() -> tuple[str | None, str]:
    """The path of a Chromium that runs, or None and the reason. Fetches nothing."""
    named = os.environ.get("CHROMIUM")
    if not named:
        return next(((path, "") for path in _candidates() if _runs(path)), (None, NONE))
    path = shutil.which(named)
    if path and _runs(path):
        return path, ""
    return None, f"CHROMIUM names {named!r}, which does not run."


def found_or_fetched(find: Find, *ways: Callable[[], None]) -> tuple[str | None, str]:
    """What `find` says, after as many of the ways to fetch it as it takes."""
    path, reason = find()
    for way in ways:
        if path is None:
            way()
            path, reason = find()
    return path, reason


def download() -> None:
    """Fetch Playwright's own; there may be no way to it, or one without an end."""
    succeeds([sys.executable, "-m", "playwright", "install", "chromium"], DOWNLOAD_TIMEOUT_S)


def install() -> None:
    """Ask the system's package manager, where that is allowed."""
    if install_packages("chromium") and find()[0] is None:
        # On Ubuntu the package only points to a snap. What was downloaded may lack libraries.
        playwright = [*(_as_root() or []), sys.executable, "-m", "playwright"]
        succeeds([*playwright, "install-deps", "chromium"], INSTALL_TIMEOUT_S)


def install_packages(*names: str) -> bool:
    """Install packages with apt; False where there is no apt, or root is out of reach."""
    root = _as_root()
    if root is None or not shutil.which("apt-get"):
        return False
    apt = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet", "--yes"]
    succeeds([*apt, "update"], INSTALL_TIMEOUT_S)
    succeeds([*apt, "install", "--no-install-recommends", *names], INSTALL_TIMEOUT_S)
    return True


def succeeds(command: list[str], timeout_s: int) -> bool:
    """Run a command without its output; one that takes too long is ended with all it started."""
    quiet = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
    try:
        process = subprocess.Popen(command, **quiet, start_new_session=True)
    except OSError:
        return False
    try:
        return process.wait(timeout_s) == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        if process.poll() is None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def _candidates() -> Iterator[str]:
    yield from filter(None, map(shutil.which, NAMES))
    for cache in (os.environ.get("PLAYWRIGHT_BROWSERS_PATH"), *CACHES):
        for pattern in DOWNLOADED if cache else ():
            yield from map(str, sorted(Path(cache).expanduser().glob(pattern), reverse=True))


def _runs(path: str) -> bool:
    """Whether it is a browser, not a pointer to a snap or one whose libraries are missing."""
    return succeeds([path, "--version"], ANSWER_TIMEOUT_S)


def _as_root() -> list[str] | None:
    """What a command of root's begins with; None where root is out of reach."""
    if os.geteuid() == 0:
        return []
    sudo = ["sudo", "-n"]
    return sudo if succeeds([*sudo, "true"], ANSWER_TIMEOUT_S) else None


if __name__ == "__main__":
    main()
