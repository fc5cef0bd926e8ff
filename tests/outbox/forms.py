"""The forms of the pages, as the outbox keeps them: each as `entryOf` (entry.js) makes an entry."""

from hypothesis import strategies as st

from .truth import Save

# Of what was not rated, of what was, and one that the form refuses.
efforts = st.sampled_from(["", "3", "5", "7", "5", "7", "11"])
DAY = "2024-11-18"
RUN = {"date": DAY, "time": "07:00", "time_zone": "UTC", "duration": "50", "distance": "10"}


def new_run(save: Save) -> dict:
    """The form of a new run."""
    return edited(save, "", "/log/run")


def edited(save: Save, base: int | str, url: str | None = None) -> dict:
    """The form of a run that is stored, opened on version `base`."""
    url = url or f"/workouts/{save.workout_id}/edit"
    effort = "" if save.effort is None else str(save.effort)
    typed = {"effort": effort, "type": "easy", "notes": save.notes}
    fields = {"id": save.workout_id, "base_version": str(base), "planned": "", **RUN, **typed}
    return _entry(save, url, fields, page=url, day=DAY)


def rating(save: Save, base: int) -> dict:
    """One of the ten buttons for the effort of a run."""
    fields = {"next": "", "base_version": str(base), "effort": str(save.effort)}
    return _entry(save, f"/workouts/{save.workout_id}/effort", fields)


def deletion(save: Save, base: int) -> dict:
    """The button that deletes a run."""
    return _entry(save, f"/workouts/{save.workout_id}/delete", {"base_version": str(base)})


def restoration(save: Save) -> dict:
    """The button that takes a deletion back: beside what waits (forms.js), or on the next page."""
    return _entry(save, f"/workouts/{save.workout_id}/restore", {})


def _entry(save: Save, url: str, fields: dict, **more) -> dict:
    marked = {**fields, "marker": save.marker}
    return {
        "url": url,
        "about": save.workout_id,
        "fields": [[name, text] for name, text in marked.items()],
        "label": save.kind,
        "page": None,
        "day": None,
        "saved_at": "2024-11-18T08:00:00.000Z",
        **more,
    }
