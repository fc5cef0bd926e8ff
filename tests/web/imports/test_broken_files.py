"""Files that are mostly broken."""

from runstrength.jobs import names, reading
from runstrength.storage import import_parts
from runstrength.storage.import_parts import State
from tests.web.imports.bringing import brought, upload
from tests.web.imports.files import strong
from tests.web.pages import Page
from tests.web.rows import user_id


def test_of_a_file_full_of_broken_lines_the_first_are_listed_and_the_rest_is_said(
    anna, monkeypatch
):
    monkeypatch.setattr(reading, "MOST_REJECTED", 5)
    whole = strong(("2025-06-17 18:00:00", "Bench Press (Barbell)"))
    address = upload(anna, whole + b"x,\n" * 100)

    app = anna.client.application
    with app.app_context():
        owner, id_ = user_id(app, anna.email), brought(anna, address).id
        rejected = import_parts.rows(owner, id_, [State.REJECTED], limit=1000)
        new = import_parts.rows(owner, id_, [State.NEW], limit=1000)

    assert (len(rejected), len(new)) == (5, 1)
    assert rejected[-1].reason == reading.UNLISTED


def test_of_a_file_that_names_thousands_of_exercises_the_first_are_read(anna, monkeypatch):
    monkeypatch.setattr(names, "MOST_NAMES", 3)
    lifts = [(f"2025-06-{day} 18:00:00", f"Thing {day}") for day in range(10, 20)]
    address = upload(anna, strong(*lifts))
    assert "3 lifts" in Page(anna.get(address)).main
    assert names.TOO_MANY in Page(anna.get(f"{address}/rows/rejected")).main
