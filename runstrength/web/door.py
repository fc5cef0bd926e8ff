"""What waitress answers by itself, before the app hears of a request: under the same rules."""

from copy import copy

from flask import Flask
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.task import ErrorTask
from werkzeug.datastructures import Headers

from .bodies import MEGABYTE, WORKOUT
from .security import add_headers

# What is up to this large is read, so that the app says in its own words that it is too large.
READ_BYTES = 4 * WORKOUT
# The lines around the files in an upload.
AROUND_FILES = MEGABYTE
IMPORTS = ("/imports", "/api/v1/imports")
WORDS = {
    400: "This request could not be understood.",
    413: "What you sent is too large. Nothing was changed.",
    431: "What the browser sent along is too large. To delete this site's cookies may help.",
    500: "Something broke on our side. What you had saved before is safe.",
}


def watch_the_door(server, app: Flask) -> None:
    """Hold what a waitress server does on its own to the rules of `app`."""

    class Parser(_Parser):
        most_of_files = app.config["IMPORT_BYTES"] + AROUND_FILES

    class Channel(HTTPChannel):
        parser_class = Parser
        error_task_class = _ErrorTask

    # A name such as localhost may stand for two addresses, with a server each.
    for each in [server, *getattr(server, "map", {}).values()]:
        each.channel_class = Channel


class _Parser(HTTPRequestParser):
    """Reads bodies as large as their address takes: the others don't come onto the disk."""

    most_of_files = 0

    def parse_header(self, header_plus: bytes) -> None:
        super().parse_header(header_plus)
        self.adj = copy(self.adj)
        is_file = self.path in IMPORTS
        self.adj.max_request_body_size = self.most_of_files if is_file else READ_BYTES


class _ErrorTask(ErrorTask):
    """A refusal in plain words, with the headers of every answer."""

    def execute(self) -> None:
        error = self.request.error
        body = f"{WORDS.get(error.code, error.reason)}\n".encode()
        headers = Headers([("Content-Type", "text/plain; charset=utf-8")])
        add_headers(headers, is_by_tls=False)  # How it came would be in the headers it can't read.
        self.status = f"{error.code} {error.reason}"
        self.response_headers.extend(headers)
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)
