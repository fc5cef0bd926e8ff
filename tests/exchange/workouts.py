"""Workouts made up by Hypothesis: every field of every kind, at its bounds and in between."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from runstrength.training.limits import Range
from runstrength.training.quantities import Distance, DistanceUnit, Weight, WeightUnit
from runstrength.training.workouts import (
    AVG_HR_BPM,
    DURATION_S,
    EFFORT,
    ELEVATION_GAIN_M,
    REPS,
    RIR,
    SET_DURATION_S,
    SUPERSET,
    Form,
    Lift,
    LiftExercise,
    Region,
    Run,
    RunType,
    Set,
    SetKind,
    Side,
)

TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=60)
SOME_TEXT = TEXT.filter(str.strip)


def within(allowed: Range) -> st.SearchStrategy[int | None]:
    """None, or a whole number within a range."""
    return st.none() | st.integers(allowed.low, allowed.high)


def typed(low: str, high: str) -> st.SearchStrategy[Decimal]:
    """Decimals as people type them: with the zeros that they typed."""
    return st.integers(0, 6).flatmap(lambda places: st.decimals(low, high, places=places))


WEIGHTS = st.builds(Weight, typed("-300", "1000"), st.just(WeightUnit.KG)) | st.builds(
    Weight, typed("-600", "2000"), st.just(WeightUnit.LB)
)
DISTANCES = (
    st.builds(Distance, typed("1", "1000000"), st.just(DistanceUnit.M))
    | st.builds(Distance, typed("1", "1000"), st.just(DistanceUnit.KM))
    | st.builds(Distance, typed("1", "600"), st.just(DistanceUnit.MI))
)
ZONES = st.sampled_from(["UTC", "Asia/Kathmandu", "Pacific/Kiritimati", "America/St_Johns"])
FIRST, DAYS = datetime(1970, 1, 1, tzinfo=UTC), 84_000  # Until 2199.
STARTS = st.timedeltas(timedelta(0), timedelta(days=DAYS)).map(lambda since: FIRST + since)


@st.composite
def runs(draw: st.DrawFn) -> Run:
    """Runs with every field."""
    common = draw(_common())
    moving = draw(st.none() | st.integers(1, common["duration_s"]))
    return Run(
        **common,
        type=draw(st.sampled_from(RunType)),
        distance=draw(st.none() | DISTANCES),
        moving_s=moving,
        intervals=draw(TEXT),
        is_treadmill=draw(st.booleans()),
        elevation_gain_m=draw(within(ELEVATION_GAIN_M)),
        shoe_id=draw(st.none() | st.uuids()),
    )


@st.composite
def sets(draw: st.DrawFn) -> Set:
    """Sets of repetitions, of seconds, or of both."""
    reps, seconds = draw(within(REPS)), draw(within(SET_DURATION_S))
    return Set(
        kind=draw(st.sampled_from(SetKind)),
        reps=5 if reps is None and seconds is None else reps,
        weight=draw(st.none() | WEIGHTS),
        rir=draw(within(RIR)),
        duration_s=seconds,
        side=draw(st.none() | st.sampled_from(Side)),
    )


@st.composite
def lifts(draw: st.DrawFn) -> Lift:
    """Lifts with every field, of exercises that no content knows."""
    exercise = st.builds(
        LiftExercise,
        exercise=SOME_TEXT,
        region=st.sampled_from(Region),
        sets=st.lists(sets(), max_size=3).map(tuple),
        form=st.none() | st.sampled_from(Form),
        notes=TEXT,
        superset=within(SUPERSET),
    )
    exercises = draw(st.lists(exercise, max_size=3))
    return Lift(**draw(_common()), exercises=tuple(exercises))


@st.composite
def _common(draw: st.DrawFn) -> dict:
    start = draw(STARTS)
    zone = draw(ZONES)
    date = start.astimezone(ZoneInfo(zone)).date()
    return {
        "id": draw(st.uuids()),
        "started_at": start,
        "time_zone": zone,
        "duration_s": draw(st.integers(DURATION_S.low, DURATION_S.high)),
        "effort": draw(within(EFFORT)),
        "avg_hr_bpm": draw(within(AVG_HR_BPM)),
        "notes": draw(TEXT),
        "planned": draw(st.booleans()),
        "source": draw(TEXT.map(lambda text: text[:32])),
        "version": draw(st.integers(1, 10**9)),
        # As it was fixed where it was logged, whatever the zone says now.
        "local_date": draw(st.sampled_from([None, start.date(), date])),
    }


WORKOUTS = runs() | lifts()
