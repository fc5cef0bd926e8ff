"""A routine's form that is saved: stored once, refused with what was typed, or in conflict."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for

from ...storage import routines
from ...storage.database import db
from ...storage.outcomes import Conflict
from ...training.limits import Invalid
from ...training.routines import Routine
from .. import current
from ..fields import report
from ..outcomes import refused
from ..writing import base_version, is_new_write, note_outcome, version_after
from .conflicts import BRING_BACK, REPLACE, changed, described
from .forms import RoutineForm

PUT = "put-routine"


def save_form(form: RoutineForm, stored: Routine | None, routine_id: UUID):
    """Store the routine as typed in the place of `stored`."""
    user = current.user()
    if not is_new_write(user.id, PUT, routine_id, version_after(stored)):
        return to(routine_id) if stored else redirect(url_for("routines.show_all"))
    routine = form.routine(routine_id)
    if routine is None:
        return refused(form, lambda: page(form, stored))
    try:
        base = base_version(form.base, routine_id)
        outcome, routine = routines.put(user.id, stored, routine, base)
    except Invalid as error:
        report(form, error, {})
        return refused(form, lambda: page(form, stored))
    except Conflict as error:
        return _conflict(form, error, routine)
    note_outcome(outcome, routine)
    db.session.commit()
    flash(f"Saved: {routine.name}.")
    return to(routine_id)


def _conflict(form: RoutineForm, error: Conflict, as_typed: Routine):
    """Keep what was typed; saving once more is the user's answer."""
    stored = error.current
    form.base_version.data = str(stored.version) if stored else ""
    form.base_version.raw_data = None
    form.form_errors.append(REPLACE if stored else BRING_BACK)
    return changed(stored, described(as_typed), form.form_errors[-1], lambda: page(form, stored))


def to(routine_id: UUID):
    """Lead on to a routine of one's own."""
    return redirect(url_for("routines.show", name=str(routine_id)))


def page(form: RoutineForm, stored: Routine | None = None) -> str:
    """The page of a form: as it opened, as it was refused, or with its rows changed."""
    return render_template("routines/form.html", form=form, stored=stored)
