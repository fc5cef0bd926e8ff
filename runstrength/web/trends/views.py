"""Trends: how 4, 12 or 52 weeks went, in plain figures."""

from flask import Blueprint, render_template, request

from ...storage.accounts import Settings
from ...training.limits import FieldError, Invalid
from ...training.quantities import KILOGRAMS, METRES
from ...training.workouts import Region
from .. import clock, current
from . import pictures
from .stretch import Stretch, read_weeks

trends = Blueprint("trends", __name__)

CHOICES = (4, 12, 52)
USUAL = 12


@trends.get("/trends")
def show():
    """The newest weeks, as many as `?weeks=` says."""
    user, count = current.user(), _chosen_count()
    stretch = read_weeks(user, count, clock.today(user))
    return render_template(
        "trends/trends.html",
        choices=CHOICES,
        count=count,
        stretch=stretch,
        pictures=_pictures(stretch, user.settings),
        regions=list(Region),
        unit_kg=KILOGRAMS[user.settings.weight_unit],
    )


def _chosen_count() -> int:
    typed = request.args.get("weeks", str(USUAL))
    if typed not in map(str, CHOICES):
        raise Invalid([FieldError("weeks", "must be 4, 12 or 52")])
    return int(typed)


def _pictures(stretch: Stretch, settings: Settings) -> dict:
    weeks = stretch.trends
    unit_kg = KILOGRAMS[settings.weight_unit]
    return {
        "names": pictures.week_names([trend.week for trend in weeks]),
        "load": pictures.load_bars(weeks),
        "hard": pictures.hard_bars(weeks),
        "curves": pictures.curves(stretch.curve, weeks),
        "distance": pictures.distance_bars(weeks, METRES[settings.distance_unit]),
        "volume": {region: pictures.volume_bars(weeks, region, unit_kg) for region in Region},
    }
