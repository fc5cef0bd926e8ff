"""An upload that takes a while, someone who brings it in, and what is left of it in the end."""

import gzip
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from uuid import UUID, uuid4

from runstrength.storage.tables import imports, lift_sets, origins, recordings, runs, workouts
from tests.web.imports.files import gpx, packed, strong

from .people import Answer, Person
from .servers import Server
from .writes import Write, put

FIRST_RUN = datetime(2025, 6, 16, 5, 0, tzinfo=UTC)
FIRST_LIFT = datetime(2016, 1, 4, 18, 0, tzinfo=UTC)
BUSY = {"reading", "importing", "undoing"}
SETS = 2  # Of each lift that `strong` writes.
LOGGED = 5  # Of the runs, these are in the log already, without a heart rate.
PATIENCE_S, LOOK_EVERY_S = 120, 0.04


@dataclass(frozen=True)
class Upload:
    """A table of lifts and a zip file of recorded runs, of a size to be caught in the middle."""

    lifts: int
    runs: int

    @property
    def files(self) -> dict[str, bytes]:
        """What is sent, by name."""
        days = (FIRST_LIFT + timedelta(days=n) for n in range(self.lifts))
        table = strong(*((f"{day:%Y-%m-%d %H:%M:%S}", "Squat (Barbell)") for day in days))
        found = {f"run{n:03}__gpx": recorded(n) for n in range(self.runs)}
        return {"lifts.csv": table, "runs.zip": packed(**found)}

    @property
    def hashes(self) -> set[str]:
        """What tells the recordings apart."""
        return {sha256(recorded(n)).hexdigest() for n in range(self.runs)}


@dataclass
class Bringing:
    """An upload on its way into a log, and what was seen of its progress."""

    person: Person
    upload: Upload
    id: UUID
    before: dict[UUID, dict]
    seen: set[tuple[str, int, int]] = field(default_factory=set)

    @classmethod
    def sent(cls, person: Person, server: Server, upload: Upload) -> "Bringing":
        """Log a few of the runs by hand, then send the whole upload."""
        for n in range(LOGGED):
            assert person.send(server, put(uuid4(), logged(n))).status == 201
        before = _living(person)
        answer = send_files(person, server, upload.files)
        assert answer.status == 202, answer.body
        return cls(person, upload, UUID(answer.document["id"]), before)

    @property
    def row(self) -> dict:
        """The import as it is stored."""
        (row,) = [row for row in self.person.rows(imports) if row["id"] == self.id]
        self.seen.add((row["status"], row["done"], row["total"]))
        return row

    def confirm(self, server: Server) -> Answer:
        """Say that it shall come in."""
        return self.person.send(server, confirmation(self.id))

    def undo(self, server: Server) -> Answer:
        """Say that it shall go again."""
        return self.person.send(server, Write("DELETE", f"/api/v1/imports/{self.id}"))

    def wait_for(self, *statuses: str) -> dict:
        """Look until it has one of these."""
        return self._wait(lambda row: row["status"] in statuses, f"one of {statuses}")

    def wait_for_share(self, status: str, share: float) -> None:
        """Look until so much of a step is done, or the step."""

        def is_there(row: dict) -> bool:
            return row["status"] != status or (bool(row["total"]) and _share(row) >= share)

        if share:
            self._wait(is_there, f"{share:.0%} of {status}")

    def assert_all_in(self) -> None:
        """Every workout once and whole, its origin, and its file; and nothing else."""
        self._assert_progress()
        living, upload = _living(self.person), self.upload
        starts = [(row["kind"], row["started_at"]) for row in living.values()]
        sources = self.person.rows(origins)
        recorded_runs = self.person.rows(recordings)

        assert self.row["problem"] == ""
        assert len(starts) == len(set(starts)) == upload.lifts + upload.runs
        assert len(self.person.rows(lift_sets)) == upload.lifts * SETS
        assert len(self.person.rows(runs)) == upload.runs
        assert sorted(row["workout_id"] for row in sources) == sorted(living)
        assert {row["import_id"] for row in sources} == {self.id}
        assert len({row["workout_id"] for row in recorded_runs}) == upload.runs
        assert {row["sha256"].hex() for row in recorded_runs} == upload.hashes
        assert self.originals ^ upload.hashes == set(), "files that are too many or missing"
        assert [living[each]["avg_hr_bpm"] for each in self.before] == [150] * LOGGED
        assert self.kept_upload == [], "an upload that is not needed any more"

    def assert_all_out(self) -> None:
        """The log as it was, and no file that no workout names."""
        self._assert_progress()
        living = _living(self.person)
        assert {key: _told(row) for key, row in living.items()} == {
            key: _told(row) for key, row in self.before.items()
        }
        assert self.person.rows(origins) == self.person.rows(recordings) == []
        assert self.originals == set(), "files that no workout names"
        assert self.kept_upload == [], "an upload that is not needed any more"

    @property
    def originals(self) -> set[str]:
        """The hashes of the files that are kept, each looked into; names of others as they are."""
        folder = _uploads(self.person) / "originals"
        return {_hash(path) for path in folder.iterdir()} if folder.exists() else set()

    @property
    def kept_upload(self) -> list[Path]:
        """What is left of the files as they came."""
        folder = _uploads(self.person) / "imports"
        return list(folder.iterdir()) if folder.exists() else []

    def _assert_progress(self) -> None:
        assert [each for each in self.seen if each[1] > each[2]] == []

    def _wait(self, is_there: Callable[[dict], bool], what: str) -> dict:
        for _ in moments(PATIENCE_S):
            if is_there(row := self.row):
                return row
        raise TimeoutError(f"{what}: {row['status']} {row['done']}/{row['total']} {row['problem']}")


