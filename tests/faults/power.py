"""Power cuts while people write: a server is recorded once, then cut off at many moments."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from uuid import UUID

from runstrength.storage.sqlite import driver

from .calls import command, wait_until_ended
from .imports import upload_of
from .load import Writer, writing
from .people import Person
from .recording import Recording
from .remains import Cut
from .servers import Server, serving
from .stored import BrokenPromise, Log, logs, on_sqlite

DATABASE, QUEUE, SECRET = "runstrength.sqlite3", "queue.sqlite3", "secret_key"
GARBAGE = 32_768
WRITERS = 4


@dataclass(frozen=True)
class Upload:
    """A file that was taken in: where it has to be, and what is in it."""

    id: UUID
    person: Person
    data: bytes

    def assert_kept(self, home: Path) -> None:
        """Raises `BrokenPromise` where it is not on the disk as it came."""
        path = home / "uploads" / str(self.person.id) / "imports" / str(self.id) / "0"
        if not path.exists() or path.read_bytes() != self.data:
            raise BrokenPromise(f"{path} is missing or damaged")


@dataclass
class Recorded:
    """What was recorded, and what was promised meanwhile."""

    home: Path
    recording: Recording
    writers: list[Writer]
    uploads: list[Upload]

    @classmethod
    def of(
        cls, folder: Path, acknowledged: int, program: Sequence[str] = ("app.py",)
    ) -> "Recorded":
        """Let people write to a new server, from its first start to so many answers."""
        home, record = on_sqlite(folder / "home"), folder / "calls"
        home.mkdir()
        chance, uploads = Random(0), []  # noqa: S311
        under = command(record)
        with serving(home, program=program, under=under, WORKER="apart") as server:
            writers = [
                Writer(Person.signed_up(server, home), Random(n))  # noqa: S311
                for n in range(WRITERS)
            ]
            with writing(writers, server):
                while sum(writer.acknowledged for writer in writers) < acknowledged:
                    person = chance.choice(writers).person
                    uploads.append(_sent(person, server, chance.randbytes(70_000)))
        wait_until_ended(record, server.process.pid)
        recording = Recording(record, home)
        record.unlink()  # It is large.
        return cls(home, recording, writers, uploads)

    def cuts(self, count: int, chance: Random) -> list[int]:
        """Moments of its life, in order: half of them right behind an answer."""
        answered = [line + 1 for line in self.recording.answers.values()]
        return sorted(
            chance.choice([answered, self.recording.moments][n % 2]) for n in range(count)
        )

    def assert_outlives(self, folder: Path, count: int, chance: Random) -> None:
        """Cut the power at `count` moments, and look what is left each time.

        Raises `BrokenPromise`.
        """
        for line, image in images(self.recording, folder, self.cuts(count, chance), chance):
            self.assert_kept(line, image)

    def promised(self, line: int) -> list[tuple[Writer, int]]:
        """How many writes of each had been answered before a line of the record."""
        told = self.recording.answers
        return [
            (writer, sum(told[answer.port, answer.nth] < line for answer in writer.told))
            for writer in self.writers
        ]

    def assert_kept(self, line: int, image: Path) -> None:
        """Compare an image with what had been promised before that line.

        Raises `BrokenPromise`.
        """
        promised, secret = self.promised(line), image / SECRET
        if line > min(self.recording.answers.values()) and (
            not secret.exists() or secret.read_bytes() != (self.home / SECRET).read_bytes()
        ):
            raise BrokenPromise("the key that signs forms and cookies is another")
        _assert_whole(image / QUEUE)
        stored = logs(image / DATABASE, driver)
        for writer, acknowledged in promised:
            log = stored.get(writer.person.id.hex, Log())
            writer.assert_kept(log, acknowledged)
            if self._has_account(writer, line) and not log.is_signed_in:
                raise BrokenPromise(f"{writer.person.id}: the account or its sign-in is gone")
        for upload in self.uploads:
            if self.recording.said(str(upload.id)) < line:
                upload.assert_kept(image)

    def as_of(self, line: int) -> list[Writer]:
        """Those with an account at a line, as they knew of their writes: one may lack an answer."""
        return [
            Writer(writer.person, writer.chance, writer.acts[: n + 1], writer.told[:n])
            for writer, n in self.promised(line)
            if self._has_account(writer, line)
        ]

    def _has_account(self, writer: Writer, line: int) -> bool:
        return self.recording.said(writer.person.cookie) < line


def images(
    recording: Recording, folder: Path, cuts: list[int], chance: Random
) -> Iterator[tuple[int, Path]]:
    """What is found on a disk after each of the cuts; gone when the next is asked for."""
    for number, (line, root) in enumerate(recording.disks(cuts)):
        image = on_sqlite(folder / f"image-{number}")
        root.write_to(image, Cut(chance.choice(Cut.WAYS), chance))
        if chance.random() < 0.5:  # The index of the log is never synced: anything may be in it.
            (image / f"{DATABASE}-shm").write_bytes(chance.randbytes(GARBAGE))
        yield line, image
        shutil.rmtree(image)


def _assert_whole(queue: Path) -> None:
    """A damaged queue would keep its imports waiting for good. Raises `BrokenPromise`."""
    if queue.exists():
        with closing(driver.connect(queue)) as connection, suppress(driver.DatabaseError):
            if connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]:
                return
        raise BrokenPromise(f"{queue} is damaged")


def _sent(person: Person, server: Server, data: bytes) -> Upload:
    answer = person.send(server, upload_of({"notes.csv": data}))
    assert answer.status == 202, answer.body
    return Upload(UUID(answer.document["id"]), person, data)
