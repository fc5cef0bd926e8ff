"""Efforts of many workouts at once: what an import can't know, its owner can say quickly."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask_wtf import FlaskForm

from ...storage import workouts
from ...storage.database import db
from ...training.workouts import EFFORT
from .. import current
from ..cursor import cursor_after, position
from .views import imports

PAGE = 25
MOST_DIGITS = 2


@imports.get("/efforts")
def efforts():
    """The newest workouts without an effort, with ten buttons each."""
    return _page()


@imports.post("/efforts")
def fill_in():
    """Store the efforts that were said; one that has an effort by now keeps it."""
    if not FlaskForm().validate():
        return _page("This page was open for too long. Please send it again."), 422
    said = {
        UUID(name[7:]): int(effort)
        for name, effort in request.form.items()
        if name.startswith("effort-") and _is_id(name[7:]) and _is_effort(effort)
    }
    every = request.form.get("every", "")
    if _is_effort(every):
        shown = (UUID(each) for each in request.form.getlist("shown") if _is_id(each))
        said = {workout_id: int(every) for workout_id in shown} | said
    count = workouts.fill_efforts(current.user().id, said)
    db.session.commit()
    words = "Nothing was chosen." if not said else f"{count} filled in."
    flash(words)
    return redirect(url_for("imports.efforts", before=request.args.get("before")))


def _page(problem: str = "") -> str:
    before = position(request.args.get("before"))
    found = workouts.without_effort(current.user().id, before, PAGE + 1)
    return render_template(
        "imports/efforts.html",
        form=FlaskForm(),
        problem=problem,
        workouts=found[:PAGE],
        older=cursor_after(found[PAGE - 1]) if len(found) > PAGE else None,
        is_newest=before is None,
        scale=range(EFFORT.low, EFFORT.high + 1),
    )


def _is_effort(text: str) -> bool:
    if not (text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS):
        return False
    return EFFORT.complaint(int(text)) is None


def _is_id(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False
