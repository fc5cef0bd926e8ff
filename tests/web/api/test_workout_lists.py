"""GET /workouts: a stretch of dates, in the order of the starts, page by page."""

from base64 import urlsafe_b64encode

import pytest

from tests.web.api.build import case, lift, new_id, pages, run, squats, store

PAGE = 100


def listed(person, query: str = "") -> list[str]:
    """The ids of a list that fits a page."""
    answer = person.api("GET", f"/workouts?{query}")
    assert answer.status_code == 200, answer.text
    assert answer.json["next"] is None
    return [item["id"] for item in answer.json["items"]]


def test_nothing_logged_is_an_empty_list(anna):
    assert anna.api("GET", "/workouts").json == {"items": [], "next": None}


def test_a_list_holds_each_workout_as_it_is_read_alone(anna):
    ids = store(anna, run("Mon 07:00", distance_m=10000), lift("Tue 18:00", squats(3)))
    items = anna.api("GET", "/workouts").json["items"]
    assert items == [anna.api("GET", f"/workouts/{workout_id}").json for workout_id in ids]


def test_the_order_is_that_of_the_starts_and_not_of_the_entry(anna):
    late, early, middle = store(anna, run("Wed 07:00"), run("Mon 07:00"), lift("Tue 07:00"))
    assert listed(anna) == [early, middle, late]


def test_the_order_is_that_of_real_time_whatever_the_clocks_say(anna):
    tokyo = {**run("Mon 07:00"), "started_at": "2025-06-16T09:00:00+09:00"}
    second, first = store(anna, run("Mon 07:00"), {**tokyo, "time_zone": "Asia/Tokyo"})
    assert listed(anna) == [first, second]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        case("no dates", "", "Mon Tue Wed"),
        case("from", "from=2025-06-17", "Tue Wed"),
        case("to", "to=2025-06-17", "Mon Tue"),
        case("one date", "from=2025-06-17&to=2025-06-17", "Tue"),
        case("none of them", "from=2025-06-19&to=2025-06-30", ""),
        case("as far as dates reach", "from=1970-01-01&to=2200-01-01", "Mon Tue Wed"),
    ],
)
def test_from_and_to_are_both_included(anna, query, expected):
    ids = store(anna, run("Mon 00:00"), run("Tue 23:59"), run("Wed 12:00"))
    names = dict(zip(ids, ("Mon", "Tue", "Wed"), strict=True))
    assert " ".join(names[workout_id] for workout_id in listed(anna, query)) == expected


def test_a_date_is_that_of_the_place_where_it_happened(anna):
    late = {**run("Mon 07:00"), "started_at": "2025-06-16T23:30:00-10:00"}
    (in_hawaii,) = store(anna, {**late, "time_zone": "Pacific/Honolulu"})
    assert listed(anna, "from=2025-06-16&to=2025-06-16") == [in_hawaii]
    assert listed(anna, "from=2025-06-17&to=2025-06-17") == []


def test_the_first_moment_that_can_be_logged_is_listed_wherever_it_happened(anna):
    first = {**run("Mon 07:00"), "started_at": "1970-01-01T00:00:00Z"}
    stored = store(anna, {**first, "time_zone": "America/New_York"})
    assert listed(anna) == stored


def test_what_is_deleted_or_another_users_is_not_listed(anna, ben):
    kept, gone = store(anna, run("Mon 07:00"), run("Tue 07:00"))
    anna.api("DELETE", f"/workouts/{gone}")
    store(ben, run("Mon 07:00"))
    assert listed(anna) == [kept]


def test_paging_gives_each_workout_once_in_order_though_starts_are_the_same(anna):
    # Of 205, 120 start at one moment: a page ends among them.
    starts = ["Mon 06:00"] * 60 + ["Tue 06:00"] * 120 + ["Wed 06:00"] * 25
    store(anna, *[run(start, minutes=1) for start in reversed(starts)])
    found = list(pages(anna, "/workouts?from=2025-01-01"))
    assert [len(page) for page in found] == [PAGE, PAGE, 5]
    items = [(item["started_at"], item["id"]) for page in found for item in page]
    assert items == sorted(items)
    assert len(set(items)) == len(starts)


def test_a_page_that_is_just_full_is_the_last(anna):
    store(anna, *[run("Mon 06:00", minutes=1)] * PAGE)
    assert [len(page) for page in pages(anna, "/workouts?from=2025-01-01")] == [PAGE]


def test_a_cursor_keeps_its_place_though_workouts_come_and_go(anna):
    ids = store(anna, *[run("Tue 06:00", minutes=1)] * (PAGE + 2))
    cursor = anna.api("GET", "/workouts").json["next"]
    store(anna, run("Mon 06:00"))
    anna.api("DELETE", f"/workouts/{ids[0]}")
    anna.api("DELETE", f"/workouts/{ids[PAGE - 1]}")
    assert listed(anna, f"cursor={cursor}") == ids[PAGE:]


def test_a_cursor_stays_within_the_dates(anna):
    store(anna, *[run("Mon 06:00", minutes=1)] * (PAGE + 1), run("Wed 06:00"))
    found = list(pages(anna, "/workouts?to=2025-06-17"))
    assert [len(page) for page in found] == [PAGE, 1]


def test_a_cursor_of_another_users_list_opens_nothing_of_theirs(anna, ben):
    store(anna, *[run("Mon 06:00", minutes=1)] * (PAGE + 1))
    cursor = anna.api("GET", "/workouts").json["next"]
    assert listed(ben, f"cursor={cursor}") == []


@pytest.mark.parametrize(
    ("query", "field"),
    [
        case("no date", "from=yesterday", "from"),
        case("a day that is none", "to=2025-02-30", "to"),
        case("an instant", "from=2025-06-16T07:00", "from"),
        case("empty", "from=", "from"),
        case("too early", "from=1969-12-30", "from"),
        case("too late", "to=9999-12-31", "to"),
        case("the wrong way round", "from=2025-06-17&to=2025-06-16", "to"),
        case("a NUL", "from=2025-06-16%00", "from"),
    ],
)
@pytest.mark.parametrize("path", ["/workouts", "/flags"])
def test_a_false_date_is_refused_by_name(anna, path, query, field):
    answer = anna.api("GET", f"{path}?{query}")
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json["errors"]] == [field]


def word(place: str) -> str:
    """A cursor for a place."""
    return urlsafe_b64encode(place.encode()).decode()


@pytest.mark.parametrize(
    "cursor",
    [
        case("empty", ""),
        case("not base64", "!"),
        case("not ASCII", "%C3%A9"),
        case("not UTF-8", "_w=="),
        case("cut short", word(f"2025-06-16T07:00:00+00:00 {new_id()}")[:-3]),
        case("no id", word("2025-06-16T07:00:00+00:00")),
        case("no instant", word(f"then {new_id()}")),
        case("no offset", word(f"2025-06-16T07:00:00 {new_id()}")),
        case("before the first year", word(f"0001-01-01T00:00:00+14:00 {new_id()}")),
        case("after the last year", word(f"9999-12-31T23:59:59-14:00 {new_id()}")),
    ],
)
def test_a_false_cursor_is_a_bad_request(anna, cursor):
    answer = anna.api("GET", f"/workouts?cursor={cursor}")
    assert answer.status_code == 400
    assert "cursor" in answer.json["detail"]
