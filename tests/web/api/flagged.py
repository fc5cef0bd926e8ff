"""For each rule the workouts that it flags, and all that the API says of that flag."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from runstrength.training.flags import Flag, Severity
from tests.training import build as training
from tests.web.api.build import WEEKDAYS, case, exercise, lift, rows, run, squats, store

LOW = {"sleep": 3, "energy": 3, "soreness": 2, "stress": 2, "mood": 2}  # 12 of 25.


@dataclass(frozen=True)
class Flagged:
    """What to log, and the flag of the rule. It names workouts by their place in `workouts`."""

    workouts: tuple[dict, ...]
    flag: dict
    check_ins: dict[str, dict] = field(default_factory=dict)

    def log(self, person) -> list[str]:
        """Log it all; the ids of the workouts."""
        for day, scores in self.check_ins.items():
            assert person.api("PUT", f"/check-ins/{day}", scores).status_code == 201
        return store(person, *self.workouts)

    def expected(self, ids: list[str]) -> dict:
        """The flag, with the ids of its workouts."""

        def named(places: list[int]) -> list[str]:
            return [ids[n] for n in places]

        remedies = [{**r, "workouts": named(r["workouts"])} for r in self.flag["remedies"]]
        return {**self.flag, "workouts": named(self.flag["workouts"]), "remedies": remedies}


def flag_id(rule: str, day: str, *workout_ids: str) -> str:
    """The id of the flag that a rule gives workouts that were never edited."""
    pair = tuple(replace(training.run(f"{day} 07:00"), id=UUID(each)) for each in workout_ids)
    on = date.fromisoformat(day)
    return Flag(rule=rule, severity=Severity.INFO, date=on, workouts=pair, tips=(), subject=None).id


def move(n: int, **limits) -> dict:
    """Move the n-th workout."""
    return {"action": "move", "workouts": [n], **limits}


def ease(n: int, **limits) -> dict:
    """Take the hardness out of the n-th workout."""
    return {"action": "ease", "workouts": [n], "effort_at_most": 6, **limits}


def lighten(n: int, weight_kg: int) -> dict:
    """Take weight off the n-th workout's squats."""
    limits = {"exercise": "squats", "weight_kg_at_most": weight_kg}
    return {"action": "ease", "workouts": [n], **limits}


def shorten(n: int, **limits) -> dict:
    """Bring the n-th workout down."""
    return {"action": "shorten", "workouts": [n], **limits}


def weeks_before(count: int, *documents: dict) -> list[dict]:
    """Monday's workouts, in so many weeks before as well."""
    moments = [f"{date(2025, 6, 16) - timedelta(weeks=n)}" for n in range(count, 0, -1)]
    return [
        {**document, "started_at": document["started_at"].replace("2025-06-16", day)}
        for day in moments
        for document in documents
    ]


def _flagged(
    rule: str,
    logged: list[dict],
    flag: tuple[str, str, list[str]],
    remedies: list[dict],
    check_ins: dict | None = None,
    **more,
):
    severity, day, tips = flag
    said = {"about": None, "measured": None, "compared_with": None, "gap_s": None}
    said |= {"workouts": list(range(len(logged))), **more, "remedies": remedies}
    whole = {"rule": rule, "severity": severity, "date": f"2025-06-{day}", "tips": tips, **said}
    return case(rule, Flagged(tuple(logged), whole, check_ins or {}))


