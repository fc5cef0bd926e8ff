"""The second step at sign-in, in the account's settings: on, off, new recovery codes.

Keys and codes are shown in answers to a POST alone: a phone keeps the pages that it gets by GET.
"""

import segno
from flask import Response, flash, redirect, render_template, request, url_for
from flask_wtf import FlaskForm
from markupsafe import Markup
from pyotp import TOTP

from ...storage import second_factors, throttle, tokens
from ...storage.database import db
from .. import clock, current, passwords
from ..current import only_reads
from ..logs import event
from ..outcomes import refused
from . import opening
from .blueprint import accounts
from .second_step_forms import CodesForm, FirstCodeForm, OwnPasswordForm, grouped, plain

ISSUER = "RunStrength"
PAGE = "accounts/second_step.html"
KEY_PAGE = "accounts/second_step_key.html"
CODES_PAGE = "accounts/second_step_codes.html"


@accounts.get("/account/second-step")
def second_step():
    """Whether the second step is on, and how to change that."""
    return _page(OwnPasswordForm())


@accounts.post("/account/second-step")
def begin_second_step():
    """Make a key for an app that shows codes, and show it this once."""
    form = OwnPasswordForm()
    answer = _refusal(form)
    if answer:
        return answer
    user_id = current.user().id
    secret = None if second_factors.is_on(user_id) else second_factors.begin(user_id)
    db.session.commit()
    if secret is None:
        return redirect(url_for("accounts.second_step"))
    return _key_page(FirstCodeForm(formdata=None, data={"key": secret}))


@accounts.post("/account/second-step/confirm")
def confirm_second_step():
    """Switch it on by the app's first code; the recovery codes are shown this once."""
    form, user = FirstCodeForm(), current.user()
    if not form.is_for(user.id):
        # It is on already, or was begun anew elsewhere.
        return redirect(url_for("accounts.second_step"))
    if form.validate():
        tried = _tried()
        wait = throttle.try_once(*tried)
        if wait:
            db.session.rollback()
            return opening.too_many(KEY_PAGE, form, form.code, wait, **_shown(form))
        secret, code = form.key.data, plain(form.code.data)
        codes = second_factors.confirm(user.id, secret, code, clock.now())
        if codes:
            throttle.forget_failures(user.email, tried[-1])
            return _changed(codes, "The second step is on.", "second-factor-on")
        db.session.commit()
        form.code.errors = ["That is not the code. Is the phone’s clock right?"]
    return refused(form, lambda: _key_page(form))


@accounts.post("/account/second-step/codes")
def renew_recovery_codes():
    """Make new recovery codes in place of the old ones, and show them this once."""
    form = OwnPasswordForm()
    answer = _refusal(form)
    if answer:
        return answer
    user_id = current.user().id
    if not second_factors.is_on(user_id):
        db.session.commit()
        return redirect(url_for("accounts.second_step"))
    return _changed(second_factors.renew_codes(user_id), "The old codes are void.")


@accounts.post("/account/second-step/recovery-codes.txt")
@only_reads
def download_recovery_codes():
    """The codes that were just shown, as a file; only one's own, as nothing else is sent back."""
    form = CodesForm()
    if not form.validate() or not second_factors.are_codes(current.user().id, form.typed):
        return redirect(url_for("accounts.second_step"))
    codes = [grouped(code) for code in form.typed]
    lines = [f"{ISSUER}: recovery codes of {current.user().email}", "Each signs in once.", ""]
    answer = Response("\n".join([*lines, *codes, ""]), mimetype="text/plain")
    answer.headers.set("Content-Disposition", "attachment", filename="recovery-codes.txt")
    return answer


@accounts.post("/account/second-step/off")
def end_second_step():
    """Switch it off: the password alone signs in."""
    form = OwnPasswordForm()
    answer = _refusal(form)
    if answer:
        return answer
    was_on = second_factors.switch_off(current.user().id)
    if was_on:
        tokens.revoke_others(current.signed_in())
    db.session.commit()
    if was_on:
        event("second-factor-off", user=current.user().id)
        flash("The second step is off. Other devices are signed out.")
    return redirect(url_for("accounts.second_step"))


def _refusal(form: OwnPasswordForm):
    """The answer to a form without the right password; None where it is right.

    The account is held then until the commit: what is asked about it stays so.
    """
    if form.validate():
        user, tried = current.user(), _tried()
        wait = throttle.try_once(*tried)
        db.session.commit()
        if wait:
            step = second_factors.found(user.id)
            return opening.too_many(PAGE, form, form.password, wait, step=step)
        if passwords.account_with(user.email, form.password.data) == user.id:
            throttle.forget_failures(user.email, tried[-1])
            return None
        event("sign-in-failed", user=user.id)
        form.password.errors = ["That is not your password."]
    return refused(form, lambda: _page(form))


def _tried() -> tuple[str, str, str]:
    """Under what the tries of a device that is signed in are counted: under itself.

    So a right password here forgives none of the codes that are tried at a sign-in.
    """
    signed_in = current.signed_in()
    return signed_in.user.email, request.remote_addr or "", signed_in.hash.hex()


def _changed(codes: list[str], what: str, named: str = "") -> str:
    """Another way to sign in ends what came by the old one: sessions that may not be one's own."""
    tokens.revoke_others(current.signed_in())
    db.session.commit()
    if named:
        event(named, user=current.user().id)
    shown = [grouped(code) for code in codes]
    form = CodesForm(formdata=None, data={"codes": " ".join(shown)})
    return render_template(CODES_PAGE, form=form, codes=shown, what=what)


def _page(form: FlaskForm) -> str:
    step = second_factors.found(current.user().id)
    return render_template(PAGE, form=form, step=step)


def _key_page(form: FirstCodeForm) -> str:
    return render_template(KEY_PAGE, form=form, **_shown(form))


def _shown(form: FirstCodeForm) -> dict:
    """The key as a picture, as a link for an app on this very phone, and to be typed."""
    secret = form.key.data
    uri = TOTP(secret).provisioning_uri(name=current.user().email, issuer_name=ISSUER)
    # Dark on light in any scheme, as not every camera reads the opposite.
    picture = segno.make(uri, error="m").svg_inline(
        omitsize=True, light="#fff", svgclass="qr", lineclass=None, title="The key as a QR code"
    )
    return {"uri": uri, "picture": Markup(picture), "key": grouped(secret)}  # noqa: S704
