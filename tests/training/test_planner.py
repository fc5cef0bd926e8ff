"""The planner: the week in the order that the rules like best, and a flag's smallest way out."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, count, product
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runstrength.training.check_ins import CheckIn
from runstrength.training.flags import Action, Severity
from runstrength.training.planner import Cost, arrange, settle
from runstrength.training.planner.places import on_date, overlap
from runstrength.training.quantities import Distance, DistanceUnit, Weight
from runstrength.training.rules import LOOK_AHEAD_DAYS, flags_for
from runstrength.training.thresholds import DEFAULTS, Thresholds
from runstrength.training.timeline import Timeline
from runstrength.training.week import DAY, Week
from runstrength.training.workouts import Form, Run, RunType, Workout
from tests.training.build import MONDAY, WEEKDAYS, core, lift, lower, moment, run, upper

WEEK = Week(MONDAY)
MON, TUE, WED, THU, FRI, SAT, SUN = WEEK.days
QUIET = settings(max_examples=40, deadline=None, derandomize=True)


def squats(when: str, **fields) -> Workout:
    """Planned squats that are hard on the legs."""
    return lift(when, lower(5, rir=2), **{"effort": 8, "planned": True} | fields)


def intervals(when: str, **fields) -> Workout:
    """A planned run that is hard."""
    return run(when, type="intervals", **{"effort": 8, "planned": True} | fields)


def easy(when: str, **fields) -> Workout:
    """A planned run that is easy."""
    return run(when, type="easy", **{"effort": 3, "planned": True} | fields)


def arranged(*workouts: Workout, today: date = MON, **options):
    """The arrangement of the week."""
    return arrange(Timeline(workouts), WEEK, DEFAULTS, today, **options)


def moved(arrangement) -> list[tuple[Workout, str]]:
    """Who goes where."""
    return [(m.workout, WEEKDAYS[m.to_date.weekday()]) for m in arrangement.moves]


# --- Arranging -----------------------------------------------------------------------------------


def test_tuesdays_squats_and_wednesdays_intervals_are_parted_with_one_move():
    legs, fast, slow = squats("Tue 18:00"), intervals("Wed 07:00"), easy("Sun 09:00")

    found = arranged(legs, fast, slow)

    assert found.before.warnings == 1
    assert found.after == Cost(moves=1)
    assert moved(found) == [(legs, "Mon")]
    assert found.remaining == ()
    assert found.exact


def test_a_week_without_flags_stays_as_it_is():
    found = arranged(easy("Mon 07:00"), squats("Wed 18:00"), easy("Sat 09:00"))

    assert found.moves == ()
    assert found.before == found.after == Cost()


def test_of_the_moves_that_do_the_shortest_is_chosen():
    # Friday, Saturday and Sunday would do for the second intervals as well.
    first, second = intervals("Tue 18:00"), intervals("Wed 07:00")

    found = arranged(first, second, pinned=[first.id])

    assert moved(found) == [(second, "Thu")]


def test_a_free_date_is_better_than_one_that_holds_a_workout():
    # No rule minds two hard runs on Tuesday, which is the nearer date.
    first, second, slow = intervals("Tue 18:00"), intervals("Wed 07:00"), easy("Thu 07:30")

    found = arranged(first, second, slow, pinned=[first.id, slow.id])

    assert moved(found) == [(second, "Fri")]


def test_a_week_that_cannot_be_free_of_flags_says_what_remains():
    # Three open dates hold three hard runs at the same hour, so that no two share a date.
    workouts = [intervals(f"{day} 07:00") for day in ("Fri", "Sat", "Sun")]

    found = arranged(*workouts, today=FRI)

    assert found.moves == ()
    assert {flag.rule for flag in found.remaining} == {"back-to-back-hard"}
    assert found.after == found.before == Cost(warnings=2)
    assert found.exact


def test_what_remains_does_not_hold_praise():
    lifted = lift("Mon 09:00", upper(3), lower(1), core(1), effort=4, planned=True)
    slow = easy("Mon 07:00")
    praised = [f for f in flags_for(Timeline([slow, lifted]), DEFAULTS, MON) if not f.severity]

    found = arranged(slow, lifted)

    assert praised
    assert found.before == Cost()
    assert found.remaining == ()


def test_a_race_stays():
    race = run("Wed 09:00", type="race", effort=9, planned=True)
    legs = squats("Tue 18:00")

    found = arranged(legs, race)

    assert moved(found) == [(legs, "Mon")]


def test_a_pinned_workout_stays():
    legs, fast = squats("Tue 18:00"), intervals("Wed 07:00")

    found = arranged(legs, fast, pinned=[legs.id])

    assert moved(found) == [(fast, "Thu")]


def test_what_was_logged_stays():
    legs, fast = squats("Tue 18:00", planned=False), intervals("Wed 07:00")

    found = arranged(legs, fast, today=WED)

    assert moved(found) == [(fast, "Thu")]


def test_nothing_moves_to_a_day_that_is_gone_or_busy():
    legs, fast = squats("Tue 18:00"), intervals("Wed 07:00")

    found = arranged(legs, fast, today=TUE, busy=[THU, FRI])

    assert moved(found) == [(fast, "Sat")]


def test_two_workouts_are_not_put_at_the_same_hour():
    one, other = intervals("Sat 07:00", minutes=50), intervals("Sun 07:20", minutes=60)

    found = arranged(one, other, today=SAT)

    assert found.moves == ()
    assert found.after == Cost(warnings=1)


def test_a_workout_leaves_a_busy_day():
    slow = easy("Wed 07:00")

    found = arranged(slow, busy=[WED])

    assert moved(found) == [(slow, "Tue")]
    assert found.stuck == ()


def test_a_busy_day_is_left_even_at_the_price_of_a_flag():
    legs, fast = squats("Sat 18:00"), intervals("Fri 07:00")

    found = arranged(legs, fast, today=FRI, busy=[FRI], pinned=[legs.id])

    assert moved(found) == [(fast, "Sat")]


def test_a_workout_that_cannot_leave_a_busy_day_is_named():
    slow, other = easy("Sat 07:00"), easy("Sun 07:30", planned=False)

    found = arranged(slow, other, today=SAT, busy=[SAT])

    assert found.moves == ()
    assert found.stuck == (slow,)


def test_of_alike_workouts_the_one_that_cannot_leave_a_busy_day_is_named():
    first, second = intervals("Sat 07:00"), intervals("Sun 07:00")

    found = arranged(first, second, today=SAT, busy=[SUN])

    assert found.moves == ()
    assert found.stuck == (second,)
    assert found.after == found.before == Cost(warnings=1)


def test_of_alike_workouts_on_busy_days_the_one_that_collides_leaves():
    first, second = intervals("Thu 07:00"), intervals("Fri 07:00")
    done = intervals("Sat 18:00", planned=False)

    found = arranged(first, second, done, busy=[d for d in WEEK.days if d != MON])

    assert moved(found) == [(second, "Mon")]
    assert found.stuck == (first,)
    assert found.after == Cost(moves=1)


def test_nothing_moves_to_a_date_that_its_zone_left_out():
    # On Samoa no 30 December 2011 was ever lived through.
    week = Week(date(2011, 12, 26))
    slow = easy("2011-12-29 07:00", zone="Pacific/Apia")
    busy = [d for d in week.days if d != date(2011, 12, 30)]

    found = arrange(Timeline([slow]), week, DEFAULTS, week.first, busy=busy)

    assert found.moves == ()
    assert found.stuck == (slow,)


def test_the_hour_of_the_clock_is_kept_when_the_clocks_change():
    # In Berlin the clocks go back on Sunday, 25 October 2026.
    week = Week(date(2026, 10, 19))
    fast = intervals("2026-10-24 07:00", zone="Europe/Berlin")
    busy = [d for d in week.days if d != week.last]

    found = arrange(Timeline([fast]), week, DEFAULTS, week.first, busy=busy)

    [after] = found.workouts
    assert after.local_start.isoformat() == "2026-10-25T07:00:00+01:00"
    assert after.started_at - fast.started_at == timedelta(hours=25)


def test_plans_of_the_past_do_not_count():
    legs, fast = squats("Tue 18:00"), intervals("Wed 07:00")

    found = arranged(legs, fast, today=WED)

    assert found.moves == ()
    assert found.before == Cost()
    assert set(found.workouts) == {legs, fast}


def test_of_alike_workouts_those_stay_whose_date_is_still_used():
    runs = [intervals(f"{day} 07:00") for day in ("Mon", "Tue", "Wed")]

    found = arranged(*runs)

    assert moved(found) == [(runs[1], "Fri")]


def test_a_lift_comes_before_the_date_on_which_a_region_would_be_missed():
    # The planks of ten days ago are within two weeks of Thursday, and no longer of Friday.
    past = [
        lift(f"{MON - 10 * DAY} 18:00", core(2), effort=4),
        lift(f"{MON - 5 * DAY} 18:00", upper(2), effort=4),
        lift(f"{MON - 1 * DAY} 18:00", lower(2), effort=4),
    ]
    legs = lift("Fri 18:00", lower(2), effort=4, planned=True)

    found = arranged(*past, legs)

    assert found.before == Cost(infos=1)
    assert moved(found) == [(legs, "Thu")]


def test_a_third_hard_date_in_a_row_is_worse_than_two():
    first = intervals("Mon 07:00", planned=False)
    legs = [squats("Tue 18:00"), squats("Sun 18:00")]
    fast = intervals("Wed 20:00")
    open_dates = (TUE, WED, SAT, SUN)

    found = arranged(
        first,
        *legs,
        fast,
        today=TUE,
        pinned=[w.id for w in legs],
        busy=[d for d in WEEK.days if d not in open_dates],
    )

    assert (found.before.warnings, found.after.warnings) == (1, 0)
    assert moved(found) == [(fast, "Sat")]


def test_a_fourth_hard_date_of_a_week_is_given_up():
    days = ("Mon", "Wed", "Fri", "Sun")
    workouts = [intervals(f"{day} {7 + 2 * n:02}:00") for n, day in enumerate(days)]

    found = arranged(*workouts)

    assert found.before == Cost(cautions=1)
    assert found.after == Cost(moves=1)


def test_a_hard_run_leaves_the_date_of_a_low_check_in():
    low = CheckIn(sleep=2, energy=2, soreness=2, stress=2, mood=2)
    fast = intervals("Mon 18:00")

    found = arrange(Timeline([fast], {MON: low}), WEEK, DEFAULTS, MON)

    assert moved(found) == [(fast, "Tue")]


def test_a_lighter_lift_comes_first_after_poor_form():
    def lifted(when: str, kg: int, form: Form | None = None, *, planned: bool = True) -> Workout:
        done = replace(lower(1, weight=Weight(Decimal(kg))), form=form)
        return lift(when, done, core(1), upper(1), effort=4, planned=planned)

    past = lifted(f"{MON - 20 * DAY} 18:00", 80, planned=False)
    poor = lifted(f"{MON - 3 * DAY} 18:00", 60, Form.BREAKING_DOWN, planned=False)
    heavy, light = lifted("Wed 18:00", 80), lifted("Fri 18:00", 60)

    found = arranged(past, poor, heavy, light, easy("Tue 07:00"), pinned=[heavy.id])

    assert found.before == Cost(cautions=1)
    assert (found.after.cautions, [w for w, _ in moved(found)]) == (0, [light])


def test_poor_form_is_remembered_however_long_ago_it_was():
    def lifted(when: str, kg: int, form: Form | None = None, *, planned: bool = False) -> Workout:
        done = replace(lower(1, weight=Weight(Decimal(kg))), form=form)
        return lift(when, done, core(1), upper(1), effort=4, planned=planned)

    poor = lifted(f"{MON - 50 * DAY} 18:00", 60, Form.BREAKING_DOWN)
    heavy, light = (
        lifted(f"{day} 18:00", kg, planned=True) for day, kg in (("Wed", 62), ("Fri", 60))
    )

    found = arranged(poor, heavy, light, pinned=[heavy.id])

    assert found.before == Cost(cautions=1)
    assert (found.after, [w for w, _ in moved(found)]) == (Cost(moves=1), [light])


def test_a_streak_of_training_is_broken_before_its_seventh_date():
    past = [run(f"{WED - n * DAY} 07:00", effort=8 if n == 2 else 3) for n in range(1, 7)]
    slow = easy("Wed 07:00")

    found = arranged(*past, slow, today=WED)

    assert found.before == Cost(cautions=1)
    assert found.after == Cost(moves=1)
    assert moved(found) == [(slow, "Thu")]


def test_a_streak_of_training_that_goes_on_is_told_from_one_that_is_complete():
    # Sunday was the seventh date in a row; Monday is the eighth, and no more is said of it.
    past = [run(f"{MON - n * DAY} 07:00", effort=8 if n == 2 else 3) for n in range(1, 8)]

    found = arranged(*past, easy("Mon 07:00"))

    assert found.moves == ()
    assert found.before == Cost()


def test_a_workout_of_a_later_date_that_comes_before_one_of_an_earlier_date_is_seen():
    # On Kiritimati it is Tuesday while it still is Monday, and earlier, in Pago Pago.
    fast = intervals("Mon 18:00", zone="Pacific/Pago_Pago", planned=False)
    legs = squats("Tue 06:00", zone="Pacific/Kiritimati")
    thresholds = Thresholds(off=frozenset(["back-to-back-hard"]))

    found = arrange(Timeline([fast, legs]), WEEK, thresholds, MON)

    assert found.before.warnings == 1
    assert found.after == Cost(moves=1)
    assert moved(found) == [(legs, "Wed")]


def test_it_is_counted_how_many_runs_come_before_a_long_one():
    # Four runs are a month to compare with, three are not.
    five, twelve = (Distance(Decimal(km), DistanceUnit.KM) for km in (5, 12))
    past = [run(f"{MON - n * DAY} 07:00", effort=3, distance=five) for n in (5, 8)]
    short = [easy("Mon 07:00", distance=five), easy("Thu 08:00", distance=five)]
    long = run("Sat 09:00", type="long", effort=5, distance=twelve, planned=True)

    found = arranged(*past, *short, long, pinned=[long.id])

    assert found.before == Cost(warnings=1)
    assert found.after == Cost(moves=1)
    assert found.exact


def test_what_follows_the_week_is_seen():
    fast, after = intervals("Sun 07:00"), intervals(f"{SUN + DAY} 07:00")

    found = arranged(fast, after)

    assert found.before == Cost(warnings=1)
    assert moved(found) == [(fast, "Sat")]


def test_a_long_run_comes_while_the_last_one_is_still_within_a_month():
    # Of the long run of 26 days before Monday Friday is the last date that counts it.
    five, twelve = (Distance(Decimal(km), DistanceUnit.KM) for km in (5, 12))
    past = [run(f"{MON - n * DAY} 07:00", effort=3, distance=five) for n in (2, 5, 8, 11)]
    last = run(f"{MON - 26 * DAY} 07:00", effort=3, distance=twelve)
    long = easy("Sun 07:00", distance=twelve)

    found = arranged(last, *past, long)

    assert found.before == Cost(warnings=1)
    assert moved(found) == [(long, "Fri")]


def test_a_weight_comes_while_the_last_one_is_still_within_four_weeks():
    def lifted(when: str, kg: int, *, planned: bool = False) -> Workout:
        squats = lower(1, weight=Weight(Decimal(kg)))
        return lift(when, squats, core(1), upper(1), effort=4, planned=planned)

    past = [lifted(f"{MON - 24 * DAY} 18:00", 80), lifted(f"{MON - 5 * DAY} 18:00", 60)]
    heavy = lifted("Sun 18:00", 80, planned=True)

    found = arranged(*past, heavy)

    assert found.before == Cost(cautions=1)
    assert moved(found) == [(heavy, "Fri")]


def test_runs_of_two_distances_are_not_alike():
    ten, eleven, twelve = (Distance(Decimal(km), DistanceUnit.KM) for km in (10, 11, 12))
    past = [run(f"{MON - n * DAY} 07:00", effort=3, distance=ten) for n in (5, 8, 11, 14)]
    longer, shorter = easy("Tue 07:00", distance=twelve), easy("Thu 07:00", distance=eleven)
    busy = [d for d in WEEK.days if d not in (TUE, THU)]

    found = arranged(*past, longer, shorter, busy=busy)

    assert found.before == Cost(cautions=1)
    assert moved(found) == [(longer, "Thu"), (shorter, "Tue")]


def test_lifts_of_two_regions_are_not_alike():
    legs = lift("Tue 18:00", lower(2, rir=1), effort=6, planned=True)
    rows = lift("Thu 18:00", upper(2, rir=1), effort=6, planned=True)
    fast = intervals("Wed 07:00")
    busy = [d for d in WEEK.days if d not in (TUE, THU)]

    found = arranged(legs, rows, fast, pinned=[fast.id], busy=busy)

    assert (found.before.warnings, found.after.warnings) == (1, 0)
    assert moved(found) == [(legs, "Thu"), (rows, "Tue")]


def test_runs_of_two_types_are_not_alike():
    # Neither effort is known; the intervals are hard by estimate.
    done = intervals("Mon 07:00", planned=False)
    fast, slow = intervals("Tue 07:00", effort=None), easy("Thu 07:00", effort=None)
    busy = [d for d in WEEK.days if d not in (TUE, THU)]

    found = arranged(done, fast, slow, busy=busy)

    assert found.before == Cost(cautions=1)
    assert moved(found) == [(fast, "Thu"), (slow, "Tue")]


def test_a_week_has_to_be_one_of_the_timelines():
    with pytest.raises(ValueError, match="does not start"):
        arrange(Timeline(), Week(TUE), DEFAULTS, MON)


def test_an_empty_week_is_arranged_and_so_is_one_that_is_over():
    over = arrange(Timeline([easy("Tue 07:00")]), WEEK, DEFAULTS, SUN + DAY)

    assert arranged().moves == over.moves == ()
    assert arranged().exact
    assert over.exact


def test_more_than_seven_workouts_are_arranged_in_the_time_there_is():
    workouts = [squats(f"{d} 18:00", effort=6 + n % 3) for n, d in enumerate(WEEKDAYS[:5])]
    workouts += [intervals(f"{d} 07:{10 * n:02}") for n, d in enumerate(WEEKDAYS[:5])]
    asked = count()

    found = arranged(*workouts, out_of_time=lambda: next(asked) > 400)

    assert not found.exact
    assert (found.after.warnings, found.after.cautions) < (
        found.before.warnings,
        found.before.cautions,
    )


def test_seven_workouts_are_arranged_whatever_the_clock_says():
    workouts = [easy(f"{day} 07:00") for day in WEEKDAYS]

    assert arranged(*workouts, out_of_time=lambda: True).exact


def lowest(workouts: list[Workout], busy: Iterable[date], thresholds=DEFAULTS) -> Cost:
    """What the best of all arrangements costs that leave no workout on a busy date."""
    return min(
        cost(made, thresholds, MON, moves)
        for stuck, moves, made in every_arrangement(Timeline(workouts), MON, busy)
        if not stuck
    )


def test_a_cheaper_way_to_the_same_dates_is_not_given_up_for_an_earlier_one():
    workouts = [
        easy("Sat 06:00"),
        squats("Mon 09:00"),
        squats("Wed 12:00"),
        intervals("Tue 15:00"),
        intervals("Thu 18:00"),
    ]
    busy = [MON, WED, SUN]

    found = arranged(*workouts, busy=busy)

    assert found.after == lowest(workouts, busy) == Cost(infos=2, moves=4)


def test_it_matters_which_workouts_are_left_for_the_rest_of_the_week():
    workouts = [
        squats("Wed 06:00"),
        squats("Wed 09:00"),
        intervals("Thu 12:00"),
        intervals("Mon 15:00"),
    ]

    found = arranged(*workouts, busy=[THU])

    assert found.after == lowest(workouts, [THU]) == Cost(infos=2, moves=2)


def test_hard_lifts_without_legs_weigh_less_in_a_row():
    rows = lift("Sun 07:00", upper(3), effort=8, planned=True)
    workouts = [intervals("Fri 07:00"), squats("Mon 07:00"), intervals("Tue 07:00"), rows]
    busy = [MON, SAT]

    found = arranged(*workouts, busy=busy)

    assert found.after == lowest(workouts, busy) == Cost(cautions=1, infos=2, moves=2)


def test_hard_lifts_in_a_row_are_told_apart_where_the_rule_for_hard_dates_is_off():
    # Legs after rows are a second date of lifting; after legs another rule tells of them.
    thresholds = Thresholds(off=frozenset(["back-to-back-hard", "region-missed"]))
    rows = lift("Mon 06:00", upper(3), effort=8, planned=True)
    workouts = [rows, squats("Mon 11:00"), squats("Tue 16:00")]
    busy = [FRI, SAT, SUN]

    found = arrange(Timeline(workouts), WEEK, thresholds, MON, busy=busy)

    assert found.after == lowest(workouts, busy, thresholds) == Cost(moves=1)


def test_a_streak_of_easy_dates_is_told_from_one_with_a_hard_one():
    past = [run(f"{MON - n * DAY} 07:00", effort=3) for n in range(1, 7)]
    week = [easy("Mon 07:00"), intervals("Tue 08:00"), intervals("Wed 09:00"), easy("Thu 10:00")]
    busy = [TUE, WED, SUN]

    found = arranged(*past, *week, busy=busy)

    assert found.after == lowest([*past, *week], busy) == Cost(moves=2)


def test_one_of_two_alike_workouts_moves_past_the_other():
    rows = lift("Fri 06:00", upper(3), effort=8, planned=True)
    runs = [intervals("Thu 07:00"), intervals("Fri 07:00")]
    workouts = [rows, *runs, squats("Mon 07:00")]
    busy = [MON, SAT]

    found = arranged(*workouts, busy=busy)

    assert found.after == lowest(workouts, busy) == Cost(infos=1, moves=3)


# --- Arranging, against every arrangement that there is ------------------------------------------

HOURS = st.sampled_from(["00:30", "07:00", "08:00", "12:00", "18:00", "23:30"])
ZONES = st.sampled_from(["UTC"] * 6 + ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
MINUTES = st.sampled_from([15, 40, 60, 120, 300])
EFFORTS = st.sampled_from([None, 3, 5, 8, 8, 9])
DISTANCES = st.sampled_from([None, 5, 10, 12, 20])
WEIGHTS = st.sampled_from([None, 50, 60, 80])
FORMS = st.sampled_from([None, None, *Form])
EXERCISES = st.builds(
    lambda make, sets, rir, kg, form: replace(
        make(sets, rir=rir, weight=kg and Weight(Decimal(kg))), form=form
    ),
    st.sampled_from([lower, lower, core, upper]),
    st.sampled_from([1, 3, 10]),
    st.sampled_from([None, 0, 1, 3]),
    WEIGHTS,
    FORMS,
)


@st.composite
def workouts_dated(draw, dates: list[date], planned: bool) -> Workout:
    """A run or a lift on one of some dates."""
    fields = {"minutes": draw(MINUTES), "effort": draw(EFFORTS), "planned": planned}
    zone = draw(ZONES)
    start = moment(f"{draw(st.sampled_from(dates))} {draw(HOURS)}", zone)
    if draw(st.booleans()):
        return lift(start, *draw(st.lists(EXERCISES, max_size=2)), zone=zone, **fields)
    km = draw(DISTANCES)
    distance = km and Distance(Decimal(km), DistanceUnit.KM)
    kind = draw(st.sampled_from(RunType))
    return run(start, zone=zone, type=kind, distance=distance, **fields)


@st.composite
def routine(draw) -> list[Workout]:
    """Weeks of runs of one distance, and of lifts that leave out a region now and then."""
    run_days = draw(st.sets(st.integers(1, 30), min_size=3, max_size=5))
    lift_days = draw(st.sets(st.integers(1, 30), max_size=4))
    distance = Distance(Decimal(5), DistanceUnit.KM)
    runs = [run(f"{MONDAY - n * DAY} 10:00", effort=3, distance=distance) for n in sorted(run_days)]
    makes = st.sampled_from([lower, core, upper])
    return runs + [
        lift(
            f"{MONDAY - n * DAY} 15:00",
            *(make(2, weight=Weight(Decimal(50))) for make in draw(st.sets(makes, min_size=1))),
            effort=5,
        )
        for n in sorted(lift_days)
    ]


CHECK_INS = st.dictionaries(
    st.sampled_from(WEEK.days),
    st.integers(1, 5).map(lambda n: CheckIn(sleep=n, energy=n, soreness=n, stress=n, mood=n)),
    max_size=2,
)


@st.composite
def weeks(draw):
    """A timeline, today, and the busy dates that leave four open ones."""
    today = draw(st.sampled_from([MON, MON, WED]))
    open_dates = sorted(draw(st.permutations([d for d in WEEK.days if d >= today])).copy()[:4])
    near = [MONDAY + n * DAY for n in range(-3, 10)]
    before = [MONDAY - n * DAY for n in range(1, 40)]
    parts = [
        (workouts_dated(open_dates, True), 4),
        (workouts_dated(near, False), 3),
        (workouts_dated(before, False), 4),
        (routine(), 1),
        (workouts_dated([d + 7 * DAY for d in WEEK.days], True), 2),
    ]
    workouts = [w for one, most in parts for w in draw(st.lists(one, max_size=most))]
    workouts = [w for some in workouts for w in (some if isinstance(some, list) else [some])]
    workouts = [replace(w, id=UUID(int=n + 1)) for n, w in enumerate(workouts)]
    deloads = draw(st.sampled_from([(), (), (WEEK.before,), (WEEK,)]))
    timeline = Timeline(workouts, draw(CHECK_INS), deloads)
    return timeline, today, [d for d in WEEK.days if d not in open_dates]


THRESHOLDS = st.sampled_from(
    [
        DEFAULTS,
        DEFAULTS,
        Thresholds(hard_dates=1, rest_within=4, legs_before_run_to_failure=timedelta(hours=96)),
        Thresholds(combined=timedelta(hours=12), region_dates=7, off=frozenset(["weight-jump"])),
        Thresholds(off=frozenset(["back-to-back-hard"])),
    ]
)


def every_arrangement(timeline: Timeline, today: date, busy: Iterable[date], pinned=()):
    """All timelines that the week's workouts make, with how many moved."""
    free = [d for d in WEEK.days if d >= today and d not in busy]
    movable = [w for w in timeline.workouts if is_movable(w, today, pinned)]
    fixed = [w for w in timeline.workouts if w not in movable]
    for dates in product(*(sorted({*free, w.local_date}) for w in movable)):
        changed = [on_date(w, d) for w, d in zip(movable, dates, strict=True)]
        if any(w.local_date != d for w, d in zip(changed, dates, strict=True)):
            continue
        pairs = combinations(zip([*movable, *fixed], [*changed, *fixed], strict=True), 2)
        if any(overlap(a, b) and not overlap(was_a, was_b) for (was_a, a), (was_b, b) in pairs):
            continue
        stuck = sum(d in busy for d in dates)
        moves = sum(w.local_date != d for w, d in zip(movable, dates, strict=True))
        yield stuck, moves, timeline.holding([*changed, *fixed])


