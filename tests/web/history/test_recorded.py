"""What was recorded on the way, on the page of its workout."""

from dataclasses import replace

import pytest
from sqlalchemy import insert

from runstrength.storage.database import db
from runstrength.storage.recordings import track_text
from runstrength.storage.tables import recordings
from runstrength.training.tracks import Point, Track
from runstrength.training.workouts import Workout
from tests.training.build import lift, lower, run
from tests.web.pages import Page, text
from tests.web.rows import user_id
from tests.web.test_statements import MOST, statements
from tests.web.world import store

# 3 km to the north in 900 s, with a rising heart rate.
NORTH = tuple(
    Point(float(s), 52.5 + s * 3.335 / 111_195, 13.4, None, s * 3.335, 120 + s // 60)
    for s in range(0, 901, 10)
)
RUN = run("2024-11-18 07:00", minutes=15, distance="3 km")
LIFT = lift("2024-11-18 18:00", lower())


def record(person, workout: Workout, points) -> None:
    """Store a workout with the recording of it."""
    store(person, workout)
    app = person.client.application
    with app.app_context():
        row = {"user_id": user_id(app, person.email), "workout_id": workout.id}
        row |= {"name": "morning.fit", "sha256": b"x" * 32, "track": track_text(Track(points))}
        db.session.execute(insert(recordings).values(**row))
        db.session.commit()


def page_of(person, workout: Workout) -> Page:
    """The workout's page."""
    return Page(person.get(f"/workouts/{workout.id}"))


def drawn(page: Page) -> list[str]:
    """The names of the pictures."""
    return [svg.get("aria-label") for svg in page.all("svg", role="img")]


def cells(page: Page) -> list[list[str]]:
    """The table of splits."""
    (section,) = page.all("section", "recorded")
    return [[text(cell) for cell in row] for row in section.iter("tr")]


def test_a_run_shows_its_route_its_pace_and_its_heart_rate(anna):
    record(anna, RUN, NORTH)
    page = page_of(anna, RUN)
    assert drawn(page) == [
        "Route, north up",
        "Pace by distance, in min/km",
        "Heart rate by distance, in bpm",
    ]
    assert "North is up. It ends 3 km from where it began" in page.main
    assert "5:00 /km all the way." in page.main
    assert "From 120 to 135 bpm, highest at 3 km." in page.main


def test_a_table_says_what_the_pictures_show(anna):
    record(anna, RUN, NORTH)
    assert cells(page_of(anna, RUN)) == [
        ["Distance", "Pace, /km", "Heart rate"],
        ["1", "5:00", "122"],
        ["2", "5:00", "127"],
        ["3", "5:00", "132"],
    ]


def test_a_lift_shows_its_heart_rate_alone(anna):
    record(anna, LIFT, NORTH)
    page = page_of(anna, LIFT)
    assert drawn(page) == ["Heart rate by time, in bpm"]
    assert cells(page)[0] == ["Time", "Heart rate"]
    assert [row[0] for row in cells(page)[1:]] == ["0:00–5:00", "5:00–10:00", "10:00–15:00"]


@pytest.mark.parametrize(
    ("points", "names"),
    [
        (tuple(replace(p, hr_bpm=None) for p in NORTH), ["Route", "Pace"]),
        (tuple(replace(p, latitude=None) for p in NORTH), ["Pace", "Heart rate"]),
        (tuple(replace(p, latitude=None, distance_m=None) for p in NORTH), ["Heart rate"]),
        ((Point(0), Point(60)), []),
    ],
)
def test_what_was_not_recorded_is_not_drawn(anna, points, names):
    record(anna, RUN, points)
    page = page_of(anna, RUN)
    assert [name.split(",")[0].split(" by ")[0] for name in drawn(page)] == names
    assert len(page.all("section", "recorded")) == bool(names)


def test_a_workout_without_a_recording_has_no_pictures(anna):
    store(anna, RUN)
    assert page_of(anna, RUN).all("section", "recorded") == []


def test_nobody_sees_where_somebody_else_ran(anna, ben):
    record(anna, RUN, NORTH)
    store(ben, RUN)
    assert drawn(page_of(ben, RUN)) == []


def test_the_pictures_need_no_style_of_their_own_and_have_every_number(anna):
    record(anna, RUN, NORTH)
    page = page_of(anna, RUN)
    (section,) = page.all("section", "recorded")
    values = [value for element in section.iter() for value in element.attrib.values()]
    assert all("style" not in element.attrib for element in section.iter())
    assert not any(word in value.lower() for value in values for word in ("nan", "inf ", "none"))


@pytest.mark.parametrize("made", [RUN, LIFT])
def test_the_page_of_a_recorded_workout_takes_few_statements(anna, made):
    record(anna, made, NORTH)
    with statements() as asked:
        assert anna.get(f"/workouts/{made.id}").status_code == 200
    assert len(asked) <= MOST
