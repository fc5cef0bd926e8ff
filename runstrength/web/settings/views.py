"""Settings, and the way to everything that has no place in the bar."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_wtf import FlaskForm

from ...storage.accounts import change_settings
from ...storage.database import db
from .. import current
from .forms import SettingsForm

settings = Blueprint("settings", __name__)


@settings.get("/more")
def more():
    """History, settings, password, sign-out."""
    return render_template("settings/more.html", form=FlaskForm())


@settings.get("/settings")
def show():
    """Units, time zone, first day of the week."""
    return render_template(
        "settings/settings.html", form=SettingsForm.showing(current.user().settings)
    )


@settings.post("/settings")
def change():
    """Store the settings."""
    form = SettingsForm()
    if not form.validate():
        return render_template("settings/settings.html", form=form), 422
    change_settings(current.user().id, form.settings)
    db.session.commit()
    flash("Your settings are saved.")
    return redirect(url_for("settings.more"))
