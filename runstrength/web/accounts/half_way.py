"""Between the password and the session: the second step of a sign-in."""

from uuid import UUID

from flask import Response, flash, make_response, redirect, render_template, request, url_for

from ...storage import throttle, tokens
from ...storage.accounts import User
from ...storage.database import db
from ...storage.tokens import LIVES, SignedIn, TokenKind
from .. import clock, current
from ..current import public
from ..logs import event
from ..outcomes import refused
from . import opening
from .blueprint import accounts
from .second_step_forms import SecondStepForm

PAGE = "accounts/sign_in_second_step.html"


def go_on(user_id: UUID, email: str, browser: str, page: str) -> Response:
    """Open a session where the password is enough; where it is not, ask for the second step.

    The account is held meanwhile: a session that needs no code is over before the second step is
    switched on, which ends it, or is not opened.
    """
    token, kind = tokens.issue_session(user_id, opening.browser())
    if kind is TokenKind.SESSION:
        throttle.forget_failures(email, "", browser)
        tokens.forget_expired(user_id, clock.now().date(), current.session_token())
        return opening.opened(user_id, token, page)
    if browser:  # The account's own failures stay until the code was given.
        throttle.forget_failures(email, browser)
    tokens.forget_expired(user_id, clock.now().date())
    db.session.commit()
    answer = redirect(url_for("accounts.ask_second_step", next=page))
    # A cookie, as it has to outlive a redirect: it stands in no address, and no script reads it.
    answer.set_cookie(_cookie_name(), token, max_age=LIVES[TokenKind.HALF], **_cookie())
    return answer


@accounts.get("/sign-in/second-step")
@public
def ask_second_step():
    """The form for a code, for whom the password has brought so far."""
    if not _half_signed_in(lock=False):
        return redirect(url_for("accounts.sign_in", next=request.args.get("next")))
    form = SecondStepForm(data={"next": request.args.get("next", "")})
    return _unkept(render_template(PAGE, form=form))


@accounts.post("/sign-in/second-step")
@public
def give_second_step():
    """Check the code, and open the session; both happen or none does."""
    form, half = SecondStepForm(), _half_signed_in(lock=True)
    if half is None:
        flash("Please sign in once more: the code has to follow the password within 5 minutes.")
        return _without_cookie(redirect(url_for("accounts.sign_in", next=form.next.data)))
    if form.validate():
        # Codes are counted by themselves, which only a right password leads to: nobody else makes
        # the owner wait, and a new password ends it. No known browser has tries of its own.
        tried = half.user.email, request.remote_addr or "", throttle.CODE
        wait = throttle.try_once(*tried)
        if wait:
            db.session.rollback()
            return _unkept(opening.too_many(PAGE, form, form.field, wait))
        if form.take(half.user.id):
            token = tokens.complete(half, opening.browser())
            if token:
                return _without_cookie(_opened(half.user, token, form))
            db.session.rollback()  # It was used meanwhile, with another code: this one stays.
            throttle.note_failure(*tried)
        db.session.commit()
        event("sign-in-failed", user=half.user.id)
        form.field.errors = ["That is not the code, or it was used already."]
    return _unkept(refused(form, lambda: render_template(PAGE, form=form)))


def _opened(user: User, token: str, form: SecondStepForm) -> Response:
    throttle.forget_failures(user.email, "", throttle.CODE)
    before = current.session_token()
    if before:  # What is too old was forgotten when the password was given.
        tokens.forget_expired(user.id, clock.now().date(), before)
    answer = opening.opened(user.id, token, opening.own_page(form.next.data))
    if not form.is_of_app:
        event("recovery-code-used", user=user.id)
    return answer


def _half_signed_in(*, lock: bool) -> SignedIn | None:
    token = request.cookies.get(_cookie_name(), "")
    half = tokens.holder(token, clock.now().date(), lock=lock) if token else None
    return half if half and half.kind is TokenKind.HALF else None


def _unkept(answer) -> Response:
    """Nobody is signed in yet, but the page is for one person."""
    response = make_response(answer)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _without_cookie(response: Response) -> Response:
    response.delete_cookie(_cookie_name(), **_cookie())
    return response


def _cookie() -> dict:
    return {"path": "/", "secure": request.is_secure, "httponly": True, "samesite": "Lax"}


def _cookie_name() -> str:
    return "__Host-runstrength-half" if request.is_secure else "runstrength-half"
