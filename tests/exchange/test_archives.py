"""A look into zip files: what is taken, what is left out and why, and each member again by name."""

import gzip
import io
import stat
import zipfile
from pathlib import Path

import pytest

from runstrength.exchange.archives.archive import Archive, opened
from runstrength.exchange.archives.unpacking import Budget, Exhausted
from runstrength.exchange.found import Rejected, Unreadable
from runstrength.exchange.limits import USUAL, Limits

from . import bombs
from .zips import link, renamed, zip_of


def look(data: bytes, limits: Limits = USUAL) -> Archive:
    return Archive(io.BytesIO(data), Budget(len(data), limits))


def names(data: bytes) -> list[str]:
    with look(data) as archive:
        return [member.name for member in archive.members()]


def reasons(data: bytes) -> dict[str, str]:
    with look(data) as archive:
        assert not list(archive.members())
        return {skipped.row: skipped.reason for skipped in archive.skipped}


def test_members_come_in_their_order_with_name_and_size():
    with look(zip_of({"b/2.gpx": b"two", "a/1.gpx": b"o"})) as archive:
        assert [(m.name, m.size) for m in archive.members()] == [("b/2.gpx", 3), ("a/1.gpx", 1)]
        assert len(archive) == 2


def test_folders_and_what_computers_add_are_passed_over_in_silence():
    litter = {"a/": b"", "__MACOSX/a/._1.fit": b"x", "a/.DS_Store": b"x", "a/1.fit": b"x"}
    with look(zip_of(litter)) as archive:
        assert [m.name for m in archive.members()] == ["a/1.fit"]
        assert archive.skipped == []


@pytest.mark.parametrize(
    "name", ["../1.fit", "a/../../1.fit", "/etc/passwd", "C:1.fit", "c:/1.fit", ".."]
)
def test_names_that_lead_out_are_left_out(name):
    assert reasons(zip_of({name: b"x"})) == {name: "its name leads out of the archive"}


@pytest.mark.parametrize("name", ["a\\1.fit", "..\\1.fit", "a!/1.fit"])
def test_names_that_systems_read_in_two_ways_are_left_out(name):
    assert "characters that no export has" in reasons(zip_of({name: b"x"}))[name]


def test_a_name_with_nul_is_left_out_and_shown_without_it():
    data = renamed(zip_of({"1.fit_.txt": b"x"}), b"1.fit_.txt", b"1.fit\0.txt")
    assert reasons(data) == {"1.fit�.txt": "its name holds characters that can't be shown"}


def test_a_name_without_end_is_left_out_and_shown_short():
    ((row, reason),) = reasons(zip_of({"n" * 60_000: b"x"})).items()
    assert len(row) == 100
    assert "longer than 500 characters" in reason


def test_links_are_left_out():
    assert "a link" in reasons(link("1.fit", "/etc/passwd"))["1.fit"]


def test_a_pipe_is_left_out():
    assert "a link or a device" in reasons(link("1.fit", "", stat.S_IFIFO))["1.fit"]


