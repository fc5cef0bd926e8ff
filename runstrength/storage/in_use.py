"""Whether anybody uses a folder of data, so that nobody brings another log into it meanwhile.

Servers and workers hold a lock on the folder itself. However they end, the system lets go of it.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_held: list[int] = []  # Open until the process ends.


class InUse(Exception):
    """A server or a worker runs on this folder."""


def hold(home: Path) -> None:
    """Say that this process uses a folder, until it ends. Raises `InUse` where another is alone."""
    descriptor = os.open(home, os.O_RDONLY | os.O_CLOEXEC)
    _held.append(descriptor)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise InUse(f"{home}: a backup is being brought back") from error
    except OSError:
        return  # A disk that knows no locks.


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """Use a folder alone. Raises `InUse`."""
    descriptor = os.open(home, os.O_RDONLY | os.O_CLOEXEC)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise InUse(f"{home}: a server or a worker runs on it; stop it first") from error
        yield
    finally:
        os.close(descriptor)
