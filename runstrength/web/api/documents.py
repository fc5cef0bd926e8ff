"""Workouts as JSON documents, and back."""

from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from ...storage.accounts import User
from ...training import intervals
from ...training.limits import FieldError, Invalid
from ...training.quantities import Distance, DistanceUnit, Weight, WeightUnit
from ...training.workouts import (
    Form,
    Lift,
    LiftExercise,
    Region,
    Run,
    RunType,
    Set,
    SetKind,
    Side,
    Workout,
)
from .. import current
from ..exercise_names import regions_of
from ..shoe_names import shelf_of
from .schemas import faults

# As many digits are the same again after a trip through any reader of JSON.
DOUBLE_DIGITS = 15
# A weight in kilograms beside the same in pounds is as written for people: rounded.
POUNDS_AGREE_WITHIN_KG = Fraction(1, 1000)


def workout_document(workout: Workout) -> dict:
    """A workout as the API gives it."""
    is_run = isinstance(workout, Run)
    return {
        "id": str(workout.id),
        "version": workout.version,
        "kind": workout.kind,
        "started_at": workout.local_start.isoformat(),
        "time_zone": workout.time_zone,
        "date": workout.local_date.isoformat(),
        "duration_s": workout.duration_s,
        "effort": workout.effort,
        "notes": workout.notes,
        "planned": workout.planned,
        "source": workout.source,
        **({"run": _run_document(workout)} if is_run else {"lift": _lift_document(workout)}),
    }


def _run_document(run: Run) -> dict:
    return {
        "type": run.type,
        "distance_m": number(run.distance.m) if run.distance else None,
        "moving_s": run.moving_s,
        "avg_hr_bpm": run.avg_hr_bpm,
        "intervals": run.intervals,
        "is_treadmill": run.is_treadmill,
        "elevation_gain_m": run.elevation_gain_m,
        "shoe_id": str(run.shoe_id) if run.shoe_id else None,
    }


def _lift_document(lift: Lift) -> dict:
    return {
        "avg_hr_bpm": lift.avg_hr_bpm,
        "exercises": [_exercise_document(e) for e in lift.exercises],
    }


def _exercise_document(done: LiftExercise) -> dict:
    return {
        "exercise": done.exercise,
        "form": done.form,
        "notes": done.notes,
        "superset": done.superset,
        "sets": [_set_document(s) for s in done.sets],
    }


def _set_document(s: Set) -> dict:
    pounds = s.weight and s.weight.unit is WeightUnit.LB
    return {
        "kind": s.kind,
        "reps": s.reps,
        "weight_kg": number(s.weight.kg) if s.weight else None,
        **({"weight_lb": number(Fraction(s.weight.value))} if pounds else {}),
        "rir": s.rir,
        "duration_s": s.duration_s,
        "side": s.side,
    }


def workout_from(sent: object, workout_id: UUID, user: User, stored: Workout | None) -> Workout:
    """The workout that a sent document means: what it leaves out keeps its stored value.

    Raises `Invalid` with every fault, each under its dotted field.
    """
    if not isinstance(sent, dict):
        raise Invalid([FieldError("body", "must be an object")])
    document = _merged(sent, workout_document(stored) if stored else {})
    _refuse(faults(document))
    kind = document["kind"]
    other = "lift" if kind == "run" else "run"
    part = document.get(kind)
    if part is None:
        raise Invalid([FieldError(kind, "is required")])
    if document.get(other) is not None:
        raise Invalid([FieldError(other, f"does not belong to a {kind}")])
    sent_id = document.get("id")
    if sent_id is not None and sent_id.lower() != str(workout_id):
        raise Invalid([FieldError("id", "must be that of the address, or absent")])
    build = _run_from if kind == "run" else _lift_from
    return build(_common(document, workout_id, user), part, stored)


def _merged(sent: dict, stored: dict) -> dict:
    document = {**stored, **sent}
    for part in ("run", "lift"):
        if isinstance(sent.get(part), dict) and isinstance(stored.get(part), dict):
            document[part] = {**stored[part], **sent[part]}
    if isinstance(sent.get("kind"), str) and sent["kind"] != stored.get("kind"):
        # A workout that changes its kind leaves its other part behind.
        document = {k: v for k, v in document.items() if k in sent or k not in ("run", "lift")}
    return document


def _common(document: dict, workout_id: UUID, user: User) -> dict:
    return {
        "id": workout_id,
        "started_at": _instant(document["started_at"]),
        "time_zone": document.get("time_zone", user.settings.time_zone),
        "duration_s": int(document["duration_s"]),
        "effort": _whole(document.get("effort")),
        "notes": document.get("notes") or "",
        "planned": bool(document.get("planned")),
        "source": "api",
    }


def _run_from(common: dict, part: dict, stored: Workout | None) -> Run:
    try:
        return Run(
            **common,
            type=RunType(part.get("type", "other")),
            distance=_distance(part.get("distance_m"), stored),
            moving_s=_whole(part.get("moving_s")),
            avg_hr_bpm=_whole(part.get("avg_hr_bpm")),
            intervals=_intervals(part.get("intervals")),
            is_treadmill=bool(part.get("is_treadmill")),
            elevation_gain_m=_whole(part.get("elevation_gain_m")),
            shoe_id=_shoe_id(part.get("shoe_id"), stored),
        )
    except Invalid as error:
        raise Invalid(
            FieldError(f"run.{e.field}" if e.field in part else e.field, e.message)
            for e in error.errors
        ) from error


