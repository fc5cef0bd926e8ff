"""The form of an exercise of one's own. It may be sent from a queue, so it carries no token."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectField

from ...training.exercise_search import claim
from ...training.exercises import Counts, Exercise, Load
from ...training.limits import Invalid
from ...training.workouts import Region
from ..exercise_names import REGIONS
from ..fields import TypedField, report

COUNTS = {Counts.REPS.value: "Repetitions", Counts.SECONDS.value: "Seconds"}
LOADS = {
    Load.WEIGHT.value: "What is lifted",
    Load.BODYWEIGHT.value: "The body’s own; a weight is added",
    Load.ASSISTED.value: "The body’s own; help is taken off",
}


def _name(text: str) -> str:
    if not claim(text):
        raise ValueError("Write it with letters or digits.")
    return " ".join(text.split())


class OwnForm(FlaskForm):
    """What a log has to know of an exercise."""

    class Meta:
        """No token: see above."""

        csrf = False

    name = TypedField("Name", _name, required="Give it a name.")
    region = SelectField("Region", choices={r.value: words for r, words in REGIONS.items()})
    counts = SelectField("A set is counted in", choices=COUNTS)
    load = SelectField("Its weight is", choices=LOADS)
    sides = BooleanField("Left and right are logged apart")

    @classmethod
    def showing(cls, exercise: Exercise) -> "OwnForm":
        """A form that holds an exercise."""
        return cls(formdata=None, obj=exercise)

    def exercise(self, exercise_id: str) -> Exercise | None:
        """The exercise as typed; None where it is refused, and the form says why."""
        if not self.validate():
            return None
        try:
            return Exercise(
                exercise_id,
                self.name.data,
                Region(self.region.data),
                Counts(self.counts.data),
                Load(self.load.data),
                self.sides.data,
            )
        except Invalid as error:
            report(self, error, {})
            return None
