"""A WebKit for the tests that stand for an iPhone: found, or installed. `make test` runs this.

WebKitGTK is the one that Linux has packages of: its driver brings a browser along, which needs a
screen, and Xvfb is one without a monitor. Like the search for Chromium it prints one line and
always ends well.
"""

import shutil

from scripts.find_chromium import (
    ANSWER_TIMEOUT_S,
    found_or_fetched,
    install_packages,
    succeeds,
)

DRIVER, SCREEN = "WebKitWebDriver", "Xvfb"
# Each program, how it is asked for a sign of life, and its package.
NEEDED = ((DRIVER, "--help", "webkit2gtk-driver"), (SCREEN, "-help", "xvfb"))


def main() -> None:
    """Find a WebKit, or install one, and say which."""
    path, reason = found_or_fetched(find, install)
    print(f"The WebKit tests use {path}." if path else f"{reason} The WebKit tests are skipped.")


def find() -> tuple[str | None, str]:
    """The path of WebKit's driver, where it and a screen run, or None and the reason."""
    missing = [
        package for name, asked, package in NEEDED if not succeeds([name, asked], ANSWER_TIMEOUT_S)
    ]
    if missing:
        return None, f"No WebKit was found that runs: install {' and '.join(missing)}."
    return shutil.which(DRIVER), ""


def install() -> None:
    """Ask the system's package manager, where that is allowed."""
    install_packages(*(package for _, _, package in NEEDED))


if __name__ == "__main__":
    main()
