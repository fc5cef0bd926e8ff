"""Settings, and the way to everything that has no place in the bar."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_wtf import FlaskForm

from ...storage.accounts import change_gear, change_settings
from ...storage.database import db
from .. import current
from ..gear import gear_of
from .forms import SettingsForm
from .gear import GearForm, write_plates

settings = Blueprint("settings", __name__)


@settings.get("/more")
def more():
    """History, settings, password, sign-out."""
    return render_template("settings/more.html", form=FlaskForm())


@settings.get("/settings")
def show():
    """Units, time zone, first day of the week; bar and plates."""
    return _page()


@settings.post("/settings")
def change():
    """Store the settings."""
    form = SettingsForm()
    if not form.validate():
        return _page(form=form), 422
    change_settings(current.user().id, form.settings)
    db.session.commit()
    flash("Your settings are saved.")
    return redirect(url_for("settings.more"))


@settings.post("/settings/gear")
def equip():
    """Store the user's own bar and plates, or go back to what most gyms have."""
    form = GearForm()
    gear, is_usual = form.gear(), request.form.get("do") == "usual"
    if "csrf_token" in form.errors or not (gear or is_usual):
        return _page(gear_form=form), 422
    gear = None if is_usual else gear
    change_gear(current.user().id, gear)
    db.session.commit()
    said = f"plates of {write_plates(gear)} {gear.unit}" if gear else "what most gyms have"
    flash(f"Your bar and plates are saved: {said}.")
    return redirect(url_for("settings.show", _anchor="gear"))


def _page(form: SettingsForm | None = None, gear_form: GearForm | None = None) -> str:
    user = current.user()
    return render_template(
        "settings/settings.html",
        form=form or SettingsForm.showing(user.settings),
        gear_form=gear_form or GearForm.showing(gear_of(user)),
        has_own_gear=user.gear is not None,
    )
