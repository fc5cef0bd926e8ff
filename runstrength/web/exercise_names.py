"""The names and regions of exercises: those of the content, and the signed-in user's own."""

from collections.abc import Mapping

from flask import Flask, current_app, g

from ..storage.accounts import User
from ..training.exercises import Exercise
from ..training.workouts import Region
from . import current

REGIONS = {Region.LOWER: "Lower body", Region.CORE: "Core", Region.UPPER: "Upper body"}


def exercise_known(exercise: str) -> Exercise | None:
    """What is known of an exercise; None for one that is not there any more."""
    known = current_app.extensions["exercises"].get(exercise)
    return known or _own().get(exercise)


def name_for(user: User) -> None:
    """Let this request speak of a user's own exercises, though nobody is signed in."""
    g.named_for = user


def _own() -> Mapping[str, Exercise]:
    user = g.get("named_for") or (current.signed_in() and current.user())
    return user.exercises if user else {}


def exercise_name(exercise: str) -> str:
    """Its name; for one that is not there any more, its id in plain letters."""
    known = exercise_known(exercise)
    return known.name if known else exercise.replace("-", " ").capitalize()


def exercises_of(user: User) -> Mapping[str, Exercise]:
    """All exercises that a user can choose from, by id."""
    own = {known.id: known for known in user.exercises.values() if not known.is_removed}
    return {**own, **current_app.extensions["exercises"]}


def exercise_choices(chosen: str | None) -> dict[str, str | dict[str, str]]:
    """The exercises by region, to choose from; what was chosen stays shown if it is gone."""
    known = exercises_of(current.user())
    regions: dict[str, dict[str, str]] = {words: {} for words in REGIONS.values()}
    for exercise in known.values():
        regions[REGIONS[exercise.region]][exercise.id] = exercise.name
    groups = {"": "Choose an exercise"} | regions
    if chosen and chosen not in known:
        groups[chosen] = exercise_name(chosen)
    return groups


def regions_of(user: User) -> dict[str, Region]:
    """The main region of each exercise that a user's workouts may hold, by id.

    Own ones that were removed are among them: old workouts can be changed with them.
    """
    known = {**user.exercises, **current_app.extensions["exercises"]}
    return {exercise.id: exercise.region for exercise in known.values()}


def known_regions(app: Flask) -> dict[str, Region]:
    """The main region of every exercise of the content, by id."""
    return {known.id: known.region for known in app.extensions["exercises"].values()}
