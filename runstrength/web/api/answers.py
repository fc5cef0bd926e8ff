"""The shapes of what the API answers with and takes, for the OpenAPI document."""

from ...training.flags import Action, Severity
from ...training.workouts import Region
from . import import_paths
from .schemas import ARRANGE, CHECK_IN, SET_ASIDE, SETTLE, WEEK_SENT, WORKOUT, one_of
from .shapes import (
    BOOLEAN,
    DATE,
    INSTANT,
    NUMBER,
    TEXT,
    UUID,
    WHOLE,
    array_of,
    object_of,
    or_null,
    page_of,
    ref,
)


def answers() -> dict:
    """What the API answers with, and what it takes, by name."""
    by_region = {region.value: NUMBER for region in Region}
    totals = {"count": WHOLE, "minutes": NUMBER, "load": NUMBER, "uncounted": WHOLE}
    regions = object_of(**by_region)
    cost = object_of(**dict.fromkeys(("warnings", "cautions", "infos", "moves"), WHOLE))
    scores = dict.fromkeys(CHECK_IN["properties"], WHOLE)
    return {
        **import_paths.shapes(),
        "Workout": WORKOUT,
        "Deleted": object_of(id=UUID, version=WHOLE, deleted={"const": True}),
        # A replay of a write whose workout was deleted since changes nothing, and says so.
        "WorkoutOrDeleted": {"oneOf": [ref("Workout"), ref("Deleted")]},
        "WorkoutSent": {
            **WORKOUT,
            "required": [],
            "description": "A new workout needs kind, started_at, duration_s and its run or lift; "
            "a replacement keeps what is left out.",
        },
        "WorkoutList": page_of("Workout"),
        "Flag": object_of(
            id=TEXT,
            rule=TEXT,
            severity={"type": "string", "enum": [s.word for s in Severity]},
            date=DATE,
            headline=TEXT,
            about=or_null(TEXT),
            measured=or_null(NUMBER),
            compared_with=or_null(NUMBER),
            workouts=array_of(UUID),
            tips=array_of(TEXT),
            citations=array_of(object_of(tip=TEXT, label=TEXT, text=TEXT, url=TEXT)),
            gap_s=or_null(WHOLE),
            estimated=BOOLEAN,
            planned=BOOLEAN,
            set_aside=BOOLEAN,
            set_aside_reason=or_null(TEXT),
            remedies=array_of(ref("Remedy")),
        ),
        "FlagList": page_of("Flag"),
        "WhatIf": object_of(adds=array_of(ref("Flag")), settles=array_of(ref("Flag"))),
        "Remedy": object_of(
            (
                "to_date",
                "start_not_before",
                "end_not_after",
                "effort_at_most",
                "rir_at_least",
                "duration_s_at_most",
                "distance_m_at_most",
                "working_sets_at_most",
                "exercise",
                "weight_kg_at_most",
            ),
            action=one_of(Action),
            workouts=array_of(UUID),
            to_date=DATE,
            start_not_before=INSTANT,
            end_not_after=INSTANT,
            effort_at_most=WHOLE,
            rir_at_least=WHOLE,
            duration_s_at_most=WHOLE,
            distance_m_at_most=WHOLE,
            working_sets_at_most=WHOLE,
            exercise=TEXT,
            weight_kg_at_most=NUMBER,
        ),
        "CheckIn": object_of(date=DATE, **scores, readiness=WHOLE),
        "CheckInSent": CHECK_IN,
        "CheckInList": page_of("CheckIn"),
        "SetAside": SET_ASIDE,
        "Arrange": ARRANGE,
        "Arrangement": object_of(
            moves=array_of(object_of(workout=UUID, date=DATE)),
            before=cost,
            after=cost,
            remaining=array_of(ref("Flag")),
            stuck=array_of(UUID),
            exact=BOOLEAN,
        ),
        "Settle": SETTLE,
        "Settlement": object_of(
            remedy={"oneOf": [ref("Remedy"), {"type": "null"}]},
            changed=array_of(ref("Workout")),
            adds=array_of(ref("Flag")),
        ),
        "WeekSent": WEEK_SENT,
        "Day": object_of(
            date=DATE,
            runs=array_of(ref("Workout")),
            lifts=array_of(ref("Workout")),
            planned=array_of(ref("Workout")),
            intensity={
                "type": "string",
                "enum": ["rest", "easy", "unknown", "moderate", "hard"],
            },
            estimated=BOOLEAN,
            load=or_null(NUMBER),
            flags=array_of(ref("Flag")),
        ),
        "Week": object_of(
            **{
                "week": TEXT,
                "from": DATE,
                "to": DATE,
                "deload": BOOLEAN,
                "days": array_of(ref("Day")),
            },
            totals=object_of(
                run=object_of(**totals, metres=NUMBER),
                lift=object_of(
                    **totals, sets=WHOLE, sets_by_region=regions, volume_by_region=regions
                ),
            ),
            load=NUMBER,
            uncounted=WHOLE,
            monotony=or_null(NUMBER),
            strain=or_null(NUMBER),
        ),
        "Problem": object_of(
            ("version",),
            type=TEXT,
            title=TEXT,
            status=WHOLE,
            detail=TEXT,
            errors=array_of(object_of(field=TEXT, message=TEXT)),
            version=or_null(WHOLE),
        ),
    }
