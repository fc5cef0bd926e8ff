"""What a user notes beside the workouts: check-ins, deload weeks, and flags set aside."""

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import String, bindparam, cast, delete, literal, null, select, union_all

from ..training.check_ins import CheckIn
from ..training.flags import Flag
from ..training.limits import check, text_complaint
from ..training.week import Week, Weekday
from .database import db, insert_into, now
from .tables import check_ins, deload_weeks, set_asides

REASON_CHARACTERS = 500
SCORES = ("sleep", "energy", "soreness", "stress", "mood")


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of a stretch of dates; what can't change may stand for what was made of it."""

    check_ins: tuple[tuple[date, CheckIn], ...] = ()
    deload_thursdays: tuple[date, ...] = ()
    set_asides: tuple[tuple[str, str], ...] = ()  # A flag's id, and the reason.

    def deloads(self, week_starts_on: Weekday) -> list[Week]:
        """The weeks that are marked as deload, as the user's weeks run."""
        return [Week.holding(day, week_starts_on) for day in self.deload_thursdays]


_NONE = null()


def _dated(kind: str, table, day, flag=(_NONE, _NONE), scores=(_NONE,) * 5):
    """One kind of marks, in the columns that all kinds share."""
    columns = (literal(kind).label("mark"), day.label("day"), *flag, *scores)
    dates = day.between(bindparam("first"), bindparam("last"))
    return select(*columns).where(table.c.user_id == bindparam("of"), dates)


_NO_FLAG = (cast(null(), String), cast(null(), String))
_BETWEEN = union_all(
    # The first gives every column its type.
    _dated(
        "check-in",
        check_ins,
        check_ins.c.local_date,
        _NO_FLAG,
        [check_ins.c[name] for name in SCORES],
    ),
    _dated("deload", deload_weeks, deload_weeks.c.thursday),
    _dated(
        "set-aside",
        set_asides,
        set_asides.c.flag_date,
        (set_asides.c.flag_id, set_asides.c.reason),
    ),
)


def between(user_id: UUID, first: date, last: date) -> Marks:
    """The marks dated `first` to `last`, in one statement."""
    rows = db.session.execute(_BETWEEN, {"of": user_id, "first": first, "last": last}).all()
    found = {"set-aside": [], "deload": [], "check-in": []}
    for mark, *columns in rows:
        found[mark].append(columns)
    return Marks(
        check_ins=tuple(
            sorted((day, _check_in(scores)) for day, _, _, *scores in found["check-in"])
        ),
        deload_thursdays=tuple(sorted(day for day, *_ in found["deload"])),
        set_asides=tuple(sorted((flag, reason) for _, flag, reason, *_ in found["set-aside"])),
    )


def keep_check_in(user_id: UUID, day: date, check_in: CheckIn) -> bool:
    """Store the check-in of a date in the place of any other; False where it was there already."""
    own = (check_ins.c.user_id == user_id, check_ins.c.local_date == day)
    stored = db.session.execute(select(*(check_ins.c[s] for s in SCORES)).where(*own)).first()
    if stored is not None and _check_in(list(stored)) == check_in:
        return False
    values = {**asdict(check_in), "saved_at": now()}
    statement = insert_into(check_ins).values(user_id=user_id, local_date=day, **values)
    db.session.execute(
        statement.on_conflict_do_update(index_elements=check_ins.primary_key, set_=values)
    )
    return True


def check_in_on(user_id: UUID, day: date) -> CheckIn | None:
    """The check-in of a date."""
    return dict(between(user_id, day, day).check_ins).get(day)


def remove_check_in(user_id: UUID, day: date) -> None:
    """Forget the check-in of a date."""
    db.session.execute(
        delete(check_ins).where(check_ins.c.user_id == user_id, check_ins.c.local_date == day)
    )


def mark_deload(user_id: UUID, week: Week, is_deload: bool) -> None:
    """Mark a week as deload, or no longer."""
    if is_deload:
        statement = insert_into(deload_weeks).values(user_id=user_id, thursday=week.thursday)
        db.session.execute(statement.on_conflict_do_nothing())
        return
    own = (deload_weeks.c.user_id == user_id, deload_weeks.c.thursday == week.thursday)
    db.session.execute(delete(deload_weeks).where(*own))


def set_aside(user_id: UUID, flag: Flag, reason: str) -> None:
    """Set a flag aside, with a reason of up to `REASON_CHARACTERS`. Raises `Invalid`."""
    check(reason=text_complaint(reason, REASON_CHARACTERS))
    values = {"reason": reason, "flag_date": flag.date, "saved_at": now()}
    statement = insert_into(set_asides).values(user_id=user_id, flag_id=flag.id, **values)
    db.session.execute(
        statement.on_conflict_do_update(index_elements=set_asides.primary_key, set_=values)
    )


def take_back(user_id: UUID, flag_id: str) -> None:
    """Let a flag that was set aside count again."""
    own = (set_asides.c.user_id == user_id, set_asides.c.flag_id == flag_id)
    db.session.execute(delete(set_asides).where(*own))


def _check_in(scores: list[int]) -> CheckIn:
    return CheckIn(**dict(zip(SCORES, scores, strict=True)))
