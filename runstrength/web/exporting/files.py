"""What is downloaded: a file with a name, whatever a browser would make of it."""

from typing import BinaryIO

from flask import Response, send_file

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "fit": "application/vnd.ant.fit",
    "gpx": "application/gpx+xml",
    "tcx": "application/vnd.garmin.tcx+xml",
}


def as_file(content: str | BinaryIO, stem: str, kind: str) -> Response:
    """A text or an open file to be kept under a name; the file is closed once it was sent."""
    name = f"{stem}.{kind}"
    if not isinstance(content, str):
        return send_file(content, TYPES[kind], as_attachment=True, download_name=name, etag=False)
    answer = Response(content, content_type=TYPES[kind])
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer
