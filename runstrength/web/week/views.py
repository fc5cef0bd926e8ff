"""The week: what was done, how it balances, and what collides."""

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from markupsafe import Markup

from ...storage import marks
from ...storage.database import db
from ...training.limits import FieldError, Invalid
from ...training.week import Week
from ...training.workouts import Region
from .. import clock, current, dates
from ..addresses import own_address
from ..cards import cards_by_date, parted
from ..errors import wants_json
from ..reading import Stretch, read_stretch, read_week
from ..weeks import week_named
from ..writing import is_new_write
from .picture import load_picture

week = Blueprint("week", __name__)

WHY = "Say why it does not count, in a word or two."
MESSAGES = "<!--messages-->"  # Where the template leaves room for them.


@week.get("/week")
def this_week():
    """The week that holds today."""
    user = current.user()
    return _page(Week.holding(clock.today(user), user.settings.week_starts_on))


@week.get("/week/<name>", endpoint="week")
def named_week(name: str):
    """The week with an ISO name, such as 2026-W47."""
    return _page(week_named(name))


@week.post("/week/<name>/deload")
def mark_deload(name: str):
    """Mark a week as one of less on purpose, or no longer."""
    user, wanted = current.user(), week_named(name)
    if is_new_write(user.id, "deload", wanted.name):
        marks.mark_deload(user.id, wanted, request.form.get("deload") == "1")
        db.session.commit()
    return redirect(url_for("week.week", name=wanted.name, _anchor="flags"))


@week.post("/flags/<flag:flag_id>/set-aside")
def set_aside(flag_id: str):
    """Set a flag aside, with a reason; it comes back when its workouts change."""
    user, reason = current.user(), request.form.get("reason", "").strip()
    if not reason and wants_json():
        raise Invalid([FieldError("reason", WHY)])
    if not reason:
        flash(WHY)
    elif is_new_write(user.id, "set-aside", flag_id):
        try:
            marks.set_aside(user.id, _flag(flag_id), reason)
        except Invalid as error:
            abort(422, str(error))
        db.session.commit()
        flash("Set aside. It stays in the list below, and comes back when its workouts change.")
    return redirect(own_address(url_for("week.this_week")))


@week.post("/flags/<flag:flag_id>/take-back")
def take_back(flag_id: str):
    """Let a flag count again."""
    user = current.user()
    if is_new_write(user.id, "take-back", flag_id):
        marks.take_back(user.id, flag_id)
        db.session.commit()
    return redirect(own_address(url_for("week.this_week")))


def _flag(flag_id: str):
    """The flag of that id, as it stands now; one that is gone is not there."""
    try:
        day = dates.read(request.form.get("date", ""))
    except ValueError:
        abort(404)
    found = (flag for flag in read_stretch(current.user(), day, day).flags if flag.id == flag_id)
    return next(found, None) or abort(404, "This flag is gone: its workouts have changed.")


def _page(wanted: Week) -> str:
    user = current.user()
    stretch = read_week(user, wanted)
    own_names = tuple(exercise.name for exercise in user.exercises.values())
    above, below = stretch.once(
        ("week", user.settings, own_names, request.script_root), lambda: _written(stretch, wanted)
    )
    return render_template("week/week.html", week=wanted, above=above, below=below)


def _written(stretch: Stretch, wanted: Week) -> list[Markup]:
    """The week as it is read, in the two parts between which messages stand."""
    cards, put_aside = parted(stretch.touching_flags, stretch.set_asides)
    text = render_template(
        "week/_week.html",
        balance=stretch.balance,
        cards=cards,
        put_aside=put_aside,
        set_asides=stretch.set_asides,
        is_deload=wanted in stretch.timeline.deloads,
        here=url_for("week.week", name=wanted.name, _anchor="flags"),
        marks=cards_by_date(cards),
        picture=load_picture(stretch.balance),
        guide=current_app.extensions["guide"],
        regions=list(Region),
        today=stretch.today,
        is_new=not stretch.timeline.workouts,
    )
    return [Markup(part) for part in text.split(MESSAGES)]  # noqa: S704  Jinja escaped it.
