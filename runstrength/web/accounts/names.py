"""The field for what somebody calls a token or a passkey."""

from wtforms import StringField
from wtforms.validators import ValidationError

from ...training.limits import text_complaint
from ..fields import sentence

LONGEST_NAME = 60  # Characters.


class NameField(StringField):
    """A name on one line; `required` is what is said where it is empty."""

    def __init__(self, label: str, required: str = "", **kwargs):
        super().__init__(label, **kwargs)
        self.required = required

    def process_formdata(self, valuelist):
        """Take a name without needless space."""
        if valuelist:
            self.data = " ".join(valuelist[0].split())

    def pre_validate(self, form):
        """Say what is wrong with a name."""
        if not self.data and self.required:
            raise ValidationError(self.required)
        complaint = text_complaint(self.data or "", LONGEST_NAME)
        if complaint:
            raise ValidationError(sentence(complaint))