# Berlin is two hours ahead of UTC in June.
FLAGGED: list[pytest.param] = [
    _flagged(
        "back-to-back-hard",
        [run("Mon 07:00", effort=8), run("Tue 07:00", effort=7)],
        ("warning", "17", ["recovery", "alternate-days"]),
        [move(1, to_date="2025-06-18"), ease(1), move(0, to_date="2025-06-19"), ease(0)],
        gap_s=23 * 3600,
    ),
    _flagged(
        "legs-before-hard-run",
        [lift("Mon 18:00", squats(), minutes=60, effort=8), run("Tue 07:00", effort=8)],
        ("warning", "17", ["recovery"]),
        [
            move(0, end_not_after="2025-06-16T05:00:00+00:00"),
            move(1, start_not_before="2025-06-17T17:00:00+00:00"),
            ease(1),
            ease(0),
        ],
        gap_s=12 * 3600,
    ),
    _flagged(
        "legs-after-hard-run",
        [run("Mon 07:00", effort=8), lift("Mon 11:00", squats(), effort=8)],
        ("caution", "16", ["combined-workouts"]),
        [move(1, start_not_before="2025-06-16T12:00:00+00:00"), ease(1)],
        gap_s=3 * 3600,
    ),
    _flagged(
        "combined-order",
        [lift("Mon 07:00", rows(), effort=5), run("Mon 09:00", effort=4)],
        ("info", "16", ["combined-workouts"]),
        [
            move(0, end_not_after="2025-06-16T01:00:00+00:00"),
            {"action": "swap", "workouts": [0, 1]},
        ],
        gap_s=90 * 60,
    ),
    _flagged(
        "combined-not-easy",
        [run("Mon 07:00", effort=6), lift("Mon 10:00", rows(), effort=5)],
        ("caution", "16", ["combined-workouts"]),
        [move(1, start_not_before="2025-06-16T12:00:00+00:00")],
        gap_s=2 * 3600,
    ),
    _flagged(
        "combined-not-short",
        [run("Mon 07:00", effort=3), lift("Mon 10:00", rows(), minutes=61, effort=5)],
        ("caution", "16", ["combined-workouts"]),
        [
            move(1, start_not_before="2025-06-16T12:00:00+00:00"),
            shorten(1, duration_s_at_most=3600, working_sets_at_most=12),
        ],
        gap_s=2 * 3600,
    ),
    _flagged(
        "well-combined",
        [run("Mon 07:00", effort=4), lift("Mon 08:00", rows(8), minutes=40, effort=6)],
        ("praise", "16", ["combined-workouts"]),
        [],
        gap_s=0,
    ),
    _flagged(
        "same-region-again",
        [lift("Mon 18:00", rows(), minutes=60, effort=8), lift("Wed 06:00", rows(), effort=8)],
        ("caution", "18", ["alternate-days"]),
        [move(1, start_not_before="2025-06-18T05:00:00+00:00"), ease(1), ease(0)],
        gap_s=35 * 3600,
    ),
    _flagged(
        "not-alternating",
        [lift("Mon 07:00", rows(), effort=5), lift("Tue 07:00", squats(), effort=5)],
        ("info", "17", ["alternate-days"]),
        [move(1, to_date="2025-06-18"), move(0, to_date="2025-06-15")],
    ),
    _flagged(
        "no-rest-day",
        [run(f"{day} 07:00", effort=8 if day == "Mon" else 3) for day in WEEKDAYS],
        ("caution", "22", ["recovery"]),
        [move(6, to_date="2025-06-23")],
        measured=7,
        compared_with=7,
    ),
    _flagged(
        "long-run-spike",
        [
            *weeks_before(4, run("Mon 07:00", effort=3, distance_m=10000)),
            run("Mon 07:00", effort=3, distance_m=12000),
        ],
        ("caution", "16", ["adjust-intensity"]),
        [shorten(4, distance_m_at_most=11000)],
        workouts=[3, 4],
        measured=12000,
        compared_with=10000,
    ),
    _flagged(
        "weight-jump",
        [
            *weeks_before(1, lift("Mon 07:00", squats(weight_kg=80), effort=5)),
            lift("Mon 07:00", squats(weight_kg=90), effort=5),
        ],
        ("caution", "16", ["gradual-progression"]),
        [lighten(1, 88)],
        about="squats",
        measured=90,
        compared_with=80,
    ),
    _flagged(
        "lift-volume-jump",
        [
            *weeks_before(3, lift("Mon 07:00", squats(6), effort=5)),
            lift("Mon 07:00", squats(10), effort=5),
        ],
        ("info", "22", ["gradual-progression"]),
        [shorten(3, working_sets_at_most=9)],
        workouts=[3],
        measured=10,
        compared_with=6,
    ),
    _flagged(
        "heavier-on-poor-form",
        [
            lift("2024-06-17 07:00", {**squats(weight_kg=80), "form": "breaking-down"}),
            lift("Mon 07:00", squats(weight_kg=82)),
        ],
        ("caution", "16", ["proper-technique"]),
        [lighten(1, 80)],
        about="squats",
        measured=82,
        compared_with=80,
    ),
    _flagged(
        "hard-on-low-readiness",
        [run("Mon 07:00", effort=8)],
        ("caution", "16", ["adjust-intensity"]),
        [ease(0)],
        {"2025-06-16": LOW},
        measured=12,
        compared_with=12,
    ),
    _flagged(
        "load-jump",
        [*weeks_before(3, run("Mon 07:00", effort=5)), run("Mon 07:00", minutes=90, effort=5)],
        ("info", "22", ["adjust-intensity"]),
        [shorten(3, duration_s_at_most=78 * 60)],
        workouts=[3],
        measured=450,
        compared_with=300,
    ),
    _flagged(
        "monotonous-week",
        [run(f"{day} 07:00", effort=4 if day == "Mon" else 3) for day in WEEKDAYS],
        ("info", "22", ["adjust-intensity"]),
        [],
    ),
    _flagged(
        "too-many-hard-days",
        [run(f"{day} 07:00", effort=8) for day in ("Mon", "Wed", "Fri", "Sun")],
        ("caution", "22", ["recovery"]),
        [ease(3), ease(2), ease(1), ease(0)],
        measured=4,
        compared_with=3,
    ),
    _flagged(
        "few-lifts",
        [run("Mon 07:00", effort=3), lift("Thu 07:00", rows(), effort=3)],
        ("info", "22", ["alternate-days"]),
        [],
        measured=1,
        compared_with=2,
    ),
    _flagged(
        "region-missed",
        [lift("Mon 07:00", squats(), effort=3), lift("Thu 07:00", rows(), effort=3)],
        ("info", "19", ["core-exercises"]),
        [],
        about="core",
        measured=2,
        compared_with=14,
    ),
]

PLANKS = exercise("planks", {"duration_s": 60})
# Lifts of all regions that collide with nothing: as many as a week of running should have.
TWO_LIFTS = tuple(
    lift(f"{day} 19:00", squats(), rows(), PLANKS, minutes=15, effort=2) for day in ("Wed", "Sat")
)