def is_movable(workout: Workout, today: date, pinned=()) -> bool:
    race = isinstance(workout, Run) and workout.type is RunType.RACE
    dated = today <= workout.local_date and workout.local_date in WEEK.days
    return workout.planned and dated and not race and workout.id not in pinned


def cost(timeline: Timeline, thresholds: Thresholds, today: date, moves: int = 0) -> Cost:
    found = flags_for(timeline, thresholds, today, since=WEEK.first)
    last = WEEK.last + LOOK_AHEAD_DAYS * DAY
    return Cost.of([f for f in found if f.date <= last], moves)


@QUIET
@given(week=weeks(), thresholds=THRESHOLDS, day=st.sampled_from(WEEK.days))
def test_what_comes_later_changes_no_flag_of_a_date(week, thresholds, day):
    # The planner fills a week date by date, and never looks back at the flags of one.
    timeline, today, _ = week
    workouts = timeline.counted_from(today).workouts
    later = max(
        (b.local_date - a.local_date for a in workouts for b in workouts if runs_into(a, b)),
        default=0 * DAY,
    )
    until = timeline.holding(w for w in workouts if w.local_date <= day + later)

    known, all_known = (
        {
            (f.rule, f.subject, f.severity, f.date)
            for f in flags_for(some, thresholds, today)
            if f.date <= day
        }
        for some in (until, timeline)
    )

    assert known == all_known


