"""The rules as a list: what they serve, what their flags carry, and what they need."""

import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from runstrength.training.flags import Severity
from runstrength.training.rules import RULES, TIPS
from runstrength.training.thresholds import Thresholds
from tests.training.build import flags, lift, lower, run, upper

PROJECT = Path(__file__).parents[3]

MONDAY_RUN = run("Mon 07:00", effort=8)
TUESDAY_RUN = run("Tue 07:00", effort=8)


def test_the_tips_are_the_six_of_the_article():
    assert TIPS == (
        "alternate-days",
        "combined-workouts",
        "recovery",
        "adjust-intensity",
        "proper-technique",
        "gradual-progression",
    )


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_cites_a_passage(rule):
    assert rule.tips


@pytest.mark.parametrize("tip", TIPS)
def test_a_tip_is_served_by_a_rule(tip):
    assert any(tip in rule.tips for rule in RULES)


@pytest.mark.parametrize(
    ("rule", "tips"),
    [
        ("back-to-back-hard", {"recovery", "alternate-days"}),
        ("legs-before-hard-run", {"recovery"}),
        ("legs-after-hard-run", {"combined-workouts"}),
        ("combined-order", {"combined-workouts"}),
        ("combined-not-easy", {"combined-workouts"}),
        ("combined-not-short", {"combined-workouts"}),
        ("well-combined", {"combined-workouts"}),
        ("same-region-again", {"alternate-days"}),
    ],
)
def test_a_rule_cites_what_the_table_of_rules_says(rule, tips):
    (found,) = (each for each in RULES if each.id == rule)

    assert set(found.tips) == tips


def test_severities_are_ordered():
    assert Severity.PRAISE < Severity.INFO < Severity.CAUTION < Severity.WARNING


def test_a_flag_is_named_by_its_rule_its_date_and_its_workouts():
    (flag,) = flags([MONDAY_RUN, TUESDAY_RUN])
    (again,) = flags([TUESDAY_RUN, MONDAY_RUN])
    (edited,) = flags([MONDAY_RUN, replace(TUESDAY_RUN, version=2)])
    (of_another,) = flags([MONDAY_RUN, run("Tue 07:00", effort=8)])

    assert flag.id == again.id
    assert len({flag.id, edited.id, of_another.id}) == 3


def test_flags_come_by_date_and_the_gravest_of_a_date_first():
    workouts = [
        MONDAY_RUN,
        lift("Mon 09:00", upper(), effort=5),
        TUESDAY_RUN,
        lift("Tue 08:30", lower(), effort=5),
    ]

    assert [(flag.date, flag.severity.word) for flag in flags(workouts)] == [
        (date(2026, 11, 16), "caution"),
        (date(2026, 11, 17), "warning"),
        (date(2026, 11, 17), "caution"),
    ]


def test_an_empty_timeline_has_no_flags():
    assert flags([]) == []


@pytest.mark.parametrize(
    ("moved", "rule", "workouts"),
    [
        (
            Thresholds(moderate_effort=8),
            "back-to-back-hard",
            [MONDAY_RUN, TUESDAY_RUN],
        ),
        (
            Thresholds(legs_before_run=timedelta(hours=12)),
            "legs-before-hard-run",
            [lift("Mon 18:00", lower(), effort=9), run("Tue 07:00", effort=9)],
        ),
        (
            Thresholds(combined=timedelta(hours=1)),
            "combined-not-easy",
            [MONDAY_RUN, lift("Mon 09:00", upper(), effort=5)],
        ),
        (
            Thresholds(long_lift=timedelta(minutes=90)),
            "combined-not-short",
            [run("Mon 07:00", effort=3), lift("Mon 09:00", effort=5, minutes=75)],
        ),
        (
            Thresholds(same_region=timedelta(hours=12)),
            "same-region-again",
            [lift("Mon 18:00", upper(), effort=8), lift("Tue 18:00", upper(), effort=8)],
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_threshold_that_is_moved_counts(moved, rule, workouts):
    assert flags(workouts, rule)
    assert flags(workouts, rule, thresholds=moved) == []


def test_the_core_imports_the_standard_library_alone():
    code = (
        "import sys; before = set(sys.modules)\n"
        "import runstrength.training.rules\n"
        "print(*{name.partition('.')[0] for name in set(sys.modules) - before})"
    )

    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True
    )

    imported = set(answer.stdout.split())
    assert "runstrength" in imported
    assert not imported & {"flask", "sqlalchemy", "flask_sqlalchemy", "werkzeug"}
    # `zoneinfo` reads a module of the standard library that is named after the platform.
    others = {name for name in imported if not name.startswith("_sysconfigdata")} - {"runstrength"}
    assert others <= sys.stdlib_module_names
