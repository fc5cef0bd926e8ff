"""What someone does to their log at random: each act a write, and what it makes of one state."""

from dataclasses import dataclass
from datetime import timedelta
from random import Random
from uuid import UUID, uuid4

from .writes import FORM, LIFT_FIELDS, RUN, RUN_FIELDS, TODAY, Write, post, put

Subject = tuple[str, str]
SCORE_NAMES = ("sleep", "energy", "soreness", "stress", "mood")
DAYS, CHECKED_DAYS = 300, 5
PLANKS = ("planks", ((None, None, 60),))


@dataclass(frozen=True)
class Act:
    """A write, what it is about, and the state that it leaves there."""

    write: Write
    subject: Subject
    after: tuple


def next_act(states: dict[Subject, tuple], number: int, chance: Random) -> Act:
    """Something to do with a log; `number` marks it, and is the act's key."""
    workouts = [(subject, state) for subject, state in states.items() if subject[0] == "workout"]
    living = [each for each in workouts if not each[1][1]]
    gone = [each for each in workouts if each[1][1]]
    draw = chance.random()
    if draw < 0.2 and living:
        return _edit(*chance.choice(living), number, chance)
    if draw < 0.3 and living:
        return _deletion(*chance.choice(living), number, chance)
    if draw < 0.37 and gone:
        return _restoration(*chance.choice(gone), number)
    if draw < 0.47:
        return _check_in(number, chance)
    return _new(number, chance)


def _new(number: int, chance: Random) -> Act:
    kind, workout_id = chance.choice(["run", "lift"]), uuid4()
    if chance.random() < 0.5:
        return _put(workout_id, kind, number, 1)
    fields = {"id": str(workout_id)}
    return _form(f"/log/{kind}", fields, workout_id, kind, number, 1)


def _edit(subject: Subject, state: tuple, number: int, chance: Random) -> Act:
    workout_id, (version, _, kind, *_) = UUID(subject[1]), state
    if chance.random() < 0.5:
        return _put(workout_id, kind, number, version + 1)
    fields = {"base_version": str(version)}
    path = f"/workouts/{workout_id}/edit"
    return _form(path, fields, workout_id, kind, number, version + 1)


def _deletion(subject: Subject, state: tuple, number: int, chance: Random) -> Act:
    workout_id, (version, _, *told) = UUID(subject[1]), state
    if chance.random() < 0.5:
        write = Write("DELETE", f"/api/v1/workouts/{workout_id}", key=_key(number), base=version)
    else:
        fields = {"base_version": str(version)}
        write = post(f"/workouts/{workout_id}/delete", fields, _key(number))
    return Act(write, subject, (version + 1, True, *told))


def _restoration(subject: Subject, state: tuple, number: int) -> Act:
    version, _, *told = state
    write = post(f"/workouts/{UUID(subject[1])}/restore", {}, _key(number))
    return Act(write, subject, (version + 1, False, *told))


def _check_in(number: int, chance: Random) -> Act:
    day = str(TODAY - timedelta(days=chance.randrange(CHECKED_DAYS)))
    scores = tuple(chance.randint(1, 5) for _ in SCORE_NAMES)
    fields = {"date": day} | dict(zip(SCORE_NAMES, scores, strict=True))
    return Act(post("/today/check-in", fields, _key(number)), ("check-in", day), scores)


def _put(workout_id: UUID, kind: str, number: int, version: int) -> Act:
    common = {name: value for name, value in RUN.items() if name != "run"}
    common |= {"kind": kind, "started_at": f"{_day(number)}T07:00:00+00:00"}
    common |= {"duration_s": 1800 + number, "notes": f"note {number}"}
    if kind == "run":
        own = {"run": {"type": "easy", "distance_m": 5000 + number}}
    else:
        sets = [{"reps": reps, "weight_kg": weight} for reps, weight, _ in _squats(number)]
        planks = {"exercise": "planks", "sets": [{"duration_s": 60}]}
        own = {"lift": {"exercises": [{"exercise": "squats", "sets": sets}, planks]}}
    write = put(workout_id, common | own, _key(number), version - 1 or None)
    return Act(write, ("workout", workout_id.hex), _state(kind, number, version))


def _form(path: str, fields: dict, workout_id: UUID, kind: str, number: int, version: int) -> Act:
    duration = f"{(1800 + number) // 60}:{number % 60:02}"
    fields |= {"date": str(_day(number)), "duration": duration, "notes": f"note {number}"}
    if kind == "run":
        fields = RUN_FIELDS | fields | {"distance": f"{5 + number / 1000:.3f}"}
    else:
        others = {n: told for n, told in LIFT_FIELDS.items() if "exercises-0-sets" not in n}
        fields = others | fields | {"duration": duration}
        for n, (reps, weight, _) in enumerate(_squats(number)):
            fields[f"exercises-0-sets-{n}-reps"] = str(reps)
            fields[f"exercises-0-sets-{n}-weight"] = str(weight)
    write = post(path, fields, _key(number))
    assert write.content_type == FORM
    return Act(write, ("workout", workout_id.hex), _state(kind, number, version))


def _state(kind: str, number: int, version: int) -> tuple:
    parts = 5000 + number if kind == "run" else (("squats", _squats(number)), PLANKS)
    return (version, False, kind, 1800 + number, f"note {number}", parts)


def _squats(number: int) -> tuple:
    return ((3 + number % 8, 40.0 + number % 60, None),) * (1 + number % 4)


def _day(number: int):
    return TODAY - timedelta(days=2 + number % DAYS)


def _key(number: int) -> str:
    return f"key {number}"
