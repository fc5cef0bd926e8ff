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
FILES = ("tests/web/test_twin_lives.py", "tests/web/test_twins.py")
PYTEST = (sys.executable, "-m", "pytest", "-p", "tests.web.ownerless", "-x", "-q", "--tb=no")
# Plugins take longer to load than most of these runs last.
ALONE = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONPATH": "."}
FAILED = re.compile(r"^(?:FAILED|ERROR) \S+::(.+?)(?: - .*)?$", re.MULTILINE)
TESTS_FAILED = 1  # What pytest ends with; anything else is no answer.
_OF_LIFT = "lift_exercises.c.user_id == bindparam('of')"
# Of these two, each follows from the other and from that of the statement's workouts, and both are
# there for the sake of an index: it is both at once that must be missed.
SAID_TWICE = {
    "bearing.py": ("lift_exercises.c.user_id == workouts.c.user_id", _OF_LIFT),
    "records.py": ("workouts.c.user_id == lift_exercises.c.user_id", _OF_LIFT),
}


def noticed_by(*several: Condition) -> str | None:
    """The first test that fails without these conditions; None where none does."""
    run = subprocess.run(
        [*PYTEST, "-p", "no:cacheprovider", *FILES],
        env={**os.environ, **ALONE, VARIABLE: ",".join(each.place for each in several)},
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode == 0:
        return None
    failed = FAILED.search(run.stdout)
    if run.returncode != TESTS_FAILED or failed is None:
        raise RuntimeError(f"{several}: the tests did not run\n{run.stdout}{run.stderr}")
    return failed[1]


def taken_out(every: list[Condition]) -> list[tuple[Condition, ...]]:
    """What is taken out at once: one condition, or two that say the same."""
    pairs = []
    for file, texts in SAID_TWICE.items():
        pairs.append(tuple(_first(every, file, text) for text in texts))
    paired = {each for pair in pairs for each in pair}
    return pairs + [(each,) for each in every if each not in paired]


def _first(every: list[Condition], file: str, text: str) -> Condition:
    return next(each for each in every if (each.file, each.text) == (file, text))


def survivors(several: list[tuple[Condition, ...]]) -> Iterator[tuple[Condition, ...]]:
    """What can be taken out without any test that fails; prints what notices each."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        noticed = pool.map(lambda removed: noticed_by(*removed), several)
        for removed, test in zip(several, noticed, strict=True):
            for each in removed:
                print(f"{each.place:26} {each.text}")
            print(f"{'':27}{test or 'NOT NOTICED'}", flush=True)
            if test is None:
                yield removed


def main() -> None:
    """Try all conditions, or those whose place has one of the given words in it."""
    words = sys.argv[1:] or [""]
    every = conditions()
    wanted = [
        removed
        for removed in taken_out(every)
        if any(word in each.place for word in words for each in removed)
    ]
    left = list(survivors(wanted))
    print(f"{sum(map(len, wanted))} owner conditions, {len(left)} not noticed")
    sys.exit(bool(left) or not wanted)


if __name__ == "__main__":
    main()