def runs_into(one: Workout, other: Workout) -> bool:
    """Whether `other` is of a later date, but starts before the end of `one`."""
    return one.local_date < other.local_date and other.started_at < one.ended_at


@settings(QUIET, max_examples=80)
@given(week=weeks(), thresholds=THRESHOLDS)
def test_no_arrangement_is_better(week, thresholds):
    timeline, today, busy = week
    counted = timeline.counted_from(today)
    best = min(
        (stuck, cost(made, thresholds, today, moves))
        for stuck, moves, made in every_arrangement(counted, today, busy)
    )

    found = arrange(timeline, WEEK, thresholds, today, busy=busy)

    assert found.exact
    assert (len(found.stuck), found.after) == best
    assert found.before == cost(timeline, thresholds, today)
    assert (
        cost(Timeline.holding(timeline, found.workouts), thresholds, today, len(found.moves))
        == found.after
    )


@QUIET
@given(week=weeks(), data=st.data())
def test_only_what_may_move_moves_and_it_keeps_its_hour(week, data):
    timeline, today, busy = week
    pinned = data.draw(st.sets(st.sampled_from([UUID(int=n) for n in range(1, 5)]), max_size=2))

    found = arrange(timeline, WEEK, DEFAULTS, today, busy=busy, pinned=pinned)

    was, now = ({w.id: w for w in some} for some in (timeline.workouts, found.workouts))
    assert was.keys() == now.keys()
    changed = {name for name in was if was[name] != now[name]}
    assert changed == {move.workout.id for move in found.moves}
    for move in found.moves:
        after = now[move.workout.id]
        assert is_movable(move.workout, today, pinned)
        assert after.local_date == move.to_date
        assert move.to_date in WEEK.days
        assert move.to_date >= today
        assert move.to_date not in busy
        assert after.local_start.time() == move.workout.local_start.time()
        assert replace(after, started_at=move.workout.started_at, local_date=None) == move.workout
    counted = timeline.counted_from(today).workouts
    for a, b in combinations([w.id for w in counted], 2):
        assert overlap(was[a], was[b]) or not overlap(now[a], now[b])


