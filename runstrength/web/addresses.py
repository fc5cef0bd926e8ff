"""Addresses of pages, remembered: a page asks for the same two dozen again and again."""

from functools import lru_cache

from flask import Flask, request, url_for
from werkzeug.routing import BaseConverter

ADDRESSES_KEPT = 10_000


class FlagIdConverter(BaseConverter):
    """A flag's id in an address; anything else is no address of ours."""

    regex = "[0-9a-f]{20}"


def init_addresses(app: Flask) -> None:
    """Let templates ask the memory before they build an address anew; know a flag's id."""
    app.url_map.converters["flag"] = FlagIdConverter
    built = lru_cache(ADDRESSES_KEPT)(_built)

    def address(endpoint: str, **values) -> str:
        if "_external" in values:  # It has the request's own host in it.
            return url_for(endpoint, **values)
        return built(request.root_path, endpoint, tuple(values.items()))

    app.add_template_global(address, "url_for")


def own_address(otherwise: str) -> str:
    """Where a form wants to go back to: a path of this app, else `otherwise`."""
    wanted = request.form.get("next", "")
    is_path = wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
    return wanted if is_path and wanted.isprintable() else otherwise


def _built(_root_path: str, endpoint: str, values: tuple) -> str:
    return url_for(endpoint, **dict(values))
