"""An account by invitation: the link makes one, once."""

from flask import url_for

from ...storage import tokens
from ...storage.accounts import EmailTaken, add_user
from ...storage.database import db
from ...storage.tokens import TokenKind
from .. import passwords
from ..current import public
from ..logs import event
from . import joining, known_browser, links, opening
from .blueprint import accounts
from .forms import SignUpForm

PAGE = "accounts/sign_up.html"


@accounts.get("/invitations/<token>")
@public
def open_invitation(token: str):
    """The form for a new account, for whoever has a good link."""
    return _refusal(token) or _page(token, SignUpForm())


@accounts.post("/invitations/<token>")
@public
def accept_invitation(token: str):
    """Make the account and use the invitation up: both, or none."""
    form, refusal = SignUpForm(), _refusal(token)
    if refusal:
        return refusal
    if not form.validate():
        return _page(token, form, 422)
    password_hash, email = passwords.hashed(form.password.data), form.email.address
    if not tokens.take(token, TokenKind.INVITATION):
        return links.gone(PAGE)
    try:
        user_id = add_user(email, password_hash, form.settings)
    except EmailTaken:
        db.session.rollback()  # With it, the invitation is as it was.
        form.email.errors = ["This address has an account already. Sign in instead?"]
        return _page(token, form, 422)
    answer = opening.open_for(user_id, url_for("today.show"))
    event("account-made", user=user_id, by="invitation")
    return known_browser.remember(answer, email)


def _refusal(token: str):
    if not joining.takes_invitations():
        return joining.refusal()
    return None if links.holder(token, TokenKind.INVITATION) else links.gone(PAGE)


def _page(token: str, form: SignUpForm, status: int = 200):
    action = url_for("accounts.accept_invitation", token=token)
    return links.page(PAGE, status, form=form, action=action)