@QUIET
@given(week=weeks(), data=st.data())
def test_the_order_of_entry_does_not_matter(week, data):
    timeline, today, busy = week
    shuffled = data.draw(st.permutations(timeline.workouts))

    again = arrange(timeline.holding(shuffled), WEEK, DEFAULTS, today, busy=busy)

    assert again == arrange(timeline, WEEK, DEFAULTS, today, busy=busy)


# --- Settling ------------------------------------------------------------------------------------


def settled(*workouts: Workout, rule: str, today: date = MON, **options):
    """The settlement of the one flag of a rule."""
    timeline = Timeline(workouts)
    [flag] = [f for f in flags_for(timeline, DEFAULTS, today) if f.rule == rule]
    return settle(flag, timeline, DEFAULTS, today, **options)


def test_a_collision_is_settled_by_moving_one_workout_and_easing_none():
    legs, fast = squats("Tue 18:00"), intervals("Wed 07:00")

    found = settled(legs, fast, rule="legs-before-hard-run")

    assert found.remedy.action is Action.MOVE
    assert tuple(w.id for w in found.changed) == found.remedy.workouts
    assert [w.effort for w in found.changed] == [8]
    assert found.added == ()


def test_where_no_date_is_open_the_workout_is_eased():
    legs, fast = squats("Tue 18:00", planned=False), intervals("Wed 18:30")
    busy = [d for d in (MONDAY + n * DAY for n in range(14)) if d != WED]

    found = settled(legs, fast, rule="back-to-back-hard", today=WED, busy=busy)

    assert found.remedy.action is Action.EASE
    assert found.changed == (replace(fast, effort=DEFAULTS.moderate_effort),)


