"""The settings form; it is never queued, so it carries Flask-WTF's token."""

from dataclasses import asdict

from flask_wtf import FlaskForm
from wtforms import SelectField

from ...storage.accounts import Settings
from ...training.quantities import DistanceUnit, WeightUnit
from ...training.week import Weekday
from ..choices import DISTANCE_UNITS, WEEK_STARTS, WEIGHT_UNITS, zones


class SettingsForm(FlaskForm):
    """What a user chooses."""

    distance_unit = SelectField("Distances in", choices=DISTANCE_UNITS)
    weight_unit = SelectField("Weights in", choices=WEIGHT_UNITS)
    week_starts_on = SelectField("The week starts on", choices=WEEK_STARTS, coerce=int)
    time_zone = SelectField("Time zone")

    def __init__(self, **data):
        super().__init__(**data)
        self.time_zone.choices = zones()

    @classmethod
    def showing(cls, settings: Settings) -> "SettingsForm":
        """A form that holds the settings."""
        return cls(formdata=None, **asdict(settings))

    @property
    def settings(self) -> Settings:
        """What was chosen."""
        return Settings(
            time_zone=self.time_zone.data,
            distance_unit=DistanceUnit(self.distance_unit.data),
            weight_unit=WeightUnit(self.weight_unit.data),
            week_starts_on=Weekday(self.week_starts_on.data),
        )
