"""Imports over the API: from the file to the undoing, by a token and by a browser's session."""

from io import BytesIO

import pytest

from runstrength.storage import imports
from runstrength.storage.imports import Status
from tests.web.conftest import OWN_PAGE
from tests.web.imports.bringing import brought
from tests.web.imports.files import gpx, packed, strong
from tests.web.world import workouts_of

ODD = strong(("2025-06-17 18:00:00", "Zercher Thing"), ("2025-06-19 18:00:00", "Front Rack Thing"))
KEYS = {
    *("id", "status", "found", "new", "duplicates", "doubtful", "rejected", "rejected_count"),
    *("doubtful_rows", "unmatched", "questions", "problem", "done", "total"),
}


class Token:
    """Asks as another program does."""

    def __init__(self, person):
        self.person = person

    def __call__(self, method: str, path: str, document=None, data=None):
        return self.person.api(method, path, document, data=data)


class Session:
    """Asks as a script of one of the site's own pages does."""

    def __init__(self, person):
        self.person = person

    def __call__(self, method: str, path: str, document=None, data=None):
        return self.person.client.open(
            f"/api/v1{path}", method=method, json=document, data=data, headers=OWN_PAGE
        )


@pytest.fixture(params=[Token, Session])
def ask(request, anna):
    return request.param(anna)


def posted(ask, data: bytes, **said: str) -> str:
    """Send a file, and give the path of its import."""
    answer = ask("POST", "/imports", data={"file": (BytesIO(data), "a file"), **said})
    assert (answer.status_code, answer.json["status"]) == (202, "reading")
    assert answer.headers["Location"] == f"/api/v1/imports/{answer.json['id']}"
    return f"/imports/{answer.json['id']}"


def test_a_file_is_sent_looked_at_brought_in_and_taken_back(ask, anna):
    path = posted(ask, packed(a__gpx=gpx(hr=150), b__gpx=b"<gpx", c__txt=b"hello"))
    found = ask("GET", path).json
    assert found.keys() == KEYS
    assert (found["status"], found["found"], found["new"], found["duplicates"]) == (
        *("preview", 1, 1),
        0,
    )
    assert {each["row"] for each in found["rejected"]} == {"b.gpx", "c.txt"}
    assert all(each.keys() == {"row", "reason"} and each["reason"] for each in found["rejected"])
    assert found["rejected_count"] == 2
    assert workouts_of(anna) == []

    assert ask("POST", f"{path}/confirm").status_code == 202
    done = ask("GET", path).json
    assert (done["status"], done["problem"]) == ("done", "")
    (run,) = workouts_of(anna)
    assert (run.avg_hr_bpm, run.source) == (150, "gpx")
    assert ask("GET", "/imports").json["items"][0]["id"] == done["id"]

    assert ask("DELETE", path).status_code == 202
    assert ask("GET", path).json["status"] == "undone"
    assert workouts_of(anna) == []
    assert ask("DELETE", path).status_code == 202
    assert ask("POST", f"{path}/confirm").status_code == 409


def test_names_that_are_not_known_are_told_and_said(ask, anna):
    path = posted(ask, ODD, time_zone="Asia/Tokyo", weight_unit="lb")
    assert ask("GET", path).json["unmatched"] == ["Zercher Thing", "Front Rack Thing"]
    names = {"Zercher Thing": "front-squats", "Front Rack Thing": "own:core"}
    assert ask("POST", f"{path}/confirm", {"names": names}).status_code == 202
    first, second = workouts_of(anna)
    assert first.exercises[0].exercise == "front-squats"
    assert (second.exercises[0].exercise, second.exercises[0].region) == (
        "own-front-rack-thing",
        "core",
    )
    assert str(first.exercises[0].sets[0].weight.unit) == "lb"
    assert first.local_start.isoformat() == "2025-06-17T18:00:00+09:00"


