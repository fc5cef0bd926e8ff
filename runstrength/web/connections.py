"""How many connections a server holds, and for how long: slow ones must not shut others out."""

import resource
import time
from types import SimpleNamespace

import waitress.channel
import waitress.server

# A phone holds a few connections, so this is room for hundreds, and for as many who only hold on.
MOST_CONNECTIONS = 4000
# For the log, its queue, the threads' own files, and bodies that are put on the disk as they come.
OTHER_FILES = 256
FILES = MOST_CONNECTIONS + OTHER_FILES
# Several times what a browser sends; without an end, it is memory that anyone may fill.
MOST_HEADER_BYTES = 32 * 1024


def connection_options() -> dict:
    """What waitress is to allow. Makes room for as many open files, as far as it may."""
    _wait_by_the_steady_clock()
    return {
        # Waitress takes a hundred, and who holds them keeps everyone else out.
        "connection_limit": max(_files() - OTHER_FILES, 100),
        # As many may wait to be taken as a burst brings; the system has a limit of its own.
        "backlog": 1024,
        # select() ends at file 1024, whatever the limit is.
        "asyncore_use_poll": True,
        # A connection that says nothing makes room; a browser opens another without a word.
        "channel_timeout": 60,
        "cleanup_interval": 10,
        "max_request_header_size": MOST_HEADER_BYTES,
    }


def _wait_by_the_steady_clock() -> None:
    """Let waitress measure silence by a clock that nobody sets.

    By the wall clock, one that is set back would keep silent connections until it came round again.
    """
    steady = SimpleNamespace(time=time.monotonic)
    waitress.server.time = waitress.channel.time = steady


def _files() -> int:
    """How many files may be open at once, after asking for more where that is few."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES if hard == resource.RLIM_INFINITY else min(FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        soft = wanted
    return FILES if soft == resource.RLIM_INFINITY else min(soft, FILES)
