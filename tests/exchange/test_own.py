"""What is taken along can be brought again, all of it; whatever else is brought does no harm."""

import json
import tracemalloc
from contextlib import suppress
from io import BytesIO
from secrets import token_hex
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runstrength.exchange.account.own import is_mine, originals, read
from runstrength.exchange.found import Rejected, Unreadable
from runstrength.exchange.limits import Limits
from runstrength.exchange.writing.own import chunks
from tests.exchange.accounts import ACCOUNTS, MADE_AT, account_of, everything_of
from tests.training.build import lift, lower, run

QUIET = settings(max_examples=40, deadline=None, derandomize=True)
RUN, LIFT = run("Mon 07:00", distance="26.20 mi"), lift("Mon 18:00", lower(2))
HEAD = {"format": "runstrength", "version": 1}
RECORDING = f"{RUN.id}.fit"


def made(**lists: object) -> bytes:
    return b"".join(chunks(account_of(**lists)))


def with_recordings(**recordings: bytes | None) -> bytes:
    def opens(data: bytes | None):
        def open_():
            if data is None:
                raise FileNotFoundError
            return BytesIO(data)

        return open_

    account = account_of(workouts=[RUN])
    kept = [(name.replace("_", "."), opens(data)) for name, data in recordings.items()]
    return b"".join(chunks(type(account)(**{**vars(account), "originals": kept})))


def read_all(data: bytes, limits: Limits | None = None) -> list[object]:
    return list(read(BytesIO(data), limits) if limits else read(BytesIO(data)))


def as_json(**parts: object) -> bytes:
    return json.dumps({**HEAD, **parts}).encode()


@QUIET
@given(ACCOUNTS)
def test_what_is_taken_along_comes_back_as_it_was(account):
    data = b"".join(chunks(account))
    assert read_all(data) == everything_of(account)
    with ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert read_all(archive.read("runstrength.json")) == everything_of(account)


def test_the_archive_holds_tables_recordings_and_a_word_about_them():
    data = with_recordings(**{f"{RUN.id}_fit": b"as it was"})
    with ZipFile(BytesIO(data)) as archive:
        assert archive.namelist() == [
            "runstrength.json",
            "runs.csv",
            "lifts.csv",
            "check-ins.csv",
            f"originals/{RECORDING}",
            "README.txt",
        ]
        assert archive.read(f"originals/{RECORDING}") == b"as it was"
        assert archive.read("runs.csv").decode().count(str(RUN.id)) == 1
        assert all(member.date_time[:3] == (2026, 11, 22) for member in archive.infolist())
    assert originals(BytesIO(data)) == {RUN.id: f"originals/{RECORDING}"}
    assert is_mine(data[: 64 * 1024])


def test_a_recording_that_is_gone_is_named_and_takes_nothing_along():
    data = with_recordings(gone_fit=None)
    assert read_all(data) == [RUN]
    with ZipFile(BytesIO(data)) as archive:
        assert "gone.fit" in archive.read("README.txt").decode()


def test_every_set_is_a_row_of_its_table():
    with ZipFile(BytesIO(made(workouts=[RUN, LIFT]))) as archive:
        tables = {name: archive.read(f"{name}.csv").decode() for name in ("runs", "lifts")}
    assert len(tables["runs"].splitlines()) == 2
    assert len(tables["lifts"].splitlines()) == 3


def test_it_is_written_and_read_a_piece_at_a_time(tmp_path):
    many = (run("Mon 07:00", notes=token_hex(4000)) for _ in range(1000))
    path = tmp_path / "export.zip"

    tracemalloc.start()
    with path.open("wb") as file:
        pieces = sum(1 for piece in chunks(account_of(workouts=many)) if file.write(piece))
    written_peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.reset_peak()
    with path.open("rb") as file:
        assert sum(1 for _ in read(file)) == 1000
    read_peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    with ZipFile(path) as archive:
        assert archive.getinfo("runstrength.json").file_size > 8_000_000
    assert pieces > 50
    assert max(written_peak, read_peak) < 4_000_000


def test_a_newer_format_is_refused_in_plain_words():
    with pytest.raises(Unreadable, match="newer RunStrength"):
        read_all(json.dumps({"format": "runstrength", "version": 2, "sleeps": []}).encode())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"{}",
        b'{"format": "another", "version": 1}',
        b'{"version": 1, "workouts": []}',
        b'{"format": "runstrength", "version": true}',
        b'{"format": "runstrength", "version": "1"}',
        b'{"workouts": [1], "format": "runstrength", "version": 1}',
        b"PK\x03\x04 and no more",
        b"\xff\xfe{",
    ],
)
def test_what_is_no_export_is_refused(data):
    with pytest.raises(Unreadable):
        read_all(data)


