"""docs/server.md names what there is: files, commands, and headings of other pages."""

import re

from runstrength.web.application import create_app
from runstrength.web.health import CHECKS
from tests.deploy.fronts import ROOT

PAGE = (ROOT / "docs" / "server.md").read_text()


def test_the_files_that_it_names_are_there():
    named = set(re.findall(r"\bdeploy/server/[\w.-]+", PAGE))

    assert len(named) >= 5
    assert [name for name in named if not (ROOT / name).is_file()] == []


def test_the_commands_that_it_names_are_there(tmp_path, monkeypatch):
    monkeypatch.setenv("RUNSTRENGTH_HOME", str(tmp_path))
    commands = create_app().cli.commands
    named = set(re.findall(r"sudo runstrength ([a-z-]+)(?: ([a-z-]+) \S+@)?", PAGE))

    assert {"user", "invite", "backup", "restore", "move-to"} <= {name for name, _ in named}
    for name, under in named:
        assert name in commands
        assert not under or under in commands[name].commands


def test_the_pages_that_it_leads_to_are_there():
    for page, heading in re.findall(r"\]\(([\w./-]+\.md)(?:#([\w-]+))?\)", PAGE):
        text = (ROOT / "docs" / page).read_text()
        headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
        assert not heading or heading in {_anchor(each) for each in headings}


def test_the_page_for_a_phone_leads_here():
    assert "(server.md)" in (ROOT / "docs" / "phone.md").read_text()


def test_all_that_can_be_unready_is_named():
    assert [name for name in CHECKS if f"`{name}`" not in PAGE] == []


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")
