"""The page of the rules: each in a sentence, with its switch, its numbers and its source."""

from datetime import timedelta

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for

from ...storage.accounts import change_thresholds
from ...storage.database import db
from ...training.rules import RULES
from ...training.thresholds import DEFAULTS
from .. import clock, current
from ..reading import read_stretch
from .forms import RulesForm
from .listing import listed_rules, listed_terms

rules = Blueprint("rules", __name__)

COUNTED_DAYS = 90


@rules.get("/rules")
def show():
    """All rules, as they are set."""
    return _page(RulesForm.showing(current.user().thresholds))


@rules.post("/rules")
def change():
    """Store the switches and numbers, or the defaults."""
    form = RulesForm()
    is_valid = form.validate()
    if request.form.get("do") == "defaults" and "csrf_token" not in form.errors:
        chosen, message = DEFAULTS, "All rules are back at their defaults."
    elif is_valid:
        chosen, message = form.thresholds, "Your rules are saved."
    else:
        return _page(form), 422
    change_thresholds(current.user().id, chosen)
    db.session.commit()
    flash(message)
    return redirect(url_for("rules.show"))


def _page(form: RulesForm) -> str:
    user = current.user()
    today = clock.today(user)
    stretch = read_stretch(user, today - timedelta(days=COUNTED_DAYS - 1), today)
    return render_template(
        "rules/rules.html",
        form=form,
        terms=listed_terms(user.thresholds),
        groups=listed_rules(user.thresholds, stretch.dated_flags),
        guide=current_app.extensions["guide"],
        days=COUNTED_DAYS,
        rule_count=len(RULES),
        off=sum(rule.id in user.thresholds.off for rule in RULES),
        moved=len(user.thresholds.moved),
    )