def test_a_lift_before_an_easy_run_of_its_date_swaps_with_it_where_no_other_date_is_open():
    lifted, slow = lift("Tue 07:00", upper(3), effort=4, planned=True), easy("Tue 08:00")
    near = [TUE + n * DAY for n in range(-4, 5) if n]

    found = settled(lifted, slow, rule="combined-order", busy=near)

    assert {w.effort for w in found.changed} == {3, 4}
    assert {w.local_date for w in found.changed} == {TUE}
    assert found.remedy.action is Action.SWAP


def test_where_every_date_is_taken_at_that_hour_two_workouts_swap_their_dates():
    legs, fast = squats("Tue 18:00", planned=False), intervals("Wed 07:00")
    slow = [easy(f"{day} 06:40") for day in ("Thu", "Fri", "Sat", "Sun")]

    found = settled(legs, fast, *slow, rule="back-to-back-hard", today=WED)

    assert found.remedy.action is Action.SWAP
    assert set(found.changed) == {on_date(fast, THU), on_date(slow[0], WED)}
    assert [w.effort for w in found.changed] == [8, 3]
    assert found.added == ()


def test_what_was_done_cannot_be_settled():
    legs, fast = squats("Tue 18:00", planned=False), intervals("Wed 07:00", planned=False)

    assert settled(legs, fast, rule="legs-before-hard-run", today=THU) is None


