"""What the account and settings forms let one choose from."""

from flask_wtf import FlaskForm
from wtforms import SelectField

from ..storage.accounts import Settings
from ..training.quantities import DistanceUnit, WeightUnit
from ..training.week import Weekday
from ..training.workouts import zone_names

DISTANCE_UNITS = {DistanceUnit.KM.value: "Kilometres", DistanceUnit.MI.value: "Miles"}
WEIGHT_UNITS = {WeightUnit.KG.value: "Kilograms", WeightUnit.LB.value: "Pounds"}
# The days that calendars of the world begin their week on.
WEEK_STARTS = {
    day.value: day.name.capitalize() for day in (Weekday.MONDAY, Weekday.SATURDAY, Weekday.SUNDAY)
}


def zones() -> dict[str, str | dict[str, str]]:
    """Time zones by continent, as a select's groups."""
    groups: dict[str, str | dict[str, str]] = {"UTC": "UTC"}
    for name in zone_names():
        area, _, place = name.partition("/")
        groups.setdefault(area, {})[name] = place.replace("_", " ")
    return groups


class SettingsFields(FlaskForm):
    """The settings that are asked at sign-up and changed later."""

    time_zone = SelectField("Time zone")
    distance_unit = SelectField("Distances in", choices=DISTANCE_UNITS)
    weight_unit = SelectField("Weights in", choices=WEIGHT_UNITS)

    def __init__(self, **data):
        super().__init__(**data)
        self.time_zone.choices = zones()

    @property
    def settings(self) -> Settings:
        """What was chosen."""
        return Settings(
            time_zone=self.time_zone.data,
            distance_unit=DistanceUnit(self.distance_unit.data),
            weight_unit=WeightUnit(self.weight_unit.data),
        )
