"""Static files: one version for all in their address, and one answer for what every page needs."""

from hashlib import sha256
from pathlib import Path

from flask import Flask, Response

from .current import public

# The styles that every page has. Each is a file of its own; a phone asks once for all.
FRAME = ("tokens.css", "base.css", "cards.css")


def static_version(folder: Path) -> str:
    """A hash over every file below `folder`: names and contents."""
    digest = sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def init_assets(app: Flask, folder: Path) -> None:
    """Serve the styles of the frame as one file, as long-lived as the others."""
    styles = "".join((folder / "css" / name).read_text() for name in FRAME)

    def frame() -> Response:
        response = Response(styles, mimetype="text/css")
        response.cache_control.public = True
        response.cache_control.max_age = app.config["SEND_FILE_MAX_AGE_DEFAULT"]
        return response

    app.add_url_rule(f"{app.static_url_path}/frame.css", "frame", public(frame))
    public(app.view_functions["static"])
