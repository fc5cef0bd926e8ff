"""create_app: the parts put together."""

import os
from pathlib import Path

from flask import Flask
from flask_compress import Compress
from werkzeug.middleware.proxy_fix import ProxyFix

from ..guidance.articles import GuideError
from ..guidance.exercises import read_exercises
from ..guidance.guide import read_guide
from ..guidance.routines import read_routines
from ..guidance.weeks import read_weeks
from ..storage.database import DatabaseUnusable, init_database
from . import account_commands, backup_commands, commands, database_commands, formats, headlines
from .accounts.pages import accounts
from .addresses import init_addresses
from .api.views import api
from .assets import init_assets, static_version
from .config import ConfigError, configuration
from .current import init_current
from .errors import init_errors
from .exercise_names import known_regions
from .exercises.own import exercises
from .exporting.views import exporting
from .guide.views import guide
from .health import init_health
from .history.views import history
from .imports.efforts import imports
from .installing import init_installing
from .log.views import log
from .logs import init_logs
from .offline.views import core_pages, offline
from .outcomes import init_outcomes
from .plan.changes import plan
from .reading import init_reading
from .records.views import records
from .routines.views import routines
from .rules.views import rules
from .security import init_security
from .settings.views import settings
from .shoes.views import shoes
from .today.views import today
from .trends.views import trends
from .week.views import week

ROOT = Path(__file__).resolve().parents[2]
SCREENS = (
    accounts,
    api,
    exercises,
    exporting,
    guide,
    history,
    imports,
    log,
    offline,
    plan,
    records,
    routines,
    rules,
    settings,
    shoes,
    today,
    trends,
    week,
)


class StartupError(Exception):
    """The app refuses to start; the message says why in one line."""


def create_app(**overrides) -> Flask:
    """Make the app from the environment; `overrides` are Flask settings that win over it.

    Raises `StartupError` where the guide can't be served or a setting is wrong.
    """
    version = static_version(ROOT / "static")
    app = Flask("runstrength", root_path=str(ROOT), static_url_path=f"/static/{version}")
    try:
        app.config.update(configuration(os.environ, ROOT), **overrides)
        content = Path(app.config.get("CONTENT", ROOT / "content"))
        guide_read = read_guide(content / "guide", ROOT / "static")
        app.extensions["guide"] = guide_read
        app.extensions["exercises"] = read_exercises(
            content / "exercises", guide_read.exercises.values()
        )
        app.extensions["routines"] = read_routines(
            content / "routines", app.extensions["exercises"]
        )
        app.extensions["weeks"] = read_weeks(content / "weeks", known_regions(app))
        init_database(app)
    except (ConfigError, DatabaseUnusable, GuideError) as error:
        raise StartupError(str(error)) from error
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = 365 * 24 * 3600  # Their address has a version.
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    init_assets(app, ROOT / "static")
    init_installing(app)
    init_health(app)
    init_logs(app)
    init_security(app)
    # A server in front names the scheme, and each its visitor's address; the host it passes on.
    hops = app.config["TRUSTED_PROXIES"]
    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=min(hops, 1))
    init_current(app)
    init_errors(app)
    init_outcomes(app)
    init_reading(app)
    Compress(app)
    formats.init_formats(app)
    headlines.init_headlines(app)
    init_addresses(app)
    commands.init_commands(app)
    backup_commands.init_backup_commands(app)
    database_commands.init_database_commands(app)
    account_commands.init_account_commands()
    app.add_template_global(core_pages)
    for screen in SCREENS:
        app.register_blueprint(screen)
    return app
