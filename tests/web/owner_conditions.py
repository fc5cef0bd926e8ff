"""Take every owner condition out of `storage`, one at a time: the tests of ownership must notice.

    python -m tests.web.owner_conditions [PART OF A PLACE …]

Prints for each condition the test that noticed; ends with 1 where none did for one of them.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from tests.web.ownerless import VARIABLE, Condition, conditions

AT_ONCE = 2
# The quickest first: the run ends with the first test that fails.
FILES = ("tests/web/test_twin_lives.py", "tests/web/test_twins.py", "tests/web/test_ownership.py")
PYTEST = (sys.executable, "-m", "pytest", "-p", "tests.web.ownerless", "-x", "-q", "-n0")
FAILED = re.compile(r"^(?:FAILED|ERROR) \S+::(.+?)(?: - .*)?$", re.MULTILINE)
TESTS_FAILED = 1  # What pytest ends with; anything else is no answer.


def noticed_by(condition: Condition) -> str | None:
    """The first test that fails without a condition; None where none does."""
    run = subprocess.run(  # noqa: S603
        [*PYTEST, "--tb=no", "-p", "no:cacheprovider", *FILES],
        env={**os.environ, VARIABLE: condition.place, "PYTHONPATH": "."},
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode == 0:
        return None
    failed = FAILED.search(run.stdout)
    if run.returncode != TESTS_FAILED or failed is None:
        raise RuntimeError(f"{condition.place}: the tests did not run\n{run.stdout}{run.stderr}")
    return failed[1]


def survivors(several: list[Condition]) -> Iterator[Condition]:
    """Those of these conditions that are not missed by any test; prints what notices each."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for condition, test in zip(several, pool.map(noticed_by, several), strict=True):
            print(
                f"{condition.place:26} {condition.text}\n{'':27}{test or 'NOT NOTICED'}", flush=True
            )
            if test is None:
                yield condition


def main() -> None:
    """Try all conditions, or those whose place has one of the given words in it."""
    words = sys.argv[1:] or [""]
    wanted = [each for each in conditions() if any(word in each.place for word in words)]
    left = list(survivors(wanted))
    print(f"{len(wanted)} owner conditions, {len(left)} not noticed")
    sys.exit(bool(left) or not wanted)


if __name__ == "__main__":
    main()
