"""The OpenAPI 3.1 document, made from the schemas that validate."""

from functools import cache

from .answers import answers
from .paths import paths


@cache
def openapi_document() -> dict:
    """The document, as a dict."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "RunStrength",
            "version": "1",
            "description": "Runs and lifts in one timeline, and the guide's words on it.",
        },
        "servers": [{"url": "/api/v1"}],
        "security": [{"token": []}, {"session": []}],
        "paths": paths(),
        "components": {
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer"},
                "session": {"type": "apiKey", "in": "cookie", "name": "runstrength"},
            },
            "schemas": answers(),
        },
    }
