"""An app that stands for many tests: to put one together takes longer than most of them."""

from collections.abc import Callable
from copy import copy
from pathlib import Path

from flask import Flask

from runstrength.storage.database import db
from tests import databases

HAVE_STATE = ("readiness", "workouts_read")
CACHES = ("likely_tables", "living_texts", "stretches")


class Standing:
    """Apps whose home is a link: it leads to the folder of one test after the other.

    An app is given out as it was made: its settings, its views, nothing read and nothing kept. Who
    adds a hook to it, or sets the environment that it is made from, needs an app of their own.
    """

    def __init__(self, home: Path, make: Callable[[Path], Flask]):
        """`home` is the link, `make` makes an app that has it for its home."""
        self.home = home
        self._make = make
        self._made: dict[str, tuple[Flask, list[dict]]] = {}

    def at(self, folder: Path) -> None:
        """Let the home be this folder."""
        self.home.unlink(missing_ok=True)
        self.home.symlink_to(folder)

    def app(self) -> Flask:
        """The app on the database that the home has now."""
        address = databases.address(self.home / databases.FILE)
        if address not in self._made:
            made = self._make(self.home)
            self._made[address] = (made, [dict(state) for state in _states(made)])
        app, first = self._made[address]
        for state, at_first in zip(_states(app), first, strict=True):
            state.clear()
            state.update(at_first)
        for name in HAVE_STATE:
            app.extensions[name] = copy(app.extensions[name])
        for name in CACHES:
            app.extensions[name].cache_clear()
        return app

    def end(self) -> None:
        """Let go of what the apps hold."""
        for app, _ in self._made.values():
            with app.app_context():
                db.engine.dispose()


def _states(app: Flask) -> tuple[dict, dict, dict]:
    """What a test may change of an app, by its name."""
    return app.config, app.extensions, app.view_functions
