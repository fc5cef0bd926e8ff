"""The plan of a week: what is to come, what it would be flagged for, and how to change it."""

from datetime import date

from flask import Blueprint, current_app, render_template, request, url_for

from ...training.balance import balance
from ...training.flags import Severity
from ...training.planner import arrange
from ...training.week import Week
from ...training.workouts import MOST_AHEAD_PLANNED
from .. import clock, current
from ..cards import parted
from ..deadline import ARRANGE_FOR_S, out_of_time_after
from ..reading import read_week
from ..weeks import week_named
from .forms import ArrangeForm
from .marks import gravest_first, marks_by_date, marks_of

plan = Blueprint("plan", __name__)


@plan.get("/plan")
def this_week():
    """The plan of the week that holds today."""
    user = current.user()
    return _page(Week.holding(clock.today(user), user.settings.week_starts_on))


@plan.get("/plan/<name>", endpoint="week")
def named_week(name: str):
    """The plan of a week with an ISO name."""
    return _page(week_named(name))


@plan.get("/plan/<name>/arrange")
def show_arrangement(name: str):
    """The order of a week that the rules like best; nothing is changed yet."""
    wanted = week_named(name)
    stretch = read_week(current.user(), wanted)
    form = ArrangeForm.asked(request.args, wanted, stretch)
    arrangement = arrange(
        stretch.timeline,
        wanted,
        stretch.thresholds,
        stretch.today,
        busy=form.busy,
        pinned=form.pinned,
        out_of_time=out_of_time_after(ARRANGE_FOR_S),
    )
    moved = stretch.timeline.holding(arrangement.workouts)
    return render_template(
        "plan/arrangement.html",
        week=wanted,
        form=form,
        arrangement=arrangement,
        cards=parted(arrangement.remaining, stretch.set_asides)[0],
        moved=balance(wanted, moved, stretch.thresholds, stretch.today),
        today=stretch.today,
        guide=current_app.extensions["guide"],
    )


def can_fill(wanted: Week, today: date) -> bool:
    """Whether a week can be filled: it has not gone by, and ends at most a year ahead."""
    return today <= wanted.last <= today + MOST_AHEAD_PLANNED


def _page(wanted: Week) -> str:
    stretch = read_week(current.user(), wanted)
    flags = [
        flag
        for flag in stretch.touching_flags
        if flag.date >= stretch.today and any(w.planned for w in flag.workouts)
    ]
    cards, put_aside = parted(flags, stretch.set_asides)
    return render_template(
        "plan/plan.html",
        week=wanted,
        balance=balance(wanted, stretch.timeline, stretch.thresholds, stretch.today),
        form=ArrangeForm.asked(request.args, wanted, stretch),
        missed=stretch.missed,
        cards=gravest_first(card for card in cards if card.severity > Severity.PRAISE),
        praise=[card for card in cards if card.severity is Severity.PRAISE],
        put_aside=put_aside,
        set_asides=stretch.set_asides,
        counts=marks_of(cards),
        marks=marks_by_date(cards),
        can_fill=can_fill(wanted, stretch.today),
        outlines=current_app.extensions["weeks"].values(),
        guide=current_app.extensions["guide"],
        today=stretch.today,
        here=url_for("plan.week", name=wanted.name, _anchor="forecast"),
    )
