"""The week: what was done, how it balances, and what collides."""

from flask import Blueprint, abort, current_app, render_template

from ...storage import workouts
from ...training.week import Week
from ...training.workouts import Region
from .. import clock, current
from ..reading import read_week
from .cards import cards_by_date, cards_of
from .picture import load_picture

week = Blueprint("week", __name__)


@week.get("/week")
def this_week():
    """The week that holds today."""
    user = current.user()
    return _page(Week.holding(clock.today(user), user.settings.week_starts_on))


@week.get("/week/<name>", endpoint="week")
def named_week(name: str):
    """The week with an ISO name, such as 2026-W47."""
    try:
        wanted = Week.named(name, current.user().settings.week_starts_on)
    except ValueError:
        abort(404)
    return _page(wanted)


def _page(wanted: Week) -> str:
    user = current.user()
    today = clock.today(user)
    stretch = read_week(user, wanted)
    balance = stretch.balance
    cards = cards_of(stretch.touching_flags)
    return render_template(
        "week/week.html",
        balance=balance,
        cards=cards,
        marks=cards_by_date(cards),
        picture=load_picture(balance),
        guide=current_app.extensions["guide"],
        regions=list(Region),
        today=today,
        is_new=balance.is_empty and not workouts.page_before(user.id, None, 1),
    )
