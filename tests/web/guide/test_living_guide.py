"""The living guide: signed in, the article says beside each tip and exercise how it went."""

import shutil
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from runstrength.storage import accounts, marks
from runstrength.storage.database import db
from runstrength.training.quantities import Weight
from runstrength.training.rules import RULES, TIPS
from runstrength.training.thresholds import Thresholds
from runstrength.training.workouts import LiftExercise, Region, Set
from runstrength.web.application import create_app
from tests.training.build import core, flags, lift, lower, run, upper
from tests.web.pages import Page, text
from tests.web.rows import user_id
from tests.web.test_statements import statements
from tests.web.world import choose_settings, remove, set_clock, store

NOW = "2026-11-18 12:00"  # A Wednesday, in 2026-W47.
TODAY = date(2026, 11, 18)
# Hard legs, and a hard run the morning after: recovery, in the week before.
LEGS = lift("2026-11-10 18:00", lower(3, rir=2), effort=8, minutes=45)
HARD_RUN = run("2026-11-11 07:00", effort=8)
LINE = 'class="lately"'
NOTHING = "Nothing logged in the last four weeks, so nothing to go by yet."
NO_RULE = "No rule was triggered by what you logged in the last four weeks"


@pytest.fixture(autouse=True)
def wednesday(monkeypatch):
    """The clock stands still."""
    set_clock(monkeypatch, NOW)


@pytest.fixture
def cited(app):
    """The article that rules cite."""
    return app.extensions["guide"].cited


def test_signed_out_the_article_stands_alone(app, anna, cited):
    store(anna, LEGS, HARD_RUN)
    anna.get(f"/guide/{cited.slug}")
    answer = app.test_client().get(f"/guide/{cited.slug}")
    assert cited.html in answer.text
    assert LINE not in answer.text


def test_signed_in_the_words_of_the_article_are_the_same(anna, cited):
    store(anna, LEGS, HARD_RUN)
    page = article(anna)
    for passage in cited.passages:
        (element,) = [e for e in page.root.iter() if e.get("id") == passage.id]
        for line in element.findall("*[@class='lately']"):
            element.remove(line)
        assert text(element) in (passage.label, f"{passage.label}: {passage.text}")


def test_every_tip_and_every_exercise_has_a_line_of_its_own_and_nothing_else_has(anna, app):
    lines = lines_of(article(anna))
    assert list(lines) == [*app.extensions["guide"].exercises, *TIPS]


def test_with_nothing_logged_there_is_nothing_to_go_by_yet(anna, app):
    lines = lines_of(article(anna))
    assert {lines[tip] for tip in TIPS} == {NOTHING}
    assert {lines[name] for name in app.extensions["guide"].exercises} == {"Not logged yet"}


def test_a_flag_is_counted_beside_the_tip_that_it_cites_with_a_link_to_its_week(anna):
    store(anna, LEGS, HARD_RUN)
    page = article(anna)
    assert lines_of(page)["recovery"].startswith("2 flags against this in the last four weeks")
    links = links_of(page, "recovery")
    assert links == {"9–15 Nov": "/week/2026-W46#flags"}
    assert "Hard leg work" in Page(anna.get(links["9–15 Nov"])).main


def test_a_tip_that_nothing_ran_against_says_what_was_not_logged(anna):
    store(anna, LEGS, HARD_RUN)
    weeks_empty = "; three of them are empty."
    assert lines_of(article(anna))["proper-technique"] == NO_RULE + weeks_empty
    store(anna, *(run(f"{day} 07:00", effort=3) for day in ("2026-10-28", "2026-11-05")))
    store(anna, run("2026-11-17 07:00", effort=3))
    assert lines_of(article(anna))["proper-technique"] == f"{NO_RULE}."


