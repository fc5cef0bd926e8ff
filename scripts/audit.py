"""Whether a locked package has a known fault: pip-audit, asked of one list and then of the other.

`make audit` runs this. It fails where there is a finding, and where it can't be said for some of
the packages; where no list can be reached at all, it says so and ends well.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

LOCKED = Path(__file__).parents[1] / "requirements.txt"
LISTS = ("pypi", "osv")
# How it ends where nothing answers; a certificate that is none is another matter.
NO_CONNECTION = ("ConnectionError:", "ConnectTimeout:", "ProxyError:", "ReadTimeout:")
NO_FEED = "Could not connect to"
SKIPPED = "could not reach the list of known faults: skipped"


@dataclass
class Audit:
    """What a list says of the packages; `reached` is false where it did not answer."""

    reached: bool = True
    asked: int = 0
    findings: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    failure: str = ""


def main() -> None:
    """Ask, say what was found, and end as that asks for."""
    said, code = decided(asked)
    print(said)
    sys.exit(code)


def decided(ask: Callable[[str], Audit]) -> tuple[str, int]:
    """What to say and how to end, by the first list that can be reached."""
    audit = next((each for each in map(ask, LISTS) if each.reached), None)
    if audit is None:
        return SKIPPED, 0
    if audit.failure:
        return f"the search for known faults failed: {audit.failure}", 1
    lines = [f"known fault: {each}" for each in audit.findings]
    lines += [f"not in the list, so not known to be sound: {each}" for each in audit.unknown]
    return "\n".join(lines or [f"no known faults in {audit.asked} packages"]), 1 if lines else 0


def asked(name: str) -> Audit:
    """Ask one of the lists."""
    # Nothing is installed for it: all that it needs to know stands in the lock.
    command = [sys.executable, "-m", "pip_audit", "--require-hashes", "--disable-pip"]
    options = ["--progress-spinner", "off", "--format", "json", "--vulnerability-service", name]
    done = subprocess.run(
        [*command, *options, "-r", str(LOCKED)], capture_output=True, text=True, check=False
    )
    return read(done.stdout, done.stderr)


def read(said: str, errors: str) -> Audit:
    """What pip-audit said, as JSON, or as the error that it ended with."""
    try:
        packages = json.loads(said)["dependencies"]
    except (ValueError, KeyError, TypeError):
        last = (errors.strip().splitlines() or ["it said nothing"])[-1]
        is_unreachable = NO_FEED in errors or any(word in last for word in NO_CONNECTION)
        return Audit(reached=not is_unreachable, failure=last)
    unknown = [each["name"] for each in packages if "skip_reason" in each]
    if packages and len(unknown) == len(packages):
        # A mirror that has the packages, but not what is known of them.
        return Audit(reached=False)
    findings = [
        f"{each['name']} {each['version']}: {fault['id']}, mended in {_mended_in(fault)}"
        for each in packages
        for fault in each.get("vulns", ())
    ]
    return Audit(asked=len(packages), findings=findings, unknown=unknown)


def _mended_in(fault: dict) -> str:
    return " or ".join(fault.get("fix_versions") or ["no version yet"])


if __name__ == "__main__":
    main()
