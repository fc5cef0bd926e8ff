"""The service worker, the page for want of another, what waits on the phone, and what is shared."""

from pathlib import Path

from flask import Blueprint, Response, current_app, render_template, url_for

from ..current import public
from ..security import by_the_device

offline = Blueprint("offline", __name__)

# What a page may ask for; drawings of other sizes are the installed app's own affair.
KEPT_FILES = ("css/*.css", "js/**/*.js", "guide/*", "icons/any-192.png")
# Pages that are there without a network from the first visit on: those that change with the log...
OFTEN = (
    ("today.show", {}),
    ("log.new", {"kind": "run"}),
    ("log.new", {"kind": "lift"}),
    ("week.this_week", {}),
    ("plan.this_week", {}),
)
# ... and the others.
ALWAYS = (
    ("log.choose", {}),
    ("offline.waiting", {}),
    ("guide.contents", {}),
    ("history.months", {}),
    ("routines.show_all", {}),
    ("exercises.show_all", {}),
    ("settings.more", {}),
)


@offline.get("/service-worker.js")
@public
def worker():
    """The worker: at the root, so that its scope is the whole app."""
    version = current_app.static_url_path.rpartition("/")[2]
    script = render_template(
        "offline/service-worker.js",
        version=version,
        files=[
            url_for("frame"),
            url_for("offline.instead"),
            *_files(Path(current_app.static_folder)),
        ],
    )
    response = Response(script, mimetype="text/javascript")
    response.cache_control.no_cache = True
    return response


@offline.get("/offline")
@public
def instead():
    """The page for one that was never seen on this phone. It is anybody's."""
    return render_template("offline/offline.html", is_anybodys=True)


@offline.get("/waiting")
def waiting():
    """What waits on this phone: the phone itself fills it in."""
    return render_template("offline/waiting.html")


@offline.post("/share")
@public
@by_the_device
def share():
    """A file that was shared while no worker was there to take it: say so, and keep nothing."""
    return render_template("offline/share.html", is_anybodys=True), 503


def core_pages() -> dict:
    """What a page tells the phone to keep, and the version of it all."""
    article = current_app.extensions["guide"].cited
    return {
        "version": current_app.static_url_path.rpartition("/")[2],
        "often": [url_for(endpoint, **values) for endpoint, values in OFTEN],
        "always": [
            *(url_for(endpoint, **values) for endpoint, values in ALWAYS),
            url_for("guide.article", slug=article.slug),
        ],
    }


def _files(folder: Path) -> list[str]:
    found = sorted(path for pattern in KEPT_FILES for path in folder.glob(pattern))
    return [url_for("static", filename=path.relative_to(folder).as_posix()) for path in found]