def test_the_picture_says_the_gravest_of_each_week_and_where_nothing_was_logged(anna):
    store(anna, LEGS, HARD_RUN, run("2026-11-17 07:00", effort=3))
    (picture,) = item(article(anna), "recovery").iter("svg")
    assert picture.get("role") == "img"
    assert picture.get("aria-label") == (
        "26 Oct – 1 Nov: nothing logged; 2–8 Nov: nothing logged; "
        "9–15 Nov: warning; 16–22 Nov: no flag"
    )
    assert [e.get("class") for e in picture] == [
        "week empty",
        "week empty",
        "week",
        "warning",
        "week",
    ]


def test_a_flag_of_this_week_is_linked_as_this_week(anna):
    store(anna, run("2026-11-16 07:00", effort=8), run("2026-11-17 07:00", effort=8))
    page = article(anna)
    assert links_of(page, "alternate-days") == {"this week": "/week/2026-W47#flags"}


def test_a_flag_about_this_week_so_far_counts_though_its_date_lies_ahead(anna):
    weeks = ("2026-10-26", "2026-11-02", "2026-11-09")
    store(anna, *(run(f"{day} 07:00", effort=3) for day in weeks))
    store(anna, run("2026-11-16 07:00", effort=6, minutes=120))
    page = article(anna)
    assert lines_of(page)["adjust-intensity"].startswith("1 flag against this")
    assert links_of(page, "adjust-intensity") == {"this week": "/week/2026-W47#flags"}


def test_what_was_combined_well_is_said(anna):
    easy = [run(f"2026-11-{day} 07:00", effort=3) for day in (12, 16)]
    short = [lift(f"2026-11-{day} 09:00", lower(3), effort=5) for day in (12, 16)]
    store(anna, *easy, *short)
    page = article(anna)
    drawn = [e.get("class") for e in item(page, "combined-workouts").iter("path")]
    assert drawn == ["praise", "praise"]
    line = lines_of(page)["combined-workouts"]
    assert line == "Combined well twice in the last four weeks, with no flag against it."
    store(anna, lift("2026-11-05 07:00", lower(3), effort=5))
    store(anna, run("2026-11-05 08:00", effort=5))
    line = lines_of(article(anna))["combined-workouts"]
    assert "1 flag against this in the last four weeks: 2–8 Nov. Combined well twice." in line


def test_a_flag_set_aside_counts_apart_and_stays_in_reach(anna, app):
    days = [run(f"2026-11-{day} 07:00", effort=8) for day in ("09", "10")]
    store(anna, *days)
    assert lines_of(article(anna))["alternate-days"].startswith("2 flags against")
    anna_id = user_id(app, anna.email)
    with app.app_context():
        for flag in flags(days, today=TODAY):
            marks.set_aside(anna_id, flag, "A race week")
        db.session.commit()
    page = article(anna)
    assert lines_of(page)["alternate-days"] == (
        "No other rule was triggered by what you logged in the last four weeks; "
        "three of them are empty. 2 flags set aside: 9–15 Nov."
    )
    assert links_of(page, "alternate-days") == {"9–15 Nov": "/week/2026-W46#flags"}


def test_a_tip_whose_rules_are_off_says_so(anna, app):
    store(anna, LEGS, HARD_RUN)
    off = [rule.id for rule in RULES if "recovery" in rule.tips]
    anna_id = user_id(app, anna.email)
    with app.app_context():
        accounts.change_thresholds(anna_id, Thresholds.chosen({}, off))
        db.session.commit()
    lines = lines_of(article(anna))
    assert lines["recovery"] == "The rules that cite this are switched off."
    assert lines["gradual-progression"].startswith("No rule was triggered")


def test_an_exercise_says_when_it_was_last_done_its_best_set_and_its_trend(anna):
    store(anna, squats("2026-10-01", 75), squats("2026-11-15", 80), squats("2026-11-16", 70))
    assert lines_of(article(anna))["squats"] == (
        "Last done 2 days ago · best 5 × 80 kg (15 Nov)"
        " · estimated max up 5.8 kg on the eight weeks before"
    )


def test_an_exercise_is_written_in_the_users_own_units(anna):
    store(anna, squats("2026-10-01", 75), squats("2026-11-16", 80))
    article(anna)
    choose_settings(anna, weight_unit="lb")
    line = lines_of(article(anna))["squats"]
    assert "best 5 × 176.4 lb" in line
    assert "up 12.9 lb" in line


