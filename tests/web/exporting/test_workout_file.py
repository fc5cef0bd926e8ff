"""One workout as a file."""

import csv
from io import StringIO

from tests.training.build import lift, lower, run
from tests.web.world import remove, store


def rows(answer) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(answer.text.removeprefix("\ufeff"), newline="")))


def test_a_run_is_a_file_of_one_row(anna):
    store(anna, jog := run("Mon 07:00", distance="26.20 mi", notes="=1+1"))
    answer = anna.get(f"/workouts/{jog.id}/download.csv")
    assert answer.mimetype == "text/csv"
    assert "run-2026-11-16.csv" in answer.headers["Content-Disposition"]
    (row,) = rows(answer)
    assert (row["distance"], row["notes"]) == ("26.20", "'=1+1")


def test_a_lift_is_a_row_a_set_under_the_names_that_its_page_has(anna):
    store(anna, session := lift("Mon 18:00", lower(3, weight="80 kg")))
    found = rows(anna.get(f"/workouts/{session.id}/download.csv"))
    assert [(row["exercise"], row["set"]) for row in found] == [
        ("Squats", "1"),
        ("Squats", "2"),
        ("Squats", "3"),
    ]


def test_its_page_offers_it(anna):
    store(anna, jog := run("Mon 07:00"))
    assert f"/workouts/{jog.id}/download.csv" in anna.get(f"/workouts/{jog.id}").text


def test_what_is_deleted_or_of_no_known_kind_is_not_there(anna):
    store(anna, jog := run("Mon 07:00"))
    assert anna.get(f"/workouts/{jog.id}/download.exe").status_code == 404
    remove(anna, jog.id)
    assert anna.get(f"/workouts/{jog.id}/download.csv").status_code == 404