def test_a_zip_without_the_account_is_refused():
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("activities.csv", "id")
    with pytest.raises(Unreadable, match=r"no runstrength\.json"):
        read_all(file.getvalue())
    assert not is_mine(file.getvalue())


def test_a_row_that_can_not_be_read_is_named_and_the_others_stay():
    workouts = json.loads(ZipFile(BytesIO(made(workouts=[RUN, LIFT]))).read("runstrength.json"))
    broken = {**workouts["workouts"][0], "effort": 11}
    data = as_json(workouts=[broken, workouts["workouts"][1], "x"])
    assert [r if isinstance(r, Rejected) else r.id for r in read_all(data)] == [
        Rejected("workouts 1", "effort: must be between 1 and 10, not 11"),
        LIFT.id,
        Rejected("workouts 3", "workout: must be an object"),
    ]


def test_a_part_that_is_not_known_is_named_once():
    assert [r.row for r in read_all(as_json(sleeps=[1, 2, 3], moon="full"))] == ["sleeps", "moon"]


def test_what_came_before_a_break_stays():
    whole = ZipFile(BytesIO(made(workouts=[RUN, LIFT]))).read("runstrength.json")
    cut = whole[: whole.index(str(LIFT.id).encode())]
    found = read_all(cut)
    assert found[0] == RUN
    assert [r.row for r in found[1:]] == ["after workouts 1"]


@pytest.mark.parametrize(
    ("limits", "says"),
    [
        (Limits(members=3), "more than 3 files"),
        (Limits(unpacked_bytes=100), "too much"),
    ],
)
def test_what_is_too_much_is_refused(limits, says):
    with pytest.raises(Unreadable, match=says):
        read_all(made(workouts=[RUN]), limits)


def test_a_file_that_unpacks_to_more_than_it_said_is_not_read_on():
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("runstrength.json", b'{"format": "runstrength", "x": "' + b" " * 10**7)
    with pytest.raises(Unreadable):
        read_all(file.getvalue(), Limits(unpacked_bytes=10**6))
    plain = b'{"format": "runstrength", "version": 1, "x": [' + b'"a",' * 10**6
    with pytest.raises(Unreadable, match="too much"):
        read_all(plain, Limits(unpacked_bytes=10**6))


@pytest.mark.parametrize(
    "entry",
    [
        "[" * 10**6,
        "[[]," * 10**6,
        '"' + "x" * 10**7,
        "9" * 10**6,
        "NaN",
        "1e999999",
        '{"a":' * 10**5,
    ],
    ids=lambda entry: entry[:8],
)
def test_a_monstrous_entry_is_a_rejected_row(entry):
    data = json.dumps(HEAD)[:-1] + ', "workouts": [' + entry
    rows = read_all(data.encode())
    assert rows
    assert all(isinstance(row, Rejected) for row in rows)


def test_only_recordings_are_taken_for_recordings():
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for name in (
            "../x.fit",
            "originals/../x.fit",
            "originals/x.fit",
            f"originals/{RUN.id}.exe",
        ):
            archive.writestr(name, b"")
        archive.writestr(f"originals/{UUID(int=5)}.gpx", b"")
    assert originals(BytesIO(file.getvalue())) == {UUID(int=5): f"originals/{UUID(int=5)}.gpx"}


SOURCE = with_recordings(**{f"{RUN.id}_fit": b"FIT"})
PLAIN = ZipFile(BytesIO(SOURCE)).read("runstrength.json")


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.sampled_from([SOURCE, PLAIN]), st.data())
def test_whatever_is_changed_in_it_nothing_else_escapes(source, data):
    changed = bytearray(source)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(changed) - 1))
        end = at + data.draw(st.integers(0, 8))
        changed[at:end] = data.draw(st.binary(max_size=8))
    for question in (read_all, lambda file: originals(BytesIO(file))):
        with suppress(Unreadable):
            question(bytes(changed))


def test_it_knows_when_it_was_made():
    assert json.loads(PLAIN)["made_at"] == MADE_AT.isoformat().replace("+00:00", "Z")
