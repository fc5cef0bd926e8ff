"""Making the change that a remedy offers, no further than its data asks for."""

from fractions import Fraction

from runstrength.training.flags import Action, Remedy
from runstrength.training.settling import applied
from tests.training.build import core, flags, lift, lower, run, upper, weighing

OTHER = run("Tue 07:00", distance="20 km", effort=5)


def changed(workout, action: Action = Action.SHORTEN, **limits):
    """The workout once the change has been made; another one beside it stays as it is."""
    remedy = Remedy(action=action, workouts=(workout.id,), **limits)
    left = applied(remedy, [workout, OTHER])
    assert OTHER in left
    (found,) = (w for w in left if w.id == workout.id)
    return found


def test_a_run_is_shortened_to_a_distance_at_the_same_pace():
    long = run("Mon 07:00", distance="20 km", minutes=100, moving=90)

    shorter = changed(long, distance_m_at_most=15_000)

    assert shorter.distance.m == 15_000
    assert (shorter.duration_s, shorter.moving_s) == (75 * 60, 67.5 * 60)
    assert shorter.pace_s_per_m == long.pace_s_per_m
    assert shorter.started_at == long.started_at


def test_a_run_without_moving_time_gets_none():
    shorter = changed(run("Mon 07:00", distance="10 mi"), distance_m_at_most=8000)

    assert shorter.distance.m == 8000
    assert shorter.moving_s is None


def test_a_run_cut_short_lasts_a_second_at_least():
    shorter = changed(run("Mon 07:00", distance="10 km", minutes=1 / 60), distance_m_at_most=1)

    assert shorter.duration_s == 1


def test_a_lift_is_left_its_first_working_sets_and_every_warm_up():
    session = lift("Mon 18:00", lower(2, kind="warm-up"), lower(4), core(3), upper(3))

    left = changed(session, working_sets_at_most=5)

    assert [len(done.working_sets) for done in left.exercises] == [0, 4, 1, 0]
    assert [len(done.sets) for done in left.exercises] == [2, 4, 1, 0]
    assert left.duration_s == session.duration_s


def test_a_lift_with_few_enough_sets_keeps_them():
    session = lift("Mon 18:00", lower(4), core(3))

    assert changed(session, working_sets_at_most=7) == session
    assert changed(session, working_sets_at_most=20) == session


def test_a_lift_is_shortened_in_time_and_sets_together():
    session = lift("Mon 18:00", lower(10), core(10), minutes=90)

    left = changed(session, working_sets_at_most=12, duration_s_at_most=3600)

    assert (len(left.working_sets()), left.duration_s) == (12, 3600)


def test_a_workout_that_is_short_enough_keeps_its_time():
    session = lift("Mon 18:00", minutes=30)

    assert changed(session, duration_s_at_most=3600) == session


def test_one_exercise_is_lightened_to_a_weight_and_no_other():
    session = lift(
        "Mon 18:00",
        lower(weight="120 kg"),
        lower(weight="80 kg"),
        lower(),
        upper(weight="120 kg"),
        effort=9,
    )

    left = changed(session, Action.EASE, exercise="squats", weight_kg_at_most=Fraction(110))

    weights = [done.sets[0].weight for done in left.exercises]
    assert [w and w.kg for w in weights] == [110, 80, None, 120]
    assert left.effort == 9


def test_a_weight_is_never_rounded_up():
    session = lift("Mon 18:00", lower(weight="120 lb"))

    left = changed(session, Action.EASE, exercise="squats", weight_kg_at_most=weighing("110 lb").kg)

    (most,) = (s.weight.kg for s in left.working_sets())
    assert weighing("110 lb").kg - Fraction(1, 1000) < most <= weighing("110 lb").kg


def test_assistance_is_lightened_to_more_assistance():
    session = lift("Mon 18:00", upper(weight="-5 kg"), upper(weight="-30 kg"))

    left = changed(session, Action.EASE, exercise="rows", weight_kg_at_most=Fraction("-17.5"))

    assert [s.weight.kg for s in left.working_sets()] == [Fraction("-17.5"), -30]


def test_easing_a_workout_leaves_its_weights():
    session = lift("Mon 18:00", lower(weight="120 kg", rir=0), effort=9)

    left = changed(session, Action.EASE, effort_at_most=6, rir_at_least=4)

    (only,) = left.working_sets()
    assert (left.effort, only.rir, only.weight.kg) == (6, 4, 120)


def test_a_run_cut_in_time_moves_no_longer_than_it_lasts():
    made = run("Mon 07:00", minutes=100, moving=100, effort=4)
    remedy = Remedy(action=Action.SHORTEN, workouts=(made.id,), duration_s_at_most=3600)
    (cut,) = applied(remedy, [made])

    assert (cut.duration_s, cut.moving_s) == (3600, 3600)


def test_a_load_jump_of_a_run_that_never_stood_still_can_be_read():
    before = [run(f"2026-{day} 07:00", minutes=60, effort=4) for day in ("10-26", "11-02", "11-09")]
    long = run("Mon 07:00", minutes=100, moving=100, effort=4)
    (flag,) = flags([*before, long], "load-jump")

    assert [remedy.action for remedy in flag.remedies] == [Action.SHORTEN]
