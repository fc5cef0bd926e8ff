"""What every write of a page has in common."""

from uuid import UUID

from flask import abort, request

from ..storage import idempotency
from ..training.limits import FieldError, Invalid

LONGEST_KEY = 128


def is_new_write(user_id: UUID, action: str, subject: UUID | str) -> bool:
    """Keep the request's `Idempotency-Key`; False where it is known: nothing may change then.

    Raises `Invalid` where the key was kept for another write.
    """
    try:
        return idempotency.is_new(user_id, _idempotency_key(), f"{action} {subject}")
    except idempotency.KeyReused as error:
        raise Invalid([FieldError("Idempotency-Key", "was used for another write")]) from error


def _idempotency_key() -> str | None:
    """The request's `Idempotency-Key`; None where it brings none."""
    key = request.headers.get("Idempotency-Key")
    if key is not None and not (
        0 < len(key) <= LONGEST_KEY and key.isascii() and key.isprintable()
    ):
        abort(400, f"Idempotency-Key: must be 1 to {LONGEST_KEY} printable ASCII characters.")
    return key
