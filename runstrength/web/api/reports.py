"""What follows from workouts, as JSON documents: flags and weeks."""

from collections.abc import Mapping
from fractions import Fraction

from flask import current_app, url_for

from ...training.balance import DayBalance, Totals
from ...training.flags import Flag, Remedy
from ...training.workouts import Region
from .. import current
from ..headlines import headline
from ..reading import Stretch
from .documents import number, workout_document


def flag_document(flag: Flag, set_asides: Mapping[str, str]) -> dict:
    """A flag as the API gives it, with the passages that it cites."""
    guide = current_app.extensions["guide"]
    return {
        "id": flag.id,
        "rule": flag.rule,
        "severity": flag.severity.word,
        "date": flag.date.isoformat(),
        "headline": headline(flag, current.user().settings),
        "about": flag.about or None,
        "measured": _number(flag.measured),
        "compared_with": _number(flag.compared_with),
        "workouts": [str(workout.id) for workout in flag.workouts],
        "tips": list(flag.tips),
        "citations": [
            {
                "tip": tip,
                "label": guide.citation(tip).label,
                "text": guide.citation(tip).text,
                "url": url_for("guide.article", slug=guide.cited.slug, _anchor=tip),
            }
            for tip in flag.tips
        ],
        "gap_s": None if flag.gap is None else int(flag.gap.total_seconds()),
        "estimated": flag.estimated,
        "planned": flag.planned,
        "set_aside": flag.id in set_asides,
        "set_aside_reason": set_asides.get(flag.id),
        "remedies": [remedy_document(remedy) for remedy in flag.remedies],
    }


def remedy_document(remedy: Remedy) -> dict:
    """A change that settles a flag, with its limits."""
    limits = {
        "to_date": remedy.to_date and remedy.to_date.isoformat(),
        "start_not_before": remedy.start_not_before and remedy.start_not_before.isoformat(),
        "end_not_after": remedy.end_not_after and remedy.end_not_after.isoformat(),
        "effort_at_most": remedy.effort_at_most,
        "rir_at_least": remedy.rir_at_least,
        "duration_s_at_most": remedy.duration_s_at_most,
        "distance_m_at_most": remedy.distance_m_at_most,
        "working_sets_at_most": remedy.working_sets_at_most,
        "exercise": remedy.exercise,
        "weight_kg_at_most": None
        if remedy.weight_kg_at_most is None
        else number(remedy.weight_kg_at_most),
    }
    return {
        "action": remedy.action,
        "workouts": [str(workout_id) for workout_id in remedy.workouts],
        **{name: limit for name, limit in limits.items() if limit is not None},
    }


def _number(value: Fraction | int | None) -> int | float | None:
    return None if value is None else number(Fraction(value))


def week_document(stretch: Stretch) -> dict:
    """A week as the API gives it; only what was logged is summed."""
    balance = stretch.balance
    return {
        "week": balance.week.name,
        "from": balance.week.first.isoformat(),
        "to": balance.week.last.isoformat(),
        "deload": balance.week in stretch.timeline.deloads,
        "days": [_day_document(day, stretch) for day in balance.days],
        "totals": {
            "run": {**_totals_document(balance.runs), "metres": number(balance.runs.distance_m)},
            "lift": {**_totals_document(balance.lifts), **_lifting_document(balance.lifts)},
        },
        "load": number(balance.load),
        "uncounted": balance.uncounted,
        "monotony": balance.monotony,
        "strain": balance.strain,
    }


def _day_document(day: DayBalance, stretch: Stretch) -> dict:
    flags = (flag for flag in stretch.dated_flags if flag.date == day.date)
    return {
        "date": day.date.isoformat(),
        "runs": [workout_document(w) for w in day.runs.workouts],
        "lifts": [workout_document(w) for w in day.lifts.workouts],
        "planned": [workout_document(w) for w in day.planned],
        "intensity": "rest" if day.intensity is None else day.intensity.word,
        "estimated": day.estimated,
        "load": None if day.load is None else number(day.load),
        "flags": [flag_document(flag, stretch.set_asides) for flag in flags],
    }


def _totals_document(totals: Totals) -> dict:
    return {
        "count": totals.count,
        "minutes": number(totals.minutes),
        "load": number(totals.load),
        "uncounted": totals.uncounted,
    }


def _lifting_document(totals: Totals) -> dict:
    return {
        "sets": totals.sets(),
        "sets_by_region": {region: totals.sets(region) for region in Region},
        "volume_by_region": {region: number(totals.volume_kg(region)) for region in Region},
    }
