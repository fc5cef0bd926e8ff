"""A user's passkeys: to add one, give it a name, delete it."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import timedelta

from flask import abort, flash, redirect, render_template, request, url_for
from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField
from wtforms.validators import InputRequired, Length

from ...storage import passkeys as stored
from ...storage import throttle
from ...storage.database import db
from .. import current, passwords
from ..errors import problem
from ..logs import event
from ..outcomes import refused
from . import ceremony, opening
from .blueprint import accounts
from .device_names import device_name
from .names import NameField
from .relying_party import RelyingParty, relying_party

LONGEST_ANSWER = 20_000  # Characters; a device's answer has about a thousand.


class ProofForm(FlaskForm):
    """What a new passkey begins with: the password, though one is signed in."""

    name = NameField("Name")
    password = PasswordField("Your password", [InputRequired("Please type your password.")])


class AnswerForm(FlaskForm):
    """A device's answer, as JSON."""

    name = NameField("Name")
    credential = HiddenField(
        validators=[InputRequired("Please start again."), Length(max=LONGEST_ANSWER)]
    )


class RenamingForm(FlaskForm):
    """Another name for a passkey."""

    name = NameField("Name", required="What do you call it?")


@accounts.get("/account/passkeys")
def passkeys():
    """The passkeys, and the form for a new one."""
    return _page()


@accounts.post("/account/passkeys/options")
def ask_for_passkey():
    """What to ask the device for, once the password is given: a script's own question."""
    form, user, site = ProofForm(), current.user(), _site()
    if form.validate():
        device = current.signed_in().hash.hex()  # Its tries are counted under itself.
        wait = throttle.try_once(user.email, request.remote_addr or "", device)
        db.session.commit()
        if wait:
            return _too_many(form, wait)
        if passwords.account_with(user.email, form.password.data) == user.id:
            throttle.forget_failures(user.email, device)
            db.session.commit()
            return ceremony.options_to_add(site, user)
        form.password.errors = ["That is not your password."]
    return refused(form, lambda: _page(form))


@accounts.post("/account/passkeys")
def add_passkey():
    """Keep the passkey that the device made."""
    form, user = AnswerForm(), current.user()
    site = _site()
    if not form.validate():
        return refused(form, _page)
    try:
        made = ceremony.added(site, user, form.credential.data)
        name = form.name.data or device_name(request.user_agent.string)
        is_new = stored.add(
            user.id, made.credential_id, made.credential_public_key, made.sign_count, name
        )
    except (ceremony.Refused, stored.TooManyPasskeys) as error:
        db.session.rollback()
        return problem(422, "Not added", str(error))
    db.session.commit()
    if is_new:
        event("passkey-added", user=user.id)
    flash(f"Your passkey is added: {name}." if is_new else "That passkey is here already.")
    return redirect(url_for("accounts.passkeys"))


@accounts.post("/account/passkeys/<name>/name")
def rename_passkey(name: str):
    """Give a passkey another name."""
    form, user_id, credential_id = RenamingForm(), current.user().id, _id_named(name)
    if stored.find(user_id, credential_id) is None:
        abort(404)
    if form.validate():
        stored.rename(user_id, credential_id, form.name.data)
        db.session.commit()
        flash(f"Saved: {form.name.data}.")
        return redirect(url_for("accounts.passkeys"))
    return refused(form, lambda: _page(renaming=(name, form)))


@accounts.post("/account/passkeys/<name>/delete")
def delete_passkey(name: str):
    """Delete a passkey: it signs nobody in from here on."""
    if not stored.remove(current.user().id, _id_named(name)):
        abort(404)
    if FlaskForm().validate():  # Nothing but the form's token; without it nothing is committed.
        db.session.commit()
        event("passkey-removed", user=current.user().id)
        flash("That passkey is deleted. The device may still offer it; delete it there, too.")
    return redirect(url_for("accounts.passkeys"))


def _page(form: ProofForm | None = None, renaming: tuple[str, RenamingForm] | None = None) -> str:
    return render_template("accounts/passkeys.html", **_shown(form or _empty(), renaming))


def _too_many(form: ProofForm, wait: timedelta):
    shown = {name: value for name, value in _shown(form).items() if name != "form"}
    return opening.too_many("accounts/passkeys.html", form, form.password, wait, **shown)


def _empty() -> ProofForm:
    return ProofForm(formdata=None)


def _shown(form: ProofForm, renaming: tuple[str, RenamingForm] | None = None) -> dict:
    found = stored.of(current.user().id)
    named = {urlsafe_b64encode(each.credential_id).decode(): each for each in found}
    forms = {name: RenamingForm(formdata=None, name=each.name) for name, each in named.items()}
    if renaming and renaming[0] in forms:
        forms[renaming[0]] = renaming[1]
    for n, each in enumerate(forms.values()):  # With ids of their own among the page's.
        each.name.id = each.name.label.field_id = f"name-{n}"
    return {
        "form": form,
        "passkeys": [(name, each, forms[name]) for name, each in named.items()],
        "guess": device_name(request.user_agent.string),
        "refused": renaming[0] if renaming else None,
    }


def _site() -> RelyingParty:
    return relying_party() or abort(409, "Passkeys need this server’s own https address.")


def _id_named(name: str) -> bytes:
    try:
        return urlsafe_b64decode(name.encode("ascii"))
    except ValueError:
        abort(404)
