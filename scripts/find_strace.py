"""A strace for the tests that cut the power: found, or installed. `make test` runs this.

It notes what a server asks of the disk. Like the search for Chromium it prints one line and always
ends well.
"""

import shutil

from scripts.find_chromium import (
    ANSWER_TIMEOUT_S,
    found_or_fetched,
    install_packages,
    succeeds,
)

# As the tests call it; in a closed room, no process may look at another.
TRIED = ["strace", "-D", "-f", "--seccomp-bpf", "-o", "/dev/null", "true"]
NONE = "No strace was found that may look at a process: install strace 5.3 or newer."


def main() -> None:
    """Find a strace, or install one, and say which."""
    path, reason = found_or_fetched(find, install)
    print(
        f"The tests that cut the power use {path}."
        if path
        else f"{reason} The tests that cut the power are skipped."
    )


def find() -> tuple[str | None, str]:
    """The path of a strace that works here, or None and the reason."""
    path = shutil.which("strace")
    return (path, "") if path and succeeds(TRIED, ANSWER_TIMEOUT_S) else (None, NONE)


def install() -> None:
    """Ask the system's package manager, where that is allowed."""
    install_packages("strace")


if __name__ == "__main__":
    main()
