"""What the account and settings forms let one choose from."""

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
