"""A systemd that analyses units for the tests of ours: found, or installed. `make test` runs this.

Nothing is started by it. Like the search for Chromium it prints one line and always ends well.
"""

import shutil

from scripts.find_chromium import (
    ANSWER_TIMEOUT_S,
    found_or_fetched,
    install_packages,
    succeeds,
)

# Units that are in no system can be looked at since 250.
TRIED = ["systemd-analyze", "security", "--offline=true", "--help"]
NONE = "No systemd-analyze was found: install systemd 250 or newer."


def main() -> None:
    """Find one, or install it, and say which."""
    path, reason = found_or_fetched(find, install)
    print(
        f"The tests of the units use {path}."
        if path
        else f"{reason} The tests of the units are skipped."
    )


def find() -> tuple[str | None, str]:
    """The path of systemd-analyze, or None and the reason."""
    path = shutil.which("systemd-analyze")
    return (path, "") if path and succeeds(TRIED, ANSWER_TIMEOUT_S) else (None, NONE)


def install() -> None:
    """Ask the system's package manager, where that is allowed."""
    install_packages("systemd")


if __name__ == "__main__":
    main()
