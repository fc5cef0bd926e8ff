"""Data that can't be written to: at the start, and from one moment on while the server runs."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from ..kits import long
from .disks import failing_disk, read_only, shut
from .people import Person
from .servers import OWN_SETTINGS, ROOT, serving
from .writes import NEW, RUN, RUN_FIELDS, Write, post, put

READS = ("/today", "/week", "/log/run", "/history", "/api/v1/workouts", "/healthz")
PATIENCE_S = 30


@pytest.mark.parametrize("part", ["", long("runstrength.sqlite3")], ids=["folder", "log"])
def test_data_that_is_read_only_is_one_line_at_the_start(tmp_path, part):
    home = tmp_path / "home"
    with serving(home):
        pass
    with read_only(home / part):
        done = _started(home)

    (line,) = done.stderr.splitlines()
    assert line.startswith("RunStrength cannot start: ")
    assert str(home / part) in line
    assert (done.returncode, done.stdout) == (1, "")


@pytest.mark.long
def test_a_disk_that_is_shut_in_the_middle_is_read_on_and_takes_nothing(tmp_path):
    with failing_disk(tmp_path / "disk") as disk, serving(disk, LEAST_FREE_MB="1") as server:
        anna = Person.signed_up(server, disk)
        acknowledged = {str(uuid4()) for _ in range(5)}
        for workout_id in acknowledged:
            assert anna.send(server, put(workout_id, RUN)).status == 201
        assert anna.send(server, Write("GET", "/readyz")).status == 200
        shut(disk)

        for make in NEW.values():
            answer = anna.send(server, make("of the write").write)
            assert answer.status == 503
            assert int(answer.headers["Retry-After"]) > 0
        fields = RUN_FIELDS | {"id": str(uuid4()), "notes": "a note that was typed"}
        page = anna.send(server, replace(post("/log/run", fields), accepts="text/html"))
        assert page.status == 503
        assert fields["notes"] in page.body.decode()
        for path in READS:
            assert anna.send(server, Write("GET", path)).status == 200, path
        listed = anna.send(server, Write("GET", "/api/v1/workouts")).document["items"]
        assert {item["id"] for item in listed} == acknowledged


def _started(home: Path) -> subprocess.CompletedProcess:
    """What `python app.py` says, which ends by itself."""
    kept = {name: told for name, told in os.environ.items() if name not in OWN_SETTINGS}
    return subprocess.run(
        [sys.executable, "app.py"],
        cwd=ROOT,
        env=kept | {"RUNSTRENGTH_HOME": str(home), "PORT": "0"},
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
