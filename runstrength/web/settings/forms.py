"""The settings form; it is never queued, so it carries Flask-WTF's token."""

from dataclasses import asdict, replace

from wtforms import SelectField

from ...storage.accounts import Settings
from ...training.week import Weekday
from ..choices import WEEK_STARTS, SettingsFields


class SettingsForm(SettingsFields):
    """What a user chooses."""

    week_starts_on = SelectField("The week starts on", choices=WEEK_STARTS, coerce=int)

    @classmethod
    def showing(cls, settings: Settings) -> "SettingsForm":
        """A form that holds the settings."""
        return cls(formdata=None, **asdict(settings))

    @property
    def settings(self) -> Settings:
        """What was chosen."""
        return replace(super().settings, week_starts_on=Weekday(self.week_starts_on.data))
