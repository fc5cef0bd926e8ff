"""What every write of a page has in common."""

from flask import abort, request

LONGEST_KEY = 128


def idempotency_key() -> str | None:
    """The request's `Idempotency-Key`; None where it brings none."""
    key = request.headers.get("Idempotency-Key")
    if key is not None and not (
        0 < len(key) <= LONGEST_KEY and key.isascii() and key.isprintable()
    ):
        abort(400, f"Idempotency-Key: must be 1 to {LONGEST_KEY} printable ASCII characters.")
    return key
