"""Starting it, as a real process: it makes the data that it needs, or says in one line why not."""

import os
import re
import shutil
import socket
import stat
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import urlopen

import pytest

from tests.faults import forks

ROOT = Path(__file__).parents[1]
NEEDED = ("app.py", "runstrength", "content", "static", "templates")
SETTINGS = ("HOST", "PORT", "DATABASE_URL", "SECRET_KEY", "RUNSTRENGTH_HOME", "FLASK_APP")
PATIENCE_S = 60
PASSWORD = "a long enough password"


@pytest.fixture
def home(tmp_path) -> Path:
    """Where the data is to live; there is nothing yet."""
    return tmp_path / "home"


def test_it_makes_its_data_says_where_it_is_and_serves(home):
    with serving(home) as address:
        with urlopen(address) as page:
            assert page.status == 200
            assert "RunStrength" in page.read().decode()
            assert "Werkzeug" not in page.headers.get("Server", "")
        secret = (home / "secret_key").read_text()

    assert (home / "runstrength.sqlite3").is_file()
    assert len(secret) >= 64
    assert stat.S_IMODE((home / "secret_key").stat().st_mode) == 0o600
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    with serving(home):
        assert (home / "secret_key").read_text() == secret
    assert sorted(p.name for p in home.iterdir() if "sqlite3" not in p.name) == ["secret_key"]


def test_a_host_that_may_have_two_addresses_serves(home):
    with serving(home, HOST="localhost") as address, urlopen(address) as page:
        assert page.status == 200


def test_a_bad_port_is_one_line(home):
    assert "PORT" in refusal(home, PORT="http")


def test_a_bad_host_is_one_line(home):
    assert "256.256.256.256" in refusal(home, PORT="0", HOST="256.256.256.256")


def test_an_occupied_port_is_one_line(home):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])

        assert port in refusal(home, PORT=port)


def test_a_home_that_is_a_file_is_one_line(home):
    home.write_text("a file")

    assert str(home) in refusal(home)


@pytest.mark.parametrize("secret", ["", "from elsewhere"], ids=["no secret", "a secret"])
def test_a_read_only_home_is_one_line(read_only, secret):
    assert str(read_only) in refusal(read_only, PORT="0", SECRET_KEY=secret)


def test_a_database_that_is_none_is_one_line(home):
    home.mkdir()
    (home / "runstrength.sqlite3").write_text("no database at all, but some words" * 100)

    assert "database" in refusal(home, PORT="0").lower()


def test_a_database_address_that_is_none_is_one_line(home):
    assert "DATABASE_URL" in refusal(home, PORT="0", DATABASE_URL="nonsense")


def test_a_broken_article_beside_the_good_one_is_one_line(home, checkout):
    broken = checkout / "content" / "guide" / "a-broken-one.md"
    broken.write_text("---\ntitle: a\nexcerpt: b\nauthor: {name: c}\ndate: soon\n---\n")
    said = refusal(home, checkout)

    assert str(broken) in said
    assert "date" in said


def test_a_guide_without_a_passage_that_a_rule_cites_is_one_line(home, checkout):
    for path in (checkout / "content" / "guide").glob("*.md"):
        path.write_text(re.sub(r"(?m)^- \*\*Recovery.*$", "", path.read_text()))
        name = path.name
    said = refusal(home, checkout)

    assert "'recovery'" in said
    assert name in said


def test_a_broken_guide_stops_the_commands_as_well(home, checkout):
    shutil.rmtree(checkout / "content")
    done = flask(home, "token", "anna@example.com", folder=checkout)

    assert done.returncode != 0
    assert "guide" in one_line(done.stderr)


def test_accounts_and_tokens_are_made_on_the_command_line(home):
    added = flask(home, "user", "add", "Anna@Example.com", typed=f"{PASSWORD}\n")
    token = flask(home, "token", "anna@example.com")

    assert (added.returncode, added.stderr) == (0, "")
    assert (token.returncode, token.stderr) == (0, "")
    assert re.fullmatch(r"\S{40,}\n", token.stdout)
    assert PASSWORD not in added.stdout
    assert PASSWORD.encode() not in b"".join(p.read_bytes() for p in home.iterdir())


def test_a_command_that_cannot_be_done_is_one_line(home):
    done = flask(home, "token", "no address")

    assert (done.returncode, done.stdout) == (1, "")
    assert "address" in one_line(done.stderr)


def test_importing_the_core_loads_no_flask():
    code = (
        "import sys, runstrength, runstrength.training.rules\n"
        "print([m for m in ('flask', 'sqlalchemy', 'markdown', 'wtforms') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert done.stdout == "[]\n"


@pytest.fixture
def read_only(home) -> Path:
    """A folder that nothing can be written to, not even by root."""
    if os.geteuid() == 0:
        return Path("/proc/self")
    home.mkdir(mode=0o500)
    return home


@pytest.fixture
def checkout(tmp_path) -> Path:
    """A copy of what serving needs, to be broken."""
    folder = tmp_path / "checkout"
    folder.mkdir()
    for name in NEEDED:
        source = ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, folder / name)
    return folder


@contextmanager
def serving(home: Path, **settings: str):
    """The address that `python app.py` says it is at, while it runs."""
    process = subprocess.Popen(
        [sys.executable, "app.py"],
        cwd=ROOT,
        env=environment(home, {"PORT": "0"} | settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        found = re.search(r"http://\S+", process.stdout.readline())
        yield found[0] if found else pytest.fail(process.communicate(timeout=PATIENCE_S)[1])
    finally:
        process.terminate()
        _, complaints = process.communicate(timeout=PATIENCE_S)
    assert "Traceback" not in complaints


def refusal(home: Path, folder: Path = ROOT, **settings: str) -> str:
    """The one line in which `python app.py` says why it does not start."""
    if folder == ROOT:
        with TemporaryDirectory() as said:
            done = forks.run(["app.py"], environment(home, settings), Path(said), PATIENCE_S)
    else:
        done = subprocess.run(
            [sys.executable, "app.py"],
            cwd=folder,
            env=environment(home, settings),
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=False,
        )
    assert done.returncode != 0
    assert done.stdout == ""
    return one_line(done.stderr)


def flask(home: Path, *arguments: str, typed: str = "", folder: Path = ROOT):
    """What `flask --app app …` does."""
    return subprocess.run(
        [sys.executable, "-m", "flask", "--app", "app", *arguments],
        cwd=folder,
        env=environment(home, {}),
        input=typed,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )


def environment(home: Path, settings: dict) -> dict:
    """The surroundings of a process, without the settings of whoever runs the tests."""
    kept = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    return kept | {"RUNSTRENGTH_HOME": str(home)} | settings


def one_line(said: str) -> str:
    """What was said, which is one line and no traceback."""
    lines = said.strip().splitlines()
    assert len(lines) == 1, said
    return lines[0]