@pytest.mark.parametrize(
    ("said", "durations"),
    [({}, [1800]), ("same", [1800]), ("both", [1800, 3600]), ("out", [1800])],
)
def test_a_doubtful_part_is_told_by_its_position_and_decided(ask, anna, said, durations):
    first = posted(ask, gpx(minutes=30))
    ask("POST", f"{first}/confirm")
    (mine,) = workouts_of(anna)
    path = posted(ask, packed(a__gpx=gpx(minutes=60, hr=150)))
    found = ask("GET", path).json
    assert (found["new"], found["doubtful"]) == (0, 1)
    (doubtful,) = found["doubtful_rows"]
    assert doubtful.keys() == {"position", "row", "like"}
    assert (doubtful["row"], doubtful["like"]) == ("a.gpx, track 1", str(mine.id))
    sent = {"doubtful": {str(doubtful["position"]): said}} if said else {}
    assert ask("POST", f"{path}/confirm", sent).status_code == 202
    runs = sorted(workouts_of(anna), key=lambda run: run.duration_s)
    assert [run.duration_s for run in runs] == durations
    assert (runs[0].avg_hr_bpm == 150) is (said == "same")
    assert ask("GET", path).json["doubtful"] == (0 if said else 1)


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"names": {"Nobody's Thing": "squats"}}, "names.Nobody's Thing"),
        ({"names": {"Zercher Thing": "no-such-exercise"}}, "names.0"),
        ({"names": ["squats"]}, "names"),
        ({"doubtful": {"0": "perhaps"}}, "doubtful"),
        ({"doubtful": {"-1": "same"}}, "doubtful"),
        ([], "body"),
    ],
)
def test_a_word_that_means_nothing_is_refused_by_its_field(ask, anna, sent, field):
    path = posted(ask, ODD)
    answer = ask("POST", f"{path}/confirm", sent)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json["errors"]] == [field]
    assert ask("GET", path).json["status"] == "preview"


@pytest.mark.parametrize("region", ["", "arms"])
def test_a_region_that_is_none_is_refused_or_guessed(ask, anna, region):
    path = posted(ask, ODD)
    answer = ask("POST", f"{path}/confirm", {"names": {"Zercher Thing": f"own:{region}"}})
    assert answer.status_code == (422 if region else 202)


def test_a_file_that_is_none_fails_with_its_reason(ask):
    path = posted(ask, b"hello")
    found = ask("GET", path).json
    assert found["status"] == "failed"
    assert found["problem"]


def test_what_is_being_undone_is_still_told_as_a_known_status(ask, app, anna):
    path = posted(ask, gpx())
    with app.app_context():
        found = brought(anna, path)
        owner = imports.db.session.execute(imports.select(imports.imports.c.user_id)).scalar_one()
        imports.move_to(owner, found.id, Status.UNDOING)
        imports.db.session.commit()
    assert ask("GET", path).json["status"] == "importing"


def test_what_is_here_is_a_duplicate(ask, anna):
    path = posted(ask, gpx())
    ask("POST", f"{path}/confirm")
    again = ask("GET", posted(ask, gpx())).json
    assert (again["found"], again["new"], again["duplicates"]) == (1, 0, 1)


def test_another_users_import_is_not_there(ask, anna, ben):
    path = posted(ask, gpx())
    for method, where in (("GET", path), ("POST", f"{path}/confirm"), ("DELETE", path)):
        assert ben.api(method, where).status_code == 404
    assert ask("GET", path).json["status"] == "preview"


def test_a_session_without_the_sites_own_page_changes_nothing(anna):
    answer = anna.client.post(
        "/api/v1/imports",
        data={"file": (BytesIO(gpx()), "a file")},
        headers={"Sec-Fetch-Site": "cross-site"},
    )
    assert answer.status_code == 403
    assert anna.api("GET", "/imports").json["items"] == []


@pytest.mark.parametrize(
    "said",
    [
        {"doubtful": {"1": []}},
        {"doubtful": {"1": "perhaps"}},
        {"doubtful": {"9" * 20: "same"}},
        {"doubtful": ["same"]},
        {"names": {"Bench Press": 1}},
    ],
    ids=str,
)
def test_a_word_that_is_none_is_refused(anna, said):
    sent = anna.api("POST", "/imports", data={"file": (BytesIO(gpx()), "run.gpx")})
    answer = anna.api("POST", f"/imports/{sent.json['id']}/confirm", said)
    assert answer.status_code == 422, answer.text
    assert anna.api("GET", "/workouts").json["items"] == []
