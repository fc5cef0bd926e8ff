"""What stands in the way of a server is told by its own name, in a line."""

import pytest

from runstrength.web import serving

FOLDER = "/srv/runs"


def test_a_folder_that_cannot_be_opened_is_named(app, monkeypatch):
    def refuse(_):
        raise PermissionError(13, "Permission denied", FOLDER)

    monkeypatch.setattr(serving, "hold", refuse)
    with pytest.raises(SystemExit) as ended:
        serving.serve(app)
    assert str(ended.value) == f"RunStrength cannot start: {FOLDER}: Permission denied"