def test_a_race_is_not_touched():
    legs, race = (
        squats("Tue 18:00", planned=False),
        run("Wed 07:00", type="race", effort=9, planned=True),
    )

    assert settled(legs, race, rule="legs-before-hard-run", today=WED) is None


def test_a_neighbour_can_make_room():
    # Two light lifts in a row: a run from Thursday between them is enough, and both are logged.
    one = lift("Mon 18:00", upper(3), effort=5, planned=False)
    two = lift("Tue 18:00", lower(3), core(2), effort=5, planned=False)
    slow = easy("Thu 07:00")

    found = settled(one, two, slow, rule="not-alternating", today=TUE)

    assert found.remedy.workouts == (slow.id,)
    assert found.remedy.to_date == TUE


def test_a_pinned_workout_settles_nothing():
    legs, fast = squats("Tue 18:00", planned=False), intervals("Wed 07:00")

    found = settled(legs, fast, rule="back-to-back-hard", today=WED, pinned=[fast.id])

    assert found is None


def test_of_equal_changes_that_of_the_later_workout_is_chosen():
    # Tuesday's run could as well join Monday's, or Monday's Tuesday's.
    days = ("Mon", "Tue", "Thu", "Fri")
    hard = [intervals(f"{day} {7 + 2 * n:02}:00") for n, day in enumerate(days)]

    found = settled(*hard, rule="too-many-hard-days")

    assert found.changed == (on_date(hard[3], THU),)