@pytest.mark.parametrize(
    ("exercise", "expected"),
    [
        (core(1, reps=None, duration_s=90), "best 1 min 30 s (16 Nov)"),
        (upper(1, reps=12), "best 12 reps (16 Nov)"),
        (upper(1, reps=1), "best 1 rep (16 Nov)"),
        (upper(1, reps=8, weight=Weight(Decimal(-20))), "best 8 × −20 kg (16 Nov)"),
        (lower(1, kind="warm-up"), "Last done 2 days ago"),
    ],
)
def test_a_best_set_is_written_as_it_is_told(anna, exercise, expected):
    store(anna, lift("2026-11-16 07:00", exercise))
    assert lines_of(article(anna))[exercise.exercise].endswith(expected)


def test_a_steady_exercise_is_steady(anna):
    store(anna, squats("2026-10-01", 80), squats("2026-11-16", 80))
    assert lines_of(article(anna))["squats"].endswith("(16 Nov) · steady")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-11-18", "today"),
        ("2026-11-17", "yesterday"),
        ("2026-11-05", "13 days ago"),
        ("2026-11-04", "2 weeks ago"),
        ("2026-08-27", "11 weeks ago"),
        ("2026-08-26", "on 26 August 2026"),
        ("2019-01-01", "on 1 January 2019"),
    ],
)
def test_when_it_was_last_done_is_said_as_one_says_it(anna, day, expected):
    store(anna, squats(day, 80))
    assert lines_of(article(anna))["squats"].split(" · ")[0] == f"Last done {expected}"


def test_a_plan_and_a_deleted_lift_are_not_done(anna):
    deleted = squats("2026-11-17", 90)
    store(anna, deleted, lift("2026-11-20 07:00", lower(3), planned=True))
    remove(anna, deleted.id)
    assert lines_of(article(anna))["squats"] == "Not logged yet"


def test_a_lift_of_long_ago_that_is_deleted_is_gone_at_once(anna):
    """No rule looks back as far, so that nothing but its own date tells."""
    old = squats("2019-03-01", 80)
    store(anna, run("2019-01-01 07:00"), old)
    store(anna, *(lift(f"2020-0{n}-01 07:00", upper(1)) for n in range(1, 9)))
    assert lines_of(article(anna))["squats"] == "Last done on 1 March 2019"
    remove(anna, old.id)
    assert lines_of(article(anna))["squats"] == "Not logged yet"


def test_an_edit_of_a_lift_shows_at_once(anna):
    made = squats("2026-11-16", 80)
    store(anna, made)
    assert "5 × 80 kg" in lines_of(article(anna))["squats"]
    sets = [{"kind": "working", "reps": 3, "weight_kg": 90}]
    document = {"lift": {"exercises": [{"exercise": "squats", "sets": sets}]}}
    anna.api("PUT", f"/workouts/{made.id}", document, {"If-Match": '"1"'})
    assert "3 × 90 kg" in lines_of(article(anna))["squats"]


def test_the_next_day_is_another_day(anna, monkeypatch):
    store(anna, squats("2026-11-17", 80))
    assert "yesterday" in lines_of(article(anna))["squats"]
    set_clock(monkeypatch, "2026-11-19 12:00")
    assert "2 days ago" in lines_of(article(anna))["squats"]


def test_nobody_sees_the_lines_of_another(anna, ben):
    store(anna, LEGS, HARD_RUN)
    assert "against this" in lines_of(article(anna))["recovery"]
    assert lines_of(article(ben))["recovery"] == NOTHING
    assert lines_of(article(ben))["squats"] == "Not logged yet"


def test_a_page_with_lines_of_ones_own_is_kept_by_no_cache(anna, app, cited):
    kept = anna.get(f"/guide/{cited.slug}").headers["Cache-Control"]
    assert kept == "private, no-store"


