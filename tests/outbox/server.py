"""The server of the outbox's tests: the app itself, on a database of its own, a user a run."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import create_engine, event, select
from sqlalchemy.pool import NullPool

from runstrength.storage import accounts, tokens
from runstrength.storage.database import db, migrate_database
from runstrength.storage.sqlite import driver
from runstrength.storage.tables import idempotency_keys, workouts
from runstrength.web.application import create_app

FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Stored:
    """What is stored of a workout, as far as these tests change it; `notes` tell who wrote it."""

    version: int
    notes: str
    effort: int | None
    is_deleted: bool = False


@dataclass(frozen=True)
class Answer:
    """What came back for a request."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def is_done(self) -> bool:
        """Whether it says that the write is done."""
        return self.status in (200, 302)


class Server:
    """The app, and its rows read past it."""

    def __init__(self, home: Path):
        path = home / "runstrength.sqlite3"
        self._app: Flask = create_app(
            TESTING=True, SECRET_KEY="for tests", SQLALCHEMY_DATABASE_URI=f"sqlite:///{path}"
        )
        migrate_database(self._app)
        with self._app.app_context():  # No power fails here; to wait for the disk takes most time.
            event.listen(db.engine, "connect", lambda c, _: c.execute("PRAGMA synchronous=OFF"))
        self._client = self._app.test_client(use_cookies=False)
        self._engine = create_engine(f"sqlite:///{path}", poolclass=NullPool, module=driver)

    def stop(self) -> None:
        """Close the database."""
        with self._app.app_context():
            db.engine.dispose()

    def new_user(self) -> str:
        """From now on, speak for somebody new; their id."""
        with self._app.app_context():
            settings = accounts.Settings(time_zone="UTC")
            self.user_id = accounts.add_user(f"{uuid4()}@example.com", "no password", settings)
            self._cookie = tokens.issue(self.user_id, tokens.TokenKind.SESSION, "test")
            db.session.commit()
        return str(self.user_id)

    def post(self, url: str, body: str, headers: dict[str, str]) -> Answer:
        """Take a form."""
        own = {"Sec-Fetch-Site": "same-origin", "Cookie": f"runstrength={self._cookie}"}
        answer = self._client.post(url, data=body, content_type=FORM, headers={**headers, **own})
        told = {name: answer.headers[name] for name in ("Content-Type",) if name in answer.headers}
        return Answer(answer.status_code, told, answer.text)

    def post_form(self, entry: dict) -> Answer:
        """Take a form as a browser without scripts sends it."""
        return self.post(entry["url"], urlencode(dict(entry["fields"])), {})

    def stored(self, workout_id: str) -> Stored | None:
        """What is stored of a workout."""
        return self._workouts(workouts.c.id == UUID(workout_id)).get(workout_id)

    def all_stored(self) -> dict[str, Stored]:
        """All that is stored."""
        return self._workouts()

    def versions_by_key(self) -> dict[str, int | None]:
        """The version that each write made, by its key."""
        kept = idempotency_keys.c
        rows = self._rows(select(kept.key, kept.version).where(kept.user_id == self.user_id))
        return {row.key: row.version for row in rows}

    def _workouts(self, *more) -> dict[str, Stored]:
        own = select(workouts).where(workouts.c.user_id == self.user_id, *more)
        return {
            str(row.id): Stored(row.version, row.notes, row.effort, row.deleted_at is not None)
            for row in self._rows(own)
        }

    def _rows(self, question) -> list:
        with self._engine.connect() as connection:
            return connection.execute(question).all()
