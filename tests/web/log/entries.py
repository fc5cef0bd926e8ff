"""What a test types into the log forms."""

from werkzeug.test import TestResponse

from tests.web.pages import Page, send

# A Monday in 2024-W47, in Anna's own zone, long past whenever this runs.
RUN = {
    "date": "2024-11-18",
    "time": "07:00",
    "distance": "10",
    "duration": "50",
    "type": "easy",
    "effort": "3",
}
LIFT = {
    "date": "2024-11-18",
    "time": "18:00",
    "duration": "40",
    "effort": "6",
    "exercises-0-exercise": "squats",
    "exercises-0-sets-0-reps": "5",
    "exercises-0-sets-0-weight": "80",
}


def log_run(person, **typed: str) -> TestResponse:
    """Open the form for a run, fill it in, and save it."""
    return send(person, "/log/run", RUN | typed)


def log_lift(person, typed: dict | None = None) -> TestResponse:
    """Open the form for a lift, fill it in, and save it."""
    return send(person, "/log/lift", LIFT | (typed or {}))


def landed(person, response: TestResponse) -> Page:
    """The page that a saved form leads to."""
    assert response.status_code == 302, Page(response).faults or response.text
    return Page(person.get(response.location))
