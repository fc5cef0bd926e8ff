"""How values are written on a page."""

from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

from flask import Flask

from ..storage.accounts import Settings
from ..training.quantities import KILOGRAMS, METRES, Distance, DistanceUnit, Weight, WeightUnit
from ..training.workouts import Run, RunType, Workout
from .exercises import exercise_name


def init_formats(app: Flask) -> None:
    """Give the templates every format as a filter of its own name."""
    for filter_ in (
        clock,
        day_month,
        distance,
        exercise_name,
        hours_apart,
        in_zone,
        long_date,
        minutes,
        number,
        pace,
        short_date,
        spoken,
        summary,
        weight,
    ):
        app.add_template_filter(filter_)


def clock(seconds: int) -> str:
    """Write seconds as a watch does: 45:30, 1:02:03."""
    hours, rest = divmod(seconds, 3600)
    minute, second = divmod(rest, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"


def spoken(seconds: int) -> str:
    """Write seconds as one says them: 1 min 30 s."""
    hours, rest = divmod(int(seconds), 3600)
    parts = ((hours, "h"), (rest // 60, "min"), (rest % 60, "s"))
    return " ".join(f"{count} {unit}" for count, unit in parts if count) or "0 s"


def hours_apart(gap: timedelta) -> str:
    """Write the time between two workouts, to the minute."""
    seconds = int(gap.total_seconds()) // 60 * 60
    return spoken(seconds) if seconds >= 60 else "less than a minute"


def minutes(value: Fraction) -> str:
    """Write minutes, whole."""
    return f"{_rounded(value, 0)} min"


def number(value: Fraction | float | int, places: int = 0) -> str:
    """Write a number with at most `places` decimals."""
    return _plain(_rounded(Fraction(value), places))


def distance(value: Distance | Fraction, unit: DistanceUnit) -> str:
    """Write a distance (or metres) in `unit`; one typed in that unit stays as typed."""
    if isinstance(value, Distance):
        if value.unit == unit:
            return f"{_plain(value.value)} {unit}"
        value = value.m
    return f"{_plain(_rounded(value / Fraction(METRES[unit]), 2))} {unit}"


def weight(value: Weight, unit: WeightUnit) -> str:
    """Write a weight in `unit`; one typed in that unit stays as typed."""
    if value.unit == unit:
        return f"{_plain(value.value)} {unit}"
    return f"{_plain(_rounded(value.kg / Fraction(KILOGRAMS[unit]), 1))} {unit}"


def pace(run: Run, unit: DistanceUnit) -> str:
    """Write a run's pace for each kilometre or mile."""
    return f"{clock(round(run.pace_s_per_m * Fraction(METRES[unit])))} /{unit}"


def short_date(day: date) -> str:
    """Write a date as Tue 17 Nov."""
    return f"{day:%a} {day.day} {day:%b}"


def long_date(day: date, with_year: bool = False) -> str:
    """Write a date as Tuesday 17 November."""
    return f"{day:%A} {day.day} {day:%B}" + (f" {day.year}" if with_year else "")


def day_month(day: date, with_year: bool = False) -> str:
    """Write a date as 17 Nov."""
    return f"{day.day} {day:%b}" + (f" {day.year}" if with_year else "")


def in_zone(instant: datetime, zone: str) -> datetime:
    """An instant as the clocks of `zone` show it."""
    return instant.astimezone(ZoneInfo(zone))


def summary(workout: Workout, settings: Settings) -> str:
    """Write a workout in a few words, as it was understood."""
    parts = [spoken(workout.duration_s)]
    if isinstance(workout, Run):
        name = "run" if workout.type is RunType.OTHER else f"{workout.type} run"
        name = "race" if workout.type is RunType.RACE else name
        if workout.distance:
            parts.insert(0, distance(workout.distance, settings.distance_unit))
    else:
        name = "lift"
        count = len(workout.working_sets())
        parts += [f"{count} working set{'' if count == 1 else 's'}"] if count else []
    parts += [f"effort {workout.effort}"] if workout.effort else []
    return f"{name} on {short_date(workout.local_date)}, {', '.join(parts)}"


def _rounded(value: Fraction, places: int) -> Decimal:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _plain(value: Decimal) -> str:
    """Write a decimal without exponent and without trailing zeros."""
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace("-", "−")