def test_what_would_raise_something_worse_settles_nothing():
    # On Wednesday, the one open date, the second lift would come before a run that is not easy.
    one = lift("Mon 18:00", upper(3), effort=5, planned=False)
    two = lift("Tue 08:00", core(3), effort=5, planned=True)
    steady = run("Wed 09:00", effort=6, planned=True)
    busy = [d for d in (MON + n * DAY for n in range(14)) if d != WED]

    found = settled(
        one, two, steady, rule="not-alternating", today=TUE, busy=busy, pinned=[steady.id]
    )

    assert found is None


def test_a_flag_that_comes_back_on_another_date_is_not_settled():
    # Moved to any date from Thursday to Saturday, Monday's lift would still miss the upper body.
    before = lift(f"{MON - 6 * DAY} 18:00", lower(3), core(2), effort=5, planned=False)
    monday = lift("Mon 18:00", lower(3), core(2), effort=5, planned=True)
    today = MON - 4 * DAY

    found = settled(before, monday, rule="region-missed", today=today)

    assert found is None


def test_a_missed_region_is_settled_where_what_trains_it_can_come_first():
    before = lift(f"{MON - 6 * DAY} 18:00", lower(3), core(2), effort=5, planned=False)
    monday = lift("Mon 18:00", lower(3), core(2), effort=5, planned=True)
    wednesday = lift("Wed 18:00", upper(3), core(2), effort=5, planned=True)

    found = settled(before, monday, wednesday, rule="region-missed", today=MON - 4 * DAY)

    after = flags_for(Timeline(found.workouts), DEFAULTS, MON)
    assert not [f for f in after if f.rule == "region-missed"]


