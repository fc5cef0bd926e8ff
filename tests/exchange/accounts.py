"""Accounts made up by Hypothesis: some of everything that an export holds."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal

from hypothesis import strategies as st

from runstrength.exchange.account.belongings import Dated, Deload, NameElsewhere, SetAside, Settings
from runstrength.exchange.writing.own import Account
from runstrength.training.check_ins import CheckIn
from runstrength.training.exercises import Counts, Exercise, Load
from runstrength.training.plates import Gear
from runstrength.training.progression import Target
from runstrength.training.quantities import DistanceUnit, WeightUnit
from runstrength.training.routines import Routine, RoutineExercise, Timed
from runstrength.training.shoes import Shoe
from runstrength.training.thresholds import DEFAULTS, Thresholds
from runstrength.training.week import WEEK, Weekday
from runstrength.training.workouts import RIR, SUPERSET, Region
from tests.exchange.workouts import SOME_TEXT, TEXT, WORKOUTS, within

MADE_AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
DATES = st.dates(date(1970, 1, 1), date(2199, 12, 31))
SCORES = st.integers(1, 5)
NAMES = SOME_TEXT.map(lambda text: text[:60]).filter(str.strip)

SETTINGS = st.builds(
    Settings,
    time_zone=st.sampled_from(["UTC", "Asia/Tokyo"]),
    distance_unit=st.sampled_from(DistanceUnit),
    weight_unit=st.sampled_from(WeightUnit),
    week_starts_on=st.sampled_from(Weekday),
)
THRESHOLDS = st.sampled_from(
    [
        DEFAULTS,
        Thresholds.chosen({"monotony": Decimal("2.25"), "legs_before_run": 30}, ["days-off"]),
        Thresholds.chosen({"slight": 30}, ["b", "a"]),
    ]
)
BARS = st.sampled_from([Decimal("20"), Decimal("15.5")])
PLATES = st.lists(
    st.tuples(st.sampled_from(["1.25", "2.5", "20.0", "45"]).map(Decimal), st.integers(1, 25)),
    min_size=1,
    max_size=4,
    unique_by=lambda plate: plate[0],
)
GEAR = st.none() | st.builds(Gear.typed, st.sampled_from(WeightUnit), BARS, PLATES)
EXERCISES = st.builds(
    Exercise,
    id=NAMES.map(lambda name: f"own-{name}"),
    name=NAMES,
    region=st.sampled_from(Region),
    counts=st.sampled_from(Counts),
    load=st.sampled_from(Load),
    sides=st.booleans(),
    is_removed=st.booleans(),
)
NAMES_ELSEWHERE = st.builds(
    NameElsewhere,
    app=st.sampled_from(["strong", "hevy", "fit"]),
    name=SOME_TEXT,
    exercise=st.sampled_from(["squats", "own-sled"]),
)
TARGETS = st.builds(
    lambda sets, low, more, rir: Target(sets, low, low + more, rir),
    st.integers(1, 10),
    st.integers(1, 20),
    st.integers(0, 5),
    within(RIR),
) | st.builds(Timed, st.integers(1, 10), st.integers(1, 600))
ROUTINES = st.builds(
    Routine,
    id=st.uuids().map(str),
    name=NAMES,
    exercises=st.lists(
        st.builds(RoutineExercise, SOME_TEXT, TARGETS, within(SUPERSET)), min_size=1, max_size=3
    ).map(tuple),
    version=st.integers(1, 99),
)
SHOES = st.builds(
    Shoe,
    id=st.uuids(),
    name=NAMES,
    before_m=st.integers(0, 10_000_000),
    is_retired=st.booleans(),
)
CHECK_INS = st.builds(
    Dated,
    DATES,
    st.builds(CheckIn, **dict.fromkeys(("sleep", "energy", "soreness", "stress", "mood"), SCORES)),
)
DELOADS = st.integers(0, 11_000).map(lambda n: Deload(date(1970, 1, 1) + n * WEEK))
SET_ASIDES = st.builds(SetAside, flag=TEXT.map(lambda t: t[:20]), date=DATES, reason=TEXT)

ACCOUNTS = st.builds(
    lambda settings, rules, gear, **lists: Account(
        made_at=MADE_AT,
        single={"settings": settings, "rules": rules, "gear": gear},
        lists=lists,
    ),
    SETTINGS,
    THRESHOLDS,
    GEAR,
    exercises=st.lists(EXERCISES, max_size=2),
    names_elsewhere=st.lists(NAMES_ELSEWHERE, max_size=2),
    routines=st.lists(ROUTINES, max_size=2),
    shoes=st.lists(SHOES, max_size=2),
    check_ins=st.lists(CHECK_INS, max_size=2),
    deload_weeks=st.lists(DELOADS, max_size=2),
    set_asides=st.lists(SET_ASIDES, max_size=2),
    workouts=st.lists(WORKOUTS, max_size=3),
)


def everything_of(account: Account) -> list[object]:
    """What an account holds, in the order in which an export is read."""
    single = [each for each in account.single.values() if each is not None]
    return [*single, *(each for several in account.lists.values() for each in several)]


def account_of(made_at: datetime = MADE_AT, **lists: object) -> Account:
    """An account with these lists, and nothing else."""
    none: Mapping = {}
    return Account(made_at=made_at, single=none, lists=lists)
