"""What an account holds beside its workouts, put back from an export: what is there stays."""

from datetime import date
from uuid import UUID

from sqlalchemy import delete

from ..training.check_ins import CheckIn
from ..training.exercises import Exercise
from ..training.limits import Invalid
from ..training.routines import Routine
from ..training.shoes import Shoe
from . import accounts, marks, routines, shoes
from .accounts import User
from .database import db, insert_into, now
from .marks import SCORES
from .tables import check_ins, deload_weeks, lift_exercises, set_asides

MOST_EXERCISES = 200  # Of one's own.


def add_exercise(user: User, exercise: Exercise) -> bool:
    """Add one of the user's own exercises; False where it is there, or there is no room."""
    if exercise.id in user.exercises or len(user.exercises) >= MOST_EXERCISES:
        return False
    accounts.change_exercises(user.id, {**user.exercises, exercise.id: exercise})
    return True


def add_name(user: User, app: str, name: str, exercise: str) -> bool:
    """Keep what a name in another app means; False where that is known."""
    key = f"{app}/{name}"
    if key in user.names_elsewhere:
        return False
    accounts.change_names_elsewhere(user.id, {**user.names_elsewhere, key: exercise})
    return True


def remove_name(user: User, app: str, name: str, exercise: str) -> bool:
    """Forget what a name in another app means; False where it means something else by now."""
    key = f"{app}/{name}"
    if user.names_elsewhere.get(key) != exercise:
        return False
    kept = {each: meant for each, meant in user.names_elsewhere.items() if each != key}
    accounts.change_names_elsewhere(user.id, kept)
    return True


def add_routine(user_id: UUID, routine: Routine) -> bool:
    """Add a routine; False where it is there, or there is no room."""
    if routines.find(user_id, UUID(routine.id)):
        return False
    try:
        routines.add(user_id, routine)
    except Invalid:
        return False
    return True


def add_shoes(user_id: UUID, shoe: Shoe) -> bool:
    """Add a pair; False where it is there, or there is no room."""
    if shoes.find(user_id, shoe.id):
        return False
    try:
        shoes.put(user_id, shoe)
    except Invalid:
        return False
    return True


def add_check_in(user_id: UUID, day: date, check_in: CheckIn) -> bool:
    """Add a check-in; False where the date has one."""
    scores = {name: getattr(check_in, name) for name in SCORES}
    return _added(check_ins, user_id, local_date=day, **scores, saved_at=now())


def add_deload(user_id: UUID, thursday: date) -> bool:
    """Mark a week as deload; False where it is."""
    return _added(deload_weeks, user_id, thursday=thursday)


def add_set_aside(user_id: UUID, flag_id: str, day: date, reason: str) -> bool:
    """Set a flag aside; False where it is."""
    values = {"flag_id": flag_id, "flag_date": day, "reason": reason}
    return _added(set_asides, user_id, **values, saved_at=now())


def remove_exercise(user: User, exercise: Exercise) -> bool:
    """Remove one of the user's own; False where it was changed since, or something names it."""
    kept = {**user.exercises}
    if kept.pop(exercise.id, None) != exercise or _is_exercise_named(user, exercise.id):
        return False
    accounts.change_exercises(user.id, kept)
    return True


def remove_routine(user_id: UUID, routine: Routine) -> bool:
    """Remove a routine; False where it was changed since."""
    if routines.find(user_id, UUID(routine.id)) != routine:
        return False
    routines.remove(user_id, routine, None)
    return True


def remove_shoes(user_id: UUID, shoe: Shoe) -> bool:
    """Remove a pair; False where it was changed since, or a run names it."""
    return shoes.find(user_id, shoe.id) == shoe and shoes.remove(user_id, shoe.id)


def remove_check_in(user_id: UUID, day: date, check_in: CheckIn) -> bool:
    """Remove a check-in; False where it was changed since."""
    if marks.check_in_on(user_id, day) != check_in:
        return False
    marks.remove_check_in(user_id, day)
    return True


def remove_deload(user_id: UUID, thursday: date) -> None:
    """Mark a week as deload no longer."""
    own = (deload_weeks.c.user_id == user_id, deload_weeks.c.thursday == thursday)
    db.session.execute(delete(deload_weeks).where(*own))


def _is_exercise_named(user: User, exercise: str) -> bool:
    """Whether a lift, be it one that was deleted, a routine or another app's name means it."""
    own = (lift_exercises.c.user_id == user.id, lift_exercises.c.exercise == exercise)
    lifted = db.session.execute(lift_exercises.select().where(*own).limit(1)).first()
    planned = (each.exercise for routine in routines.of_user(user.id) for each in routine.exercises)
    return bool(lifted) or exercise in user.names_elsewhere.values() or exercise in planned


def _added(table, user_id: UUID, **values) -> bool:
    statement = insert_into(table).values(user_id=user_id, **values).on_conflict_do_nothing()
    return db.session.execute(statement).rowcount == 1
