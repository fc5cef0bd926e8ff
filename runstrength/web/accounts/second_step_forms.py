"""The forms of the second step: codes are typed with spaces, hyphens and small letters."""

import re
from uuid import UUID

from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired, ValidationError

from ...storage import second_factors
from .. import clock

APPS_CODE = re.compile("[0-9]{6}")
SECRET = re.compile("[A-Z2-7]{32}")
RECOVERY_CODE = re.compile("[A-Z2-7]{24}")
LONGEST = 100  # More than anyone needs for a code.


class OwnPasswordForm(FlaskForm):
    """A change that one's own password allows."""

    password = PasswordField("Your password", [InputRequired("Please type your password.")])


class FirstCodeForm(FlaskForm):
    """The first code of a new key, which comes along: only who was shown it goes on with it."""

    code = StringField("Code that the app shows now")
    key = HiddenField()

    def validate_code(self, field) -> None:
        """Refuse what is no code of an app."""
        if not APPS_CODE.fullmatch(plain(field.data)):
            raise ValidationError("A code has 6 digits.")

    def is_for(self, user_id: UUID) -> bool:
        """Whether the key is the user's, and waits for its first code."""
        secret = self.key.data or ""
        return bool(SECRET.fullmatch(secret)) and second_factors.is_waiting_for(user_id, secret)


class CodesForm(FlaskForm):
    """Recovery codes that were just shown, to be had as a file."""

    codes = HiddenField()

    @property
    def typed(self) -> list[str]:
        """The codes, in their order."""
        return [plain(code) for code in (self.codes.data or "").split()][
            : second_factors.RECOVERY_CODES
        ]


class SecondStepForm(FlaskForm):
    """The second step of a sign-in, and the page that it leads to."""

    code = StringField("Code")
    recovery = StringField("Recovery code")
    next = HiddenField()

    @property
    def field(self) -> Field:
        """The field that was filled in."""
        return self.recovery if plain(self.recovery.data) else self.code

    @property
    def is_of_app(self) -> bool:
        """Whether it is a code of an app, and no recovery code."""
        return bool(APPS_CODE.fullmatch(plain(self.field.data)))

    def validate(self, extra_validators=None) -> bool:
        """Refuse what can't be a code of either kind; it counts as no try."""
        if not super().validate(extra_validators):
            return False
        if self.is_of_app or RECOVERY_CODE.fullmatch(plain(self.field.data)):
            return True
        self.field.errors = ["A code has 6 digits; a recovery code has 24 letters and digits."]
        return False

    def take(self, user_id: UUID) -> bool:
        """Use up the code; a recovery code may stand in either field."""
        typed = plain(self.field.data)
        if self.is_of_app:
            return second_factors.take_code(user_id, typed, clock.now())
        return second_factors.take_recovery_code(user_id, typed)


def plain(typed: str | None) -> str:
    """A code without what people put between its parts."""
    return re.sub(r"[\s\-–—]", "", (typed or "")[:LONGEST]).upper()


def grouped(code: str) -> str:
    """A code in groups of four, as it is read and typed."""
    return "-".join(code[n : n + 4] for n in range(0, len(code), 4))
