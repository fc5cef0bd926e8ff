"""The form for a run."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from wtforms import BooleanField, SelectField

from ...training.limits import FieldError, Invalid
from ...training.quantities import METRES, Distance
from ...training.workouts import Run, RunType
from .. import current, typed
from ..fields import QuantityField, TypedField, report
from ..shoe_names import shelf_of
from .forms import FORM_FIELDS, WorkoutForm
from .run_fields import ClimbField, IntervalsField, PaceField, ShoeField

RUN_TYPES = {RunType.OTHER.value: "No special type"} | {
    type_.value: type_.value.capitalize() for type_ in RunType if type_ is not RunType.OTHER
}
GONE = "is none of your shoes any more"


class RunForm(WorkoutForm):
    """A run. Of duration, distance and pace two are enough: the third follows."""

    kind = Run.kind

    distance = QuantityField("Distance", Distance)
    pace = PaceField("Pace")
    type = SelectField("Type", choices=RUN_TYPES, default=RunType.OTHER.value)
    intervals = IntervalsField("Intervals")
    shoe_id = ShoeField("Shoes")
    is_treadmill = BooleanField("On a treadmill")
    climb = ClimbField("Climb")

    @classmethod
    def starting(cls, local: datetime, zone: str, **data) -> "RunForm":
        """A form for a new run: in the shoes of the last one, unless it says others."""
        last = shelf_of(current.user()).last_worn
        return super().starting(local, zone, **{"shoe_id": str(last or "")} | data)

    @classmethod
    def repeated(cls, other: Run) -> dict:
        """The run's content, without its heart rate, and without shoes that are retired."""
        content = super().repeated(other)
        shoe = shelf_of(current.user()).find(other.shoe_id)
        if shoe is None or shoe.is_retired:
            del content["shoe_id"]
        return content

    @staticmethod
    def _own_data(stored: Run) -> dict:
        return {
            "distance": stored.distance,
            "type": stored.type.value,
            "intervals": stored.intervals or None,
            "shoe_id": str(stored.shoe_id or ""),
            "is_treadmill": stored.is_treadmill,
            "climb": stored.elevation_gain_m,
        }

    @property
    def has_more(self) -> bool:
        """Whether what is folded away holds something, or was refused; shoes are chosen for one."""
        folded = (self.intervals, self.climb, self.avg_hr_bpm)
        refused = self.shoe_id.errors or any(field.errors for field in (*folded, self.notes))
        typed_in = not all(field.was_left_empty for field in folded)
        return bool(refused or typed_in or self.is_treadmill.data or self.notes.data)

    def validate(self, *args, **kwargs) -> bool:
        """Work out the one of duration and distance that was left to the pace, then look at all."""
        try:
            self._complete()
        except Invalid as error:
            super().validate(*args, **kwargs)
            report(self, error, FORM_FIELDS)
            return False
        return super().validate(*args, **kwargs)

    def _complete(self) -> None:
        pace, distance, duration = self.pace.data, self.distance, self.duration
        if pace is None:
            return
        if duration.was_left_empty and distance.data:
            _fill(duration, typed.rounded(pace * distance.data.m))
        elif distance.was_left_empty and duration.data:
            unit = distance.unit
            hundredths = typed.rounded(100 * duration.data / (pace * METRES[unit]))
            _fill(distance, Distance(Decimal(hundredths).scaleb(-2), unit))

    def _build(self, common: dict, stored: Run | None) -> Run:
        # Known from elsewhere, it holds for the duration that it came with.
        same = isinstance(stored, Run) and stored.duration_s == common["duration_s"]
        return Run(
            **common,
            type=RunType(self.type.data),
            distance=self.distance.data,
            moving_s=stored.moving_s if same else None,
            intervals=self.intervals.data or "",
            is_treadmill=self.is_treadmill.data,
            elevation_gain_m=self.climb.data,
            shoe_id=self._shoe(stored),
        )

    def _shoe(self, stored: Run | None) -> UUID | None:
        if not self.shoe_id.data:
            return None
        try:
            shoe_id = UUID(self.shoe_id.data)
        except ValueError:
            shoe_id = None
        known = stored.shoe_id if isinstance(stored, Run) else None
        if shoe_id is None or (shoe_id != known and not shelf_of(current.user()).find(shoe_id)):
            raise Invalid([FieldError("shoe_id", GONE)])
        return shoe_id


def _fill(field: TypedField, value: object) -> None:
    """Give a field that was left empty what follows from the others."""
    field.data, field.raw_data = value, None
