"""Real input: a month of somebody's runs through the API, lifts between them in the browser."""

import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from docs.examples import strava_runs
from tests.browser.person import Person

ROOT = Path(__file__).parents[2]
EXPORT = ROOT.parent / "shared" / "samples" / "strava_activities.csv"
FIRST, DAYS = date(2022, 11, 14), 28


@pytest.fixture
def runs() -> list[dict]:
    """The 22 runs of four weeks; the export's times are UTC, and so are they dated here."""
    if not EXPORT.exists():
        pytest.skip(f"{EXPORT.name}: the folder of samples is not beside the project")
    end = FIRST + timedelta(days=DAYS)
    found = [r for r in strava_runs.runs(EXPORT) if FIRST <= r["start"].date() < end]
    assert len(found) >= 12
    return found


def test_the_weeks_agree_with_the_files_own_metres_and_seconds(phone, server, home, runs):
    anna = Person.signed_up(phone(locale="de-DE", timezone_id="UTC"))
    send(server, home, anna.email)
    for day in (1, 4, 10, 18):
        anna.log_squats(FIRST + timedelta(days=day), "18:00", 8, "80")

    for number in range(DAYS // 7):
        monday = FIRST + timedelta(weeks=number)
        shown = week_shown(anna.page, monday)
        of_week = [r for r in runs if monday <= r["start"].date() < monday + timedelta(days=7)]
        metres = sum(run["distance_m"] for run in of_week)
        seconds = sum(run["moving_s"] for run in of_week)
        count = f"{len(of_week)} {'run' if len(of_week) == 1 else 'runs'}"
        kilometres = f"{metres / 1000:.2f}".rstrip("0").rstrip(".")
        assert shown == (f"{seconds / 60:.0f} min", f"{kilometres} km", count)

    morning_after(anna, runs[3])
    expect(anna.page.locator("#flags blockquote").first).to_be_visible()


def test_sending_the_file_again_stores_nothing_twice(phone, server, home, runs):
    anna = Person.signed_up(phone())
    assert send(server, home, anna.email) == f"{len(runs)} stored, 0 there already"
    assert send(server, home, anna.email) == f"0 stored, {len(runs)} there already"


def morning_after(anna: Person, run: dict) -> None:
    """Log hard squats the evening before a run, and say that the run was hard."""
    day = run["start"].date()
    anna.log_squats(day - timedelta(days=1), "19:00", 9, "100")
    number, _ = strava_runs.document(run, "UTC")
    anna.page.goto(f"/workouts/{number}/edit")
    anna.choose_effort(8)
    anna.save_and_land()


def send(server: str, home: Path, email: str) -> str:
    """Run the example as its docstring says, with a token made on the command line."""
    environment = {**os.environ, "RUNSTRENGTH_HOME": str(home)}
    flask = [sys.executable, "-m", "flask", "--app", "app", "token", email]
    token = said(flask, environment)
    example = [sys.executable, strava_runs.__file__, str(EXPORT), "--token", token]
    span = ["--from", FIRST.isoformat(), "--days", str(DAYS), "--server", server]
    return said([*example, *span], environment)


def said(command: list[str], environment: dict) -> str:
    """What a command prints."""
    done = subprocess.run(
        command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def week_shown(page: Page, monday: date) -> tuple[str, str, str]:
    """The running minutes, distance and count that a week's page shows."""
    page.goto(f"/week/{week_name(monday)}")
    running = page.locator(".figures .run dd")
    distance, count = running.nth(1).inner_text().split(" in ")
    return running.nth(0).inner_text(), distance, count


def week_name(monday: date) -> str:
    """The week's name in its address."""
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02}"
