"""The administrator's page: inviting people. Of what they log, it shows nothing."""

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask_wtf import FlaskForm

from ...storage import accounts as stored
from ...storage import invitations, tokens
from ...storage.accounts import User
from ...storage.database import db
from ...storage.tokens import TokenKind
from .. import current
from ..logs import event
from ..outcomes import refused
from . import joining
from .blueprint import accounts
from .forms import InvitationForm


@accounts.get("/account/people")
def people():
    """How many accounts there are, and which invitations are open."""
    return _page(_administrator(), InvitationForm())


@accounts.post("/account/people/invitations")
def invite():
    """Make an invitation, and show its link this once."""
    user, form = _administrator(), InvitationForm()
    if not joining.takes_invitations():
        form.label.errors = [joining.why_not()]
    elif form.validate():
        stored.lock(user.id)
        if len(invitations.still_open(user.id)) < invitations.MOST_OPEN:
            token = tokens.issue(user.id, TokenKind.INVITATION, form.label.data)
            db.session.commit()
            event("invitation-made", user=user.id)
            return _page(user, InvitationForm(formdata=None), link=_link(token))
        form.label.errors = [f"{invitations.MOST_OPEN} invitations are open. Take one back first."]
    return refused(form, lambda: _page(user, form))


@accounts.post("/account/people/invitations/revoke")
def revoke_invitation():
    """Take an invitation back: its link is dead from here on."""
    user = _administrator()
    if FlaskForm().validate():  # Nothing but the token.
        if not invitations.revoke(user.id, _hash(request.form.get("invitation", ""))):
            abort(404)
        db.session.commit()
        flash("The invitation is taken back.")
    return redirect(url_for("accounts.people"))


def _administrator() -> User:
    user = current.user()
    if not user.is_administrator:
        abort(404)
    return user


def _page(user: User, form: InvitationForm, link: str = "") -> str:
    return render_template(
        "accounts/people.html",
        form=form,
        link=link,
        invitations=invitations.still_open(user.id),
        accounts=stored.count(),
        sign_up=current_app.config["SIGN_UP"],
    )


def _link(token: str) -> str:
    base = current_app.config["PUBLIC_URL"] or request.host_url.rstrip("/")
    return base + url_for("accounts.open_invitation", token=token)


def _hash(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError:
        return b""
