"""The cookie of a browser in which an account's password was given before (OWASP's device cookie).

Whoever fails to sign in all day long makes others wait for that account, but not its owner: the
owner's browser has tries of its own. The cookie signs nobody in. It is bound to the address that
was typed, without holding it.
"""

from hashlib import sha256
from secrets import token_urlsafe

from flask import Response, current_app, request
from itsdangerous import BadSignature, Signer

LIFE_S = 365 * 24 * 3600


def name_for(email: str) -> str:
    """The name under which this browser's tries for an account are counted; else ""."""
    try:
        return _signer(email).unsign(request.cookies.get(_cookie_name(), "")).decode()
    except (BadSignature, ValueError):
        return ""


def remember(response: Response, email: str) -> Response:
    """Note in the browser that it is one of the account's own. Signing out leaves it there."""
    name = name_for(email) or token_urlsafe(16)
    response.set_cookie(
        _cookie_name(),
        _signer(email).sign(name).decode(),
        max_age=LIFE_S,
        path="/",
        secure=request.is_secure,
        httponly=True,
        samesite="Lax",
    )
    return response


def _signer(email: str) -> Signer:
    named = sha256(email.encode("utf-8", "replace")).hexdigest()
    return Signer(current_app.secret_key, salt=f"known browser {named}", digest_method=sha256)


def _cookie_name() -> str:
    return "__Host-runstrength-known" if request.is_secure else "runstrength-known"
