"""The devices that are signed in, and the end of their sessions."""

from flask import abort, flash, redirect, render_template, url_for
from flask_wtf import FlaskForm

from ...storage import own_tokens, tokens
from ...storage.database import db
from ...storage.tokens import TokenKind
from .. import clock, current
from ..logs import event
from .blueprint import accounts
from .device_names import device_name
from .views import sign_out


@accounts.get("/account/devices")
def devices():
    """Where the user is signed in."""
    found = own_tokens.devices(current.user().id, clock.now().date())
    return render_template(
        "accounts/devices.html",
        form=FlaskForm(),
        devices=[(each, device_name(each.label)) for each in found],
        this=current.signed_in().hash.hex(),
    )


@accounts.post("/account/devices/<name>/sign-out")
def sign_out_device(name: str):
    """End the session of one device; of this one, as its own button does."""
    if name == current.signed_in().hash.hex():
        return sign_out()
    if not own_tokens.end(current.user().id, TokenKind.SESSION, name):
        abort(404)
    if FlaskForm().validate():  # Nothing but the form's token; without it nothing is committed.
        db.session.commit()
        event("device-signed-out", user=current.user().id)
        flash("That device is signed out.")
    return redirect(url_for("accounts.devices"))


@accounts.post("/account/devices/sign-out-others")
def sign_out_others():
    """End every session but this one."""
    if FlaskForm().validate():
        tokens.revoke_others(current.signed_in())
        db.session.commit()
        event("device-signed-out", user=current.user().id, kind="others")
        flash("Every other device is signed out.")
    return redirect(url_for("accounts.devices"))
