"""What changes a plan: moves, copies, outlines, and the one change that settles a flag."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID, uuid5

from flask import abort, current_app, flash, redirect, request, url_for

from ...storage import workouts
from ...storage.database import db
from ...storage.outcomes import Conflict, Tombstone
from ...training.planner import settle
from ...training.settling import moved_to
from ...training.week import WEEK, Week
from ...training.workouts import MOST_AHEAD_PLANNED, Workout
from .. import clock, current, formats
from ..addresses import own_address
from ..headlines import settled_words
from ..reading import read_week
from ..weeks import week_named
from ..writing import base_version, is_new_write, note_outcome, version_after
from .forms import MoveSent, moves_sent
from .views import can_fill, plan

Change = tuple[Workout, Workout]  # A workout as it was, and as it is stored now.

GONE = "The plan has changed meanwhile. Look at it again before you change it."
ALREADY_THERE = "It is in the plan already."
NO_WAY_OUT = "No single change to the plan settles this without raising something as bad."


@plan.post("/plan/moves")
def move():
    """Put planned workouts on other dates, all of them or none."""
    user, sent = current.user(), moves_sent(request.form)
    today = clock.today(user)
    back = own_address(url_for("plan.this_week"))
    # Locked in one order: two writers that wait for each other's rows would wait for good.
    stored = workouts.find_several(user.id, (each.workout_id for each in sent))
    if not _is_new_move(user.id, sent, stored):
        return redirect(back)
    pairs = [_move(user.id, each, stored, today) for each in sent]
    db.session.commit()
    if request.form.get("undo"):
        flash("Moved back.")
    else:
        days = {new.local_date for _, new in pairs}
        to = f" to {formats.short_date(min(days))}" if len(days) == 1 else ""
        _flash_change(f"Moved{to}.", pairs, today)
    return redirect(_at(back, min(new.local_date for _, new in pairs)))


@plan.post("/plan/<name>/copy")
def copy(name: str):
    """Plan the week before once more, from today on."""
    user, wanted = current.user(), _coming(name)
    before = read_week(user, wanted.before)
    copies = [
        replace(
            moved_to(workout, workout.local_date + WEEK),
            id=uuid5(workout.id, wanted.name),
            planned=True,
            source="plan",
            notes="",
        )
        for workout in before.timeline.counted_from(before.today).in_week(wanted.before)
    ]
    return _fill(wanted, copies, "last week")


@plan.post("/plan/<name>/outline")
def outline(name: str):
    """Lay one of the ready weeks over a week, from today on."""
    wanted = _coming(name)
    found = current_app.extensions["weeks"].get(request.form.get("outline")) or abort(404)
    planned = found.planned(wanted, current.user().settings.time_zone)
    return _fill(wanted, planned, f"“{found.title}”")


@plan.post("/plan/<name>/settle")
def settle_flag(name: str):
    """Make the smallest single change to the plan that clears one flag."""
    user, wanted, flag_id = current.user(), week_named(name), request.form.get("flag", "")
    here = url_for("plan.week", name=wanted.name, _anchor="forecast")
    if not is_new_write(user.id, "settle", uuid5(user.id, flag_id)):
        return redirect(here)
    stretch = read_week(user, wanted)
    flag = next((f for f in stretch.touching_flags if f.id == flag_id), None)
    if flag is None:
        abort(404, "This flag is gone: its workouts have changed.")
    found = settle(flag, stretch.timeline, stretch.thresholds, stretch.today)
    if found is None:
        flash(NO_WAY_OUT)
        return redirect(here)
    by_id = {w.id: w for w in stretch.timeline.workouts}
    pairs = [
        (by_id[changed.id], _replace(user.id, changed, by_id[changed.id].version))
        for changed in sorted(found.changed, key=lambda w: w.id)
    ]
    db.session.commit()
    _flash_change(f"Settled: {settled_words(pairs, user.settings)}.", pairs, stretch.today)
    return redirect(here)


def _coming(name: str) -> Week:
    """A week that can be planned: not gone by, and at most a year ahead."""
    wanted = week_named(name)
    if not can_fill(wanted, clock.today(current.user())):
        abort(404, "A week can be planned until it has gone by, and up to a year ahead.")
    return wanted


def _is_new_move(user_id: UUID, sent: list[MoveSent], stored: dict) -> bool:
    """Keep the request's key: for its workout where it is one, else for all that was sent."""
    if len(sent) > 1:
        return is_new_write(user_id, "move", uuid5(user_id, " ".join(map(str, sent))))
    only = sent[0].workout_id
    return is_new_write(user_id, "move", only, version_after(stored.get(only)))


