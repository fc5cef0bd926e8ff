"""Efforts of many workouts at once."""

from datetime import timedelta

from tests.web.imports.bringing import bring, logged, token_on
from tests.web.imports.files import MONDAY, gpx
from tests.web.pages import Page
from tests.web.queued import JSON


def test_efforts_are_filled_in_one_by_one_and_for_all_that_are_left(anna):
    bring(anna, *(gpx(MONDAY + timedelta(days=n)) for n in range(3)))
    first, *_ = logged(anna)
    send(anna, {f"effort-{first.id}": "8", "every": "3"})
    assert [run.effort for run in logged(anna)] == [8, 3, 3]
    assert "Every workout has its effort." in Page(anna.get("/efforts")).main


def test_an_effort_that_is_there_is_never_overwritten(anna):
    bring(anna, gpx())
    (run,) = logged(anna)
    token = token_on(anna, "/efforts")
    rated = {"base_version": str(run.version), "effort": "9"}
    assert anna.post(f"/workouts/{run.id}/effort", rated).status_code == 302
    answer = anna.post("/efforts", {"csrf_token": token, f"effort-{run.id}": "2"})
    assert answer.status_code == 302
    assert logged(anna)[0].effort == 9


def test_what_is_no_effort_and_no_workout_is_passed_over(anna):
    bring(anna, gpx())
    (run,) = logged(anna)
    for effort in ("11", "0", "x", "", "³", "9" * 5000, "0019", "001" + "9" * 5000):
        send(anna, {f"effort-{run.id}": effort, "effort-nobody": "5", "every": effort})
    assert logged(anna)[0].effort is None


def test_a_filled_in_effort_makes_another_version(anna):
    bring(anna, gpx())
    send(anna, {f"effort-{logged(anna)[0].id}": "4"})
    (run,) = logged(anna)
    assert (run.effort, run.version) == (4, 2)


def test_without_its_token_the_form_changes_nothing(anna):
    bring(anna, gpx())
    answer = anna.post("/efforts", {f"effort-{logged(anna)[0].id}": "4"})
    assert answer.status_code == 422
    assert logged(anna)[0].effort is None


def test_a_script_that_sends_a_form_of_an_import_is_told_in_json(anna):
    address = bring(anna, gpx())
    fields = {"csrf_token": token_on(anna, "/imports")}
    answer = anna.client.post("/imports", data=fields, headers=JSON)
    assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, "file")
    answer = anna.client.post(f"{address}/undo", data=fields, headers=JSON)
    assert answer.json["location"] == address


def send(person, fields):
    """Send the page's form."""
    token = token_on(person, "/efforts")
    fields["shown"] = [
        each.get("value") for each in Page(person.get("/efforts")).all("input", name="shown")
    ]
    assert person.post("/efforts", {"csrf_token": token, **fields}).status_code == 302


def test_what_is_passed_over_gives_way_to_older_ones(anna):
    bring(anna, *(gpx(MONDAY + timedelta(days=n)) for n in range(27)))
    page = Page(anna.get("/efforts"))
    assert len(page.all("input", name="shown")) == 25
    older = Page(anna.get(page.links["Pass these over, show older ones"]))
    assert [each.get("value") for each in older.all("input", name="shown")] == [
        str(run.id) for run in logged(anna)[1::-1]
    ]
