"""What is taken along comes back whole: into an empty account, and into any other."""

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from itertools import count
from uuid import UUID

from hypothesis import HealthCheck, given, settings

from runstrength.exchange.account.belongings import (
    Dated,
    Deload,
    NameElsewhere,
    SetAside,
    Settings,
)
from runstrength.exchange.account.own import read
from runstrength.exchange.writing.own import Account
from runstrength.storage.imports import Status
from runstrength.training.check_ins import CheckIn
from runstrength.training.exercises import Exercise
from runstrength.training.plates import Gear
from runstrength.training.progression import Target
from runstrength.training.quantities import DistanceUnit, WeightUnit
from runstrength.training.routines import Routine, RoutineExercise
from runstrength.training.shoes import Shoe
from runstrength.training.thresholds import Thresholds
from runstrength.training.week import Weekday
from runstrength.training.workouts import Region
from tests.exchange.accounts import MADE_AT, everything_of
from tests.training import build
from tests.web.exporting.made import MADE, all_of, exported, give, newcomer
from tests.web.imports.bringing import bring, brought, logged, say, upload
from tests.web.imports.files import MONDAY, gpx
from tests.web.pages import Page
from tests.web.rows import belonging_to
from tests.web.world import keep_shoe, remove, store, stored, workouts_of

FEW = settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
NUMBERS = count()
TRAINERS = Shoe(id=UUID(int=7), name="Trainers", before_m=312_000)
RACERS = Shoe(id=UUID(int=9), name="Racers", before_m=0, is_retired=True)
SLED = Exercise("own-sled", "Sled push", Region.LOWER)
GONE = Exercise("own-gone", "Thing of the past", Region.CORE, is_removed=True)
WELL = CheckIn(sleep=1, energy=2, soreness=3, stress=4, mood=5)
RUN = replace(
    build.run("Mon 07:00", distance="6.20 mi", effort=9, notes="=1\n“2”", shoe_id=TRAINERS.id),
    version=7,
)
LIFT = replace(
    build.lift("Tue 18:00", build.exercise("own-sled", Region.LOWER, 3, weight="225 lb")),
    avg_hr_bpm=104,
    version=2,
)
FULL = Account(
    made_at=MADE_AT,
    single={
        "settings": Settings(
            time_zone="Asia/Tokyo",
            distance_unit=DistanceUnit.MI,
            weight_unit=WeightUnit.LB,
            week_starts_on=Weekday.SUNDAY,
        ),
        "rules": Thresholds.chosen({"legs_before_run": 30}, ["days-off"]),
        "gear": Gear.typed(WeightUnit.LB, Decimal("45"), [(Decimal("2.5"), 3)]),
    },
    lists={
        "exercises": [SLED, GONE],
        "names_elsewhere": [NameElsewhere(app="strong", name="Prowler", exercise=SLED.id)],
        "routines": [
            Routine(
                str(UUID(int=8)), "Legs", (RoutineExercise(SLED.id, Target(3, 5, 8)),), version=4
            )
        ],
        "shoes": [TRAINERS, RACERS],
        "check_ins": [Dated(date(2026, 11, 20), WELL)],
        "deload_weeks": [Deload(date(2026, 10, 1))],
        "set_asides": [SetAside(flag="f" * 20, date=date(2026, 11, 20), reason="a camp")],
        "workouts": [
            RUN,
            LIFT,
            build.run("2026-12-24 07:00", planned=True, intervals="6 x 800 m"),
        ],
    },
)


def told(thing) -> str:
    """All that a thing holds; equal sets may have been filled in another order."""
    return re.sub(r"frozenset\({(.*?)}\)", lambda of: str(sorted(of[1].split(", "))), repr(thing))


def someone(app):
    return newcomer(app, f"{next(NUMBERS)}@example.com")


def log_of(app, person) -> dict:
    """All that is someone's, but for what was imported when."""
    rows = belonging_to(app, person.email)
    return {name: rows[name] for name in rows if name not in ("imports", "import_rows")}


def without_versions(held: dict) -> dict:
    told = held["runstrength.json"]
    workouts = [{**each, "version": 0} for each in told["workouts"]]
    return {**held, "runstrength.json": {**told, "workouts": workouts}}


@FEW
@given(made=MADE)
def test_an_account_comes_back_as_it_was(app, made):
    anna, carl = someone(app), someone(app)
    give(anna, made)
    export = exported(anna)
    held = list(read(BytesIO(export)))
    assert sorted(map(told, held)) == sorted(map(told, everything_of(made)))
    bring(carl, export)
    assert all_of(exported(carl)) == all_of(export)


@FEW
@given(made=MADE)
def test_the_same_export_into_the_same_account_changes_nothing(app, made):
    anna = someone(app)
    give(anna, made)
    before = log_of(app, anna)
    bring(anna, exported(anna))
    assert log_of(app, anna) == before


@FEW
@given(made=MADE, others=MADE)
def test_what_came_to_other_things_goes_again_and_leaves_those(app, made, others):
    anna, carl = someone(app), someone(app)
    give(anna, made)
    give(carl, others)
    before = all_of(exported(carl))
    address = bring(carl, exported(anna))
    say(carl, address, "undo")
    assert without_versions(all_of(exported(carl))) == without_versions(before)


