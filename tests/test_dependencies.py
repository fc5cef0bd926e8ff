"""Every package that was chosen has its reason in docs/dependencies.md, and no other has one."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
RUN, DEVELOP = (ROOT / "docs" / "dependencies.md").read_text().split("To develop:")


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        (PROJECT["dependencies"], RUN),
        (PROJECT["optional-dependencies"]["dev"], DEVELOP),
    ],
    ids=["to run", "to develop"],
)
def test_each_has_its_reason_and_nothing_else_has(chosen, told):
    assert reasons(told) == {Requirement(each).name for each in chosen}


def test_what_comes_with_a_package_is_none_that_was_chosen():
    assert reasons("| --- | --- |\n| flask, Jinja with it | the web |\n") == {"flask"}


def reasons(told: str) -> set[str]:
    """The packages in the first column of a table; what comes "with it" is nobody's choice."""
    firsts = re.findall(r"^\| ([^|]+) \| [^|]{3,} \|$", told, re.MULTILINE)
    names = {name for first in firsts for name in first.split(", ") if not name.endswith("with it")}
    return names - {"package", "---"}
