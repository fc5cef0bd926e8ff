"""API tokens: for programs that read the log, or write to it, in the user's name."""

from secrets import token_hex

from flask import abort, flash, redirect, render_template, url_for
from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Regexp

from ...storage import own_tokens
from ...storage.database import db
from ...storage.own_tokens import MadeAlready, TooManyTokens
from ...storage.tokens import Scope, TokenKind
from .. import current
from ..logs import event
from ..outcomes import refused
from .blueprint import accounts
from .names import NameField

SCOPES = [
    SelectChoice(Scope.READ.value, "Read"),
    SelectChoice(Scope.WRITE.value, "Read and write"),
]


class ApiTokenForm(FlaskForm):
    """A new API token. `once` is the form's own, so that one form makes one token."""

    once = HiddenField(validators=[Regexp(r"[0-9a-f]{32}\Z", message="Load this page again.")])
    name = NameField("Name", required="What is it for?")
    scope = SelectField("What it may do", choices=SCOPES, default=Scope.READ.value)


@accounts.get("/account/tokens")
def api_tokens():
    """The API tokens, and the form for a new one."""
    return _page()


@accounts.post("/account/tokens")
def make_api_token():
    """Make a token, and show it in this very answer.

    To lead on to another page, the token would have to be kept until that asks for it: in the
    cookie, which a browser stores, or in the database, in the clear. A browser that loads this
    answer again sends the form again; its `once` is known by then, and nothing is made or shown.
    """
    form, user_id = ApiTokenForm(), current.user().id
    if not form.validate():
        return refused(form, lambda: _page(form))
    try:
        scope = Scope(form.scope.data)
        made = own_tokens.add_api_token(user_id, form.name.data, scope, form.once.data)
    except MadeAlready:
        flash("That token is made already, and was shown. Revoke it if you did not copy it.")
        return redirect(url_for("accounts.api_tokens"))
    except TooManyTokens as error:
        db.session.rollback()
        form.name.errors = [str(error)]
        return refused(form, lambda: _page(form))
    db.session.commit()
    event("token-made", user=user_id, scope=scope.value)
    return _page(made=made)


@accounts.post("/account/tokens/<name>/revoke")
def revoke_api_token(name: str):
    """End a token: whatever uses it is refused from here on."""
    if not own_tokens.end(current.user().id, TokenKind.API, name):
        abort(404)
    if FlaskForm().validate():  # Nothing but the form's token; without it nothing is committed.
        db.session.commit()
        event("token-revoked", user=current.user().id)
        flash("That token is revoked.")
    return redirect(url_for("accounts.api_tokens"))


def _page(form: ApiTokenForm | None = None, made: str = "") -> str:
    form = form or ApiTokenForm(formdata=None)
    form.once.data = token_hex(16)
    return render_template(
        "accounts/api_tokens.html",
        form=form,
        held=own_tokens.api_tokens(current.user().id),
        made=made,
    )