def confirmation(import_id: UUID) -> Write:
    """Ask for an import to come in."""
    return Write("POST", f"/api/v1/imports/{import_id}/confirm")


def send_files(person: Person, server: Server, files: dict[str, bytes]) -> Answer:
    """Send files to be imported, and wait for the answer."""
    return person.send(server, upload_of(files), PATIENCE_S)


def upload_of(files: dict[str, bytes]) -> Write:
    """The request that sends files."""
    border, parts = uuid4().hex, []
    for name, data in files.items():
        head = f'Content-Disposition: form-data; name="file"; filename="{name}"'
        parts.append(f"--{border}\r\n{head}\r\n\r\n".encode() + data + b"\r\n")
    body = b"".join(parts) + f"--{border}--\r\n".encode()
    return Write("POST", "/api/v1/imports", body, f"multipart/form-data; boundary={border}")


def logged(n: int) -> dict:
    """One of the recorded runs, as it was logged by hand."""
    return {
        "kind": "run",
        "started_at": f"{_start(n):%Y-%m-%dT%H:%M:%S}+00:00",
        "time_zone": "UTC",
        "duration_s": 1800,
        "run": {"type": "easy", "distance_m": 5400},
    }


@cache
def recorded(n: int) -> bytes:
    """The file of one recorded run."""
    return gpx(_start(n), 30, f"Run {n}", hr=150)


def moments(patience_s: float, every_s: float = LOOK_EVERY_S) -> Iterator[float]:
    """Moments to look at something, until patience is at its end."""
    end = time.monotonic() + patience_s
    while (clock := time.monotonic()) < end:
        yield clock
        time.sleep(every_s)


def _start(n: int) -> datetime:
    return FIRST_RUN - timedelta(days=2 * n)


def _living(person: Person) -> dict[UUID, dict]:
    return {row["id"]: row for row in person.rows(workouts) if row["deleted_at"] is None}


def _told(row: dict) -> dict:
    return {name: told for name, told in row.items() if name not in ("version", "saved_at")}


def _uploads(person: Person) -> Path:
    return person.home / "uploads" / str(person.id)


def _hash(path: Path) -> str:
    if path.suffix != ".gz":
        return path.name
    digest = sha256(gzip.decompress(path.read_bytes())).hexdigest()
    return digest if path.stem == digest else f"{path.name} holds {digest}"


def _share(row: dict) -> float:
    return row["done"] / row["total"]
