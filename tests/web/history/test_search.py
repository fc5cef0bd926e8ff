"""Search in the history: by words, exercises, kinds of run and dates."""

from dataclasses import replace

import pytest

from runstrength.storage import accounts
from runstrength.storage.database import db
from runstrength.training.exercises import Exercise
from runstrength.training.workouts import LiftExercise, Region
from tests.training.build import core, exercise, lift, lower, run, upper
from tests.web.history.test_history import START, addresses, read_on
from tests.web.pages import Page
from tests.web.rows import user_id
from tests.web.world import store

SQUATS = lift("2024-11-18 18:00", lower(), notes="Windy, 100% done")
HINGES = lift(
    "2024-12-02 18:00",
    replace(exercise("romanian-deadlifts", Region.LOWER, 2), notes="hands gave out"),
    core(),
)
BENCH = lift("2025-01-05 18:00", exercise("bench-presses", Region.UPPER, 3), upper())
TEMPO = run("2024-11-20 07:00", type="tempo", notes="windy")
REPEATS = run("2025-01-07 07:00", type="intervals", intervals="6x800m @ 3:20", is_treadmill=True)
OTHER = run("2023-05-01 07:00")
ALL = {
    "squats": SQUATS,
    "hinges": HINGES,
    "bench": BENCH,
    "tempo": TEMPO,
    "repeats": REPEATS,
    "other": OTHER,
}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", set(ALL)),
        ("   ", set(ALL)),
        ("squats", {"squats"}),
        ("SQUAT", {"squats"}),
        ("rdl", {"hinges"}),
        ("bench press", {"bench"}),
        ("Bench-Press", {"bench"}),
        ("bench rows", {"bench"}),
        ("press squats", set()),
        ("windy", {"squats", "tempo"}),
        ("windy lift", {"squats"}),
        ("gave", {"hinges"}),
        ("tempo", {"tempo"}),
        ("interval", {"repeats"}),
        ("6x800", {"repeats"}),
        ("treadmill", {"repeats"}),
        ("run", {"tempo", "repeats", "other"}),
        ("lifts", {"squats", "hinges", "bench"}),
        ("2024", {"squats", "hinges", "tempo"}),
        ("2024-11", {"squats", "tempo"}),
        ("2024-11-18", {"squats"}),
        ("november 2024", {"squats", "tempo"}),
        ("run Nov. 2024", {"tempo"}),
        ("squats 2024-12", set()),
        ("2024-13", set()),
        ("ju 2024", set()),
        ("100%", {"squats"}),
        ("%", {"squats"}),
        ("_", set()),
        ("other", set()),
        ("'; DROP TABLE workouts; --", set()),
    ],
)
def test_what_is_typed_finds(anna, typed, expected):
    store(anna, *ALL.values())
    page = Page(anna.get("/history", query_string={"q": typed}))
    found = {name for name, w in ALL.items() if f"/workouts/{w.id}" in addresses(page)}
    assert found == expected
    assert len(addresses(page)) == len(expected)


def test_an_own_exercise_is_found_by_its_name(anna, app):
    own = {"own-1": Exercise("own-1", "Sandbag carry", Region.CORE)}
    with app.app_context():
        accounts.change_exercises(user_id(app, anna.email), own)
        db.session.commit()
    made = lift("2024-11-18 18:00", LiftExercise(exercise="own-1", region=Region.CORE))
    store(anna, made, SQUATS)
    assert addresses(Page(anna.get("/history?q=sandbag"))) == [f"/workouts/{made.id}"]


def test_words_that_name_one_exercise_are_not_looked_for_apart(anna):
    apart = lift(
        "2024-11-18 18:00",
        exercise("bench-dips", Region.UPPER, 1),
        exercise("overhead-presses", Region.UPPER, 1),
    )
    store(anna, apart, BENCH)
    assert addresses(Page(anna.get("/history?q=bench+press"))) == [f"/workouts/{BENCH.id}"]
    assert len(addresses(Page(anna.get("/history?q=bench")))) == 2


def test_an_exercise_of_someone_elses_workout_with_the_same_id_is_not_ones_own(anna, ben):
    store(ben, SQUATS)
    store(anna, replace(TEMPO, id=SQUATS.id))
    assert addresses(Page(anna.get("/history?q=squats"))) == []


def test_where_nothing_is_found_it_says_what_can_be_searched_for(anna):
    store(anna, SQUATS)
    page = Page(anna.get("/history?q=zumba"))
    assert "Nothing in your log matches “zumba”" in page.main
    assert page.links["Back to everything"] == "/history"
    assert page.one("input", name="q").get("value") == "zumba"


def test_what_is_found_goes_on_over_pages(anna):
    made = [run(START.replace(year=2020 + n % 4, day=n // 4 + 1), type="tempo") for n in range(60)]
    store(anna, *made, OTHER)
    pages = read_on(anna, "/history?q=tempo")
    assert [len(addresses(page)) for page in pages] == [50, 10]
    assert {a for page in pages for a in addresses(page)} == {f"/workouts/{w.id}" for w in made}
    assert pages[1].one("input", name="q").get("value") == "tempo"


@pytest.mark.parametrize("typed", ["x" * 5000, "a " * 5000, "\0", "ü" * 300, "2024-11-18 " * 50])
def test_whatever_is_typed_is_answered(anna, typed):
    store(anna, SQUATS)
    assert anna.get("/history", query_string={"q": typed}).status_code == 200


def test_nobody_finds_what_is_someone_elses(anna, ben):
    store(anna, *ALL.values())
    for typed in ("squats", "windy", "run", "2024"):
        assert addresses(Page(ben.get(f"/history?q={typed}"))) == []


def test_an_empty_log_has_nothing_to_search(anna):
    assert Page(anna.get("/history")).all("input") == []
