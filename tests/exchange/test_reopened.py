"""Recordings of an upload are opened again, one after the other, by one look into the archive."""

import gzip
from pathlib import Path
from zipfile import ZipFile

import pytest

from runstrength.exchange.archives import archive
from runstrength.exchange.archives.reopened import Reopened
from runstrength.exchange.found import Unreadable


def zipped(path: Path, **members: bytes) -> Path:
    with ZipFile(path, "w") as file:
        for name, data in members.items():
            file.writestr(f"{name}.gpx", data)
    return path


def test_an_archive_is_looked_into_once_for_all_that_is_in_it(tmp_path, monkeypatch):
    one = zipped(tmp_path / "0", a=b"first", b=gzip.compress(b"second"))
    two = zipped(tmp_path / "1", a=b"third")
    looked, table_of = [], archive.table_of
    monkeypatch.setattr(archive, "table_of", lambda *args: looked.append(1) or table_of(*args))
    with Reopened() as again:
        asked = [(one, "a.gpx"), (one, "b.gpx"), (one, "a.gpx"), (two, "a.gpx")]
        found = []
        for path, member in asked:
            with again.opened(path, member) as file:
                found.append(file.read())
    assert found == [b"first", b"second", b"first", b"third"]
    assert len(looked) == 2


def test_a_recording_that_is_no_archive_and_a_zip_in_gzip_are_opened_too(tmp_path):
    alone, packed = tmp_path / "0", tmp_path / "1"
    alone.write_bytes(gzip.compress(b"alone"))
    packed.write_bytes(gzip.compress(zipped(tmp_path / "2", a=b"inside").read_bytes()))
    with Reopened() as again:
        with again.opened(alone, "") as file:
            assert file.read() == b"alone"
        with again.opened(packed, "a.gpx") as file:
            assert file.read() == b"inside"


def test_what_is_not_in_it_is_refused_and_the_others_stay(tmp_path):
    path = zipped(tmp_path / "0", a=b"here")
    (tmp_path / "1").write_bytes(b"no archive")
    with Reopened() as again:
        for where, member in ((path, "b.gpx"), (tmp_path / "1", "a.gpx")):
            with pytest.raises(Unreadable):
                again.opened(where, member)
        with pytest.raises(FileNotFoundError):
            again.opened(tmp_path / "2", "a.gpx")
        with again.opened(path, "a.gpx") as file:
            assert file.read() == b"here"
