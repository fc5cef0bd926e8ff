"""The plan as a calendar: each workout to come, with what it would be flagged for."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from flask import current_app

from ...exchange.calendar import Planned, feed
from ...storage import exporting
from ...storage.accounts import Settings, User
from ...training.flags import Flag, Severity
from ...training.workouts import MOST_AHEAD_PLANNED, Lift, Run, Workout
from .. import clock, formats
from ..exercise_names import REGIONS
from ..headlines import headline
from ..reading import Stretch, read_stretch

BACK = timedelta(weeks=4)
NAME = "RunStrength plan"


def plan_of(user: User) -> bytes:
    """The feed of a user's plan, from four weeks back to a year ahead."""
    today = clock.today(user)
    stretch = read_stretch(user, today - BACK, today + MOST_AHEAD_PLANNED)
    planned = [w for w in stretch.timeline.between(stretch.first, stretch.last) if w.planned]
    saved_at = exporting.saved_at(user.id, [workout.id for workout in planned])
    forecasts = _forecasts(stretch)
    return feed((_event(w, forecasts[w.id], user, saved_at[w.id]) for w in planned), NAME)


def _event(workout: Workout, flags: list[Flag], user: User, saved_at) -> Planned:
    return Planned(
        id=workout.id,
        started_at=workout.started_at,
        time_zone=workout.time_zone,
        duration_s=workout.duration_s,
        summary=in_words(workout, user.settings),
        description="\n\n".join(_paragraphs(workout, flags, user.settings)),
        version=workout.version,
        saved_at=saved_at,
    )


def in_words(workout: Workout, settings: Settings) -> str:
    """A planned workout in a few words: Intervals 6 × 800 m, Long run 20 km, Lift: lower body."""
    name = formats.workout_name(workout)
    if isinstance(workout, Lift):
        regions = [words.lower() for region, words in REGIONS.items() if region in workout.regions]
        return f"{name}: {', '.join(regions)}" if regions else name
    if workout.intervals:
        return f"{name} {formats.shortened(workout.intervals)}"
    return f"{name} {formats.content(workout, settings)}".strip()


def _paragraphs(workout: Workout, flags: list[Flag], settings: Settings) -> Iterable[str]:
    lines = [formats.spoken(workout.duration_s)]
    if workout.effort:
        lines.append(f"effort {workout.effort}")
    yield ", ".join(lines)
    if isinstance(workout, Run):
        if len(workout.intervals) > formats.LONGEST_IN_A_LIST:
            yield workout.intervals
    elif workout.exercises:
        yield formats.sets_in_words(workout, settings)
    if workout.notes:
        yield workout.notes
    for flag in flags:
        yield _forecast(flag, settings)


def _forecast(flag: Flag, settings: Settings) -> str:
    cited = (f"“{_cited(tip)}”" for tip in flag.tips)
    return "\n".join([f"{headline(flag, settings)}.", *cited])


def _cited(tip: str) -> str:
    """The sentence of the guide, with the label of the item that it stands in."""
    guide = current_app.extensions["guide"]
    item, passage = guide.item_cited(tip), guide.citation(tip)
    return f"{item}: {passage.text}" if item else passage.text


def _forecasts(stretch: Stretch) -> dict[UUID, list[Flag]]:
    """The forecasts of each planned workout, gravest first; no praise, nothing set aside."""
    found: dict[UUID, list[Flag]] = defaultdict(list)
    for flag in sorted(stretch.touching_flags, key=lambda flag: -flag.severity):
        if flag.severity > Severity.PRAISE and flag.id not in stretch.set_asides:
            for workout in flag.workouts:
                if workout.local_date >= stretch.today:
                    found[workout.id].append(flag)
    return found
