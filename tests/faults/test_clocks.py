"""A server's clock that is set while it serves, a phone's that is wrong, and summer time."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from runstrength.storage.tables import imports, workouts

from ..kits import long
from .clocks import Clock, serving_by
from .imports import Bringing, Upload
from .people import Person, signing_in
from .servers import Server
from .writes import BEFORE, RUN, RUN_FIELDS, TODAY, Write, lift, post, put

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
YEARS = timedelta(days=3652)
ANY = {
    "an hour": HOUR,
    "an hour back": -HOUR,
    "a day": DAY,
    "a day back": -DAY,
    "ten years": YEARS,
    "ten years back": -YEARS,
}
# The shortest and the longest say the most.
EACH = [jump if abs(jump) in (HOUR, YEARS) else long(jump) for jump in ANY.values()]
JUMPS = pytest.mark.parametrize("jump", EACH, ids=ANY)
PAGES = ("/today", "/week", "/log/run", "/history", "/trends", "/imports", "/api/v1/workouts")
# The night when clocks were set forward, the one when they were set back, and what each wrote down.
BERLIN = "Europe/Berlin"
SKIPPED, DOUBLED = date(2026, 3, 29), date(2025, 10, 26)


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    """Where the data is."""
    return tmp_path_factory.mktemp("clock")


@pytest.fixture(scope="module")
def running(home: Path) -> Iterator[tuple[Server, Clock]]:
    """A server whose clock can be set."""
    clock = Clock(home / "clock")
    with serving_by(clock, home) as server:
        yield server, clock
        assert "Traceback" not in server.complaints


@pytest.fixture
def clock(running: tuple[Server, Clock]) -> Iterator[Clock]:
    """Its clock, which shows the true time before and after."""
    yield running[1]
    running[1].set(timedelta(0))


@pytest.fixture
def server(running: tuple[Server, Clock], clock: Clock) -> Server:
    """The server itself."""
    return running[0]


@pytest.fixture
def anna(server: Server, home: Path) -> Person:
    """Someone who has just signed up."""
    return Person.signed_up(server, home)


@JUMPS
def test_who_is_signed_in_stays_so_after_a_jump_and_back(server, clock, anna, jump):
    clock.set(jump)
    statuses = {path: anna.send(server, Write("GET", path)).status for path in PAGES}
    # Ten years ahead, it was not used for ninety days; but nothing of it is deleted for that.
    assert (set(statuses.values()) == {200}) == (jump != YEARS), statuses
    clock.set(timedelta(0))

    for path in PAGES:
        assert anna.send(server, Write("GET", path)).status == 200, path


@pytest.mark.parametrize("jump", [HOUR, DAY, YEARS], ids=["an hour", "a day", "ten years"])
def test_a_session_that_began_ahead_is_good_after_and_ends_as_any_other(server, clock, home, jump):
    clock.set(jump)
    anna = Person.signed_up(server, home)
    clock.set(timedelta(0))
    assert anna.send(server, Write("GET", "/today")).status == 200
    clock.set(jump + timedelta(days=91))

    assert anna.send(server, Write("GET", "/today")).status == 302


@JUMPS
def test_a_write_is_known_again_and_versions_tell_the_order(server, clock, anna, jump):
    workout_id = uuid4()
    first = put(workout_id, RUN, "of the write")
    edit = put(workout_id, RUN | {"duration_s": 3000}, "of the edit", base=1)
    assert anna.send(server, first).status == 201
    clock.set(jump)
    # Ten years back, the run lies in the future, so that nothing new can be said of it.
    writes = [first] if jump == -YEARS else [first, edit, first, edit]
    meanwhile = {anna.send(server, write).status for write in writes}
    clock.set(timedelta(0))
    after = [anna.send(server, write).status for write in (first, edit)]
    (row,) = anna.rows(workouts)

    # Ten years ahead the session is at its end, and the phone keeps what it has to say.
    assert meanwhile == {401 if jump == YEARS else 200}
    assert after == [200, 200]
    assert (row["version"], row["duration_s"]) == (2, 3000)


@JUMPS
def test_what_is_logged_after_a_jump_has_the_date_that_was_typed(server, clock, anna, jump):
    clock.set(jump)
    if jump == YEARS:
        anna = Person.signed_up(server, anna.home)
    day = (clock.now - 2 * DAY).date()
    fields = RUN_FIELDS | {"id": str(uuid4()), "date": str(day)}
    answer = anna.send(server, post("/log/run", fields, "of the run"))
    assert answer.status == 200, answer.body
    clock.set(timedelta(0))
    assert anna.send(server, post("/log/run", fields, "of the run")).status == 200

    assert [(row["local_date"], row["version"]) for row in anna.rows(workouts)] == [(day, 1)]


@pytest.mark.parametrize("jump", [YEARS, *map(long, (HOUR, -HOUR, DAY, -DAY, -YEARS))], ids=str)
def test_failures_to_sign_in_shut_nobody_out_for_longer_than_a_while(
    server, clock, anna, home, jump
):
    clock.set(jump)
    answers = [signing_in(server, "who@example.com", "a wrong password") for _ in range(12)]
    assert {answer.status for answer in answers} == {422, 429}
    clock.set(timedelta(0))
    after = signing_in(server, "who@example.com", "a wrong password")

    assert after.status == 422 or int(after.headers["Retry-After"]) <= 900


@pytest.mark.parametrize("jump", [long(DAY), -DAY, long(HOUR), long(-HOUR)], ids=str)
def test_an_import_goes_on_through_a_jump(server, clock, anna, jump):
    upload = Upload(200, 10)
    bringing = Bringing.sent(anna, server, upload)
    clock.set(jump)
    bringing.wait_for("preview")
    assert anna.send(server, Write("GET", f"/imports/{bringing.id}")).status == 200
    bringing.confirm(server)
    clock.set(timedelta(0))
    bringing.wait_for("done")

    bringing.assert_all_in()
    assert len(anna.rows(imports)) == 1


@pytest.mark.parametrize(
    ("day", "time", "instants"),
    [
        # There was no half past two; either reading of it lies within the hour around.
        (SKIPPED, "02:30", {"00:30", "01:30"}),
        (DOUBLED, "02:30", {"00:30", "01:30"}),
        (SKIPPED, "01:59", {"00:59"}),
        (SKIPPED, "03:00", {"01:00"}),
        (DOUBLED, "01:59", {"23:59"}),
        (DOUBLED, "03:00", {"02:00"}),
    ],
)
def test_an_hour_that_is_skipped_or_comes_twice_keeps_its_date(server, anna, day, time, instants):
    fields = RUN_FIELDS | {
        "id": str(uuid4()),
        "date": str(day),
        "time": time,
        "time_zone": BERLIN,
    }
    answer = anna.send(server, post("/log/run", fields))
    assert answer.status == 200, answer.body
    (row,) = anna.rows(workouts)

    assert row["local_date"] == day
    assert f"{row['started_at']:%H:%M}" in instants


@pytest.mark.parametrize("fold", ["+02:00", "+01:00"], ids=["first", "second"])
def test_both_hours_that_come_twice_can_be_told_by_their_offset(server, anna, fold):
    start = f"{DOUBLED}T02:30:00{fold}"
    workout = lift() | {"started_at": start, "time_zone": BERLIN}
    write = put(uuid4(), workout)
    assert anna.send(server, write).status == 201
    told = anna.send(server, Write("GET", write.path)).document

    assert datetime.fromisoformat(told["started_at"]) == datetime.fromisoformat(start)
    assert [row["local_date"] for row in anna.rows(workouts)] == [DOUBLED]


@pytest.mark.parametrize("years", [-10, 10])
def test_a_phone_that_is_ten_years_off_stores_what_was_typed_or_asks(server, anna, years):
    day = TODAY.replace(day=1, year=TODAY.year + years)
    fields = RUN_FIELDS | {"id": str(uuid4()), "date": str(day)}
    answer = anna.send(server, post("/log/run", fields, "of the run"))

    if years < 0:
        assert answer.status == 200
        assert [row["local_date"] for row in anna.rows(workouts)] == [day]
    else:  # Refused with its field, so that the outbox shows it, to be put right and sent again.
        assert answer.status == 422
        assert [each["field"] for each in answer.document["errors"]] == ["date"]
        assert anna.rows(workouts) == []
        righted = fields | {"date": str(BEFORE)}
        assert anna.send(server, post("/log/run", righted, "of the run")).status == 200
