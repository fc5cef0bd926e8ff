"""The production server: waitress, one process."""

import gc
import logging
import sys

import waitress
from flask import Flask

from ..storage.database import DatabaseUnusable, migrate_database
from .beside import keep_beside

THREADS = 8


def serve(app: Flask) -> None:
    """Migrate the database and serve until stopped; what stands in the way is said in one line."""
    host, port = app.config["HOST"], app.config["PORT"]
    try:
        migrate_database(app)
        server = waitress.create_server(
            app,
            host=host,
            port=port,
            threads=THREADS,
            ident=None,
            # What a trusted server in front says is for the app to read; of others it goes away.
            clear_untrusted_proxy_headers=not app.config["TRUSTED_PROXIES"],
        )
    except DatabaseUnusable as error:
        sys.exit(f"RunStrength cannot start: {error}")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        sys.exit(f"RunStrength cannot start: {host}:{port}: {reason}")
    # A name such as localhost may stand for two addresses; they share the port.
    listens = getattr(server, "effective_listen", None)
    bound = listens[0][1] if listens else server.effective_port
    # A short queue is no news; waitress would say so on every busy request.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104 (compared, not bound)
    print(f"RunStrength is at http://{shown}:{bound}", flush=True)
    keep_beside(app)
    gc.freeze()  # What start-up made stays; the collector need not look through it again.
    server.run()
