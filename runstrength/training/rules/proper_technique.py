"""Proper technique: weight goes up once the form is there. The rating is the lifter's own."""

from collections.abc import Iterator

from ..flags import Flag, Severity
from ..intensity import Reading
from ..timeline import Timeline
from ..workouts import Form, Lift
from .gradual_progression import heaviest, weighed_sets
from .remedies import lighten


def heavier_on_poor_form(timeline: Timeline, _reading: Reading) -> Iterator[Flag]:
    """More weight in the next workout with an exercise whose form was breaking down."""
    last: dict[str, Lift] = {}
    for lift in timeline.lifts:
        now = weighed_sets(lift)
        trained = (done.exercise for done in lift.exercises if done.working_sets or done.form)
        for exercise in dict.fromkeys(trained):
            earlier = last.get(exercise)
            last[exercise] = lift
            if earlier is None or not _broke_down(earlier, exercise):
                continue
            then = weighed_sets(earlier)
            if exercise not in now or exercise not in then:
                continue
            weight, before = (heaviest(s[exercise]).weight.kg for s in (now, then))
            if weight > before:
                yield Flag(
                    rule="heavier-on-poor-form",
                    severity=Severity.CAUTION,
                    date=lift.local_date,
                    workouts=(earlier, lift),
                    tips=("proper-technique",),
                    subject=(lift.id, exercise),
                    about=exercise,
                    measured=weight,
                    compared_with=before,
                    remedies=(lighten(lift, exercise, before),),
                )


def _broke_down(lift: Lift, exercise: str) -> bool:
    rated = (done.form for done in lift.exercises if done.exercise == exercise)
    return Form.BREAKING_DOWN in rated
