"""Settle a flag: the smallest single change that clears it, and does not raise it elsewhere."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from ..flags import Action, Flag, Remedy, Severity
from ..intensity import Reading
from ..rules import RULES, RULES_BY_ID, readings_of
from ..rules.recovery import MOVE_AT_MOST
from ..rules.remedies import ease, is_race, shorten
from ..settling import applied
from ..thresholds import Thresholds
from ..timeline import Timeline, days
from ..workouts import Lift, Workout
from .cost import Cost
from .places import newly_overlaps, on_date, overlap
from .reading import flags_read

# A flag can be dated a little before a workout that bears on it, where the clocks differ.
_CLOCKS = timedelta(days=3)
# Six hours before a run at eight may be a way out by the clock; it is the last one to offer.
DAY_STARTS, DAY_ENDS = 5, 22


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """A change that clears a flag.

    `changed` are the planned workouts as they become, and `workouts` all of the timeline's then.
    `added` are the flags that come with it, or get graver, all of them less grave than the one that
    is cleared, and none of them the same one in another place. `remedy` names the change; one that
    swaps the dates of two workouts leaves each at its own hour, so it is `changed` that says what
    becomes of them.
    """

    flag: Flag
    remedy: Remedy
    changed: tuple[Workout, ...]
    workouts: tuple[Workout, ...]
    added: tuple[Flag, ...]


def settle(
    flag: Flag,
    timeline: Timeline,
    thresholds: Thresholds,
    today: date,
    *,
    busy: Collection[date] = (),
    pinned: Collection[UUID] = (),
) -> Settlement | None:
    """Find the smallest single change after which `flag` is gone; None where there is none.

    Only planned workouts dated `today` or later change, and neither races nor those whose id is
    `pinned`. Looked at are the flag's own remedies; moves of one workout, of the flag's or near it,
    by up to `MOVE_AT_MOST`, at its own hour; swaps of the dates of two within a week, one of them
    the flag's; and easing or shortening one of the flag's. No workout goes to a `busy` date or into
    another.

    A change that raises the flag again in another place, or anything as grave, settles nothing. The
    change that adds the fewest and least grave flags is the best; of these one that keeps what the
    workouts hold, then one that leaves them in their weeks, then the one that touches the fewest,
    then the one that shifts them least: a move, a swap, and only then easing or shortening. A start
    that comes to lie in the night is worse than any of these. Of equal ones the first in the order
    above, the later workout first.
    """
    entire, timeline = timeline, timeline.counted_from(today)
    readings = readings_of(timeline, thresholds, today)
    free = {
        w.id: w
        for w in timeline.workouts
        if w.planned and w.local_date >= today and w.id not in pinned and not is_race(w)
    }
    proposals = [
        (remedy, changed)
        for remedy, changed in _proposals(flag, free, timeline, readings[-1])
        if _is_open(changed, timeline, free, busy, today)
    ]
    proposals.sort(key=lambda proposal: _size(proposal[1], free, timeline))
    since = today - _CLOCKS  # A change can lead to any date from today on.
    read = [rule for rule in RULES if rule.id not in thresholds.off]
    before = {(f.rule, f.subject): f.severity for f in flags_read(timeline, read, readings, since)}
    best = None
    for remedy, changed in proposals:
        after = _changed(timeline, changed)
        if _stands(flag, after, readings):
            continue
        added = [
            f
            for f in flags_read(after, read, readings, since)
            if f.severity > before.get((f.rule, f.subject), Severity.PRAISE)
        ]
        if not _is_gain(flag, added):
            continue
        if best is None or Cost.of(added) < Cost.of(best.added):
            best = Settlement(
                flag=flag,
                remedy=remedy,
                changed=changed,
                workouts=_changed(entire, changed).workouts,
                added=tuple(added),
            )
        if not added:
            break
    return best


Proposal = tuple[Remedy, tuple[Workout, ...]]


def _proposals(
    flag: Flag, free: Mapping[UUID, Workout], timeline: Timeline, reading: Reading
) -> Iterator[Proposal]:
    """Every single change that may clear the flag."""
    for remedy in flag.remedies:
        if all(name in free for name in remedy.workouts):
            yield remedy, _applied(remedy, free)
    own = [free[w.id] for w in reversed(flag.workouts) if w.id in free]
    near = [w for w in free.values() if abs(w.local_date - flag.date) <= MOVE_AT_MOST]
    for workout in dict.fromkeys([*own, *reversed(near)]):
        yield from _moves(workout)
    for one in own:
        for other in free.values():
            if timeline.week_of(one.local_date) == timeline.week_of(other.local_date):
                yield from _swap_of_dates(one, other)
    for workout in own:
        if reading.is_hard(workout):
            remedy = ease([workout], reading)
            yield remedy, _applied(remedy, free)
        if isinstance(workout, Lift) and reading.is_long_lift(workout):
            remedy = shorten(workout, reading)
            yield remedy, _applied(remedy, free)


def _moves(workout: Workout) -> Iterator[Proposal]:
    day = workout.local_date
    for to_date in days(day - MOVE_AT_MOST, day + MOVE_AT_MOST):
        if to_date != day:
            remedy = Remedy(action=Action.MOVE, workouts=(workout.id,), to_date=to_date)
            yield remedy, (on_date(workout, to_date),)


def _swap_of_dates(one: Workout, other: Workout) -> Iterator[Proposal]:
    if one.local_date != other.local_date:
        remedy = Remedy(action=Action.SWAP, workouts=(one.id, other.id))
        yield remedy, (on_date(one, other.local_date), on_date(other, one.local_date))


def _applied(remedy: Remedy, free: Mapping[UUID, Workout]) -> tuple[Workout, ...]:
    return tuple(applied(remedy, (free[name] for name in remedy.workouts)))


def _is_open(
    changed: tuple[Workout, ...],
    timeline: Timeline,
    free: Mapping[UUID, Workout],
    busy: Collection[date],
    today: date,
) -> bool:
    """Whether the change goes nowhere that it may not."""
    names = {w.id for w in changed}
    others = [w for w in timeline.workouts if w.id not in names]
    for position, workout in enumerate(changed):
        was = free[workout.id]
        day = workout.local_date
        if day != was.local_date and (day < today or day in busy):
            return False
        if newly_overlaps(workout, was, others):
            return False
        for beside in changed[position + 1 :]:
            if overlap(workout, beside) and not overlap(was, free[beside.id]):
                return False
    return True


def _changed(timeline: Timeline, changed: tuple[Workout, ...]) -> Timeline:
    instead = {w.id: w for w in changed}
    return timeline.holding(instead.get(w.id, w) for w in timeline.workouts)


def _stands(flag: Flag, timeline: Timeline, readings: list[Reading]) -> bool:
    """Whether the flag is still there in either reading."""
    rule = RULES_BY_ID[flag.rule]
    return any(f.subject == flag.subject for r in readings for f in rule.read(timeline, r))


def _is_gain(flag: Flag, added: list[Flag]) -> bool:
    """Whether the flag is cleared for good: what comes for it is less, and not itself again."""
    if any(_is_again(flag, found) for found in added):
        return False
    return not added or Cost.of(added) < Cost.of([flag])


def _is_again(flag: Flag, found: Flag) -> bool:
    """Whether a flag says the same in another place: of the same matter, or of its workouts."""
    if found.rule != flag.rule:
        return False
    if flag.about:
        return found.about == flag.about
    return not {w.id for w in flag.workouts}.isdisjoint(w.id for w in found.workouts)


def _size(changed: tuple[Workout, ...], free: Mapping[UUID, Workout], timeline: Timeline) -> tuple:
    """How large a change is: by night, what workouts hold, into other weeks, how many, how far."""
    was = [free[w.id] for w in changed]
    kept = all(
        replace(new, started_at=old.started_at, local_date=old.local_date) == old
        for old, new in zip(was, changed, strict=True)
    )
    shift = sum(
        (abs(new.started_at - old.started_at) for old, new in zip(was, changed, strict=True)),
        start=timedelta(0),
    )
    by_night = any(
        _is_night(new) and not _is_night(old) for old, new in zip(was, changed, strict=True)
    )
    leaving = any(
        timeline.week_of(new.local_date) != timeline.week_of(old.local_date)
        for old, new in zip(was, changed, strict=True)
    )
    return by_night, not kept, leaving, len(changed), shift


def _is_night(workout: Workout) -> bool:
    return not DAY_STARTS <= workout.local_start.hour < DAY_ENDS
