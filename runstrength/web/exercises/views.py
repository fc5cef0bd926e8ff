"""The exercises, open to anyone; one's own, and one's history, for those signed in."""

from flask import Blueprint, abort, current_app, render_template, request

from ...training.exercise_search import names_of, search
from ...training.exercises import Exercise
from .. import current
from ..current import public
from ..exercise_names import REGIONS, exercise_known, exercises_of
from .history import history_of

exercises = Blueprint("exercises", __name__)
exercises.add_app_template_filter(exercise_known)

LONGEST_SEARCH = 100


@exercises.get("/exercises")
@public
def show_all():
    """All exercises by region, or those that fit `?q=`, the best first."""
    typed = request.args.get("q", "")[:LONGEST_SEARCH].strip()
    known = sorted(_known().values(), key=lambda exercise: exercise.name.casefold())
    return render_template(
        "exercises/exercises.html",
        typed=typed,
        found=search(typed, known) if typed else None,
        own=[exercise for exercise in known if exercise.is_own],
        regions={
            words: [e for e in known if e.region is region and not e.is_own]
            for region, words in REGIONS.items()
        },
        names_of=names_of,
    )


@exercises.get("/exercises/<exercise_id>")
@public
def show(exercise_id: str):
    """One exercise: how it is done, and how it went."""
    exercise = exercise_known(exercise_id) or abort(404)
    return render_template(
        "exercises/exercise.html",
        exercise=exercise,
        region=REGIONS[exercise.region],
        guide=current_app.extensions["guide"],
        history=history_of(current.user(), exercise.id) if current.signed_in() else None,
    )


def _known() -> dict[str, Exercise]:
    if current.signed_in():
        return dict(exercises_of(current.user()))
    return dict(current_app.extensions["exercises"])
