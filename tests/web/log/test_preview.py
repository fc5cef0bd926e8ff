"""Without JavaScript, a button says what a workout would change; nothing is stored."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from runstrength.storage import accounts
from runstrength.storage.database import db
from runstrength.training import likely as likely_of_training
from runstrength.training.thresholds import Thresholds
from runstrength.training.workouts import Region
from tests.training.build import exercise, lift, lower, run, upper
from tests.web.log.entries import LIFT, RUN, landed
from tests.web.pages import Page, text
from tests.web.rows import everything
from tests.web.test_statements import statements
from tests.web.world import remove, set_clock, store, workouts_of

HARD = RUN | {"date": "2024-11-19", "effort": "8"}


def preview(person, kind: str, typed: dict, path: str | None = None) -> Page:
    """Open the form, type, and press the button."""
    page = Page(person.get(path or f"/log/{kind}"))
    button = page.one("button", value="preview")
    fields = page.fields() | typed | {"do": "preview"}
    return Page(person.post(button.get("formaction"), fields))


def answer(page: Page) -> str:
    """What the panel says."""
    (panel,) = (e for e in page.root.iter("div") if e.get("role") == "status")
    return text(panel)


def test_the_panel_says_what_would_be_flagged_with_its_tip(anna, app):
    store(anna, run("2024-11-18 07:00", effort=8))
    page = preview(anna, "run", HARD)
    assert page.status == 200
    assert answer(page) == "Warning: Hard days back to back Recovery"
    cited = app.extensions["guide"].cited.slug
    assert page.links["Recovery"] == f"/guide/{cited}#recovery"


def test_what_was_typed_stays_and_can_be_saved(anna):
    page = preview(anna, "run", HARD | {"duration": "45:30", "notes": "Hills"})
    fields = page.fields()
    assert {n: fields[n] for n in ("duration", "notes", "effort")} == {
        "duration": "45:30",
        "notes": "Hills",
        "effort": "8",
    }
    form = page.one("form")
    assert form.get("action") == "/log/run"
    landed(anna, anna.post("/log/run", fields))
    assert len(workouts_of(anna)) == 1


def test_nothing_is_stored(app, anna):
    before = everything(app)
    preview(anna, "run", HARD)
    preview(anna, "lift", LIFT)
    assert everything(app) == before


def test_no_flag_reads_as_no_rule_with_what_is_left_open(anna, monkeypatch):
    set_clock(monkeypatch, "2024-11-18 12:00")
    assert answer(preview(anna, "run", RUN)) == "No rule would be triggered by this."
    page = preview(anna, "run", RUN | {"effort": ""})
    assert answer(page) == "No rule would be triggered by this. Its effort is left open."


def test_an_edit_says_what_it_would_settle(anna):
    hard = run("2024-11-19 07:00", effort=8)
    store(anna, run("2024-11-18 07:00", effort=8), hard)
    page = preview(anna, "run", {"effort": "3"}, f"/workouts/{hard.id}/edit")
    assert answer(page) == "Would settle: Hard days back to back."
    assert page.one("form").get("action") == f"/workouts/{hard.id}/edit"
    assert text(page.one("h1")) == "Edit run"
    unchanged = preview(anna, "run", {}, f"/workouts/{hard.id}/edit")
    assert answer(unchanged) == "This would change no flag."


@pytest.mark.parametrize(
    "day", ["2024-09-17", "2024-10-15", "2025-01-14", "2025-06-17", "2023-11-21"]
)
def test_a_workout_that_is_moved_far_says_what_it_settles_where_it_stood(anna, day):
    moved = run("2024-11-19 07:00", effort=8)
    store(anna, run("2024-11-18 07:00", effort=8), moved)
    page = preview(anna, "run", {"date": day}, f"/workouts/{moved.id}/edit")
    assert "Would settle: Hard days back to back." in answer(page)


def test_a_workout_that_is_moved_far_says_what_it_adds_where_it_comes_to(anna):
    moved = run("2024-11-19 07:00", effort=8)
    store(anna, run("2024-11-18 07:00", effort=8), moved, run("2025-03-03 07:00", effort=8))
    page = preview(anna, "run", {"date": "2025-03-04"}, f"/workouts/{moved.id}/edit")
    assert answer(page).startswith("Warning: Hard days back to back")
    assert answer(page).endswith("Would settle: Hard days back to back.")


def test_a_lift_is_asked_about_with_its_sets(anna):
    store(anna, run("2024-11-19 07:00", effort=8))
    page = preview(anna, "lift", LIFT | {"effort": "8", "exercises-0-sets-0-rir": "0"})
    assert "Hard leg work ended 13 h 20 min before a hard run" in answer(page)


def test_what_reads_the_same_of_two_days_is_said_once(anna):
    store(anna, run("2024-11-18 07:00", effort=8), run("2024-11-20 07:00", effort=8))
    assert answer(preview(anna, "run", HARD)).count("Hard days back to back") == 1


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"duration": "1:75"}, "duration"), ({"date": ""}, "date"), ({"date": "9999-12-31"}, "date")],
)
def test_a_field_that_can_not_be_read_is_marked(anna, typed, field):
    page = preview(anna, "run", RUN | typed)
    assert page.status == 422
    assert field in page.faults
    assert answer(page) == ""


def test_an_id_that_is_none_is_refused_and_what_was_typed_stays(anna):
    page = preview(anna, "run", RUN | {"id": "x"})
    assert page.status == 422
    assert page.fields()["distance"] == "10"


def test_rows_come_and_go_on_the_page_of_the_answer_too(anna):
    page = preview(anna, "lift", LIFT)
    fields = page.fields() | {"do": "add-set:exercises-0"}
    more = Page(anna.post("/log/lift/what-if", fields))
    assert more.status == 200
    assert "exercises-0-sets-1-reps" in more.fields()
    assert workouts_of(anna) == []


def test_a_stranger_is_sent_to_sign_in_and_not_back_to_what_can_not_be_opened(app):
    own = {"Sec-Fetch-Site": "same-origin"}
    response = app.test_client().post("/log/run/what-if", data=RUN, headers=own)
    assert response.status_code == 302
    assert "what-if" not in response.location


def test_it_takes_at_most_six_statements(app, anna):
    edited = lift("2024-11-19 18:00", lower(2), effort=8)
    store(anna, run("2024-11-18 07:00", effort=8), edited)
    for path in ("/log/lift", f"/workouts/{edited.id}/edit"):
        fields = Page(anna.get(path)).fields() | LIFT
        app.extensions["workouts_read"].clear()
        app.extensions["stretches"].cache_clear()
        with statements() as sent:
            assert anna.post("/log/lift/what-if", fields | {"do": "preview"}).status_code == 200
        assert len(sent) <= 6


# Offline


def likely(person, path: str = "/log/run") -> dict | None:
    """The table that a page carries."""
    page = Page(person.get(path))
    (words,) = (e for e in page.all("script") if "data-what-if-words" in e.attrib)
    return json.loads(text(words))["likely"]


def test_the_page_carries_a_table_of_what_is_likely(anna, monkeypatch):
    set_clock(monkeypatch, "2024-11-19 10:00")
    store(anna, run("2024-11-18 07:00", effort=8))
    table = likely(anna)
    assert table["dates"] == ["2024-11-18", "2024-11-19", "2024-11-20"]
    assert said(table, 1, 0, "hard run") == [["Hard days back to back", "warning", "recovery"]]
    assert said(table, 1, 0, "easy run") == []
    assert table["tips"] == {
        tip: tip.replace("-", " ").title() for tip in {flag[2] for flag in table["flags"]}
    }


def said(table: dict, day: int, hour: int, kind: str) -> list:
    """The flags of one cell."""
    cell = (day * 3 + hour) * 9 + table["kinds"].index(kind)
    return [table["flags"][n] for n in table["outcomes"][table["cells"][cell]]]


def test_the_table_does_not_tell_hours_that_it_does_not_know(anna, monkeypatch):
    set_clock(monkeypatch, "2024-11-19 10:00")
    store(
        anna,
        lift("2024-11-18 18:00", lower(3), effort=8),
        run("2024-11-19 07:00", effort=8),
        lift("2024-11-20 07:00", upper(3), effort=8),
    )
    headlines = [flag[0] for flag in likely(anna)["flags"]]
    assert "Hard leg work ended before a hard run" in headlines
    assert "The same region, hard again" in headlines
    assert not any("  " in line or "{" in line or " h " in line for line in headlines)


def test_a_change_shows_in_the_table_and_without_one_it_is_not_made_again(anna, monkeypatch):
    set_clock(monkeypatch, "2024-11-19 10:00")
    assert likely(anna)["flags"] == []
    store(anna, run("2024-11-18 07:00", effort=8))
    changed = likely(anna)
    assert changed["flags"] != []
    monkeypatch.setattr(likely_of_training, "likely", None)
    assert likely(anna, "/log/lift") == changed


def test_a_crowded_week_makes_a_table_of_at_most_two_kilobytes(anna, monkeypatch):
    set_clock(monkeypatch, "2024-11-19 10:00")
    for n in range(15, 25):
        store(
            anna,
            run(f"2024-11-{n} 06:00", effort=(3, 8, 5)[n % 3]),
            lift(f"2024-11-{n} 09:00", lower(3, rir=0), upper(3), effort=8),
            run(f"2024-11-{n} 14:00", type="intervals"),
            lift(f"2024-11-{n} 20:00", exercise("planks", Region.CORE, 3), effort=(8, 3)[n % 2]),
        )
    page = anna.get("/log/run").text
    block = page.partition('type="application/json" data-what-if-words>')[2].partition("<")[0]
    assert len(block) <= 2048


def test_an_edit_has_a_table_of_what_stands_beside_it(anna, monkeypatch):
    set_clock(monkeypatch, "2024-11-19 20:00")
    first, second = run("2024-11-18 07:00", effort=8), run("2024-11-19 07:00", effort=8)
    store(anna, first, second)
    table = likely(anna, f"/workouts/{second.id}/edit")
    # The run itself is not there to be flagged with, Monday's is.
    assert said(table, 2, 0, "hard run") == []
    assert said(table, 1, 0, "hard run") == [["Hard days back to back", "warning", "recovery"]]
    other = likely(anna, f"/workouts/{first.id}/edit")
    assert said(other, 2, 0, "hard run") != []


def test_every_form_of_these_days_has_a_table_and_of_others_none(anna, monkeypatch):
    set_clock(monkeypatch, "2024-11-19 20:00")
    old, new = run("2024-08-01 07:00", effort=3), run("2024-11-19 07:00", effort=3)
    plan = replace(run("2024-11-30 07:00", effort=3), planned=True)
    store(anna, old, new, plan)
    paths = {
        f"/log/run?like={old.id}": True,
        f"/log/lift?after={new.id}": True,
        f"/log/lift?after={old.id}": False,
        "/log/run?type=easy": True,
        "/log/run?plan=2024-11-20": True,
        "/log/run?plan=2024-11-21": False,
        f"/workouts/{new.id}/edit": True,
        f"/workouts/{old.id}/edit": False,
        f"/workouts/{plan.id}/edit": False,
        f"/workouts/{plan.id}/edit?done=1": True,
    }
    assert {path: likely(anna, path) is not None for path in paths} == paths


def test_no_form_with_its_table_takes_more_than_six_statements(app, anna, monkeypatch):
    set_clock(monkeypatch, "2024-11-19 20:00")
    long_ago = [lift(f"2023-0{n}-01 07:00", lower(2), effort=5) for n in range(1, 9)]
    new = lift("2024-11-19 18:00", lower(3), effort=8)
    store(anna, run("2024-11-18 07:00", effort=8), new, *long_ago)
    for path in (
        f"/log/lift?like={new.id}",
        f"/log/lift?like={long_ago[0].id}",
        f"/workouts/{new.id}/edit",
        f"/workouts/{long_ago[0].id}/edit",
    ):
        app.extensions["workouts_read"].clear()
        app.extensions["stretches"].cache_clear()
        for _ in range(2):
            with statements() as sent:
                assert anna.get(path).status_code == 200
            assert len(sent) <= 6, path


def test_a_deleted_workout_has_no_form(anna):
    gone = lift("2024-11-19 18:00", lower(3), effort=8)
    store(anna, gone)
    remove(anna, gone.id)
    assert anna.get(f"/workouts/{gone.id}/edit").status_code == 404
    assert anna.get(f"/log/lift?like={gone.id}").status_code == 404


def test_the_table_has_the_users_own_numbers_of_sets_near_failure(app, anna, monkeypatch):
    set_clock(monkeypatch, "2024-11-19 10:00")
    assert likely(anna)["near_failure"] == [[1, 0], [2, 1], [10, 3]]
    with app.app_context():
        user_id = accounts.password_of(anna.email)[0]
        accounts.change_thresholds(user_id, Thresholds(off=frozenset({"few-lifts"})))
        db.session.commit()
    own = Thresholds(leg_sets_to_failure=((3, 2),))
    monkeypatch.setattr(Thresholds, "chosen", lambda *_, **__: own)
    assert likely(anna)["near_failure"] == [[3, 2]]


def test_tables_are_kept_up_to_a_number_and_unusual_ones_not_at_all(app, anna, monkeypatch):
    set_clock(monkeypatch, "2024-11-19 10:00")
    kept = app.extensions["likely_tables"]
    likely(anna)
    likely(anna, "/log/lift")
    assert kept.cache_info().currsize == 1
    assert kept.cache_info().maxsize < 1000
    monkeypatch.setattr("runstrength.web.log.likely.WORKOUTS_OF_A_STRETCH", 0)
    store(anna, run("2024-11-18 07:00", effort=8))
    assert likely(anna)["flags"] != []
    assert kept.cache_info().currsize == 1


def test_a_table_is_given_though_another_reader_empties_the_memory(app, anna, monkeypatch):
    """As another thread may at any moment."""
    set_clock(monkeypatch, "2024-11-19 10:00")
    make = likely_of_training.likely

    def interrupted(*of):
        app.extensions["likely_tables"].cache_clear()
        return make(*of)

    monkeypatch.setattr(likely_of_training, "likely", interrupted)
    assert likely(anna) is not None


def test_the_next_day_has_a_table_of_its_own(anna, monkeypatch):
    now = set_clock(monkeypatch, "2024-11-19 10:00")
    first = likely(anna)
    set_clock(monkeypatch, f"{now + timedelta(days=1):%Y-%m-%d %H:%M}")
    assert likely(anna)["dates"] != first["dates"]