def _move(user_id: UUID, sent: MoveSent, found: dict, today: date) -> Change:
    """Move one workout of those that were found, and note there how it is now."""
    stored = found.get(sent.workout_id)
    if not isinstance(stored, Workout):
        abort(404)
    if not stored.planned:
        abort(409, "This workout is done: only a plan can be moved.")
    base = base_version(sent.base_version, stored.id)
    if stored.version != base:
        abort(409, GONE)
    moved = sent.made(stored)
    if not today <= moved.local_date <= today + MOST_AHEAD_PLANNED:
        abort(422, "A plan can be moved to a date from today on, up to a year ahead.")
    if isinstance(sent.to, datetime):
        outcome, moved = workouts.put(user_id, stored, moved, base)
        note_outcome(outcome, moved)
    else:
        moved = workouts.move(user_id, stored, sent.to, base)
    found[stored.id] = moved
    return stored, moved


def _flash_change(words: str, pairs: list[Change], today: date) -> None:
    """Say what was changed, with the way back of mere moves, and the way to anything else."""
    settings = current.user().settings
    back, links = [], []
    for was, now in pairs:
        if replace(was, started_at=now.started_at, local_date=now.local_date) != replace(
            now, version=was.version
        ):
            links.append(("Look at it", url_for("log.edit", workout_id=now.id)))
        # What was missed can't be put back: its day has gone by.
        elif was.local_date >= today:
            back.append(str(MoveSent(now.id, was.started_at, now.version)))
        week = Week.holding(now.local_date, settings.week_starts_on)
        if week != Week.holding(was.local_date, settings.week_starts_on):
            address = url_for("plan.week", name=week.name)
            links.append((f"See {formats.span(week)}", _at(address, now.local_date)))
    can_undo = len(back) == len(pairs)
    message = {"words": words, "back": back if can_undo else [], "links": links}
    flash(message, "moved")


def _at(address: str, day: date) -> str:
    """An address with the day of a plan to land at, where it names no other place."""
    return address if "#" in address else f"{address}#day-{day.isoformat()}"


def _fill(week: Week, planned: list[Workout], source: str):
    """Store planned workouts once; those of days gone by are left out, and it says so."""
    user = current.user()
    coming = [w for w in planned if w.local_date >= clock.today(user)]
    added = 0
    if is_new_write(user.id, "fill", uuid5(user.id, f"{week.name} {source}")):
        stored = workouts.find_several(user.id, (w.id for w in coming))
        added = sum(_add(user.id, workout, stored.get(workout.id)) for workout in coming)
        db.session.commit()
    flash(_filled_words(source, added, len(coming) - added, len(planned) - len(coming)))
    return redirect(url_for("plan.week", name=week.name, _anchor="forecast"))


def _filled_words(source: str, added: int, there: int, left_out: int) -> str:
    """Say what came of filling a week, from how many were added, stood there, or are too late."""
    if not added + there + left_out:
        return "The week before holds nothing to copy."
    words = []
    if added:
        words.append(f"{added} planned from {source}.")
        if there:
            words.append(f"{there} stood there already.")
    elif there:
        words.append(f"All {there} are in the plan already." if there > 1 else ALREADY_THERE)
    if left_out:
        days = "its day has" if left_out == 1 else "their days have"
        words.append(f"{left_out} left out: {days} gone by.")
    return " ".join(words)


def _add(user_id: UUID, workout: Workout, stored: Workout | Tombstone | None) -> bool:
    """Store one planned workout, or bring it back; False where it stands there already."""
    if isinstance(stored, Workout):
        return False
    base = stored.version if isinstance(stored, Tombstone) else None
    workouts.put(user_id, stored, workout, base)
    return True


def _replace(user_id: UUID, changed: Workout, base_version: int) -> Workout:
    stored = workouts.find(user_id, changed.id, lock=True)
    try:
        return workouts.put(user_id, stored, changed, base_version)[1]
    except Conflict:
        abort(409, GONE)
