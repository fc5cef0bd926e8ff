"""The page that a form for a workout stands on."""

from flask import current_app, render_template, request

from ...storage.outcomes import Tombstone
from ...training.what_if import WhatIf
from ...training.workouts import Lift, Run, Workout
from .. import current
from .forms import WorkoutForm
from .logger import logger
from .opening import Opening
from .repeating import repeating


def page(
    form: WorkoutForm,
    stored: Workout | Tombstone | None = None,
    *,
    opening: Opening | None = None,
    likely: dict | None = None,
    found: WhatIf | None = None,
) -> str:
    """The page of a form: as it opened, as it was refused, or with what was found of it."""
    stored = stored if isinstance(stored, Workout) else None
    title, save = _titles(form, stored)
    return render_template(
        f"log/{form.kind}.html",
        form=form,
        stored=stored,
        title=title,
        save=save,
        opening=opening,
        likely=likely,
        found=found,
        guide=current_app.extensions["guide"],
        logger=logger() if form.kind == Lift.kind else None,
        repeating=_repeating(form, opening),
    )


def _repeating(form: WorkoutForm, opening: Opening | None) -> dict | None:
    """For the form as it opens by itself: it stands, without a network, for one that repeats."""
    is_plain = form.kind == Run.kind and opening and not request.args
    return repeating(current.user()) if is_plain else {}


def _titles(form: WorkoutForm, stored: Workout | None) -> tuple[str, str]:
    """What the page and its button are called."""
    if stored and stored.planned == form.is_planned:
        return f"Edit {'planned ' if stored.planned else ''}{form.kind}", "Save changes"
    if form.is_planned:
        return f"Plan a {form.kind}", "Save plan"
    return f"Log a {form.kind}", f"Save {form.kind}"