def test_what_is_locked_is_left_out():
    data = bytearray(zip_of({"1.fit": b"x"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    data[6] |= 1
    assert "locked with a password" in reasons(bytes(data))["1.fit"]


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_of_packing_are_left_out(method):
    data = zip_of({"1.fit": b"x" * 100}, method)
    assert "packed in a way" in reasons(data)["1.fit"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_of_two_with_one_name_the_first_is_taken():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("1.fit", b"first")
        made.writestr("1.fit", b"second")
    with look(file.getvalue()) as archive:
        assert [skipped.row for skipped in archive.skipped] == ["1.fit"]
        with archive.opened("1.fit") as member:
            assert member.read() == b"first"


def test_members_that_share_bytes_are_refused():
    data = zip_of({"1.fit": b"x" * 50, "2.fit": b"y" * 50}, zipfile.ZIP_STORED)
    table = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", table + 4)
    shared = bytearray(data)
    shared[second + 42 : second + 46] = shared[table + 42 : table + 46]
    with pytest.raises(Unreadable, match="overlap"):
        look(bytes(shared))


@pytest.mark.parametrize("cut", [1, 30, 100, -30, -1])
def test_a_cut_off_archive_is_refused(cut):
    with pytest.raises(Unreadable, match="cut off"):
        look(zip_of({"1.fit": b"x" * 500, "2.fit": b"y"})[:cut])


def test_a_table_of_contents_with_other_bytes_is_refused():
    data = zip_of({"1.fit": b"x"})
    with pytest.raises(Unreadable, match="table of contents"):
        look(data.replace(b"PK\x01\x02", b"PK\x01\x03"))


def test_damaged_bytes_refuse_their_member_alone():
    data = zip_of({"1.fit": b"x" * 50, "2.fit": b"y" * 50}, zipfile.ZIP_STORED)
    with look(data.replace(b"x" * 50, b"x" * 49 + b"z")) as archive:
        with pytest.raises(Unreadable, match="damaged"):
            archive.opened("1.fit")
        with archive.opened("2.fit") as member:
            assert member.read() == b"y" * 50


def test_too_many_files_are_refused_over_all_archives():
    inner = zip_of({f"{n}.fit": b"x" for n in range(3)})
    few = Limits(members=6)
    data = zip_of({"a.zip": inner, "b.zip": inner, "c.zip": inner})
    with look(data, few) as archive, pytest.raises(Exhausted, match="more than 6 files"):
        list(archive.walked())


def test_a_table_of_contents_without_end_is_not_read():
    with pytest.raises(Exhausted, match="far too long"):
        look(bombs.table_only(17 * 1024**2))


def test_entries_are_counted_before_anything_is_made_of_them(monkeypatch):
    data = bombs.crowd(3000)
    monkeypatch.setattr(zipfile, "ZipInfo", lambda name: pytest.fail("an entry was made"))
    with pytest.raises(Exhausted, match="more than 2,999 files"):
        look(data, Limits(members=2999))


def test_a_member_is_counted_as_it_unpacks_whatever_its_size_claims():
    data = zip_of({"1.csv": b"\0" * 30_000_000})
    with look(data) as archive, pytest.raises(Unreadable, match="far more"):
        next(archive.members()).spool()


def test_a_member_that_claims_to_be_short_gives_no_more_than_that():
    data = bytearray(zip_of({"1.csv": b"x" * 1000}))
    table = data.index(b"PK\x01\x02")
    data[table + 24 : table + 28] = (10).to_bytes(4, "little")
    with look(bytes(data)) as archive, pytest.raises(Unreadable, match="damaged"):
        archive.opened("1.csv")


def test_a_member_longer_than_a_recording_is_refused():
    data = zip_of({"1.fit": bytes(range(256)) * 4})
    short = Limits(recording_bytes=1000)
    with look(data, short) as archive, pytest.raises(Unreadable, match="longer than"):
        archive.opened("1.fit")


def test_all_members_together_have_a_bound():
    data = zip_of({f"{n}.fit": b"x" * 600 for n in range(3)})
    with look(data, Limits(unpacked_bytes=1500)) as archive:
        archive.opened("0.fit").close()
        archive.opened("1.fit").close()
        with pytest.raises(Exhausted):
            archive.opened("2.fit")


def test_archives_lie_no_deeper_than_allowed():
    data = zip_of({"1.fit": b"x"})
    for depth in range(4, 0, -1):
        data = zip_of({f"{depth}.zip": data})
    with look(data) as archive:
        (told,) = archive.walked()
    assert told == Rejected(
        "1.zip!/2.zip!/3.zip", "it is an archive too deep inside other archives"
    )


def test_a_nested_member_opens_by_its_full_name(tmp_path: Path):
    inner = zip_of({"a/1.fit": b"one", "2.fit": b"two"})
    path = tmp_path / "upload"
    path.write_bytes(zip_of({"in/outer.zip": inner, "3.fit": b"three"}))
    with look(path.read_bytes()) as archive:
        walked = [member.name for member in archive.walked()]
    assert walked == ["in/outer.zip!/a/1.fit", "in/outer.zip!/2.fit", "3.fit"]
    for name, content in zip(walked, (b"one", b"two", b"three"), strict=True):
        with opened(path, name) as member:
            assert member.read() == content


def test_many_nested_members_open_from_one_look():
    inner = zip_of({f"{n}.fit": b"%d" % n for n in range(3)})
    with look(zip_of({"a.zip": inner, "b.zip": inner})) as archive:
        for name in ("a.zip!/0.fit", "a.zip!/2.fit", "b.zip!/1.fit", "a.zip!/1.fit"):
            with archive.opened(name) as member:
                assert member.read() == name[7:8].encode()


def test_gzip_is_unpacked_on_the_way():
    data = zip_of({"1.fit.gz": gzip.compress(b"one")})
    with opened(io.BytesIO(data), "1.fit.gz") as member:
        assert member.read() == b"one"


def test_the_upload_itself_has_the_empty_name():
    for data in (b"one", gzip.compress(b"one")):
        with opened(io.BytesIO(data), "") as member:
            assert member.read() == b"one"


def test_a_zip_in_gzip_is_opened_too():
    data = gzip.compress(zip_of({"1.fit": b"one"}))
    with opened(io.BytesIO(data), "1.fit") as member:
        assert member.read() == b"one"


def test_gzip_in_gzip_is_refused():
    data = zip_of({"1.fit.gz": gzip.compress(gzip.compress(b"one"))})
    with pytest.raises(Unreadable, match="more than once"):
        opened(io.BytesIO(data), "1.fit.gz")


@pytest.mark.parametrize("cut", [3, 12, -9, -4])
def test_gzip_that_is_cut_off_is_refused(cut):
    data = zip_of({"1.fit.gz": gzip.compress(bytes(range(256)))[:cut]})
    with pytest.raises(Unreadable, match="cut off"):
        opened(io.BytesIO(data), "1.fit.gz")


@pytest.mark.parametrize("name", ["2.fit", "1.fit!/2.fit", "../1.fit"])
def test_a_name_that_is_not_there_is_refused(name):
    with pytest.raises(Unreadable):
        opened(io.BytesIO(zip_of({"1.fit": b"one"})), name)


def test_nothing_is_written_under_a_member_s_name(tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    data = zip_of({"../evil.fit": b"x", "a/good.fit": b"x" * 2_000_000})
    with look(data) as archive, archive.opened("a/good.fit") as member:
        assert len(member.read()) == 2_000_000
    assert list(tmp_path.iterdir()) == []
    assert not (tmp_path.parent / "evil.fit").exists()


def test_a_name_that_begins_with_nul_is_refused_like_any_other():
    data = zip_of({"abc.fit": b"one"}).replace(b"abc.fit", b"\0bc.fit")
    with Archive(io.BytesIO(data), Budget(len(data))) as archive:
        assert list(archive.members()) == []
        assert [each.reason for each in archive.skipped] == [
            "its name holds characters that can't be shown"
        ]