def test_a_longer_move_within_the_week_is_better_than_a_short_one_out_of_it():
    # The Monday after would be a day away.
    one, two = intervals("Sat 07:00", planned=False), intervals("Sun 07:00")

    found = settled(one, two, rule="back-to-back-hard")

    assert found.changed == (on_date(two, THU),)


def test_a_change_that_adds_no_flag_is_better_than_a_smaller_one_that_does():
    # Thursday is the one open date, and the day before another hard run.
    done, fast = intervals("Tue 18:00", planned=False), intervals("Wed 07:00")
    later = intervals("Fri 07:00", planned=False)
    busy = [d for d in (MON + n * DAY for n in range(14)) if d != THU]

    found = settled(done, fast, later, rule="back-to-back-hard", today=WED, busy=busy)

    assert found.remedy.action is Action.EASE
    assert found.added == ()


def test_a_longer_move_of_one_workout_is_better_than_a_swap_of_two():
    legs, fast = squats("Tue 18:00", planned=False), intervals("Wed 07:00")
    slow = [easy(f"{day} 06:40") for day in ("Thu", "Fri")]

    found = settled(legs, fast, *slow, rule="back-to-back-hard", today=WED)

    assert found.changed == (on_date(fast, SAT),)


def test_workouts_of_two_weeks_do_not_swap():
    done, fast = intervals("Sat 18:00", planned=False), intervals("Sun 07:00")
    slow = [easy(f"{SUN + n * DAY} 06:40") for n in range(1, 5)]

    found = settled(done, fast, *slow, rule="back-to-back-hard", today=SUN)

    assert found.remedy.action is Action.EASE


def test_a_workout_far_from_a_flag_does_not_make_room():
    # A day later the planks would be within two weeks of the last lift.
    planks = lift("Mon 18:00", core(2), effort=4, planned=True)
    others = [
        lift(f"{MON + n * DAY} 18:00", lower(1), upper(1), effort=4, planned=True) for n in (7, 14)
    ]

    found = settled(planks, *others, rule="region-missed", pinned=[w.id for w in others])

    assert found is None


def test_a_flag_by_estimate_is_settled_where_the_estimate_agrees():
    # Nearer than Friday is only Thursday, which is busy, or another workout's move by a day.
    legs, fast = squats("Tue 18:00", planned=False), intervals("Wed 07:00", effort=None)
    slow = easy("Sat 09:00")

    found = settled(legs, fast, slow, rule="back-to-back-hard", today=WED, busy=[THU])

    assert found.changed == (on_date(fast, FRI),)


def test_a_flag_that_gets_graver_counts_as_added():
    # Two hours earlier the lift would be clear of Tuesday's run, and too close to Monday's.
    fast = intervals("Mon 07:00", planned=False)
    legs, next_fast = squats("Mon 12:00"), intervals("Tue 10:30")

    found = settled(
        fast, legs, next_fast, rule="legs-before-hard-run", pinned=[next_fast.id], busy=[TUE]
    )

    assert found.changed == (on_date(legs, THU),)
    assert found.added == ()


def test_the_flags_of_a_rule_that_is_off_do_not_count_as_added():
    legs, fast = squats("Tue 21:40", planned=False), intervals("Wed 07:00")
    later = intervals("Fri 07:00", planned=False)
    thresholds = Thresholds(off=frozenset(["back-to-back-hard"]))
    timeline = Timeline([legs, fast, later])
    [flag] = flags_for(timeline, thresholds, WED)

    found = settle(flag, timeline, thresholds, WED)

    assert found.changed == (on_date(fast, THU),)


def test_the_plans_of_the_past_stay_in_the_timeline_of_a_settlement():
    over, legs, fast = easy("Mon 07:00"), squats("Tue 18:00", planned=False), intervals("Wed 07:00")

    found = settled(over, legs, fast, rule="back-to-back-hard", today=WED)

    assert over in found.workouts


@QUIET
@given(week=weeks(), thresholds=THRESHOLDS)
def test_settling_clears_the_flag_and_raises_nothing_worse(week, thresholds):
    timeline, today, busy = week
    counted = timeline.counted_from(today)
    flags = [f for f in flags_for(counted, thresholds, today) if f.severity > Severity.PRAISE]
    before = {(f.rule, f.subject): f.severity for f in flags}
    was = {w.id: w for w in timeline.workouts}
    for flag in flags[-3:]:
        found = settle(flag, timeline, thresholds, today, busy=busy)
        if found is None:
            continue
        after = flags_for(counted.holding(found.workouts), thresholds, today)
        assert (flag.rule, flag.subject) not in {(f.rule, f.subject) for f in after}
        worse = [f for f in after if f.severity > before.get((f.rule, f.subject), 0)]
        assert {f.id for f in worse} == {f.id for f in found.added}
        assert all(f.severity < flag.severity for f in worse)
        alike = [f for f in worse if f.rule == flag.rule]
        own = {w.id for w in flag.workouts}
        assert not any(
            f.about == flag.about if flag.about else own & {w.id for w in f.workouts} for f in alike
        )
        now = {w.id: w for w in found.workouts}
        changed = {name for name in was if now[name] != was[name]}
        assert now.keys() == was.keys()
        assert changed == {w.id for w in found.changed}
        for name in changed:
            assert was[name].planned
            assert was[name].local_date >= today
            assert now[name].local_date >= today
        for a, b in combinations([w.id for w in counted.workouts], 2):
            assert overlap(was[a], was[b]) or not overlap(now[a], now[b])
