"""The calls that a program makes, as strace writes them down."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

WRITES = ("write", "pwrite64")
NAMES = ("openat", "unlink", "unlinkat", "rename", "link", "mkdir", "rmdir")
SYNCS = ("fsync", "fdatasync")
# Whoever does one of these to a file of ours does what can't be replayed here.
UNKNOWN = (
    *("open", "creat", "writev", "pwritev", "pwritev2", "sendfile", "copy_file_range"),
    *("truncate", "fallocate", "sync_file_range", "mkdirat", "linkat", "symlink", "symlinkat"),
    *("renameat", "renameat2"),
)
TRACED = (*WRITES, *NAMES, *SYNCS, "ftruncate", "lseek", "accept4", "sendto", *UNKNOWN)
LONGEST = 8 * 1024 * 1024
PATIENCE_S = 30
LINE = re.compile(r"(\d+)\s+(?:(\w+)\(|<\.\.\. (\w+) resumed>)(.*)", re.S)
ENDED = re.compile(r"(.*)\)\s+= (-?\d+)(.*)", re.S)
TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?')
OPENED = re.compile(r"[\w-]+<((?:\\x[0-9a-f]{2})+)>")


class NotReplayable(Exception):
    """A call did to a file of ours what this recording can't follow."""


@dataclass(frozen=True)
class Call:
    """A call and its answer, between two lines of the record."""

    name: str
    said: str
    result: int
    returned: str
    began: int
    ended: int

    @property
    def texts(self) -> list[bytes]:
        """The strings that it was given."""
        found = TEXT.findall(self.said)
        if any(rest for _, rest in found):
            raise NotReplayable(f"{self.name}: too long to be kept whole")
        return [_plain(text) for text, _ in found]

    @property
    def opened(self) -> bytes:
        """The path of the file that it was given open, or the name of the socket."""
        return _plain(OPENED.match(self.said)[1])

    @property
    def opens(self) -> bytes:
        """The same of what it opened."""
        return _plain(OPENED.match(f"{self.result}{self.returned}")[1])


def command(record: Path) -> list[str]:
    """What runs a program so that its calls are recorded; the program keeps its own process id."""
    traced = f"trace={','.join(TRACED)}"
    how = ["-D", "-f", "--seccomp-bpf", "-y", "-xx", "-s", str(LONGEST)]
    return ["strace", *how, "-e", traced, "-o", str(record)]


def wait_until_ended(record: Path, pid: int) -> None:
    """Wait until all of a program is in its record."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        with record.open("rb") as lines:
            lines.seek(max(0, record.stat().st_size - 4096))
            if re.search(rb"^%d +\+\+\+ " % pid, lines.read(), re.M):
                return
        time.sleep(0.02)
    raise TimeoutError(record)


def calls_of(record: Path, home: bytes) -> Iterator[Call]:
    """The calls that name the home, and those that speak to clients."""
    named = "".join(f"\\x{byte:02x}" for byte in home)
    waiting: dict[str, tuple[str, str, int]] = {}
    with record.open(encoding="ascii") as lines:
        for number, line in enumerate(lines):
            found = LINE.match(line)
            if not found:
                continue
            pid, name, resumed, rest = found.groups()
            if name and rest.rstrip().endswith("<unfinished ...>"):
                waiting[pid] = name, rest.rstrip().removesuffix("<unfinished ...>"), number
                continue
            began, said = number, rest
            if resumed:
                if pid not in waiting:
                    continue
                name, start, began = waiting.pop(pid)
                said = start + rest
            is_ours = named in said or name in ("accept4", "sendto")
            if is_ours and (ended := ENDED.match(said)):  # Else it was cut off by the end.
                arguments, result, returned = ended.groups()
                yield Call(name, arguments, int(result), returned, began, number)


def _plain(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))
