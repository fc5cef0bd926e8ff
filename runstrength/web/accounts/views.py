"""Sign up, sign in, sign out, change the password, delete the account."""

from flask import (
    current_app,
    flash,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_wtf import FlaskForm

from ...jobs.mail import Changed
from ...storage import exporting, throttle, tokens, uploads
from ...storage.accounts import EmailTaken, NotFirst, add_user, change_password
from ...storage.database import db
from .. import current, mailing, passwords
from ..current import public
from ..logs import event
from ..outcomes import refused
from . import half_way, joining, known_browser, opening
from .blueprint import accounts
from .forms import DeletionForm, PasswordForm, SignInForm, SignUpForm


@accounts.get("/")
@public
def home():
    """The guide's opening with sign-up; for the signed-in, today."""
    if current.signed_in():
        return redirect(url_for("today.show"))
    article = current_app.extensions["guide"].cited
    shown = {"form": SignUpForm()} if joining.is_open() else {"why_not": joining.why_not()}
    return render_template("accounts/home.html", article=article, **shown)


@accounts.get("/sign-up")
@public
def sign_up():
    """The form for a new account, where anybody may make one."""
    shown = {"form": SignUpForm()} if joining.is_open() else {"why_not": joining.why_not()}
    return render_template("accounts/sign_up.html", **shown)


@accounts.post("/sign-up")
@public
def create_account():
    """Make an account and sign it in; of those who come to an empty server at once, one does."""
    if not joining.is_open():
        return joining.refusal()
    db.session.rollback()  # Hashing takes its time; nobody shall wait for the database meanwhile.
    form, alone = SignUpForm(), joining.is_for_the_first_alone()
    if form.validate():
        password_hash, email = passwords.hashed(form.password.data), form.email.address
        try:
            user_id = add_user(email, password_hash, form.settings, only_as_first=alone)
            answer = opening.open_for(user_id, url_for("today.show"))
            event("account-made", user=user_id)
            return known_browser.remember(answer, email)
        except NotFirst:
            return joining.refusal()
        except EmailTaken:
            form.email.errors = ["This address has an account already. Sign in instead?"]
    return render_template("accounts/sign_up.html", form=form), 422


@accounts.get("/sign-in")
@public
def sign_in():
    """The form for signing in."""
    form = SignInForm(data={"next": request.args.get("next", "")})
    return render_template("accounts/sign_in.html", form=form)


@accounts.post("/sign-in")
@public
def open_session():
    """Check address and password; too many failures have to wait."""
    form = SignInForm()
    if form.validate():
        email, address = form.email.address, request.remote_addr or ""
        browser = known_browser.name_for(email)
        wait = throttle.try_once(email, address, browser)
        db.session.commit()
        if wait:
            return opening.too_many("accounts/sign_in.html", form, form.password, wait)
        user_id = passwords.account_with(email, form.password.data)
        if user_id:
            answer = half_way.go_on(user_id, email, browser, opening.own_page(form.next.data))
            return known_browser.remember(answer, email)
        throttle.forget_old()
        db.session.commit()
        event("sign-in-failed")
        form.password.errors = ["Address and password do not go together."]
    return render_template("accounts/sign_in.html", form=form), 422


@accounts.post("/sign-out")
def sign_out():
    """End this device's session: a copy of its cookie is dead from here on."""
    if not FlaskForm().validate():  # Nothing but the token.
        return redirect(url_for("settings.more"))
    tokens.revoke(current.signed_in())
    db.session.commit()
    event("sign-out")
    session.clear()
    return current.sign_out(redirect(url_for("accounts.home")))


@accounts.get("/account/password")
def password():
    """The form for a new password."""
    form = PasswordForm(current.signed_in().user.email)
    return render_template("accounts/password.html", form=form)


@accounts.post("/account/password")
def replace_password():
    """Change the password, which ends the sessions of every other device."""
    form = PasswordForm(current.signed_in().user.email)
    if form.validate():
        user, tried = current.user(), _tries()
        wait = throttle.try_once(*tried)
        db.session.commit()
        if wait:
            return opening.too_many("accounts/password.html", form, form.current, wait)
        password_hash = passwords.hashed(form.password.data)
        if passwords.account_with(user.email, form.current.data) == user.id:
            change_password(user.id, password_hash)
            tokens.revoke_others(current.signed_in())
            tokens.revoke_kind(user.id, tokens.TokenKind.RESET)
            throttle.forget_failures(user.email, tried[-1])
            db.session.commit()
            mailing.tell(user.id, Changed.PASSWORD)
            event("password-changed", user=user.id)
            flash("Your password is changed. Other devices are signed out.")
            return redirect(url_for("settings.more"))
        event("sign-in-failed", user=user.id)
        form.current.errors = ["That is not your password."]
    return render_template("accounts/password.html", form=form), 422


@accounts.get("/account/delete")
def delete():
    """What goes with an account, and the form that ends it."""
    return render_template("accounts/delete.html", form=DeletionForm())


@accounts.post("/account/delete")
def delete_account():
    """Delete the account with every row and every file of it, and sign out."""
    form, template = DeletionForm(), "accounts/delete.html"
    if form.validate():
        user, tried = current.user(), _tries()
        wait = throttle.try_once(*tried)
        db.session.commit()
        if wait:
            return opening.too_many(template, form, form.password, wait)
        if passwords.account_with(user.email, form.password.data) == user.id:
            exporting.remove_user(user.id)
            throttle.forget_account(user.email, tried[-1])
            db.session.commit()
            uploads.remove_all(user.id)
            event("account-deleted", user=user.id)
            session.clear()
            flash("Your account is deleted, with all that was in it.")
            return current.sign_out(redirect(url_for("accounts.home")))
        event("sign-in-failed", user=user.id)
        form.password.errors = ["That is not your password."]
    return refused(form, lambda: render_template(template, form=form))


def _tries() -> tuple[str, str, str]:
    """Under what the tries of a device that is signed in are counted: under itself."""
    signed_in = current.signed_in()
    return signed_in.user.email, request.remote_addr or "", signed_in.hash.hex()
