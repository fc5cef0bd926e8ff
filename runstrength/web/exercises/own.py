"""A user's own exercises: added, changed, removed from the choice, and brought back."""

from dataclasses import replace

from flask import abort, current_app, flash, redirect, render_template, url_for

from ...guidance.passages import slug
from ...storage.accounts import User, change_exercises
from ...storage.database import db
from ...training.exercise_search import claim, names_of
from ...training.exercises import OWN, Exercise
from .. import current
from ..outcomes import refused
from ..writing import is_new_write
from .forms import OwnForm
from .views import exercises

MOST = 200
LONGEST_SLUG = 40
FULL = f"You have {MOST} of your own, with those that you removed. There can be no more."


@exercises.get("/exercises/new")
def new():
    """A form for an exercise of one's own."""
    return _page(OwnForm(formdata=None))


@exercises.post("/exercises/new")
def add():
    """Store an exercise of one's own; the same one again changes nothing."""
    user, form = current.user(), OwnForm()
    exercise = form.exercise(_free_id(user, form.name.data or ""))
    if not exercise:
        return refused(form, lambda: _page(form))
    is_new = is_new_write(user.id, "add-exercise", _slug(exercise.name))
    if is_new and user.exercises.get(exercise.id) != exercise:
        if len({*user.exercises, exercise.id}) > MOST:
            form.form_errors.append(FULL)
        if form.form_errors or not _is_unclaimed(user, exercise, form, is_added=True):
            return refused(form, lambda: _page(form))
        _keep(user, exercise)
        flash(f"Added: {exercise.name}. It is among the exercises that you can log.")
    elif is_new:
        db.session.commit()  # The key, so that a late copy does not bring back what is removed.
    return redirect(url_for("exercises.show", exercise_id=exercise.id))


@exercises.get("/exercises/<exercise_id>/edit")
def edit(exercise_id: str):
    """The form of one of one's own."""
    exercise = _own(exercise_id)
    return _page(OwnForm.showing(exercise), exercise)


@exercises.post("/exercises/<exercise_id>/edit")
def change(exercise_id: str):
    """Store what one of one's own is called, and how it is logged."""
    user, stored, form = current.user(), _own(exercise_id), OwnForm()
    exercise = form.exercise(stored.id)
    if not exercise:
        return refused(form, lambda: _page(form, stored))
    if is_new_write(user.id, "change-exercise", stored.id):
        exercise = replace(exercise, is_removed=stored.is_removed)
        if not _is_unclaimed(user, exercise, form):
            return refused(form, lambda: _page(form, stored))
        _keep(user, exercise)
        flash("Saved.")
    return redirect(url_for("exercises.show", exercise_id=stored.id))


@exercises.post("/exercises/<exercise_id>/remove")
def remove(exercise_id: str):
    """Offer an exercise no more; what was logged of it stays as it is."""
    user, exercise = current.user(), _own(exercise_id)
    if is_new_write(user.id, "remove-exercise", exercise.id):
        _keep(user, replace(exercise, is_removed=True))
        flash("Removed from your exercises. What you logged of it stays.")
    return redirect(url_for("exercises.show", exercise_id=exercise.id))


@exercises.post("/exercises/<exercise_id>/restore")
def restore(exercise_id: str):
    """Offer an exercise again."""
    user, exercise = current.user(), _own(exercise_id)
    if is_new_write(user.id, "restore-exercise", exercise.id):
        if other := _claiming(user, exercise):
            abort(409, f"{other.name} goes by this name now.")
        _keep(user, replace(exercise, is_removed=False))
        flash("Brought back.")
    return redirect(url_for("exercises.show", exercise_id=exercise.id))


def _own(exercise_id: str) -> Exercise:
    return current.user().exercises.get(exercise_id) or abort(404)


def _keep(user: User, exercise: Exercise) -> None:
    """Store it among the user's others, which this request read under its own lock."""
    change_exercises(user.id, {**user.exercises, exercise.id: exercise})
    db.session.commit()


def _is_unclaimed(user: User, exercise: Exercise, form: OwnForm, is_added: bool = False) -> bool:
    stored = user.exercises.get(exercise.id)
    other = stored if is_added and stored and not stored.is_removed else None
    if other := other or _claiming(user, exercise):
        form.name.errors = [f"{other.name} goes by this name already."]
    return not other


def _claiming(user: User, exercise: Exercise) -> Exercise | None:
    """Another exercise that a search could not tell from this one."""
    own = (each for each in user.exercises.values() if not each.is_removed)
    known = [*current_app.extensions["exercises"].values(), *own]
    wanted = claim(exercise.name)
    others = (each for each in known if each.id != exercise.id)
    return next((each for each in others if wanted in map(claim, names_of(each))), None)


def _free_id(user: User, name: str) -> str:
    """An id after the name; the one that the user's exercise of this name has, if there is one."""
    plain = f"{OWN}{_slug(name)}"
    candidates = [plain, *(f"{plain}-{n}" for n in range(2, MOST + 2))]
    own = user.exercises
    return next(
        each for each in candidates if each not in own or claim(own[each].name) == claim(name)
    )


def _slug(name: str) -> str:
    return slug(name)[:LONGEST_SLUG].strip("-") or "exercise"


def _page(form: OwnForm, exercise: Exercise | None = None) -> str:
    return render_template("exercises/own.html", form=form, exercise=exercise)
