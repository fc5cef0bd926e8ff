"""What today should be: the most demanding day that the rules have nothing grave against."""

from dataclasses import replace
from datetime import date, timedelta
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runstrength.training import suggestion
from runstrength.training.check_ins import CheckIn
from runstrength.training.flags import Flag, Severity
from runstrength.training.rules import RULES
from runstrength.training.suggestion import Suggestion, suggest
from runstrength.training.thresholds import DEFAULTS, Thresholds
from runstrength.training.timeline import Timeline
from runstrength.training.variants import Option, Variant
from runstrength.training.workouts import Workout
from tests.training.build import MONDAY, core, lift, lower, moment, run, upper
from tests.training.timelines import QUIET, timelines

WEDNESDAY = date(2026, 11, 18)
LOW, HIGH = (CheckIn(sleep=n, energy=n, soreness=n, stress=n, mood=n) for n in (2, 5))


def on_wednesday(
    *workouts: Workout,
    at: str = "07:00",
    check_in: CheckIn | None = None,
    thresholds: Thresholds = DEFAULTS,
) -> Suggestion:
    """What Wednesday should be, looked at in the morning unless it matters."""
    check_ins = {WEDNESDAY: check_in} if check_in else {}
    timeline = Timeline(workouts, check_ins)
    return suggest(timeline, thresholds, WEDNESDAY, moment(f"Wed {at}"), "UTC")


def rules(flags: tuple[Flag, ...]) -> list[str]:
    """The rules of flags, each with its severity."""
    return [f"{flag.rule} {flag.severity.word}" for flag in flags]


def against(found: Suggestion, variant: Variant) -> list[str]:
    """What an alternative would run against."""
    (other,) = (a for a in found.alternatives if a.variant is variant)
    return rules(other.flags)


def test_after_days_of_rest_a_hard_day_is_fine_in_every_variant():
    found = on_wednesday(run("Mon 07:00", effort=3))

    assert found.option is Option.HARD_DAY
    assert found.variants == (Variant.HARD_RUN, Variant.HARD_LEG_LIFT, Variant.HARD_UPPER_LIFT)
    assert found.reasons == ()


def test_the_day_after_a_hard_run_is_an_easy_one_for_the_reason_cited():
    found = on_wednesday(run("Tue 07:00", effort=8))

    assert found.option is Option.EASY_RUN_AND_SHORT_LIFT
    assert rules(found.reasons) == ["back-to-back-hard warning"]
    assert found.reasons[0].tips == ("recovery", "alternate-days")
    assert against(found, Variant.HARD_RUN) == ["back-to-back-hard warning"]
    assert against(found, Variant.HARD_LEG_LIFT) == ["back-to-back-hard caution"]


def test_lifting_without_the_legs_does_not_make_a_hard_day_fine_by_itself():
    found = on_wednesday(run("Tue 07:00", effort=8))

    assert found.option is not Option.HARD_DAY
    assert against(found, Variant.HARD_UPPER_LIFT) == ["back-to-back-hard info"]


def test_what_a_day_would_add_without_a_caution_is_a_remark_and_no_reason():
    found = on_wednesday(lift("Tue 07:00", upper(3), effort=8), run("Mon 07:00", effort=3))

    assert found.option is Option.HARD_DAY
    assert rules(found.remarks) == ["back-to-back-hard info"]
    assert found.reasons == ()
    assert on_wednesday(run("Tue 07:00", effort=8)).remarks == ()


def test_what_speaks_against_lifting_without_the_legs_is_no_reason():
    arms = lift("Tue 18:00", upper(3), effort=8)
    found = on_wednesday(run("Tue 07:00", effort=8), arms)

    assert "same-region-again caution" in against(found, Variant.HARD_UPPER_LIFT)
    assert rules(found.reasons) == ["back-to-back-hard warning"]


def test_a_hard_day_is_fine_where_one_of_its_variants_is_and_the_others_say_why_not():
    found = on_wednesday(lift("Tue 07:00", upper(3), lower(1, kind="warm-up"), effort=8))

    assert found.option is Option.HARD_DAY
    assert Variant.HARD_RUN in found.variants
    assert Variant.HARD_UPPER_LIFT not in found.variants
    assert "same-region-again caution" in against(found, Variant.HARD_UPPER_LIFT)


def test_legs_of_the_evening_before_rule_out_a_hard_run():
    found = on_wednesday(lift("Tue 18:00", lower(3), effort=8))

    assert found.option is Option.EASY_RUN_AND_SHORT_LIFT
    assert "legs-before-hard-run warning" in rules(found.reasons)
    assert [f.severity for f in found.reasons] == sorted(
        (f.severity for f in found.reasons), reverse=True
    )


