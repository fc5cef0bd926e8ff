"""The history: by month, newest first, in pages that neither repeat nor skip."""

import re
from base64 import urlsafe_b64encode
from datetime import timedelta

import pytest

from tests.training.build import moment, run
from tests.web.pages import Page, text
from tests.web.world import store

START = moment("2024-03-01 07:00")
SOME_ID = "7cda97b3-62c7-4907-9e14-51ee9e28f6ed"


def test_workouts_are_listed_by_month_newest_first(anna):
    for when in ("2024-10-31 23:30", "2024-11-01 07:00", "2024-11-30 07:00", "2023-11-05 07:00"):
        store(anna, run(when, zone="Europe/Berlin"))
    page = Page(anna.get("/history"))
    months = {text(s.find("h2")): len(list(s.iter("li"))) for s in page.all("section")}

    assert list(months.items()) == [("November 2024", 2), ("October 2024", 1), ("November 2023", 1)]


def test_a_month_is_that_of_the_place_where_the_workout_was(anna):
    store(anna, run("2024-11-01 00:30", zone="Asia/Tokyo"))

    assert [text(e) for e in Page(anna.get("/history")).all("h2")] == ["November 2024"]


def test_an_empty_history_says_what_to_do(anna):
    page = Page(anna.get("/history"))

    assert "Nothing is logged yet" in page.main
    assert page.links["Log a workout"] == "/log"


def test_pages_of_a_long_history_hold_every_workout_once(anna):
    made = store_many(anna, 120)
    pages = read_on(anna, "/history")

    assert [len(addresses(page)) for page in pages] == [50, 50, 20]
    assert [a for page in pages for a in addresses(page)] == made
    assert "Older" not in pages[-1].links


def test_the_way_back_to_the_newest_is_on_every_older_page(anna):
    store_many(anna, 120)
    first, *older = read_on(anna, "/history")

    assert "Back to the newest" not in first.links
    for page in older:
        back = Page(anna.get(page.links["Back to the newest"]))
        assert addresses(back) == addresses(first)


def test_pages_neither_repeat_nor_skip_what_started_at_the_same_moment(anna):
    made = store_many(anna, 120, apart=timedelta(0))
    found = [a for page in read_on(anna, "/history") for a in addresses(page)]

    assert sorted(found) == sorted(made)
    assert len(set(found)) == 120


def test_what_is_logged_while_one_reads_on_moves_no_older_page(anna):
    made = store_many(anna, 120)
    older = Page(anna.get("/history")).links["Older"]
    store(anna, *(run(START + timedelta(days=900 + n)) for n in range(5)))

    assert addresses(Page(anna.get(older))) == made[50:100]


def test_a_history_of_exactly_one_page_has_no_older_one(anna):
    store_many(anna, 50)

    assert "Older" not in Page(anna.get("/history")).links


def test_a_page_beyond_the_oldest_says_so(anna):
    store_many(anna, 51)
    older = Page(anna.get("/history")).links["Older"]
    (oldest,) = addresses(Page(anna.get(older)))
    anna.post(f"{oldest}/delete")
    anna.get("/history")

    assert "Nothing older is logged" in Page(anna.get(older)).main


def test_a_cursor_opens_nothing_of_someone_else(anna, ben):
    store_many(anna, 60)
    older = Page(anna.get("/history")).links["Older"]

    assert addresses(Page(ben.get(older))) == []


@pytest.mark.parametrize(
    "place",
    [
        "",
        "nonsense",
        "2024-11-18T07:00:00+00:00",
        f"2024-11-18T07:00:00 {SOME_ID}",
        f"2024-11-18T07:00:00+00:00 {SOME_ID}x",
        f"0001-01-01T00:00:00+14:00 {SOME_ID}",
        f"9999-12-31T23:59:59-14:00 {SOME_ID}",
        f"yesterday {SOME_ID}",
    ],
)
def test_a_false_cursor_is_a_bad_request(anna, place):
    cursor = urlsafe_b64encode(place.encode()).decode()

    assert anna.get(f"/history?before={cursor}").status_code == 400


@pytest.mark.parametrize("cursor", ["a", "%", "ü", "%00", "%ff%fe", "=" * 10, "x" * 5000])
def test_what_is_no_cursor_at_all_is_a_bad_request(anna, cursor):
    assert anna.get(f"/history?before={cursor}").status_code == 400


def store_many(person, count: int, apart: timedelta = timedelta(days=1)) -> list[str]:
    """So many runs; their addresses, the newest first."""
    made = [run(START + n * apart) for n in range(count)]
    store(person, *made)
    return [f"/workouts/{w.id}" for w in reversed(made)]


def addresses(page: Page) -> list[str]:
    """The workouts that a page lists."""
    links = (e.get("href") for e in page.all("a", "workout"))
    return [link for link in links if re.fullmatch(r"/workouts/[0-9a-f-]{36}", link)]


def read_on(person, path: str | None) -> list[Page]:
    """The page at `path` and all the older ones."""
    pages = []
    while path:
        pages.append(Page(person.get(path)))
        path = pages[-1].links.get("Older")
        assert len(pages) < 10
    return pages


def test_a_race_shows_what_the_formula_says_of_other_distances(anna):
    race = run("2024-11-17 10:00", minutes=40, type="race", distance="10 km")
    tempo = run("2024-11-14 10:00", minutes=40, type="tempo", distance="10 km")
    store(anna, race, tempo)

    assert "5 km19:11" in Page(anna.get(f"/workouts/{race.id}")).main
    assert "by formula" not in Page(anna.get(f"/workouts/{tempo.id}")).main


def test_a_workout_can_be_logged_again_but_a_plan_can_not(anna):
    done = run("2024-11-17 10:00")
    planned = run("2024-11-18 10:00", planned=True)
    store(anna, done, planned)

    page = Page(anna.get(f"/workouts/{done.id}"))
    assert page.links["Log again"] == f"/log/run?like={done.id}"
    assert "Log again" not in Page(anna.get(f"/workouts/{planned.id}")).links