def test_seen_for_the_first_time_it_takes_at_most_six_statements(anna, app, cited):
    store(anna, LEGS, HARD_RUN)
    with statements() as first:
        anna.get(f"/guide/{cited.slug}")
    with statements() as again:
        anna.get(f"/guide/{cited.slug}")
    assert (len(first), len(again)) == (6, 4)


def test_seen_again_it_is_not_written_again(anna, app, cited):
    store(anna, LEGS, HARD_RUN)
    texts = app.extensions["living_texts"]
    first, again = (anna.get(f"/guide/{cited.slug}").text for _ in range(2))
    assert first == again
    assert (texts.cache_info().hits, texts.cache_info().misses) == (1, 1)


def test_below_another_root_the_links_are_of_that_root(anna, cited):
    store(anna, LEGS, HARD_RUN)
    article(anna)
    page = Page(anna.get(f"/guide/{cited.slug}", environ_overrides={"SCRIPT_NAME": "/below"}))
    assert list(links_of(page, "recovery").values()) == ["/below/week/2026-W46#flags"]


def test_an_article_that_no_rule_cites_stands_alone(anna, app, cited, tmp_path):
    folder = copied_guide(app, tmp_path)
    shutil.copy(folder / f"{cited.slug}.md", folder / "z-copy.md")
    with reader_of(anna, tmp_path) as client:
        assert LINE in client.get(f"/guide/{cited.slug}").text
        assert LINE not in client.get("/guide/z-copy").text


def test_a_tip_that_is_a_heading_has_its_line_below_the_heading(anna, app, cited, tmp_path):
    path = copied_guide(app, tmp_path) / f"{cited.slug}.md"
    written = path.read_text(encoding="utf-8").replace("### Listen to Your Body", "### Recovery")
    path.write_text(written.replace("- **Recovery**:", "- **After Hard Days**:"), encoding="utf-8")
    with reader_of(anna, tmp_path) as client:
        page = Page(client.get(f"/guide/{cited.slug}"))
    body = list(page.one("div", "text"))
    place = next(n for n, e in enumerate(body) if e.get("id") == "recovery")
    assert [body[place].tag, body[place + 1].get("class")] == ["h3", "lately"]
    assert text(body[place + 1]) == NOTHING


def copied_guide(app, home) -> Path:
    """The folder of a guide of one's own, with the project's article in it."""
    folder = home / "content" / "guide"
    shutil.copytree(Path(app.root_path) / "content" / "guide", folder)
    return folder


@contextmanager
def reader_of(person, home):
    """The same person's browser, at an app with another guide."""
    app = create_app(
        TESTING=True,
        SECRET_KEY="for tests",
        SQLALCHEMY_DATABASE_URI=person.client.application.config["SQLALCHEMY_DATABASE_URI"],
        CONTENT=str(home / "content"),
    )
    client = app.test_client()
    client.set_cookie("runstrength", person.client.get_cookie("runstrength").value)
    yield client
    with app.app_context():
        db.engine.dispose()


def article(person) -> Page:
    """The article that rules cite, as someone signed in reads it."""
    cited = person.client.application.extensions["guide"].cited
    return Page(person.get(f"/guide/{cited.slug}"))


def item(page: Page, passage: str):
    """The passage's own element."""
    return page.one("li", id=passage)


def lines_of(page: Page) -> dict[str, str]:
    """What the reader's own log says of each passage, by its id."""
    items = [e for e in page.one("div", "text").iter("li") if e.get("id")]
    found = {e.get("id"): e.findall("*[@class='lately']") for e in items}
    return {name: text(*lines) for name, lines in found.items() if lines}


def links_of(page: Page, passage: str) -> dict[str, str]:
    """The links of a passage's line."""
    return {text(a): a.get("href") for a in item(page, passage).iter("a")}


def squats(day: str, kg: int):
    """A lift of five squats at this weight."""
    sets = (Set(reps=5, weight=Weight(Decimal(kg))),)
    done = LiftExercise(exercise="squats", region=Region.LOWER, sets=sets)
    return lift(f"{day} 07:00", done)
