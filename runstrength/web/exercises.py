"""The names of exercises, as pages write them."""

from flask import current_app


def exercise_name(exercise: str) -> str:
    """The guide's label; for one that has left the guide, its id in plain letters."""
    known = current_app.extensions["guide"].exercises.get(exercise)
    return known.name if known else exercise.replace("-", " ").capitalize()
