"""The manifest: what a phone or a computer needs to know to install the app.

Fields as in https://www.w3.org/TR/appmanifest/. What an iPhone asks for beside it stands in
templates/base.html; all the pictures are drawn by scripts/draw_icons.py.
"""

from flask import Flask, Response, json, url_for

from .current import public

# The paper of the light theme, as in static/css/tokens.css: a manifest has one colour for both,
# and the pages' own `theme-color` says the dark one.
PAPER = "#fbfaf7"
# A new version of the files makes new addresses of the pictures, and the old ones are gone.
KEPT_S = 5 * 60
NAME = "RunStrength"
DESCRIPTION = (
    "A workout log for runners who lift. Runs and lifts in one timeline, "
    "and the guide’s own words where they collide."
)
ICONS = [(purpose, size) for purpose in ("any", "maskable", "monochrome") for size in (192, 512)]
SHORTCUTS = {
    "log-run": ("Log run", "A run you did", "log.new", {"kind": "run"}),
    "log-lift": ("Log lift", "A lift you did", "log.new", {"kind": "lift"}),
    "today": ("Today", "What today could be, and how you feel", "today.show", {}),
}
SHORTCUT_SIZES = (96, 192)
# By type and by ending: devices know few of these types.
SHARED = [
    "application/gpx+xml",
    "application/vnd.garmin.tcx+xml",
    "application/vnd.ant.fit",
    "application/octet-stream",
    "application/xml",
    "text/xml",
    "text/csv",
    ".gpx",
    ".tcx",
    ".fit",
    ".csv",
]
SCREENSHOTS = {
    "week": ("narrow", "780x1688", "What the guide says to a week’s runs and lifts"),
    "today": ("narrow", "780x1688", "What today could be, and how you feel in five taps"),
    "log-lift": ("narrow", "780x1688", "A lift, set by set"),
    "week-wide": ("wide", "1280x800", "Runs and lifts of a week in one timeline"),
}


def init_installing(app: Flask) -> None:
    """Serve the manifest to anyone: a browser asks for it without a cookie."""
    app.add_url_rule("/manifest.webmanifest", "manifest", public(manifest))


def manifest() -> Response:
    """The manifest, as application/manifest+json."""
    document = {
        "id": "/",
        "name": NAME,
        "short_name": NAME,
        "description": DESCRIPTION,
        "lang": "en",
        "dir": "ltr",
        "categories": ["fitness", "health", "sports"],
        "start_url": url_for("today.show"),
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [{**_icon(purpose, size), "purpose": purpose} for purpose, size in ICONS],
        "shortcuts": [_shortcut(*each) for each in SHORTCUTS.items()],
        "share_target": {
            "action": url_for("offline.share"),
            "method": "POST",
            "enctype": "multipart/form-data",
            "params": {"files": [{"name": "files", "accept": SHARED}]},
        },
        "screenshots": [_screenshot(*each) for each in SCREENSHOTS.items()],
    }
    response = Response(json.dumps(document), mimetype="application/manifest+json")
    response.cache_control.public = True
    response.cache_control.max_age = KEPT_S
    return response


def _icon(drawing: str, size: int) -> dict:
    return _picture(f"icons/{drawing}-{size}.png", f"{size}x{size}")


def _shortcut(drawing: str, told: tuple[str, str, str, dict]) -> dict:
    name, description, endpoint, values = told
    return {
        "name": name,
        "description": description,
        "url": url_for(endpoint, **values),
        "icons": [_icon(drawing, size) for size in SHORTCUT_SIZES],
    }


def _screenshot(name: str, told: tuple[str, str, str]) -> dict:
    form, sizes, label = told
    return {**_picture(f"screenshots/{name}.png", sizes), "form_factor": form, "label": label}


def _picture(filename: str, sizes: str) -> dict:
    return {"src": url_for("static", filename=filename), "sizes": sizes, "type": "image/png"}