def test_all_of_a_full_account_comes_back_with_a_recording_that_was_imported(app):
    anna, carl = someone(app), someone(app)
    give(anna, FULL)
    bring(anna, gpx(hr=150))
    export = exported(anna)
    address = upload(carl, export)
    assert logged(carl) == []
    say(carl, address, "confirm")
    assert all_of(exported(carl)) == all_of(export)
    originals = [name for name in all_of(export) if name.startswith("originals/")]
    assert len(originals) == 2
    (imported,) = (each for each in logged(anna) if each.source == "gpx")
    drawn = [Page(p.get(f"/workouts/{imported.id}")).all("svg") for p in (anna, carl)]
    assert len(drawn[0]) == len(drawn[1]) > 5


def test_into_an_account_with_other_things_comes_what_is_missing(app):
    anna, carl = someone(app), someone(app)
    give(anna, FULL)
    keep_shoe(carl, mine := replace(TRAINERS, name="Mine"))
    store(carl, jog := build.run("Wed 07:00"), again := replace(RUN, effort=2, shoe_id=None))
    bring(carl, exported(anna))
    assert {each.id for each in workouts_of(carl)} == {
        *(each.id for each in FULL.lists["workouts"]),
        jog.id,
    }
    assert stored(carl, RUN.id).effort == again.effort
    told = all_of(exported(carl))["runstrength.json"]
    assert [each["name"] for each in told["shoes"]] == [mine.name, RACERS.name]
    assert told["settings"]["time_zone"] == "UTC"
    assert [each["name"] for each in told["names_elsewhere"]] == ["Prowler"]


def test_the_undo_gives_an_empty_account_its_own_settings_back(app):
    anna, carl = someone(app), someone(app)
    give(anna, FULL)
    before = all_of(exported(carl))
    say(carl, bring(carl, exported(anna)), "undo")
    assert all_of(exported(carl)) == before


def test_what_was_undone_comes_again(app):
    anna, carl = someone(app), someone(app)
    give(anna, FULL)
    export = exported(anna)
    say(carl, bring(carl, export), "undo")
    address = bring(carl, export)
    assert without_versions(all_of(exported(carl))) == without_versions(all_of(export))
    say(carl, address, "undo", keep="on")
    assert workouts_of(carl) == []


def test_what_was_undone_keeps_nothing_to_bring_back(app):
    carl = someone(app)
    address = bring(carl, gpx())
    (run,) = logged(carl)
    say(carl, address, "undo")
    assert carl.post(f"/workouts/{run.id}/restore").status_code == 410
    assert belonging_to(app, carl.email)["runs"] == []


def test_what_was_deleted_meanwhile_stays_deleted(app):
    anna, carl = someone(app), someone(app)
    give(anna, FULL)
    export = exported(anna)
    bring(carl, export)
    for person in (anna, carl):
        remove(person, RUN.id)
        bring(person, export)
        assert RUN.id not in {each.id for each in workouts_of(person)}


def test_what_was_deleted_before_an_undo_stays_deleted_after_it(app):
    anna, carl = someone(app), someone(app)
    give(anna, FULL)
    address = bring(carl, export := exported(anna))
    remove(carl, RUN.id)
    say(carl, address, "undo")
    bring(carl, export)
    assert {each.id for each in workouts_of(carl)} == {
        each.id for each in FULL.lists["workouts"] if each != RUN
    }


def test_what_is_in_use_by_then_stays(app):
    anna, carl = someone(app), someone(app)
    give(anna, FULL)
    address = bring(carl, exported(anna))
    store(carl, build.run("Wed 07:00", shoe_id=TRAINERS.id))
    store(carl, build.lift("Thu 07:00", build.exercise(SLED.id, Region.LOWER, 1)))
    say(carl, address, "undo")
    told = all_of(exported(carl))["runstrength.json"]
    assert [each["name"] for each in told["shoes"]] == [TRAINERS.name]
    assert [each["name"] for each in told["exercises"]] == [SLED.name]


def test_a_run_in_shoes_that_found_no_room_comes_without_them(app):
    anna, carl = someone(app), someone(app)
    give(anna, FULL)
    for n in range(100):
        keep_shoe(carl, Shoe(id=UUID(int=1000 + n), name=f"Pair {n}", before_m=0))
    address = bring(carl, exported(anna))
    assert brought(carl, address).status is Status.DONE
    assert stored(carl, RUN.id) == replace(RUN, shoe_id=None)


def test_an_exercise_whose_id_looks_like_a_place_among_names_is_itself(app):
    anna, carl = someone(app), someone(app)
    store(anna, odd := build.lift("Tue 18:00", build.exercise("?0", Region.CORE, 1)))
    bring(carl, exported(anna))
    assert workouts_of(carl) == [odd]


def test_of_a_file_with_two_runs_each_has_its_own_picture_again(app):
    anna, carl = someone(app), someone(app)
    one, two = gpx(), gpx(MONDAY + timedelta(hours=5), minutes=10)
    start, end = two.index(b"<trk>"), two.index(b"</gpx>")
    bring(anna, one.replace(b"</gpx>", two[start:end] + b"</gpx>"))
    bring(carl, exported(anna))
    tracks = [
        sorted(row["track"] for row in belonging_to(app, person.email)["recordings"])
        for person in (anna, carl)
    ]
    assert tracks[0] == tracks[1]
    assert len(set(tracks[0])) == 2
