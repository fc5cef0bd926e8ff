"""The power goes while files are read and brought in: none is lost, and the import goes on."""

import gzip
from contextlib import closing
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from runstrength.storage.sqlite import driver

from .calls import command, wait_until_ended
from .imports import Bringing, Upload
from .people import Person
from .power import DATABASE, images
from .recording import Recording
from .servers import serving
from .stored import BrokenPromise, logs, on_sqlite
from .test_power_cuts import strace  # noqa: F401 (a fixture)

UPLOAD = Upload(40, 25)
CUTS, STARTS = 100, 4
PARTS_THAT_WAIT = """
    SELECT count(*) FROM import_rows WHERE state IN ('new', 'fills') AND done IS NULL
"""
pytestmark = pytest.mark.xdist_group("power cuts in imports")  # So that one recording is made.


@dataclass
class Imported:
    """An import from its upload to its end, as it was recorded."""

    recording: Recording
    bringing: Bringing
    sent: list[bytes]

    @classmethod
    def of(cls, folder: Path) -> "Imported":
        """Send files and bring them in."""
        home, record = on_sqlite(folder / "home"), folder / "calls"
        home.mkdir()
        with serving(home, under=command(record)) as server:
            bringing = Bringing.sent(Person.signed_up(server, home), server, UPLOAD)
            bringing.wait_for("preview")
            (folder_of_it,) = bringing.kept_upload
            sent = [path.read_bytes() for path in sorted(folder_of_it.iterdir())]
            assert bringing.confirm(server).status == 202
            bringing.wait_for("done")
            bringing.assert_all_in()
        wait_until_ended(record, server.process.pid)
        recording = Recording(record, home)
        record.unlink()  # It is large.
        return cls(recording, bringing, sent)

    @property
    def accepted(self) -> int:
        """When its owner heard that the files were taken in."""
        return self.recording.said(str(self.bringing.id))

    def cuts(self, count: int, chance: Random) -> list[int]:
        """Moments from the answer on, in order."""
        moments = [line for line in self.recording.moments if line > self.accepted]
        return sorted(chance.choice(moments) for _ in range(count))

    def assert_kept(self, image: Path) -> None:
        """Every file that is needed yet is there as it came. Raises `BrokenPromise`."""
        assert logs(image / DATABASE, driver)
        with closing(driver.connect(image / DATABASE)) as connection:
            status = connection.execute("SELECT status FROM imports").fetchall()
            ((waiting,),) = connection.execute(PARTS_THAT_WAIT).fetchall()
            wanted = connection.execute("SELECT sha256 FROM recordings").fetchall()
        if len(status) != 1:
            raise BrokenPromise(f"an import that was accepted: {status}")
        folder = image / "uploads" / str(self.bringing.person.id)
        # Once all is in, the files go before the import is called done.
        if status[0][0] in ("reading", "preview") or (status[0][0] == "importing" and waiting):
            for number, data in enumerate(self.sent):
                path = folder / "imports" / str(self.bringing.id) / str(number)
                if not path.exists() or path.read_bytes() != data:
                    raise BrokenPromise(f"{path} is missing or damaged")
        for (digest,) in wanted:
            path = folder / "originals" / f"{digest.hex()}.gz"
            if not path.exists() or sha256(gzip.decompress(path.read_bytes())).digest() != digest:
                raise BrokenPromise(f"{path} is missing or damaged")


@pytest.fixture(scope="module")
def imported(tmp_path_factory, strace) -> Imported:  # noqa: F811
    """One recording for all of these."""
    return Imported.of(tmp_path_factory.mktemp("import"))


@pytest.mark.long
def test_files_that_were_taken_in_outlive_a_power_cut(tmp_path, imported):
    chance = Random(CUTS)  # noqa: S311
    for _, image in images(imported.recording, tmp_path, imported.cuts(CUTS, chance), chance):
        imported.assert_kept(image)


@pytest.mark.long
def test_an_import_goes_on_after_a_power_cut(tmp_path, imported):
    chance = Random(STARTS)  # noqa: S311
    for _, image in images(imported.recording, tmp_path, imported.cuts(STARTS, chance), chance):
        person = replace(imported.bringing.person, home=image)
        bringing = replace(imported.bringing, person=person, seen=set())
        with serving(image) as server:
            if bringing.wait_for("preview", "done")["status"] == "preview":
                assert bringing.confirm(server).status == 202
            bringing.wait_for("done")
            bringing.assert_all_in()
            assert server.complaints == ""
