"""What changes a plan: moves, copies, outlines, and the one change that settles a flag."""

from dataclasses import replace
from uuid import UUID, uuid5

from flask import abort, current_app, flash, redirect, request, url_for

from ...storage import workouts
from ...storage.database import db
from ...storage.workouts import Conflict, Stale, Tombstone
from ...training.planner import settle
from ...training.settling import moved_to
from ...training.week import WEEK, Week
from ...training.workouts import MOST_AHEAD_PLANNED, Workout
from .. import clock, current
from ..addresses import own_address
from ..headlines import remedy_words
from ..reading import read_week
from ..writing import is_new_write
from .forms import MoveSent, moves_sent
from .views import named, plan

GONE = "The plan has changed meanwhile. Look at it again before you change it."


@plan.post("/plan/moves")
def move():
    """Put planned workouts on other dates, all of them or none."""
    user, sent = current.user(), moves_sent(request.form)
    today = clock.today(user)
    if is_new_write(user.id, "move", uuid5(user.id, " ".join(map(str, sent)))):
        if any(not today <= m.to_date <= today + MOST_AHEAD_PLANNED for m in sent):
            abort(422, "A plan can be moved to a date from today on, up to a year ahead.")
        # One order for all: two writers that wait for each other's rows would wait for good.
        back = [_move(user.id, each) for each in sorted(sent, key=lambda m: m.workout_id)]
        db.session.commit()
        # What was missed can't be put back: its day has gone by.
        can_undo = all(m.to_date >= today for m in back)
        flash(" ".join(map(str, back)) if can_undo else "", "moved")
    return redirect(own_address(url_for("plan.this_week")))


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
    return _fill(wanted, found.planned(wanted, current.user().settings.time_zone), found.title)


@plan.post("/plan/<name>/settle")
def settle_flag(name: str):
    """Make the smallest single change to the plan that clears one flag."""
    user, wanted, flag_id = current.user(), named(name), request.form.get("flag", "")
    here = url_for("plan.week", name=wanted.name, _anchor="forecast")
    if not is_new_write(user.id, "settle", uuid5(user.id, flag_id)):
        return redirect(here)
    stretch = read_week(user, wanted)
    flag = next((f for f in stretch.touching_flags if f.id == flag_id), None)
    if flag is None:
        abort(404, "This flag is gone: its workouts have changed.")
    found = settle(flag, stretch.timeline, stretch.thresholds, stretch.today)
    if found is None:
        flash("No single change to the plan settles this without raising something worse.")
        return redirect(here)
    by_id = {w.id: w for w in stretch.timeline.workouts}
    for changed in found.changed:
        _replace(user.id, changed, by_id[changed.id].version)
    db.session.commit()
    words = remedy_words(found.remedy, by_id, user.settings)
    flash(f"Settled: {words[:1].lower()}{words[1:]}.")
    return redirect(here)


def _coming(name: str) -> Week:
    """A week that can be planned: not gone by, and at most a year ahead."""
    wanted, today = named(name), clock.today(current.user())
    if not today <= wanted.last <= today + MOST_AHEAD_PLANNED:
        abort(404, "A week can be planned until it has gone by, and up to a year ahead.")
    return wanted


def _move(user_id: UUID, sent: MoveSent) -> MoveSent:
    """Move one workout, and give the move that takes it back."""
    stored = workouts.find(user_id, sent.workout_id, lock=True)
    if not isinstance(stored, Workout):
        abort(404)
    if not stored.planned:
        abort(409, "This workout is done: only a plan can be moved.")
    try:
        moved = workouts.move(user_id, stored, sent.to_date, sent.base_version)
    except Stale:
        abort(409, GONE)
    return MoveSent(stored.id, stored.local_date, moved.version)


def _fill(week: Week, planned: list[Workout], source: str):
    """Store planned workouts once; those of days gone by are left out, and it says so."""
    user = current.user()
    coming = [w for w in planned if w.local_date >= clock.today(user)]
    added = 0
    if is_new_write(user.id, "fill", uuid5(user.id, f"{week.name} {source}")):
        stored = workouts.find_several(user.id, (w.id for w in coming))
        added = sum(_add(user.id, workout, stored.get(workout.id)) for workout in coming)
        db.session.commit()
    left_out = len(planned) - len(coming)
    words = [f"{added} planned from {source}."]
    if added < len(coming):
        words.append(f"{len(coming) - added} stood there already.")
    if left_out:
        words.append(f"{left_out} left out: their days have gone by.")
    flash(" ".join(words))
    return redirect(url_for("plan.week", name=week.name, _anchor="forecast"))


def _add(user_id: UUID, workout: Workout, stored: Workout | Tombstone | None) -> bool:
    """Store one planned workout, or bring it back; False where it stands there already."""
    if isinstance(stored, Workout):
        return False
    base = stored.version if isinstance(stored, Tombstone) else None
    workouts.put(user_id, stored, workout, base)
    return True


def _replace(user_id: UUID, changed: Workout, base_version: int) -> None:
    stored = workouts.find(user_id, changed.id, lock=True)
    try:
        workouts.put(user_id, stored, changed, base_version)
    except Conflict:
        abort(409, GONE)
