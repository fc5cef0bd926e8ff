"""What one workout would change is what is read once it is saved."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runstrength.training.flags import Flag, Severity
from runstrength.training.rules import flags_for
from runstrength.training.thresholds import DEFAULTS
from runstrength.training.timeline import Timeline
from runstrength.training.what_if import WhatIf, touched_from, what_if
from runstrength.training.workouts import Workout
from tests.training.build import MONDAY, lift, lower, run, upper
from tests.training.timelines import QUIET, TIMELINES, timelines

FRIDAY = MONDAY + timedelta(days=4)
TODAYS = st.integers(-1, 25).map(lambda n: MONDAY + timedelta(days=n))


def asked(workouts: list[Workout], workout: Workout, today: date = FRIDAY) -> WhatIf:
    return what_if(Timeline(workouts), workout, DEFAULTS, today)


def rules(flags: tuple[Flag, ...]) -> list[str]:
    return [flag.rule for flag in flags]


def test_a_hard_run_after_a_hard_run_would_be_flagged():
    found = asked([run("Mon 07:00", effort=8)], run("Tue 07:00", effort=8))
    assert rules(found.adds) == ["back-to-back-hard"]
    assert found.settles == ()


def test_a_flag_that_stands_already_is_not_added():
    stored = [run("Mon 07:00", effort=8), run("Tue 07:00", effort=8)]
    assert asked(stored, lift("Thu 07:00", upper(2), lower(2), effort=5)) == WhatIf()


def test_a_flag_that_becomes_graver_is_added():
    stored = [run("Tue 07:00", effort=8), lift("Wed 18:00", lower(2), effort=8)]
    (flag,) = asked(stored, run("Mon 07:00", effort=8)).adds[:1]
    # The day before makes a chain: what was a caution on Wednesday is a warning.
    graver = [f for f in asked(stored, run("Mon 07:00", effort=8)).adds if f.date == WEDNESDAY]
    assert [(f.rule, f.severity) for f in graver] == [("back-to-back-hard", Severity.WARNING)]
    assert flag.date == MONDAY + timedelta(days=1)


WEDNESDAY = MONDAY + timedelta(days=2)


def test_a_flag_that_becomes_milder_is_neither_added_nor_settled():
    chain = [run("Mon 07:00", effort=8), run("Tue 07:00", effort=8)]
    last = lift("Wed 18:00", lower(2), effort=8)
    eased = replace(chain[0], effort=3)
    found = asked([*chain, last], eased)
    assert rules(found.adds) == []
    assert [(f.rule, f.date) for f in found.settles] == [
        ("back-to-back-hard", MONDAY + timedelta(days=1))
    ]


def test_an_edit_stands_in_the_place_of_what_is_stored():
    first, second = run("Mon 07:00", effort=8), run("Tue 07:00", effort=8)
    eased = asked([first, second], replace(second, effort=3))
    assert (rules(eased.adds), rules(eased.settles)) == ([], ["back-to-back-hard"])
    assert asked([first, second], second) == WhatIf()


def test_a_move_settles_what_was_flagged_where_it_stood():
    first, second = run("Mon 07:00", effort=8), run("Tue 07:00", effort=8)
    moved = replace(second, started_at=second.started_at + timedelta(days=2), local_date=None)
    assert rules(asked([first, second], moved).settles) == ["back-to-back-hard"]


def test_a_run_between_lifts_settles_that_they_do_not_alternate():
    lifts = [lift("Mon 07:00", upper(2), effort=5), lift("Tue 07:00", upper(2), effort=5)]
    found = asked(lifts, run("Tue 18:00", effort=3))
    assert "not-alternating" in rules(found.settles)


def test_what_lies_before_the_change_is_not_read():
    assert touched_from(Timeline(), run("Tue 07:00")) == MONDAY - timedelta(days=1)


def test_a_later_workout_with_an_earlier_date_is_read():
    far_east, far_west = "Pacific/Kiritimati", "Pacific/Niue"
    legs = lift("2026-11-18 00:30", lower(2), zone=far_east, effort=8, minutes=20)
    hard = run("2026-11-17 04:30", zone=far_west, effort=8)
    assert (legs.local_date - hard.local_date).days == 1
    assert "legs-before-hard-run" in rules(asked([hard], legs).adds)


def test_only_what_is_dated_within_the_bounds_is_told():
    stored = [run("Mon 07:00", effort=8), run("Wed 07:00", effort=8)]
    new, tuesday = run("Tue 07:00", effort=8), MONDAY + timedelta(days=1)

    def dates(**bounds) -> list[date]:
        return [f.date for f in what_if(Timeline(stored), new, DEFAULTS, FRIDAY, **bounds).adds]

    assert dates() == [tuesday, WEDNESDAY]
    assert dates(first=WEDNESDAY) == [WEDNESDAY]
    assert dates(last=tuesday) == [tuesday]


def test_flags_that_were_read_already_are_not_read_again():
    stored = [run("Mon 07:00", effort=8), run("Tue 07:00", effort=8)]
    eased = replace(stored[1], effort=3)
    flags = flags_for(Timeline(stored), DEFAULTS, FRIDAY)
    found = what_if(Timeline(stored), eased, DEFAULTS, FRIDAY, flags=flags)
    assert found == asked(stored, eased)
    assert what_if(Timeline(stored), eased, DEFAULTS, FRIDAY, flags=()).settles == ()


@QUIET
@given(TIMELINES | timelines(24 * 24), TODAYS, st.data())
def test_what_if_is_what_is_read_once_the_workout_is_saved(workouts, today, data):
    new = data.draw(st.sampled_from(workouts))
    others = [w for w in workouts if w.id != new.id]
    # In the place of nothing, or of another.
    replaced = data.draw(st.sampled_from([None, *others]))
    if replaced:
        new = replace(new, id=replaced.id)
    saved = [*(w for w in others if w.id != new.id), new]

    before, after = (
        {(f.rule, f.date, f.subject): f for f in flags_for(Timeline(some), DEFAULTS, today)}
        for some in (others, saved)
    )
    found = what_if(Timeline(others), new, DEFAULTS, today)

    mild = Severity.PRAISE - 1
    assert list(found.adds) == [
        flag
        for key, flag in after.items()
        if flag.severity > (before[key].severity if key in before else mild)
    ]
    assert list(found.settles) == [flag for key, flag in before.items() if key not in after]


@pytest.mark.parametrize("today", [MONDAY, MONDAY + timedelta(days=30)])
def test_an_id_that_is_not_there_is_a_new_workout(today):
    new = replace(run("Tue 07:00", effort=8), id=UUID(int=99))
    assert rules(asked([run("Mon 07:00", effort=8)], new, today).adds)[:1] == ["back-to-back-hard"]
