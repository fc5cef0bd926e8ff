"""Weeks to start a plan from: read from files, laid over a week, and in line with the rules."""

from datetime import date
from pathlib import Path

import pytest

from runstrength.guidance.articles import GuideError
from runstrength.guidance.guide import read_guide
from runstrength.guidance.weeks import read_weeks
from runstrength.training.flags import Severity
from runstrength.training.rules import flags_for
from runstrength.training.thresholds import DEFAULTS
from runstrength.training.timeline import Timeline
from runstrength.training.week import Week, Weekday
from runstrength.training.workouts import Lift

ROOT = Path(__file__).parents[2]
REGIONS = read_guide(ROOT / "content" / "guide", ROOT / "static").regions
OWN = read_weeks(ROOT / "content" / "weeks", REGIONS)
WEEK = Week.named("2026-W48")


@pytest.mark.parametrize("outline", OWN.values(), ids=lambda outline: outline.name)
@pytest.mark.parametrize("starts_on", [Weekday.MONDAY, Weekday.SATURDAY, Weekday.SUNDAY])
def test_the_rules_have_nothing_against_a_ready_week(outline, starts_on):
    week = Week.named("2026-W48", starts_on)
    # Over and over, so that its last days meet its first.
    weeks = [Week(week.first), week.after, week.after.after]
    planned = [w for each in weeks for w in outline.planned(each, "Europe/Berlin")]
    timeline = Timeline(planned, week_starts_on=starts_on)

    found = flags_for(timeline, DEFAULTS, week.first)
    assert [f.rule for f in found if f.severity >= Severity.CAUTION] == []
    assert "region-missed" not in {f.rule for f in found}


@pytest.mark.parametrize("outline", OWN.values(), ids=lambda outline: outline.name)
def test_a_ready_week_holds_what_its_title_counts(outline):
    planned = outline.planned(WEEK, "Europe/Berlin")
    lifts = sum(isinstance(w, Lift) for w in planned)
    counts = [int(word) for word in outline.title.replace(":", "").split() if word.isdigit()]

    assert counts[0 if "lift" in outline.title.split(":")[-1] else 1] == lifts
    assert sum(counts) == len(planned)
    assert all(w.planned for w in planned)


def test_the_same_week_filled_twice_has_the_same_ids():
    outline = OWN["lighter-week"]
    first, again, other = (
        {w.id for w in outline.planned(week, "UTC")} for week in (WEEK, WEEK, WEEK.after)
    )

    assert first == again
    assert len(first) == 5
    assert not first & other


def test_weekdays_stay_weekdays_where_the_week_starts_on_a_sunday():
    sundays = Week.named("2026-W48", Weekday.SUNDAY)
    by_day = {w.local_date.weekday() for w in OWN["lighter-week"].planned(sundays, "UTC")}

    assert by_day == {1, 3, 5}


def test_an_exercise_that_the_guide_lacks_is_left_out():
    regions = {name: region for name, region in REGIONS.items() if name != "squats"}
    weeks = read_weeks(ROOT / "content" / "weeks", regions)
    done = {
        e.exercise
        for w in weeks["lighter-week"].planned(WEEK, "UTC")
        if isinstance(w, Lift)
        for e in w.exercises
    }

    assert "squats" not in done
    assert "lunges" in done


WORKOUT = "{day: monday, start: '07:00', minutes: 30, effort: 3, run: easy}"
HEAD = f"---\ntitle: T\nworkouts:\n  - {WORKOUT}\n"


@pytest.mark.parametrize(
    ("page", "named"),
    [
        pytest.param("no front matter", "title|workouts", id="nothing in it"),
        pytest.param(HEAD.replace("monday", "funday") + "---\n", "FUNDAY", id="no weekday"),
        pytest.param(HEAD.replace("07:00", "25:00") + "---\n", "hour", id="no hour"),
        pytest.param(HEAD.replace("effort: 3", "effort: 11") + "---\n", "effort", id="no effort"),
        pytest.param(HEAD.replace("easy", "uphill") + "---\n", "uphill", id="no type of run"),
        pytest.param(
            HEAD.replace("run: easy", "lift: {squats: a lot}") + "---\n", "a lot", id="no sets"
        ),
        pytest.param(HEAD.replace("minutes", "minuets") + "---\n", "minutes", id="a slip"),
    ],
)
def test_a_false_file_is_named_with_what_is_wrong(tmp_path, page, named):
    (tmp_path / "slip.md").write_text(page)

    with pytest.raises(GuideError, match=rf"slip\.md: .*({named})"):
        read_weeks(tmp_path, REGIONS)


def test_a_folder_without_weeks_offers_none(tmp_path):
    assert read_weeks(tmp_path / "none", REGIONS) == {}
    assert OWN["two-lifts-five-runs"].planned(WEEK, "UTC")[0].local_date == date(2026, 11, 23)
