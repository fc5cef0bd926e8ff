"""A new password for who forgot theirs: by mail, or by whoever runs the server.

What is answered, and how fast, is the same whether or not there is such an account: the web looks
nothing up, and the worker does the rest.
"""

from flask import flash, redirect, render_template, request, session, url_for

from ...jobs.mail import Changed
from ...storage import throttle, tokens
from ...storage.accounts import change_password
from ...storage.database import db
from ...storage.tokens import TokenKind
from .. import current, mailing, passwords
from ..current import public
from ..logs import event
from . import known_browser, links, opening
from .blueprint import accounts
from .forms import NewPasswordForm, ResetForm

PAGE, ASKED, CHOOSING = (f"accounts/{name}.html" for name in ("reset", "reset_asked", "choose"))
# What somebody who got in may have left behind; programs with a token of their own go on.
ENDED = (TokenKind.SESSION, TokenKind.HALF, TokenKind.RESET)


@accounts.get("/reset")
@public
def forgotten():
    """The form that asks for a link; without mail, whom to ask."""
    return render_template(PAGE, form=ResetForm(), sends_mail=mailing.is_set())


@accounts.post("/reset")
@public
def ask_for_reset():
    """Ask for a link by mail, for whatever address was typed."""
    form = ResetForm()
    if not mailing.is_set():
        return forgotten()
    if not form.validate():
        return render_template(PAGE, form=form, sends_mail=True), 422
    wait = throttle.try_reset(form.email.address, request.remote_addr or "")
    db.session.commit()
    if wait:
        return opening.too_many(PAGE, form, form.email, wait, sends_mail=True)
    mailing.ask_for_reset(form.email.address)
    event("password-reset-asked")
    return render_template(ASKED)


@accounts.get("/reset/<token>")
@public
def choose_password(token: str):
    """The form for a new password. To open the link changes nothing: programs look at mail, too."""
    user = links.holder(token, TokenKind.RESET)
    if user is None:
        return links.gone(CHOOSING)
    return links.page(CHOOSING, form=NewPasswordForm(user.email), email=user.email)


@accounts.post("/reset/<token>")
@public
def set_password(token: str):
    """Set the new password, once, and end every session; to sign in comes after."""
    user = links.holder(token, TokenKind.RESET)
    if user is None:
        return links.gone(CHOOSING)
    form = NewPasswordForm(user.email)
    if not form.validate():
        return links.page(CHOOSING, 422, form=form, email=user.email)
    password_hash = passwords.hashed(form.password.data)
    if not tokens.take(token, TokenKind.RESET):
        return links.gone(CHOOSING)
    change_password(user.id, password_hash)
    tokens.revoke_kind(user.id, *ENDED)
    db.session.commit()
    mailing.tell(user.id, Changed.RESET)
    event("password-reset", user=user.id)
    session.clear()
    flash("Your new password is set. Please sign in with it.")
    answer = current.sign_out(redirect(url_for("accounts.sign_in")))
    return known_browser.remember(answer, user.email)
