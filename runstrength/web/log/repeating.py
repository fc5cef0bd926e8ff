"""The last run as the run form has it typed, for a phone that repeats it without a network."""

from ...storage.accounts import User
from ...training.workouts import Run
from .likely import stretch_of_table
from .run_form import RunForm

MEASURED_ANEW = ("date", "time", "time_zone", "id", "base_version", "planned", "notes", "pace")


def repeating(user: User) -> dict[str, dict]:
    """By query (`like=…`): the fields that a form for the same run opens with, as texts.

    `started_s_ago` is when it began, if it has just ended.
    """
    done = [run for run in stretch_of_table(user).timeline.runs if not run.planned]
    return {f"like={done[-1].id}": _told(done[-1])} if done else {}


def _told(run: Run) -> dict:
    form = RunForm(formdata=None, **RunForm.repeated(run))
    typed = {field.name: _typed(field) for field in form if field.name not in MEASURED_ANEW}
    fields = [[name, text] for name, text in typed.items() if text is not None]
    return {"fields": fields, "started_s_ago": run.duration_s}


def _typed(field) -> str | None:
    """What the page has in a field; None for a box that is not ticked."""
    if isinstance(field.data, bool):
        return "y" if field.data else None
    return field._value() if hasattr(field, "_value") else field.data
