"""Signing in with a passkey: no address, no password, no second step.

The device asks for a finger, a face or a PIN itself, so it stands for two factors: what one has,
and what one is or knows. Failures are counted by network address alone: there is no account that
somebody could be locked out of, as nobody names one.
"""

from secrets import token_hex

from flask import abort, request
from flask_wtf import FlaskForm
from wtforms import HiddenField
from wtforms.validators import InputRequired, Length

from ...storage import throttle
from ...storage.database import db
from ..current import public
from ..errors import problem
from ..logs import event
from ..outcomes import refused
from . import ceremony, opening
from .blueprint import accounts
from .forms import SignInForm
from .passkeys import LONGEST_ANSWER
from .relying_party import RelyingParty, relying_party


class PasskeySignInForm(FlaskForm):
    """A device's answer, as JSON, and the page that the sign-in leads to."""

    next = HiddenField()
    credential = HiddenField(
        validators=[InputRequired("Please start again."), Length(max=LONGEST_ANSWER)]
    )


@accounts.post("/sign-in/passkey/options")
@public
def ask_with_passkey():
    """What to ask the device with: a script's own question. It tells nothing of anyone."""
    site = _site()
    if not FlaskForm().validate():  # Nothing but the token.
        return problem(422, "Not asked", "Please load this page again.")
    return ceremony.options_to_sign_in(site)


@accounts.post("/sign-in/passkey")
@public
def open_session_by_passkey():
    """Check a device's answer, and open a session for whose it is."""
    form, site = PasskeySignInForm(), _site()
    if not form.validate():
        return refused(form, lambda: abort(422))
    # Counted under a name that nothing else has: by its address alone.
    tried = token_hex(16)
    wait = throttle.try_once(tried, request.remote_addr or "")
    db.session.commit()
    if wait:
        shown = SignInForm(data={"next": form.next.data})
        return opening.too_many("accounts/sign_in.html", shown, shown.password, wait)
    try:
        user_id = ceremony.answered(site, form.credential.data)
    except ceremony.Refused as error:
        db.session.rollback()
        throttle.forget_old()
        db.session.commit()
        event("sign-in-failed")
        return problem(422, "Not signed in", str(error))
    throttle.forget_failures(tried)
    return opening.open_for(user_id, opening.own_page(form.next.data))


@accounts.context_processor
def _for_pages() -> dict:
    return {"site": relying_party}


def _site() -> RelyingParty:
    return relying_party() or abort(409, "Passkeys need this server’s own https address.")
