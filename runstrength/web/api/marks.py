"""What a user notes beside workouts, in the API: check-ins, deload weeks, flags set aside."""

from dataclasses import asdict
from datetime import date, timedelta

from flask import abort

from ...storage import marks
from ...storage.database import db
from ...training.check_ins import CheckIn
from ...training.flags import Severity
from ...training.limits import FieldError, Invalid
from ...training.week import DAY
from .. import clock, current
from ..reading import read_stretch, read_week
from ..weeks import week_named
from ..writing import is_new_write
from .blueprint import api
from .reports import flag_document, week_document
from .schemas import CHECK_IN, SET_ASIDE, WEEK_SENT, checked
from .sent import asked_date, asked_dates, read_date

PAGE = timedelta(days=92)
RECENT = timedelta(days=27)


@api.get("/check-ins")
def list_check_ins():
    """The check-ins of a stretch of dates; without dates, of the last four weeks."""
    user = current.user()
    today = clock.today(user)
    first, last = asked_dates(asked_date("to", today) - RECENT, today)
    first = max(first, asked_date("cursor", first))
    end = min(last, first + PAGE)
    found = marks.between(user.id, first, end).check_ins
    following = (end + DAY).isoformat() if end < last else None
    return {"items": [_document(day, check_in) for day, check_in in found], "next": following}


@api.get("/check-ins/<day>")
def get_check_in(day: str):
    """The check-in of a date."""
    wanted = read_date("date", day)
    found = marks.check_in_on(current.user().id, wanted)
    return _document(wanted, found) if found else abort(404, "There is no check-in of that date.")


@api.put("/check-ins/<day>")
def put_check_in(day: str):
    """Store the check-in of a date, in the place of any other."""
    user, wanted, sent = current.user(), read_date("date", day), checked(CHECK_IN)
    if wanted > clock.today(user) + DAY:  # Where the phone is, it may be tomorrow already.
        raise Invalid([FieldError("date", "must not lie more than a day ahead")])
    check_in = CheckIn(**{name: int(score) for name, score in sent.items()})
    known = marks.check_in_on(user.id, wanted)
    if is_new_write(user.id, "check-in", wanted.isoformat()):
        marks.keep_check_in(user.id, wanted, check_in)
        db.session.commit()
        return _document(wanted, check_in), 200 if known else 201
    return _document(wanted, known) if known else abort(404, "It was deleted since.")


@api.delete("/check-ins/<day>")
def delete_check_in(day: str):
    """Forget the check-in of a date; again is fine."""
    user, wanted = current.user(), read_date("date", day)
    if is_new_write(user.id, "forget check-in", wanted.isoformat()):
        marks.remove_check_in(user.id, wanted)
        db.session.commit()
    return "", 204


@api.put("/weeks/<name>")
def put_week(name: str):
    """Mark a week as deload, or no longer."""
    user, sent = current.user(), checked(WEEK_SENT)
    wanted = week_named(name)
    if is_new_write(user.id, "deload", wanted.name):
        marks.mark_deload(user.id, wanted, sent["deload"])
        db.session.commit()
    return week_document(read_week(user, wanted))


@api.put("/set-asides/<flag:flag_id>")
def put_set_aside(flag_id: str):
    """Set a flag aside with a reason; it comes back when its workouts change."""
    user, sent = current.user(), checked(SET_ASIDE)
    day = read_date("date", sent["date"])
    if not sent["reason"].strip():
        raise Invalid([FieldError("reason", "is required")])
    flag = _flag(flag_id, day)
    if flag.severity is Severity.PRAISE:
        raise Invalid([FieldError("flag", "is praise, which needs no setting aside")])
    if is_new_write(user.id, "set-aside", flag_id):
        marks.set_aside(user.id, flag, sent["reason"].strip())
        db.session.commit()
    return flag_document(flag, read_stretch(user, day, day).set_asides)


@api.delete("/set-asides/<flag:flag_id>")
def delete_set_aside(flag_id: str):
    """Let a flag count again; again is fine."""
    user = current.user()
    if is_new_write(user.id, "take-back", flag_id):
        marks.take_back(user.id, flag_id)
        db.session.commit()
    return "", 204


def _flag(flag_id: str, day: date):
    flags = read_stretch(current.user(), day, day).dated_flags
    found = (flag for flag in flags if flag.id == flag_id)
    return next(found, None) or abort(404, "There is no such flag on that date.")


def _document(day: date, check_in: CheckIn) -> dict:
    return {"date": day.isoformat(), **asdict(check_in), "readiness": check_in.readiness}