def test_the_hard_day_planned_for_tomorrow_counts():
    planned = replace(run("Thu 07:00", effort=8), planned=True)
    found = on_wednesday(planned)

    assert found.option is Option.EASY_RUN_AND_SHORT_LIFT
    assert found.reasons[0].planned


def test_a_flag_between_plans_that_today_would_make_graver_counts():
    plans = [run("Thu 18:00", effort=8), lift("Fri 18:00", lower(3), effort=8)]
    found = on_wednesday(*(replace(plan, planned=True) for plan in plans))

    pairs = ["back-to-back-hard caution", "back-to-back-hard warning"]
    assert against(found, Variant.HARD_LEG_LIFT) == pairs


def test_todays_own_plan_and_missed_ones_are_left_out():
    legs = (lift(f"{day} 12:00", lower(3), effort=8) for day in ("Tue", "Wed"))
    found = on_wednesday(*(replace(plan, planned=True) for plan in legs))

    assert found.option is Option.HARD_DAY
    assert len(found.variants) == 3


@pytest.mark.parametrize("hard", [(9, 11, 13), (9, 10, 11, 12)], ids=["the fourth", "the fifth"])
def test_a_hard_day_too_many_for_the_week_is_ruled_out(hard):
    days = [run(f"2026-11-{day:02} 07:00", effort=8) for day in hard]
    sunday = date(2026, 11, 15)
    found = suggest(Timeline(days), DEFAULTS, sunday, moment("2026-11-15 07:00"), "UTC")

    assert found.option is Option.EASY_RUN_AND_SHORT_LIFT
    assert rules(found.reasons) == ["too-many-hard-days caution"]


def test_the_seventh_day_in_a_row_is_for_rest():
    days = [run(f"2026-11-{day} 07:00", effort=8 if day == 12 else 3) for day in range(12, 18)]
    found = on_wednesday(*days)

    assert found.option is Option.REST
    assert found.variants == (Variant.REST,)
    assert "no-rest-day caution" in rules(found.reasons)


def test_a_weeks_load_far_beyond_the_usual_leaves_rest_even_once_it_is_there():
    before = [run(f"2026-{day} 07:00", effort=3) for day in ("10-28", "11-04", "11-11")]
    over = run("Mon 07:00", effort=5, minutes=60)
    found = on_wednesday(*before, over)

    assert found.option is Option.REST
    assert rules(found.reasons) == ["load-jump caution"]


def test_a_low_check_in_takes_every_hard_variant_away():
    found = on_wednesday(run("Mon 07:00", effort=3), check_in=LOW)

    assert found.option is Option.EASY_RUN_AND_SHORT_LIFT
    assert rules(found.reasons) == ["hard-on-low-readiness caution"]
    assert found.reasons[0].tips == ("adjust-intensity",)
    assert on_wednesday(run("Mon 07:00", effort=3), check_in=HIGH).option is Option.HARD_DAY


@pytest.mark.parametrize(
    ("rule", "before", "check_in"),
    [("back-to-back-hard", 8, None), ("hard-on-low-readiness", 3, LOW)],
)
def test_a_rule_that_is_switched_off_does_not_count(rule, before, check_in):
    off = Thresholds(off=frozenset({rule}))
    logged = run("Tue 07:00", effort=before)

    assert on_wednesday(logged, check_in=check_in).option is not Option.HARD_DAY
    found = on_wednesday(logged, check_in=check_in, thresholds=off)
    assert found.option is Option.HARD_DAY


def test_moved_thresholds_move_what_the_days_are_tried_with():
    strict = Thresholds(easy_effort=2, moderate_effort=8)
    found = on_wednesday(run("Tue 07:00", effort=9), thresholds=strict)

    assert "back-to-back-hard warning" in against(found, Variant.HARD_RUN)
    assert found.option is Option.EASY_RUN_AND_SHORT_LIFT


def test_after_an_easy_run_the_next_step_is_a_short_lift():
    easy = run("Wed 06:00", effort=3)
    found = on_wednesday(easy)

    assert found.option is Option.EASY_RUN_AND_SHORT_LIFT
    assert found.after is easy
    assert not found.is_done
    assert against(found, Variant.HARD_LEG_LIFT) == ["combined-not-short caution"]


def test_the_easy_run_that_is_done_is_not_asked_for_again():
    days = ("2026-10-28", "2026-11-04", "2026-11-11")
    before = [run(f"{day} 07:00", effort=3, minutes=60) for day in days]
    found = on_wednesday(*before, run("Wed 06:00", effort=3, minutes=30))

    assert found.option is Option.EASY_RUN_AND_SHORT_LIFT


