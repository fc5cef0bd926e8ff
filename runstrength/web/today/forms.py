"""The check-in: five taps. It may be sent from a queue, so it carries no token."""

import datetime
from dataclasses import fields

from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField

from ...training.check_ins import SCORE, CheckIn
from ...training.limits import Invalid
from .. import dates, typed
from ..fields import report

NAMES = tuple(field.name for field in fields(CheckIn))
TAPS = [str(n) for n in range(SCORE.low, SCORE.high + 1)]
NO_DAY = "This page does not know its day. Save again to check in for today."
AHEAD = "A check-in is for a day that has come. Save again to check in for today."


def _score(label: str, low: str, high: str) -> RadioField:
    """One of the five; its description says what the two ends mean, 5 the better one."""
    return RadioField(label, choices=TAPS, validate_choice=False, description=(low, high))


class CheckInForm(FlaskForm):
    """How one feels on a date."""

    class Meta:
        """No token: see above."""

        csrf = False

    date = HiddenField()
    sleep = _score("Sleep", "poor", "good")
    energy = _score("Energy", "none", "plenty")
    soreness = _score("Soreness", "a lot", "none")
    stress = _score("Stress", "a lot", "none")
    mood = _score("Mood", "low", "bright")

    @classmethod
    def showing(cls, day: datetime.date, stored: CheckIn | None) -> "CheckInForm":
        """The form for a date, with what was stored for it."""
        known = {name: str(getattr(stored, name)) for name in NAMES} if stored else {}
        return cls(formdata=None, date=day.isoformat(), **known)

    @property
    def rows(self) -> list[RadioField]:
        """The five."""
        return [self[name] for name in NAMES]

    def day(self, today: datetime.date) -> datetime.date | None:
        """The date that the page was opened for; None, with the reason, where it is none.

        A check-in may be sent days after it was tapped, by a phone that was out of reach.
        """
        try:
            day = dates.read(self.date.data or "")
        except ValueError:
            day = None
        if day and day <= today:
            return day
        self.form_errors.append(AHEAD if day else NO_DAY)
        self.date.data = today.isoformat()
        return None

    def check_in(self) -> CheckIn | None:
        """The check-in as tapped; None where one is missing, with the reason beside it."""
        scores = {}
        for row in self.rows:
            try:
                scores[row.name] = typed.whole(row.data or "")
            except ValueError:
                row.errors = ["Tap one of the five."]
        if len(scores) < len(self.rows):
            return None
        try:
            return CheckIn(**scores)
        except Invalid as error:
            report(self, error, {})
            return None
