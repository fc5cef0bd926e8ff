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

from ...storage import exporting, throttle, tokens, uploads
from ...storage.accounts import EmailTaken, add_user, change_password
from ...storage.database import db
from .. import current, passwords
from ..current import public
from ..outcomes import refused
from . import opening
from .blueprint import accounts
from .forms import DeletionForm, PasswordForm, SignInForm, SignUpForm


@accounts.get("/")
@public
def home():
    """The guide's opening with sign-up; for the signed-in, today."""
    if current.signed_in():
        return redirect(url_for("today.show"))
    article = current_app.extensions["guide"].cited
    return render_template("accounts/home.html", form=SignUpForm(), article=article)


@accounts.get("/sign-up")
@public
def sign_up():
    """The form for a new account."""
    return render_template("accounts/sign_up.html", form=SignUpForm())


@accounts.post("/sign-up")
@public
def create_account():
    """Make an account and sign it in."""
    form = SignUpForm()
    if form.validate():
        try:
            password_hash = passwords.hashed(form.password.data)
            user_id = add_user(form.email.address, password_hash, form.settings)
            return opening.open_for(user_id, url_for("today.show"))
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
        wait = throttle.wait_before_sign_in(email, address)
        if wait:
            return opening.too_many("accounts/sign_in.html", form, form.password, wait)
        user_id = passwords.account_with(email, form.password.data)
        if user_id:
            throttle.forget_failures(email)
            return opening.open_for(user_id, opening.own_page(form.next.data))
        throttle.note_failure(email, address)
        db.session.commit()
        form.password.errors = ["Address and password do not go together."]
    return render_template("accounts/sign_in.html", form=form), 422


@accounts.post("/sign-out")
def sign_out():
    """End this device's session: a copy of its cookie is dead from here on."""
    if not FlaskForm().validate():  # Nothing but the token.
        return redirect(url_for("settings.more"))
    tokens.revoke(current.signed_in())
    db.session.commit()
    session.clear()
    return current.sign_out(redirect(url_for("accounts.home")))


@accounts.get("/account/password")
def password():
    """The form for a new password."""
    return render_template("accounts/password.html", form=PasswordForm())


@accounts.post("/account/password")
def replace_password():
    """Change the password, which ends the sessions of every other device."""
    form = PasswordForm()
    if form.validate():
        user, address = current.user(), request.remote_addr or ""
        wait = throttle.wait_before_sign_in(user.email, address)
        if wait:
            return opening.too_many("accounts/password.html", form, form.current, wait)
        if passwords.account_with(user.email, form.current.data) == user.id:
            change_password(user.id, passwords.hashed(form.password.data))
            tokens.revoke_others(current.signed_in())
            db.session.commit()
            flash("Your password is changed. Other devices are signed out.")
            return redirect(url_for("settings.more"))
        throttle.note_failure(user.email, address)
        db.session.commit()
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
        user, address = current.user(), request.remote_addr or ""
        wait = throttle.wait_before_sign_in(user.email, address)
        if wait:
            return opening.too_many(template, form, form.password, wait)
        if passwords.account_with(user.email, form.password.data) == user.id:
            exporting.remove_user(user.id)
            throttle.forget_failures(user.email)
            db.session.commit()
            uploads.remove_all(user.id)
            session.clear()
            flash("Your account is deleted, with all that was in it.")
            return current.sign_out(redirect(url_for("accounts.home")))
        throttle.note_failure(user.email, address)
        db.session.commit()
        form.password.errors = ["That is not your password."]
    return refused(form, lambda: render_template(template, form=form))
