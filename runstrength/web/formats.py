"""How values are written on a page."""

from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import groupby
from zoneinfo import ZoneInfo

from flask import Flask

from ..storage.accounts import Settings
from ..training.quantities import KILOGRAMS, METRES, Distance, DistanceUnit, Weight, WeightUnit
from ..training.week import Week
from ..training.workouts import Lift, LiftExercise, Run, RunType, Set, Workout
from .exercise_names import exercise_name

FOOT_M = Fraction("0.3048")  # International, exact by the treaty of 1959.
LONGEST_IN_A_LIST = 40  # Characters.


def init_formats(app: Flask) -> None:
    """Give the templates every format as a filter of its own name."""
    for filter_ in (
        climb,
        clock,
        content,
        counted,
        details,
        distance,
        exercise_name,
        full_date,
        height,
        hours_apart,
        in_zone,
        long_date,
        minutes,
        month_name,
        number,
        pace,
        session,
        short_date,
        span,
        spoken,
        summary,
        weekday,
        weight,
        workout_name,
    ):
        app.add_template_filter(filter_)


def clock(seconds: int) -> str:
    """Write seconds as a watch does: 45:30, 1:02:03."""
    hours, rest = divmod(seconds, 3600)
    minute, second = divmod(rest, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"


def counted(count: int, noun: str) -> str:
    """Write a count with its noun: 1 set, 2 sets."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def spoken(seconds: int) -> str:
    """Write seconds as one says them: 1 min 30 s."""
    hours, rest = divmod(int(seconds), 3600)
    parts = ((hours, "h"), (rest // 60, "min"), (rest % 60, "s"))
    return " ".join(f"{count} {unit}" for count, unit in parts if count) or "0 s"


def month_name(day: date) -> str:
    """Write a date's month as November 2026."""
    return f"{day:%B} {day.year}"


def weekday(day: date) -> str:
    """Write a date's weekday as Tue."""
    return f"{day:%a}"


def hours_apart(gap: timedelta) -> str:
    """Write the time between two workouts, to the minute."""
    seconds = int(gap.total_seconds()) // 60 * 60
    return spoken(seconds) if seconds >= 60 else "less than a minute"


def minutes(value: Fraction) -> str:
    """Write minutes, whole."""
    return f"{_rounded(value, 0)} min"


def number(value: Fraction) -> str:
    """Write a number, whole."""
    return _plain(_rounded(value, 0))


def distance(value: Distance | Fraction, unit: DistanceUnit) -> str:
    """Write a distance (or metres) in `unit`; one typed in that unit stays as typed."""
    if isinstance(value, Distance):
        if value.unit == unit:
            return f"{_plain(value.value)} {unit}"
        value = value.m
    places = 2 if unit != DistanceUnit.M else 0
    amount = value / METRES[unit]
    # What is too short to show in kilometres or miles is shown in metres.
    if places and abs(amount) < Fraction(1, 100) and amount:
        return distance(value, DistanceUnit.M)
    return f"{_plain(_rounded(amount, places))} {unit}"


def weight(value: Weight | Fraction, unit: WeightUnit) -> str:
    """Write a weight (or kilograms) in `unit`; one typed in that unit stays as typed."""
    if isinstance(value, Weight):
        if value.unit == unit:
            return f"{_plain(value.value)} {unit}"
        value = value.kg
    return f"{_plain(_rounded(value / KILOGRAMS[unit], 1))} {unit}"


def pace(run: Run, unit: DistanceUnit) -> str:
    """Write a run's pace for each kilometre or mile."""
    return f"{clock(round(run.pace_s_per_m * METRES[unit]))} /{unit}"


def short_date(day: date) -> str:
    """Write a date as Tue 17 Nov."""
    return f"{day:%a} {day.day} {day:%b}"


def long_date(day: date) -> str:
    """Write a date as Tuesday 17 November 2026."""
    return f"{day:%A} {full_date(day)}"


def full_date(day: date) -> str:
    """Write a date as 17 November 2026."""
    return f"{day.day} {day:%B} {day.year}"


def span(week: Week, with_year: bool = False) -> str:
    """Write a week as 16–22 Nov, or 30 Nov – 6 Dec."""
    first, last = week.first, week.last
    one_month = first.month == last.month
    begin = f"{first.day}–" if one_month else f"{first.day} {first:%b} – "
    return f"{begin}{last.day} {last:%b}" + (f" {last.year}" if with_year else "")


def in_zone(instant: datetime, zone: str) -> datetime:
    """An instant as the clocks of `zone` show it."""
    return instant.astimezone(ZoneInfo(zone))


def details(workout: Workout, settings: Settings) -> str:
    """Write a workout's line in a list: when, how long, how fast or how much, how hard."""
    parts = [f"{workout.local_start:%H:%M}", clock(workout.duration_s)]
    if isinstance(workout, Run):
        if workout.distance:
            parts.append(pace(workout, settings.distance_unit))
        if workout.intervals:
            parts.append(shortened(workout.intervals))
        if workout.is_treadmill:
            parts.append("treadmill")
    elif count := len(workout.working_sets()):
        parts.append(counted(count, "set"))
    open_effort = "effort open" if workout.planned else "effort not logged"
    parts.append(f"effort {workout.effort}" if workout.effort else open_effort)
    return " · ".join(parts)


def content(workout: Workout, settings: Settings) -> str:
    """Write what a workout held: a run's distance, a lift's exercises."""
    if isinstance(workout, Run):
        return distance(workout.distance, settings.distance_unit) if workout.distance else ""
    return ", ".join(exercise_name(done.exercise) for done in workout.exercises)


def summary(workout: Workout, settings: Settings) -> str:
    """Write a workout in a few words, as it was understood."""
    parts = [spoken(workout.duration_s)]
    if isinstance(workout, Run):
        if workout.distance:
            parts.insert(0, distance(workout.distance, settings.distance_unit))
    elif count := len(workout.working_sets()):
        parts.append(counted(count, "working set"))
    if workout.effort:
        parts.append(f"effort {workout.effort}")
    return f"{workout_name(workout)} on {short_date(workout.local_date)}, {', '.join(parts)}"


def facts(run: Run, settings: Settings) -> list[str]:
    """Write what else is known of a run: its intervals, where, how much climb, heart rate."""
    return [
        *([run.intervals] if run.intervals else []),
        *(["treadmill"] if run.is_treadmill else []),
        *([climb(run.elevation_gain_m, settings)] if run.elevation_gain_m is not None else []),
        *heart_rate(run),
    ]


def heart_rate(workout: Workout) -> list[str]:
    """Write the average heart rate, where it is known."""
    return [f"{workout.avg_hr_bpm} bpm"] if workout.avg_hr_bpm else []


def climb(metres: int, settings: Settings) -> str:
    """Write a climb as one of the things that are known of a run."""
    return f"{height(metres, settings)} of climb"


def height(metres: int, settings: Settings) -> str:
    """Write a height in metres, or in feet for who runs in miles."""
    feet = settings.distance_unit is DistanceUnit.MI
    return f"{round(metres / FOOT_M)} ft" if feet else f"{metres} m"


def shortened(text: str) -> str:
    """Write the beginning of a text that would be too long for a line in a list."""
    return text if len(text) <= LONGEST_IN_A_LIST else f"{text[: LONGEST_IN_A_LIST - 1].rstrip()}…"


def session(run: Run, settings: Settings) -> str:
    """Write what one would do again: Easy run 8 km, 45:00."""
    parts = [workout_name(run), content(run, settings)]
    return f"{' '.join(part for part in parts if part)}, {clock(run.duration_s)}"


def sets_in_words(lift: Lift, settings: Settings) -> str:
    """Write a lift's working sets as they were understood: Squats 3 × 5 × 100 kg, 1 × 60 s."""
    parts = (
        f"{exercise_name(done.exercise)} {working_sets(done, settings)}".strip()
        for done in lift.exercises
    )
    return "; ".join(parts)


def working_sets(done: LiftExercise, settings: Settings) -> str:
    """Write an exercise's working sets: 3 × 5 × 100 kg, 1 × 60 s."""
    words = [_set_in_words(s, settings) for s in done.working_sets]
    return ", ".join(f"{len(list(group))} × {word}" for word, group in groupby(words))


def _set_in_words(s: Set, settings: Settings) -> str:
    done = [str(s.reps)] if s.reps is not None else []
    done += [spoken(s.duration_s)] if s.duration_s is not None else []
    done += [weight(s.weight, settings.weight_unit)] if s.weight else []
    return " × ".join(done)


def workout_name(workout: Workout) -> str:
    """Write what a workout was: Easy run, Intervals, Race, Lift."""
    if not isinstance(workout, Run):
        return "Lift"
    if workout.type is RunType.OTHER:
        return "Run"
    alone = workout.type in (RunType.RACE, RunType.INTERVALS, RunType.HILLS)
    return workout.type.capitalize() + ("" if alone else " run")


def _rounded(value: Fraction, places: int) -> Decimal:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _plain(value: Decimal) -> str:
    """Write a decimal without exponent and without trailing zeros."""
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace("-", "−")
