"""The page of an exercise: how it is done for anyone, how it went for who is signed in."""

from decimal import Decimal

import pytest

from runstrength.training.quantities import Weight, WeightUnit
from runstrength.training.workouts import Form, SetKind
from tests.training.build import core, lift, lower, run
from tests.web.pages import Page, text
from tests.web.world import choose_settings, remove, store


def kg(number) -> Weight:
    return Weight(Decimal(str(number)))


FIRST = lift("2024-11-11 07:00", lower(2, reps=5, weight=kg(100)))
SECOND = lift(
    "2024-11-18 07:00",
    lower(1, reps=5, weight=kg(40), kind=SetKind.WARM_UP),
    lower(3, reps=8, weight=kg(90), form=Form.BREAKING_DOWN),
)


def squats(person) -> Page:
    return Page(person.get("/exercises/squats"))


def table(page: Page, caption: str) -> list[list[str]]:
    """The rows of the table with this caption."""
    (found,) = [t for t in page.all("table") if text(t.find("caption")) == caption]
    return [[text(cell) for cell in row] for row in found.find("tbody")]


def sessions(page: Page) -> list[str]:
    return [text(line) for line in page.one("ul", "sessions")]


def test_a_stranger_reads_how_it_is_done_and_what_goes_wrong(app):
    page = Page(app.test_client().get("/exercises/squats"))
    known = app.extensions["exercises"]["squats"]

    assert page.status == 200
    assert all(said in page.main for said in (*known.cues, *known.faults))
    assert "Lower body" in page.main
    assert "Quads, glutes, adductors, lower back" in page.main
    assert page.links["Goblet squats"] == "/exercises/goblet-squats"
    assert page.links["Front squats"] == "/exercises/front-squats"
    assert "Your" not in page.main
    assert "You have not logged it" not in page.main


def test_the_guide_s_sentence_stands_there_and_leads_to_it(app):
    page = Page(app.test_client().get("/exercises/squats"))
    guide = app.extensions["guide"]

    assert guide.exercises["squats"].text in text(page.one("blockquote"))
    assert f"/guide/{guide.cited.slug}#squats" in page.links.values()


def test_what_the_guide_does_not_mention_has_no_sentence_of_it(app):
    assert Page(app.test_client().get("/exercises/hip-thrusts")).all("blockquote") == []


def test_every_exercise_has_its_page_and_each_way_from_it_leads_to_one(app):
    client, known = app.test_client(), app.extensions["exercises"]
    for exercise in known:
        page = Page(client.get(f"/exercises/{exercise}"))
        assert page.status == 200
        ways = [a for a in page.links.values() if a.startswith("/exercises/")]
        assert {a.rpartition("/")[2] for a in ways} <= set(known)


@pytest.mark.parametrize("name", ["no-such", "own-no-such", "Squats", "%F0%9F%92%AA"])
def test_what_is_no_exercise_is_not_there(app, anna, name):
    assert app.test_client().get(f"/exercises/{name}").status_code == 404
    assert anna.get(f"/exercises/{name}").status_code == 404


def test_before_the_first_session_it_says_so(anna):
    store(anna, run("2024-11-18 07:00"), lift("2024-11-18 18:00", lower(), planned=True))
    assert "You have not logged it yet." in squats(anna).main


def test_the_newest_sessions_come_first_each_with_the_way_to_its_workout(anna):
    store(anna, FIRST, SECOND)
    page = squats(anna)

    assert sessions(page) == [
        "18 Nov 2024 3 × 8 × 90 kg, form breaking down",
        "11 Nov 2024 2 × 5 × 100 kg",
    ]
    assert page.links["18 Nov 2024"] == f"/workouts/{SECOND.id}"


def test_the_bests_are_of_the_whole_history(anna):
    old = lift("2014-11-18 07:00", lower(1, reps=2, weight=kg(140)))
    newer = [lift(f"2024-{m:02}-{d:02} 07:00", lower()) for m in (9, 10) for d in range(1, 26)]
    store(anna, old, FIRST, SECOND, *newer)
    page = squats(anna)

    assert len(sessions(page)) == 20
    assert table(page, "Repetitions") == [
        ["2", "140 kg", "18 Nov 2014"],
        ["5", "100 kg", "11 Nov 2024"],
        ["8", "90 kg", "18 Nov 2024"],
    ]
    assert table(page, "Of all")[0] == ["Estimated maximum", "149.3 kg", "18 Nov 2014"]


def test_a_hold_is_told_in_seconds(anna):
    store(anna, *(lift(f"2024-11-{d} 07:00", core(duration_s=60 + d, reps=None)) for d in (11, 18)))
    page = Page(anna.get("/exercises/planks"))

    assert table(page, "Of all") == [["Longest hold", "1 min 18 s", "18 Nov 2024"]]
    assert table(page, "From session to session, newest first") == [
        ["18 Nov 2024", "78"],
        ["11 Nov 2024", "71"],
    ]


def test_the_trend_is_a_picture_with_a_table_behind_it(anna):
    store(anna, FIRST, SECOND)
    page = squats(anna)

    assert [text(h) for h in page.all("h3")] == [
        "Estimated one-repetition maximum, in kg",
        "Volume, in kg",
    ]
    assert len(page.all("svg", role="img")) == 2
    assert table(page, "From session to session, newest first") == [
        ["18 Nov 2024", "114", "2160"],
        ["11 Nov 2024", "116.7", "1000"],
    ]


def test_one_session_makes_no_trend(anna):
    store(anna, FIRST)
    assert squats(anna).all("svg", role="img") == []


def test_all_is_told_in_the_user_s_own_unit(anna):
    store(anna, FIRST, SECOND)
    choose_settings(anna, weight_unit=WeightUnit.LB)
    page = squats(anna)

    assert table(page, "Repetitions")[0][1] == "220.5 lb"
    assert table(page, "From session to session, newest first")[1] == [
        "11 Nov 2024",
        "257.2",
        "2205",
    ]
    assert "kg" not in text(page.one("section", "trend"))


def test_another_s_log_and_a_deleted_workout_are_not_told(anna, ben):
    store(anna, FIRST, SECOND)
    remove(anna, SECOND.id)

    assert len(sessions(squats(anna))) == 1
    assert "You have not logged it yet." in squats(ben).main
