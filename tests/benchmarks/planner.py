"""Arranging a week and settling a flag, beside twelve weeks of six workouts each."""

import statistics
import time
from collections.abc import Callable
from dataclasses import astuple, replace
from datetime import date
from functools import partial
from uuid import UUID

from runstrength.training.planner import Arrangement, arrange, settle
from runstrength.training.rules import flags_for
from runstrength.training.thresholds import DEFAULTS
from runstrength.training.timeline import Timeline
from runstrength.training.week import DAY, WEEK, Week
from runstrength.training.workouts import Workout
from tests.training.build import MONDAY, core, lift, lower, run, upper

ROUNDS = 7
THIS_WEEK = Week(MONDAY)


def main() -> None:
    """Measure, and print a table."""
    print(f"\nplanner, {ROUNDS} rounds: median (lowest–highest) in ms\n")
    print(f"{'':31}{'ms':>26}   warnings, cautions, infos, moves")
    for name, workouts in WEEKS.items():
        timeline = Timeline([*history(), *planned(workouts())])
        times, found = timed(partial(_arranged, timeline))
        how = "exact" if found.exact else "best found"
        print(f"{'arrange ' + name:31}{_spread(times):>26}   {_change(found)}, {how}")
    timeline = Timeline([*history(), *planned(_typical())])
    for flag in flags_for(timeline, DEFAULTS, MONDAY, since=MONDAY):
        times, settled = timed(partial(settle, flag, timeline, DEFAULTS, MONDAY))
        how = settled.remedy.action.value if settled else "nothing settles it"
        print(f"{'settle ' + flag.rule:31}{_spread(times):>26}   {how}")


def _arranged(timeline: Timeline) -> Arrangement:
    ends = time.perf_counter() + 1
    return arrange(
        timeline,
        THIS_WEEK,
        DEFAULTS,
        MONDAY,
        out_of_time=lambda: time.perf_counter() > ends,
    )


def timed(work: Callable) -> tuple[list[float], object]:
    """The milliseconds of some rounds after one that warms up, and the last result."""
    work()
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        found = work()
        times.append((time.perf_counter() - start) * 1000)
    return times, found


def _change(found: Arrangement) -> str:
    before, after = (" ".join(map(str, astuple(c))) for c in (found.before, found.after))
    return f"{before} → {after}"


def _spread(values: list[float]) -> str:
    """Median, lowest and highest."""
    return f"{statistics.median(values):.1f} ({min(values):.1f}–{max(values):.1f})"


def history() -> list[Workout]:
    """Twelve weeks: four runs and two lifts each."""
    return [w for n in range(1, 13) for w in _week_of(MONDAY - n * WEEK, n)]


def _week_of(monday: date, number: int) -> list[Workout]:
    made = [
        run(f"{monday} 07:00", type="easy", effort=3),
        lift(f"{monday + DAY} 18:00", lower(5, rir=2), upper(5), effort=7),
        run(f"{monday + 2 * DAY} 07:00", type="intervals", effort=8),
        run(f"{monday + 3 * DAY} 07:00", type="steady", effort=5),
        lift(f"{monday + 4 * DAY} 18:00", lower(5, rir=2), core(3), effort=7),
        run(f"{monday + 6 * DAY} 09:00", type="long", effort=6, minutes=100),
    ]
    return [replace(w, id=UUID(int=1000 * number + n)) for n, w in enumerate(made)]


def planned(workouts: list[Workout]) -> list[Workout]:
    """The workouts as plans, with ids of their own."""
    return [replace(w, planned=True, id=UUID(int=n + 1)) for n, w in enumerate(workouts)]


def _typical() -> list[Workout]:
    return [
        run("Mon 07:00", type="easy", effort=3),
        lift("Tue 18:00", lower(5, rir=2), upper(5), effort=7),
        run("Wed 07:00", type="intervals", effort=8),
        lift("Thu 18:00", upper(6), core(3), effort=6),
        run("Fri 07:00", type="steady", effort=5),
        run("Sat 08:00", type="tempo", effort=7),
        run("Sun 09:00", type="long", effort=6, minutes=110),
    ]


def _hard(count: int) -> list[Workout]:
    """Hard runs and leg lifts by turns, one or two a date, each at an hour of its own."""
    made = []
    for n in range(count):
        day = MONDAY + n % 7 * DAY
        if n % 2:
            made.append(lift(f"{day} {10 + n:02}:30", lower(5, rir=1), upper(n), effort=8))
        else:
            made.append(run(f"{day} {6 + n:02}:00", type="intervals", effort=8, minutes=50 + n))
    return made


def _hard_runs() -> list[Workout]:
    return [run(f"{MONDAY + n * DAY} {5 + 2 * n:02}:10", type="tempo", effort=8) for n in range(7)]


def _hard_lifts() -> list[Workout]:
    return [
        lift(f"{MONDAY + n * DAY} {6 + 2 * n:02}:10", lower(5, rir=0), effort=9) for n in range(7)
    ]


WEEKS = {
    "3, typical": lambda: _typical()[1:4],
    "5, typical": lambda: _typical()[:5],
    "7, typical": _typical,
    "3, hard": lambda: _hard(3),
    "5, hard": lambda: _hard(5),
    "7, hard runs": _hard_runs,
    "7, hard lifts": _hard_lifts,
    "7, hard runs and lifts": lambda: _hard(7),
    "10, hard runs and lifts": lambda: _hard(10),
    "10, mixed": lambda: [*_typical(), *_hard(3)],
}

if __name__ == "__main__":
    main()
