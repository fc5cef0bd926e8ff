"""A real export of Strava: what its runs are in the log, added up."""

import csv

import pytest

from runstrength.storage import import_parts, workouts
from runstrength.storage.import_parts import Did
from runstrength.training.workouts import Run
from tests.exchange.conftest import SAMPLES
from tests.web.imports.bringing import bring, brought
from tests.web.imports.files import gzipped
from tests.web.pages import Page
from tests.web.rows import user_id

EXPORT = "strava_activities.csv"
MOST = 5000  # More workouts than are in it.


@pytest.fixture
def export() -> bytes:
    """The export, packed as a sender may do; without the samples the test is skipped."""
    if not SAMPLES.is_dir():
        pytest.skip(f"the samples are not there: {SAMPLES.parent.name}/{SAMPLES.name}")
    return gzipped((SAMPLES / EXPORT).read_bytes())


@pytest.fixture
def expected(export) -> dict[str, float]:
    """What an importer has to read from it: the number in each cell of its line."""
    with (SAMPLES / "EXPECTED.tsv").open(newline="") as file:
        lines = {line["file"]: line for line in csv.DictReader(file, delimiter="\t")}
    line = lines[EXPORT]
    figures = ("distance_m", "elapsed_s", "timer_or_moving_s")
    numbers = {name: float(line[name].split()[0]) for name in figures}
    return numbers | {"runs": int(line["sport"].split()[2])}


def test_all_runs_of_a_real_export_are_in_the_log_to_the_metre_and_second(anna, export, expected):
    bring(anna, export)

    runs = logged_runs(anna)
    assert len(runs) == expected["runs"]
    assert round(sum(run.distance.m for run in runs if run.distance), 1) == pytest.approx(
        expected["distance_m"], abs=0.1
    )
    assert sum(run.duration_s for run in runs) == expected["elapsed_s"]
    assert sum(run.moving_s or 0 for run in runs) == expected["timer_or_moving_s"]


def test_brought_in_again_it_adds_and_changes_nothing(anna, export):
    bring(anna, export)
    before = logged_runs(anna)

    again = bring(anna, export)

    assert logged_runs(anna) == before
    assert "Nothing new came in" in Page(anna.get(again)).main
    assert came(anna, again) == {None}


def logged_runs(person) -> list[Run]:
    """The runs in the log, newest first."""
    app = person.client.application
    with app.app_context():
        found = workouts.page_before(user_id(app, person.email), None, MOST)
    return [workout for workout in found if isinstance(workout, Run)]


def came(person, address: str) -> set[Did | None]:
    """What came of the parts of an import."""
    app = person.client.application
    with app.app_context():
        counted = import_parts.counts(user_id(app, person.email), brought(person, address).id)
    return {count.done for count in counted}
