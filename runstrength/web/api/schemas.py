"""The JSON that the API takes, as JSON Schema: it validates, and the OpenAPI document shows it.

The ranges are those of the training values; nothing is said twice.
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import islice

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from ...storage.marks import REASON_CHARACTERS
from ...training.check_ins import SCORE
from ...training.limits import FieldError, Invalid, Range
from ...training.quantities import DISTANCE_M, WEIGHT_KG
from ...training.workouts import (
    AVG_HR_BPM,
    DURATION_S,
    EFFORT,
    ELEVATION_GAIN_M,
    EXERCISE_NOTES_CHARACTERS,
    INTERVALS_CHARACTERS,
    MOST_EXERCISES,
    MOST_SETS,
    NOTES_CHARACTERS,
    REPS,
    RIR,
    SET_DURATION_S,
    SUPERSET,
    Form,
    RunType,
    SetKind,
    Side,
)
from .sent import sent_body


def whole(allowed: Range, *, null: bool = True, says: str = "") -> dict:
    """A whole number within a range."""
    return _number("integer", allowed, null, says)


def decimal(allowed: Range, says: str) -> dict:
    """A number within a range, or null."""
    return _number("number", allowed, True, says)


def one_of(words: type, *, null: bool = False, default: str | None = None) -> dict:
    """One of an enumeration's words."""
    values = [word.value for word in words]
    extra = {"default": default} if default else {}
    return {"type": _or_null("string", null), "enum": [*values, None] if null else values, **extra}


