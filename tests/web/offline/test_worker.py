"""The worker's script: whose it is, what it keeps from the first, and when it is another one."""

import json
import re
import shutil
from pathlib import PurePosixPath
from urllib.parse import urljoin

import pytest

from runstrength.storage.database import db
from runstrength.web import application
from runstrength.web.assets import static_version
from tests import databases
from tests.web.conftest import make_app
from tests.web.pages import Page
from tests.web.test_commands import run
from tests.web.world import set_clock, workouts_of

IMPORT = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*["']([^"']+)["']""")
URL = re.compile(r"""url\(["']?([^"')]+)["']?\)""")
PUBLIC = ["/", "/guide", "/sign-in", "/sign-up", "/offline"]
MEMBERS = ["/today", "/week", "/plan", "/log", "/log/run", "/log/lift", "/history", "/trends"]
MEMBERS += [
    "/more",
    "/rules",
    "/settings",
    "/account/password",
    "/account/passkeys",
    "/waiting",
    "/guide",
]


def told(client) -> dict:
    """What the script tells the worker of the app."""
    script = client.get("/service-worker.js").text
    return json.loads(re.search(r"serve\((\{.*\})\);", script, re.DOTALL)[1])


def test_it_is_a_script_that_anyone_gets_and_that_is_asked_for_anew_each_time(app):
    answer = app.test_client().get("/service-worker.js")

    assert answer.status_code == 200
    assert answer.mimetype == "text/javascript"
    assert answer.cache_control.no_cache
    assert answer.cache_control.max_age is None
    assert "Set-Cookie" not in answer.headers


def test_it_is_the_same_for_everybody(app, anna, ben):
    scripts = {c.get("/service-worker.js").data for c in (app.test_client(), anna, ben)}

    assert len(scripts) == 1
    assert anna.get("/service-worker.js").cache_control.no_cache


def test_its_scope_is_the_whole_app_and_its_module_is_there(app):
    client = app.test_client()
    (module,) = IMPORT.findall(client.get("/service-worker.js").text)

    assert client.get(module, buffered=True).mimetype == "text/javascript"


def test_each_file_that_it_keeps_is_there_for_good(app):
    client, files = app.test_client(), told(app.test_client())["files"]

    assert len(files) == len(set(files)) > 20
    for path in files:
        answer = client.get(path, buffered=True)
        assert answer.status_code == 200, path
        if path != "/offline":
            assert path.startswith(app.static_url_path)
            assert answer.cache_control.max_age >= 365 * 24 * 3600
            assert "Set-Cookie" not in answer.headers


def test_the_page_for_want_of_another_is_among_them(app):
    assert told(app.test_client())["offline"] in told(app.test_client())["files"]


def test_it_keeps_whatever_style_script_or_drawing_a_page_asks_for(app, anna, monkeypatch):
    set_clock(monkeypatch, "2026-11-18 12:00")
    assert run(app, "demo", anna.email).exit_code == 0
    stranger, kept = app.test_client(), set(told(app.test_client())["files"])
    workout, plan = workouts_of(anna)[0], workouts_of(anna)[-1]
    mine = [f"/workouts/{w.id}{end}" for w in (workout, plan) for end in ("", "/edit")]
    articles = [f"/guide/{slug}" for slug in app.extensions["guide"].articles]
    asked = set()
    for person, paths in ((stranger, PUBLIC + articles), (anna, MEMBERS + articles + mine)):
        for path in paths:
            asked |= asked_by(Page(person.get(path)))
    asked |= behind(stranger, asked)

    assert len(asked) > 30
    assert asked - kept == set()


def asked_by(page: Page) -> set[str]:
    """The addresses of the styles, scripts and drawings of a page."""
    assert page.status == 200
    links = [e for e in page.all("link") if e.get("rel") in ("stylesheet", "modulepreload")]
    sources = [e.get("src") for tag in ("script", "img") for e in page.all(tag) if e.get("src")]
    return {e.get("href") for e in links} | set(sources)


def behind(client, addresses: set[str]) -> set[str]:
    """What these files ask for in their turn, and so on."""
    found, new = set(), set(addresses)
    while new:
        path = new.pop()
        if PurePosixPath(path).suffix not in (".js", ".css"):
            continue
        pattern = IMPORT if path.endswith(".js") else URL
        text = client.get(path, buffered=True).text
        named = {urljoin(path, name) for name in pattern.findall(text) if ":" not in name}
        new |= named - found - addresses
        found |= named
    return found


def test_its_version_is_that_of_the_static_files(app):
    assert told(app.test_client())["version"] == app.static_url_path.rpartition("/")[2]
    assert told(app.test_client())["version"] == static_version(application.ROOT / "static")


@pytest.mark.parametrize("name", ["css/base.css", "js/start.js", "icons/any-192.png", "js/new.js"])
def test_a_file_that_changes_makes_another_worker(app, stored_people, tmp_path, monkeypatch, name):
    root = tmp_path / "app"
    root.mkdir()
    for each in application.ROOT.iterdir():
        if each.name in ("templates", "content", "runstrength"):
            (root / each.name).symlink_to(each)
    shutil.copytree(application.ROOT / "static", root / "static")
    databases.copy(stored_people[0], root / "runstrength.sqlite3")
    monkeypatch.setattr(application, "ROOT", root)
    scripts = []
    for more in (b"", b" "):
        file = root / "static" / name
        file.write_bytes((file.read_bytes() if file.exists() else b"") + more)
        if name == "js/new.js" and not more:
            file.unlink()
        made = make_app(root)
        scripts.append(made.test_client().get("/service-worker.js").data)
        with made.app_context():
            db.engine.dispose()

    assert scripts[0] == app.test_client().get("/service-worker.js").data
    assert scripts[0] != scripts[1]
