"""The production server: waitress, one process."""

import gc
import sys

import waitress
from flask import Flask

from ..jobs.backups import BackupFailed, migrate_safely
from ..storage.database import DatabaseUnusable
from ..storage.in_use import InUse, hold
from . import logs
from .beside import keep_beside
from .connections import connection_options
from .door import watch_the_door
from .health import warn_of_sqlite

THREADS = 8
NO_BACKUP = "no backup could be made before the migration (BACKUP=off goes on without one)"


def serve(app: Flask) -> None:
    """Migrate the database and serve until stopped; what stands in the way is said in one line."""
    logs.set_up(app.config["LOG_FORMAT"])
    host, port = app.config["HOST"], app.config["PORT"]
    try:
        hold(app.config["HOME"])
        migrate_safely(app)
        server = waitress.create_server(
            app,
            host=host,
            port=port,
            threads=THREADS,
            ident=None,
            # What a trusted server in front says is for the app to read; of others it goes away.
            clear_untrusted_proxy_headers=not app.config["TRUSTED_PROXIES"],
            **connection_options(),
        )
        watch_the_door(server, app)
    except BackupFailed as error:
        sys.exit(f"RunStrength cannot start: {NO_BACKUP}: {error}")
    except (DatabaseUnusable, InUse) as error:
        sys.exit(f"RunStrength cannot start: {error}")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        # A file or folder has a name; an address to listen at has none.
        where = getattr(error, "filename", None) or f"{host}:{port}"
        sys.exit(f"RunStrength cannot start: {where}: {reason}")
    # A name such as localhost may stand for two addresses; they share the port.
    listens = getattr(server, "effective_listen", None)
    bound = listens[0][1] if listens else server.effective_port
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104 (compared, not bound)
    print(f"RunStrength is at http://{shown}:{bound}", flush=True)
    with app.app_context():
        warn_of_sqlite()
    keep_beside(app)
    gc.freeze()  # What start-up made stays; the collector need not look through it again.
    server.run()
