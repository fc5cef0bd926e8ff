"""What the forms for a run and a lift share: typed text → values, errors beside their fields.

They are posted by the page or from a queue, so they carry no token: the origin check guards them.
"""

from datetime import datetime
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, TextAreaField, ValidationError
from wtforms.widgets import DateInput, TimeInput

from ...storage.accounts import Settings
from ...training.limits import FieldError, Invalid
from ...training.workouts import EFFORT, Workout, refuse_future, zone_complaint
from .. import typed
from ..fields import DurationField, TypedField, report, sentence

EFFORTS = {"": "Not logged"} | {str(n): str(n) for n in range(EFFORT.low, EFFORT.high + 1)}
PLANNED = "1"
# Where a training value names a field in its own unit.
FORM_FIELDS = {
    "started_at": "date",
    "duration_s": "duration",
    "distance_m": "distance",
    "elevation_gain_m": "climb",
}


class WorkoutForm(FlaskForm):
    """What a run and a lift have in common."""

    class Meta:
        """No token: see above."""

        csrf = False

    id = HiddenField()
    base_version = HiddenField()
    planned = HiddenField()
    date = TypedField("Date", typed.day, required="On which day was it?", widget=DateInput())
    time = TypedField("Start", typed.time_of_day, required="When did it start?", widget=TimeInput())
    time_zone = TypedField("Time zone", required="Name the time zone, such as Europe/Berlin.")
    duration = DurationField(
        "Duration", required=f"How long was it? {typed.HOW_TO_TYPE_A_DURATION}"
    )
    effort = RadioField("Effort", choices=EFFORTS, default="", validate_choice=False)
    avg_hr_bpm = TypedField("Average heart rate", typed.whole)
    notes = TextAreaField("Notes")

    @classmethod
    def empty(cls, settings: Settings, now: datetime) -> "WorkoutForm":
        """A form for a new workout that starts now, where the user is."""
        return cls.starting(now.astimezone(ZoneInfo(settings.time_zone)), settings.time_zone)

    @classmethod
    def starting(cls, local: datetime, zone: str, **data) -> "WorkoutForm":
        """A form for a new workout that starts when the clocks of `zone` show `local`."""
        return cls(formdata=None, id=str(uuid4()), **_start(local, zone), **data)

    @classmethod
    def showing(cls, stored: Workout) -> "WorkoutForm":
        """A form that holds a stored workout."""
        return cls(
            formdata=None,
            id=str(stored.id),
            base_version=str(stored.version),
            planned=PLANNED if stored.planned else "",
            notes=stored.notes,
            **_start(stored.local_start, stored.time_zone),
            **cls.content(stored),
        )

    @classmethod
    def content(cls, stored: Workout) -> dict:
        """What a workout held, as the fields of a form have it."""
        return {
            "duration": stored.duration_s,
            "effort": str(stored.effort or ""),
            "avg_hr_bpm": stored.avg_hr_bpm,
            **cls._own_data(stored),
        }

    @classmethod
    def repeated(cls, other: Workout) -> dict:
        """The content of a workout that is done again; what was measured or rated stays its own."""
        return cls.content(other) | {"avg_hr_bpm": None}

    @property
    def is_planned(self) -> bool:
        """Whether the form says that the workout is still to come."""
        return self.planned.data == PLANNED

    def start_at(self, local: datetime) -> None:
        """Let the workout start at another time, in the zone that the form has."""
        self.date.data, self.time.data = local.date(), f"{local:%H:%M}"

    @property
    def workout_id(self) -> UUID:
        """The id that the page gave the workout. Raises `Invalid` for one that is none."""
        try:
            return UUID(self.id.data)
        except (ValueError, TypeError) as error:
            raise Invalid([FieldError("id", "must be a UUID")]) from error

    def refuse_id(self, error: Invalid) -> None:
        """Say that the id is none, and take a new one, so that what was typed can be saved."""
        report(self, error, FORM_FIELDS)
        self.id.data = str(uuid4())

    @property
    def base(self) -> int | None:
        """The version that the form was opened on; None for a new workout."""
        return typed.version(self.base_version.data)

    def reshape(self) -> bool:
        """Add or remove rows where a button asked for it; a form without rows never does."""
        return False

    def workout(self, stored: Workout | None, now: datetime) -> Workout | None:
        """The workout as typed; None where a field was refused, with the reason beside it."""
        valid = self.validate()
        try:
            built = self._build(self._common(stored), stored) if valid else None
            if built:
                refuse_future(built, now)
        except Invalid as error:
            report(self, error, FORM_FIELDS)
            return None
        return built

    def validate_time_zone(self, field):
        """Refuse a zone that there is not."""
        if complaint := zone_complaint(field.data):
            raise ValidationError(sentence(complaint))

    def validate_effort(self, field):
        """Refuse what is no number; the range is the workout's own affair."""
        try:
            typed.whole(field.data or "0")
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def _common(self, stored: Workout | None) -> dict:
        start = datetime.combine(self.date.data, self.time.data, ZoneInfo(self.time_zone.data))
        return {
            "id": self.workout_id,
            "started_at": self._exact(start, stored),
            "time_zone": self.time_zone.data,
            "duration_s": self.duration.data,
            "effort": int(self.effort.data) if self.effort.data else None,
            "avg_hr_bpm": self._heart_rate(stored),
            "notes": (self.notes.data or "").replace("\r\n", "\n"),
            "planned": self.is_planned,
            "source": "web",
        }

    def _heart_rate(self, stored: Workout | None) -> int | None:
        """As typed; a form that has waited since before there was such a field leaves it alone."""
        was_sent = bool(self.avg_hr_bpm.raw_data)
        return stored.avg_hr_bpm if stored and not was_sent else self.avg_hr_bpm.data

    def _exact(self, start: datetime, stored: Workout | None) -> datetime:
        """An unchanged start keeps its seconds, and its side of a change of the clocks."""
        if stored and stored.time_zone == self.time_zone.data:
            shown = stored.local_start.replace(second=0, microsecond=0, tzinfo=None)
            if shown == start.replace(tzinfo=None):
                return stored.started_at
        return start


def _start(local: datetime, zone: str) -> dict:
    return {"date": local.date(), "time": f"{local:%H:%M}", "time_zone": zone}
