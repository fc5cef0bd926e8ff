"""The rules as a list: what they serve, what their flags carry, and what they need."""

import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from runstrength.training.flags import Severity
from runstrength.training.rules import LOOK_BACK_DAYS, RULES, RULES_BY_ID, TIPS, flags_for
from runstrength.training.thresholds import BOUNDS, DEFAULTS, Thresholds
from runstrength.training.timeline import Timeline
from tests.training.build import core, day, flags, lift, lower, run, upper

PROJECT = Path(__file__).parents[3]

MONDAY_RUN = run("Mon 07:00", effort=8)
TUESDAY_RUN = run("Tue 07:00", effort=8)


CITES = [
    ("back-to-back-hard", {"recovery", "alternate-days"}),
    ("legs-before-hard-run", {"recovery"}),
    ("legs-after-hard-run", {"combined-workouts"}),
    ("combined-order", {"combined-workouts"}),
    ("combined-not-easy", {"combined-workouts"}),
    ("combined-not-short", {"combined-workouts"}),
    ("well-combined", {"combined-workouts"}),
    ("same-region-again", {"alternate-days"}),
    ("not-alternating", {"alternate-days"}),
    ("no-rest-day", {"recovery"}),
    ("long-run-spike", {"adjust-intensity"}),
    ("weight-jump", {"gradual-progression"}),
    ("lift-volume-jump", {"gradual-progression"}),
    ("heavier-on-poor-form", {"proper-technique"}),
    ("hard-on-low-readiness", {"adjust-intensity"}),
    ("load-jump", {"adjust-intensity"}),
    ("monotonous-week", {"adjust-intensity"}),
    ("too-many-hard-days", {"recovery"}),
    ("few-lifts", {"alternate-days"}),
    (
        "region-missed",
        {"lower-body-exercises", "core-exercises", "upper-body-exercises"},
    ),
]


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


@pytest.mark.parametrize(("rule", "tips"), CITES)
def test_a_rule_cites_what_the_table_of_rules_says(rule, tips):
    (found,) = (each for each in RULES if each.id == rule)

    assert set(found.tips) == tips


def test_the_table_of_rules_is_the_list_of_rules():
    assert sorted(rule for rule, _ in CITES) == sorted(rule.id for rule in RULES)
    assert len(RULES) == 20


def test_severities_are_ordered():
    assert Severity.PRAISE < Severity.INFO < Severity.CAUTION < Severity.WARNING


def test_a_flag_is_named_by_its_rule_its_date_and_its_workouts():
    (flag,) = flags([MONDAY_RUN, TUESDAY_RUN])
    (again,) = flags([TUESDAY_RUN, MONDAY_RUN])
    (edited,) = flags([MONDAY_RUN, replace(TUESDAY_RUN, version=2)])
    (of_another,) = flags([MONDAY_RUN, run("Tue 07:00", effort=8)])

    assert flag.id == again.id
    assert len({flag.id, edited.id, of_another.id}) == 3


def test_a_flag_that_is_about_an_exercise_is_named_by_it_too():
    poor = lift(
        "Mon 18:00",
        lower(weight="100 kg", form="breaking-down"),
        upper(weight="60 kg", form="breaking-down"),
    )
    heavier = lift("Thu 18:00", lower(weight="105 kg"), upper(weight="65 kg"))

    one, other = flags([poor, heavier], "heavier-on-poor-form")

    assert (one.rule, one.date, one.workouts) == (other.rule, other.date, other.workouts)
    assert {one.about, other.about} == {"squats", "rows"}
    assert one.id != other.id
    assert one.id == replace(one, measured=1, compared_with=2, estimated=True).id
    assert one.id != replace(one, about="").id


def test_flags_can_be_asked_for_from_a_date_on():
    workouts = [run(f"{weekday} 07:00", effort=8) for weekday in ("Mon", "Tue", "Wed")]
    every = flags(workouts, "back-to-back-hard")

    later = flags_for(Timeline(workouts), DEFAULTS, day("Mon"), since=day("Wed"))
    earlier = flags_for(Timeline(workouts), DEFAULTS, day("Mon"), since=day("Tue"))
    # What lies before still counts: the chain makes Wednesday's flag a warning.
    assert later == [flag for flag in flags(workouts) if flag.date >= day("Wed")]
    assert [f for f in earlier if f.rule == "back-to-back-hard"] == every


def test_flags_can_be_asked_of_some_rules_alone():
    workouts = [MONDAY_RUN, lift("Mon 09:00", upper(), effort=5), TUESDAY_RUN]
    asked = RULES_BY_ID["combined-not-easy"]

    found = flags_for(Timeline(workouts), DEFAULTS, day("Mon"), rules=[asked])

    assert [flag.rule for flag in found] == ["combined-not-easy"]
    assert flags_for(Timeline(workouts), DEFAULTS, day("Mon"), rules=[]) == []


def test_a_rule_that_is_switched_off_says_nothing_and_the_others_stay():
    workouts = [MONDAY_RUN, lift("Mon 09:00", upper(), effort=5), TUESDAY_RUN]
    every = flags(workouts)
    off = Thresholds(off=frozenset({"back-to-back-hard"}))

    assert {flag.rule for flag in every} == {"back-to-back-hard", "combined-not-easy"}
    assert flags(workouts, thresholds=off) == [f for f in every if f.rule != "back-to-back-hard"]
    assert (
        flags_for(Timeline(workouts), off, day("Mon"), rules=[RULES_BY_ID["back-to-back-hard"]])
        == []
    )


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_thresholds_of_a_rule_can_be_moved(rule):
    assert set(rule.thresholds) <= set(BOUNDS)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_looks_no_further_back_than_a_page_reads(rule):
    assert 0 <= rule.reach_days <= LOOK_BACK_DAYS


def test_flags_come_by_date_and_the_gravest_of_a_date_first():
    workouts = [
        MONDAY_RUN,
        lift("Mon 09:00", core(), upper(), effort=5),
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
            Thresholds(combined=timedelta(hours=1), legs_after_run_close=timedelta(hours=1)),
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
