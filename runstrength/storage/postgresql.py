"""PostgreSQL, set so that it keeps to what SQLite does here: how it is reached, what it may do."""

from psycopg import IsolationLevel
from sqlalchemy import URL, Connection

from .transactions import may_write

# What each connection is opened with. What `DATABASE_URL` itself says of these wins.
SETTINGS = {
    # Instants come back in UTC, whatever the server's own zone.
    "timezone": "UTC",
    # The longest statement, an import of many years, takes a few seconds; what takes longer hangs.
    "statement_timeout": "30s",
    # As long as SQLite waits for another writer: then "try again", and not a page that hangs.
    "lock_timeout": "5s",
    # Who holds a user's row and says nothing more has lost its thread: let the others go on.
    "idle_in_transaction_session_timeout": "60s",
}
OPTIONS = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
REACHING = {
    "application_name": "runstrength",
    # A database that restarts answers at once, or refuses at once; one that is away does neither.
    "connect_timeout": 3,
    # A connection that was cut without a word is noticed in some 10 s, not in some 15 minutes.
    "tcp_user_timeout": 10_000,
    "keepalives_idle": 30,
    "keepalives_interval": 5,
    "keepalives_count": 2,
}
ENGINE = {
    # An error that comes to a log says what was asked, never with which values.
    "hide_parameters": True,
    # One that died with a restart is replaced before it is used: the next request works again.
    "pool_pre_ping": True,
    # One for each of the server's threads, and a second where a read notes a session's use.
    "pool_size": 8,
    "max_overflow": 8,
    "pool_timeout": 5,
    # Whoever stands between may forget a connection that has lain still for an hour.
    "pool_recycle": 1800,
    "pool_use_lifo": True,
    # Whether a row was new is told by the count of an INSERT, which is forgotten otherwise.
    "execution_options": {"preserve_rowcount": True},
}
SCHEMES = ("postgres", "postgresql")


def is_postgresql(url: URL) -> bool:
    """Whether an address is that of a PostgreSQL; the short `postgres://` is one, too."""
    return url.get_backend_name() in SCHEMES


def address(url: URL) -> URL:
    """The address by which psycopg reaches it, whichever way its scheme was written."""
    given = dict(url.query)
    options = f"{OPTIONS} {given.pop('options', '')}".strip()
    reaching = {name: str(value) for name, value in REACHING.items()} | given
    query = {**reaching, "options": options}
    return url.set(drivername="postgresql+psycopg", query=query)


def own_options(url: URL) -> str:
    """What `DATABASE_URL` itself said of options, by the address that was made of it."""
    return url.query.get("options", "").removeprefix(OPTIONS).strip()


def begin(connection: Connection) -> None:
    """Readers cannot write, and see one moment of the log, as on SQLite; writers see what is new.

    Both are said with the BEGIN that psycopg sends before the first statement: no trip more.
    """
    writes = may_write(connection)
    driver = connection.connection.dbapi_connection
    if driver.read_only is not (not writes):
        driver.read_only = not writes
        level = IsolationLevel.READ_COMMITTED if writes else IsolationLevel.REPEATABLE_READ
        driver.isolation_level = level