def strict(properties: dict, required: tuple[str, ...] = (), *, null: bool = False) -> dict:
    """An object without unknown fields."""
    return {
        "type": _or_null("object", null),
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _number(kind: str, allowed: Range, null: bool, says: str) -> dict:
    about = {"description": says or allowed.unit} if says or allowed.unit else {}
    bounds = {"minimum": allowed.low, "maximum": allowed.high}
    return {"type": _or_null(kind, null), **bounds, **about}


def _or_null(kind: str, null: bool) -> str | list[str]:
    return [kind, "null"] if null else kind


def _list(items: dict, most: int) -> dict:
    return {"type": "array", "items": items, "maxItems": most}


def _read_only(kind: str, says: str, **more) -> dict:
    return {"type": kind, "readOnly": True, "description": says, **more}


SET = strict(
    {
        "kind": one_of(SetKind, default="working"),
        "reps": whole(REPS, says="null for a timed set"),
        "weight_kg": decimal(WEIGHT_KG, "null for bodyweight, below zero for assistance"),
        "weight_lb": {
            "type": ["number", "null"],
            "description": "may stand for weight_kg; kept in pounds",
        },
        "rir": whole(RIR, says="reps in reserve"),
        "duration_s": whole(SET_DURATION_S),
        "side": one_of(Side, null=True),
    }
)
EXERCISE = strict(
    {
        "exercise": {"type": "string", "description": "an exercise's id"},
        "form": one_of(Form, null=True),
        "notes": {"type": ["string", "null"], "maxLength": EXERCISE_NOTES_CHARACTERS},
        "superset": whole(SUPERSET, says="neighbours of the same number were done in turn"),
        "sets": _list(SET, MOST_SETS),
    },
    ("exercise",),
)
RUN = strict(
    {
        "type": one_of(RunType, default="other"),
        "distance_m": decimal(DISTANCE_M, "metres"),
        "moving_s": whole(DURATION_S, says="seconds in motion, where known"),
        "avg_hr_bpm": whole(AVG_HR_BPM),
        "intervals": {
            "type": ["string", "null"],
            "maxLength": INTERVALS_CHARACTERS,
            "description": "repeats in words, such as 6 x 800 m @ 3:20 r 2:00",
        },
        "is_treadmill": {"type": ["boolean", "null"], "default": False},
        "elevation_gain_m": whole(ELEVATION_GAIN_M),
        "shoe_id": {
            "type": ["string", "null"],
            "format": "uuid",
            "description": "one of the user's shoes",
        },
    },
    null=True,
)
LIFT = strict(
    {"avg_hr_bpm": whole(AVG_HR_BPM), "exercises": _list(EXERCISE, MOST_EXERCISES)}, null=True
)
READ_ONLY = {
    "id": _read_only("string", "the workout's UUID", format="uuid"),
    "version": _read_only("integer", "counts edits; the ETag"),
    "date": _read_only("string", "the local date on which it started", format="date"),
    "source": _read_only("string", "where it came from"),
}
WORKOUT = strict(
    {
        "kind": {"type": "string", "enum": ["run", "lift"]},
        "started_at": {"type": "string", "format": "date-time"},
        "time_zone": {"type": "string", "description": "IANA zone; the user's where absent"},
        "duration_s": whole(DURATION_S, null=False, says="seconds from start to end"),
        "effort": whole(EFFORT, says="session RPE"),
        "notes": {"type": ["string", "null"], "maxLength": NOTES_CHARACTERS},
        "planned": {"type": ["boolean", "null"], "default": False},
        "run": RUN,
        "lift": LIFT,
        **READ_ONLY,
    },
    ("kind", "started_at", "duration_s"),
)

CHECK_IN = strict(
    {
        name: whole(SCORE, null=False, says="5 is the best")
        for name in ("sleep", "energy", "soreness", "stress", "mood")
    },
    ("sleep", "energy", "soreness", "stress", "mood"),
)
SET_ASIDE = strict(
    {
        "date": {"type": "string", "format": "date", "description": "the flag's date"},
        "reason": {"type": "string", "maxLength": REASON_CHARACTERS},
    },
    ("date", "reason"),
)
ARRANGE = strict(
    {
        "busy": _list({"type": "string", "format": "date"}, 7),
        "pinned": _list({"type": "string", "format": "uuid"}, 100),
    }
)
SETTLE = strict(
    {
        "flag": {"type": "string", "description": "the flag's id"},
        "date": {"type": "string", "format": "date", "description": "the flag's date"},
    },
    ("flag", "date"),
)
WEEK_SENT = strict({"deload": {"type": "boolean"}}, ("deload",))

MOST_FAULTS = 100  # Whoever mends these can ask again.
TYPES = {
    "integer": "a whole number",
    "number": "a number",
    "string": "text",
    "boolean": "true or false",
    "array": "a list",
    "object": "an object",
    "null": "null",
}


def faults(document: object, schema: dict = WORKOUT) -> list[FieldError]:
    """The faults of a document, each with its dotted field; at most MOST_FAULTS."""
    return [
        FieldError(".".join(map(str, error.absolute_path)) or "body", _words(error))
        for error in islice(_VALIDATORS[id(schema)].iter_errors(document), MOST_FAULTS)
    ]


def checked(schema: dict) -> dict:
    """The body that was sent, as `schema` has it. Raises `Invalid`."""
    sent = sent_body()
    if found := faults(sent, schema):
        raise Invalid(found)
    return sent


def _words(error: ValidationError) -> str:
    schema = error.schema
    match error.validator:
        case "type":
            wanted = schema["type"]
            names = [TYPES[name] for name in ([wanted] if isinstance(wanted, str) else wanted)]
            return f"must be {' or '.join(names)}"
        case "minimum" | "maximum":
            whole = "integer" in schema["type"]
            return Range(schema["minimum"], schema["maximum"], whole=whole).complaint(
                error.instance
            )
        case "enum":
            return f"must be one of {', '.join(str(word) for word in schema['enum'] if word)}"
        case "maxLength":
            return f"must be at most {schema['maxLength']:,} characters"
        case "maxItems":
            return f"must have at most {schema['maxItems']:,} items"
        case "format":
            return "must be a date and time with its offset, such as 2026-11-16T07:00:00+01:00"
    return error.message


def _required(_validator, names, instance, _schema) -> Iterator[ValidationError]:
    for name in names:
        if isinstance(instance, dict) and name not in instance:
            yield ValidationError("is required", path=[name])


def _no_unknown(_validator, _allowed, instance, schema) -> Iterator[ValidationError]:
    for name in instance if isinstance(instance, dict) else ():
        if name not in schema["properties"]:
            yield ValidationError("is not a known field", path=[name])


def _is_number(_checker, value) -> bool:
    if isinstance(value, Decimal):
        return value.is_finite()
    return isinstance(value, int) and not isinstance(value, bool)


def _is_whole(checker, value) -> bool:
    # 1E+999999 is whole, too, but must not be written out to find that out.
    whole_decimal = isinstance(value, Decimal) and value.is_finite() and value.adjusted() < 20
    if whole_decimal:
        return value == value.to_integral_value()
    return isinstance(value, int) and not isinstance(value, bool)


_Validator = extend(
    Draft202012Validator,
    validators={"required": _required, "additionalProperties": _no_unknown},
    type_checker=Draft202012Validator.TYPE_CHECKER.redefine_many(
        {"number": _is_number, "integer": _is_whole}
    ),
)
_VALIDATORS = {
    id(schema): _Validator(schema, format_checker=FormatChecker(formats=()))
    for schema in (WORKOUT, CHECK_IN, SET_ASIDE, ARRANGE, SETTLE, WEEK_SENT)
}
