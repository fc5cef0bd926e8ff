"""Whether anybody uses a folder of data, so that nobody brings another log into it meanwhile.

Servers and workers hold a lock on the folder itself. However they end, the system lets go of it.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .backing_up import half

_held: list[int] = []  # Open until the process ends.


class InUse(Exception):
    """A folder can't be used now, as others are at it or were killed there; says so in a line."""


def hold(home: Path) -> None:
    """Say that this process uses a folder, until it ends.

    Raises `InUse` where another is alone with it, or left it half restored.
    """
    descriptor = os.open(home, os.O_RDONLY | os.O_CLOEXEC)
    _held.append(descriptor)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise InUse(f"{home}: a backup is being brought back") from error
    except OSError:
        pass  # A disk that knows no locks.
    _refuse_half(home)


@contextmanager
def alone(home: Path, to_restore: bool = False) -> Iterator[None]:
    """Use a folder alone; one that is half restored, to restore it alone. Raises `InUse`."""
    descriptor = os.open(home, os.O_RDONLY | os.O_CLOEXEC)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise InUse(f"{home}: a server or a worker runs on it; stop it first") from error
        except OSError:
            pass  # As above.
        if not to_restore:
            _refuse_half(home)
        yield
    finally:
        os.close(descriptor)


def _refuse_half(home: Path) -> None:
    if half.stamp_of(home):
        raise InUse(f"{home}: {half.TOLD}")
