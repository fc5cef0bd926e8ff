"""The production server: waitress, one process."""

import gc
import logging
import sys

import waitress
from flask import Flask

from ..storage.database import migrate_database

THREADS = 8


def serve(app: Flask) -> None:
    """Migrate the database and serve until stopped."""
    migrate_database(app)
    host, port = app.config["HOST"], app.config["PORT"]
    try:
        server = waitress.create_server(app, host=host, port=port, threads=THREADS, ident=None)
    except OSError as error:
        sys.exit(f"RunStrength cannot start: {host}:{port}: {error.strerror}")
    # A short queue is no news; waitress would say so on every busy request.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104 (compared, not bound)
    print(f"RunStrength is at http://{shown}:{server.effective_port}", flush=True)
    gc.freeze()  # What start-up made stays; the collector need not look through it again.
    server.run()