def _intervals(text: str | None) -> str:
    """Intervals as they are written here, however they were written there."""
    try:
        return str(intervals.parse(text)) if text else ""
    except ValueError as error:
        raise Invalid([FieldError("intervals", str(error))]) from error


def _shoe_id(text: str | None, stored: Workout | None) -> UUID | None:
    """The id of one of the user's own shoes; a stored run's are."""
    if text is None:
        return None
    try:
        shoe_id = UUID(text)
    except ValueError:
        shoe_id = None
    known = stored.shoe_id if isinstance(stored, Run) else None
    if shoe_id is None or (shoe_id != known and not shelf_of(current.user()).find(shoe_id)):
        raise Invalid([FieldError("shoe_id", "is none of your shoes")])
    return shoe_id


def _distance(metres: Decimal | int | None, stored: Workout | None) -> Distance | None:
    """The distance in metres; one that is stored in miles and sent back unchanged stays so."""
    known = stored.distance if isinstance(stored, Run) else None
    if metres is not None and known and Decimal(str(number(known.m))) == metres:
        return known
    return None if metres is None else Distance(_as_sent(metres), DistanceUnit.M)


def _lift_from(common: dict, part: dict, stored: Workout | None) -> Lift:
    regions = regions_of(current.user())
    if isinstance(stored, Lift):
        # An exercise that has left the guide stays with its workouts.
        regions |= {e.exercise: e.region for e in stored.exercises}
    errors: list[FieldError] = []
    exercises = []
    for n, sent in enumerate(part.get("exercises", [])):
        try:
            exercises.append(_exercise_from(sent, regions))
        except Invalid as error:
            errors += error.under(f"lift.exercises.{n}").errors
    _refuse(errors)
    avg_hr_bpm = _whole(part.get("avg_hr_bpm"))
    return Lift(**common, avg_hr_bpm=avg_hr_bpm, exercises=tuple(exercises))


def _exercise_from(sent: dict, regions: dict[str, Region]) -> LiftExercise:
    errors: list[FieldError] = []
    if sent["exercise"] not in regions:
        errors.append(FieldError("exercise", "is not a known exercise"))
    sets = []
    for n, sent_set in enumerate(sent.get("sets", [])):
        try:
            sets.append(_set_from(sent_set))
        except Invalid as error:
            errors += error.under(f"sets.{n}").errors
    _refuse(errors)
    form = sent.get("form")
    return LiftExercise(
        exercise=sent["exercise"],
        region=regions[sent["exercise"]],
        form=Form(form) if form else None,
        sets=tuple(sets),
        notes=sent.get("notes") or "",
        superset=_whole(sent.get("superset")),
    )


def _set_from(sent: dict) -> Set:
    return Set(
        kind=SetKind(sent.get("kind", "working")),
        reps=_whole(sent.get("reps")),
        weight=_weight(sent.get("weight_kg"), sent.get("weight_lb")),
        rir=_whole(sent.get("rir")),
        duration_s=_whole(sent.get("duration_s")),
        side=Side(sent["side"]) if sent.get("side") else None,
    )


def _weight(kg: Decimal | int | None, lb: Decimal | int | None) -> Weight | None:
    if lb is None:
        return None if kg is None else Weight(_as_sent(kg), WeightUnit.KG)
    try:
        weight = Weight(_as_sent(lb), WeightUnit.LB)
    except Invalid as error:
        message = f"is a weight that {error.errors[0].message}"
        raise Invalid([FieldError("weight_lb", message)]) from error
    if kg is not None and abs(weight.kg - Fraction(kg)) > POUNDS_AGREE_WITHIN_KG:
        raise Invalid([FieldError("weight_lb", "is not the same weight as weight_kg")])
    return weight


def _refuse(errors: list[FieldError]) -> None:
    if errors:
        raise Invalid(errors)


def _instant(text: str) -> datetime:
    try:
        instant = datetime.fromisoformat(text)
        return instant.astimezone(UTC) if instant.tzinfo else instant
    except (ValueError, OverflowError) as error:
        shape = "must be a date and time such as 2026-11-16T07:00:00+01:00"
        raise Invalid([FieldError("started_at", shape)]) from error


def _as_sent(value: Decimal | int) -> Decimal:
    """A number as JSON can give it back: past the digits of a double, the nearest double."""
    exact = Decimal(value)
    long = exact.is_finite() and len(exact.as_tuple().digits) > DOUBLE_DIGITS
    return Decimal(repr(float(exact))) if long and abs(exact.adjusted()) < DOUBLE_DIGITS else exact


def _whole(value: Decimal | int | None) -> int | None:
    return None if value is None else int(value)


def number(value: Fraction) -> int | float:
    """An exact number as JSON has it."""
    return int(value) if value.denominator == 1 else float(value)
