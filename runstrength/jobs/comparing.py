"""What the parts of an upload are to the log, and to each other: new, here, or doubtful."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from ..storage import origins, workouts
from ..storage.import_parts import State
from ..training.duplicates import Likeness, find_likely, find_likely_within
from ..training.limits import Invalid
from ..training.merging import merged
from ..training.workouts import Workout

EXPORT = "export"  # The source of what comes from our own export, where ids are kept.
# The log is looked at a stretch of dates at a time; what is alike lies within two days.
STRETCH, MARGIN = timedelta(days=120), timedelta(days=2)
WAS_DELETED = "You deleted this one here."


def compare(user_id: UUID, rows: list[dict], told: dict[int, Workout]) -> None:
    """Say in each row's state what it is; `told` are the workouts by the places of their rows."""
    _note_known(user_id, rows, told)
    places = sorted(told, key=lambda n: told[n].started_at)
    unknown = [n for n in places if rows[n]["state"] == State.NEW]
    _compare_within(rows, told, unknown)
    _compare_with_log(user_id, rows, told, unknown)


def _note_known(user_id: UUID, rows: list[dict], told: dict[int, Workout]) -> None:
    """What came from the same source under the same id is here, or was deleted here."""
    pairs = {n: (row["source"], row["source_id"]) for n, row in enumerate(rows) if n in told}
    known = origins.known(user_id, set(pairs.values()))
    ids = {n: workout.id for n, workout in told.items() if rows[n]["source"] == EXPORT}
    _pass_over_twins(rows, ids)
    # What became of it here was decided before; its own id says less.
    ids |= {n: known[pair] for n, pair in pairs.items() if pair in known}
    stored = workouts.find_several(user_id, set(ids.values()), lock=False) if ids else {}
    for n, workout_id in ids.items():
        found = stored.get(workout_id)
        is_there = isinstance(found, Workout)
        # What an import took back was not deleted by its owner: it may come again.
        if is_there or (found and not found.is_undone):
            reason = "" if is_there else WAS_DELETED
            rows[n] |= {"state": State.HERE, "like_id": workout_id, "reason": reason}


def _pass_over_twins(rows: list[dict], ids: dict[int, UUID]) -> None:
    """Two exports at once hold the same workouts: each comes in by the first one."""
    seen: set[UUID] = set()
    for n, workout_id in ids.items():
        if workout_id in seen:
            rows[n] |= {"state": State.HERE, "like_id": workout_id}
        seen.add(workout_id)


def _compare_within(rows: list[dict], told: dict[int, Workout], places: list[int]) -> None:
    """The same run may be in an upload as FIT, GPX and TCX; an export of ours has each once."""
    places = sorted(n for n in places if rows[n]["source"] != EXPORT)
    some = [told[n] for n in places]
    for n, (like, how) in zip(places, find_likely_within(some), strict=True):
        if like is not None:
            first = rows[places[like]]
            _note_like(rows[n], told[n], some[like], how, first.get("like_id") or some[like].id)


def _compare_with_log(
    user_id: UUID, rows: list[dict], told: dict[int, Workout], places: list[int]
) -> None:
    """What is like one of the log is that one, whatever it is to the rest of its upload."""
    for stretch in _stretches(places, told):
        some = [told[n] for n in stretch]
        first, last = some[0].local_date - MARGIN, some[-1].local_date + MARGIN
        stored = workouts.between(user_id, first, last)
        for n, (like, how) in zip(stretch, find_likely(some, stored), strict=True):
            if like is not None:
                _note_like(rows[n], told[n], stored[like], how, stored[like].id)


def _note_like(row: dict, workout: Workout, other: Workout, how: Likeness, like_id: UUID) -> None:
    row["like_id"] = like_id
    if how is Likeness.DOUBTFUL:
        row["state"] = State.DOUBTFUL
    else:
        fills = row.get("member") is not None or _fills(other, workout)
        row["state"] = State.FILLS if fills else State.HERE


def _fills(stored: Workout, found: Workout) -> bool:
    try:
        return merged(stored, found) != stored
    except Invalid:
        return False


def _stretches(places: list[int], told: dict[int, Workout]) -> Iterator[list[int]]:
    """Parts in the order of their starts, a stretch of dates at a time."""
    some: list[int] = []
    for n in places:
        if some and told[n].local_date - told[some[0]].local_date > STRETCH:
            yield some
            some = []
        some.append(n)
    if some:
        yield some
