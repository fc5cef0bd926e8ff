"""The account forms. They are never queued, so they carry Flask-WTF's token."""

from flask import request
from flask_wtf import FlaskForm
from wtforms import EmailField, HiddenField, PasswordField
from wtforms.validators import InputRequired, ValidationError

from ...training.quantities import DistanceUnit, WeightUnit
from .. import passwords
from ..choices import SettingsFields
from .names import NameField

# Where people measure in miles; and, of those places, where they weigh themselves in kilograms.
MILES = frozenset({"US", "LR", "MM", "GB"})
MILES_AND_KILOGRAMS = frozenset({"GB"})


class AddressField(EmailField):
    """An e-mail address, normalised."""

    def pre_validate(self, form):
        """Say what is wrong with an address."""
        try:
            self.address = passwords.normalised(self.data or "")
        except ValueError as error:
            raise ValidationError(str(error)) from error


def new_password(form, field) -> None:
    """Refuse a password that can't be one, or that is soon guessed."""
    try:
        passwords.check(field.data or "", form.address)
    except ValueError as error:
        raise ValidationError(str(error)) from error


class SignUpForm(SettingsFields):
    """A new account."""

    email = AddressField("E-mail")
    password = PasswordField("Password", [new_password])

    def __init__(self):
        super().__init__(data=_likely_units())

    @property
    def address(self) -> str:
        """Whose password it will be, as it was typed."""
        return self.email.data or ""


class SignInForm(FlaskForm):
    """A sign-in, and the page that it leads to."""

    email = AddressField("E-mail")
    password = PasswordField("Password", [InputRequired("Please type your password.")])
    next = HiddenField()


class NewPasswordForm(FlaskForm):
    """A new password for the account of an address, in place of a forgotten one."""

    password = PasswordField("New password", [new_password])

    def __init__(self, address: str):
        super().__init__()
        self.address = address


class PasswordForm(NewPasswordForm):
    """A change of password."""

    current = PasswordField("Password now", [InputRequired("Please type your password.")])


class ResetForm(FlaskForm):
    """Where to send a link for a new password."""

    email = AddressField("E-mail")


class InvitationForm(FlaskForm):
    """An invitation, and what to know it by."""

    label = NameField("Who is it for?", required="Say who it is for.")


class DeletionForm(FlaskForm):
    """The end of an account."""

    password = PasswordField("Your password", [InputRequired("Please type your password.")])


def _likely_units() -> dict:
    """The units of the country that the browser's first language names."""
    language = request.accept_languages.best or ""
    country = language.partition("-")[2].upper()
    miles = country in MILES
    pounds = miles and country not in MILES_AND_KILOGRAMS
    return {
        "distance_unit": DistanceUnit.MI if miles else DistanceUnit.KM,
        "weight_unit": WeightUnit.LB if pounds else WeightUnit.KG,
    }