def test_a_short_lift_that_runs_against_a_rule_is_not_offered():
    before = [run(f"2026-{day} 07:00", effort=3) for day in ("10-28", "11-04", "11-11")]
    found = on_wednesday(*before, run("Mon 07:00", effort=5), run("Wed 06:00", effort=3))

    assert found.option is Option.REST
    assert rules(found.reasons) == ["load-jump caution"]


@pytest.mark.parametrize(
    "done",
    [
        [run("Wed 05:00", effort=8)],
        [run("Wed 05:00", effort=5)],
        [run("Wed 05:00")],
        [run("Wed 05:00", effort=2, type="race")],
        [lift("Wed 05:00", upper(2), effort=5)],
        [lift("Wed 05:00", lower(1, rir=0), effort=3, minutes=10)],
        [run("Wed 04:00", effort=8, type="intervals"), run("Wed 06:30", effort=3)],
        [run("Wed 04:00", effort=3, type="race", minutes=15), run("Wed 06:30", effort=3)],
        [run("Wed 05:00", effort=3), lift("Wed 06:00", upper(2), effort=5)],
        [run("Wed 05:00", effort=3), lift("Wed 06:00", core(1), effort=2, minutes=10)],
    ],
    ids=[
        "hard",
        "moderate",
        "unknown",
        "race",
        "lift",
        "to failure",
        "hard, then easy",
        "a light race, then easy",
        "combined",
        "with a core set",
    ],
)
def test_any_other_training_of_today_is_enough(done):
    found = on_wednesday(*done)

    assert found.is_done
    assert found.option is Option.REST
    assert found.reasons == ()
    assert found.after is None


@pytest.mark.parametrize(
    "slight",
    [run("Wed 06:00", effort=2, minutes=15), lift("Wed 06:00", core(1), effort=2, minutes=10)],
    ids=["a walk", "a core set"],
)
def test_what_is_slight_does_not_make_the_day(slight):
    found = on_wednesday(slight)

    assert found.after is None
    assert not found.is_done
    assert found.option > Option.REST


def test_what_is_tried_comes_after_what_was_done():
    found = on_wednesday(run("Wed 20:00", effort=3), at="19:00")

    assert found.option is Option.EASY_RUN_AND_SHORT_LIFT
    assert against(found, Variant.HARD_LEG_LIFT) == ["combined-not-short caution"]


def test_late_in_the_evening_what_is_tried_is_still_todays():
    found = on_wednesday(run("Mon 07:00", effort=3), at="23:30")

    assert against(found, Variant.EASY_RUN_AND_SHORT_LIFT) == ["well-combined praise"]
    assert {f.date for a in found.alternatives for f in a.flags} == {WEDNESDAY}


SCORES = st.integers(1, 5)
CHECK_INS = st.builds(
    CheckIn, sleep=SCORES, energy=SCORES, soreness=SCORES, stress=SCORES, mood=SCORES
)
USUAL = st.lists(CHECK_INS, max_size=14)


@QUIET
@given(timelines(96), CHECK_INS, USUAL, st.integers(0, 3), st.integers(0, 23))
def test_no_check_in_ever_raises_the_suggestion(workouts, check_in, usual, day, hour):
    today = MONDAY + timedelta(days=day)
    before = {today - timedelta(days=n + 1): c for n, c in enumerate(usual)}
    now = moment(f"{today} {hour:02}:00")

    without = suggest(Timeline(workouts, before), DEFAULTS, today, now, "UTC")
    with_it = suggest(Timeline(workouts, before | {today: check_in}), DEFAULTS, today, now, "UTC")
    assert with_it.option <= without.option
    assert with_it.option is not without.option or set(with_it.variants) <= set(without.variants)


@QUIET
@given(timelines(96), st.integers(0, 3))
def test_the_same_log_gives_the_same_suggestion_whatever_the_order_of_entry(workouts, day):
    today = MONDAY + timedelta(days=day)
    now = moment(f"{today} 12:00")

    first = suggest(Timeline(workouts), DEFAULTS, today, now, "UTC")
    assert suggest(Timeline(reversed(workouts)), DEFAULTS, today, now, "UTC") == first


@QUIET
@given(timelines(40 * 24), CHECK_INS, st.integers(30, 39))
def test_reading_every_rule_over_the_whole_log_suggests_the_same(workouts, check_in, day):
    today = MONDAY + timedelta(days=day)
    timeline, now = Timeline(workouts, {today: check_in}), moment(f"{today} 12:00")

    found = suggest(timeline, DEFAULTS, today, now, "UTC")
    with patch.object(suggestion, "ASKED", ((timedelta(days=400), RULES),)):
        whole = suggest(timeline, DEFAULTS, today, now, "UTC")
    assert (found.option, found.variants) == (whole.option, whole.variants)
    assert set(rules(found.reasons)) == set(rules(whole.reasons))
    assert all(f.severity >= Severity.CAUTION for f in found.reasons)
