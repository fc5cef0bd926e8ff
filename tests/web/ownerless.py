"""The app with one owner condition taken out, for a run of tests: `pytest -p tests.web.ownerless`.

OWNERLESS says which: a file of `storage`, a line and a column; or two of one file, with a comma
between. A condition is made one that is true of every row as its module is loaded; no file is
changed.
"""

import ast
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.machinery import PathFinder, SourceFileLoader
from pathlib import Path

STORAGE = Path(__file__).parents[2] / "runstrength" / "storage"
VARIABLE = "OWNERLESS"


@dataclass(frozen=True, order=True)
class Condition:
    """A comparison that says whose rows are meant."""

    file: str  # Below `storage`.
    line: int
    column: int
    text: str

    @property
    def place(self) -> str:
        """As OWNERLESS has it."""
        return f"{self.file}:{self.line}:{self.column}"


def conditions() -> list[Condition]:
    """Every owner condition of `storage`, in the order of files and lines."""
    found = []
    for path in sorted(STORAGE.rglob("*.py")):
        if "migrations" not in path.parts:
            file = str(path.relative_to(STORAGE))
            for node in _comparisons(ast.parse(path.read_text())):
                text = ast.unparse(node)
                found.append(Condition(file, node.lineno, node.col_offset, text))
    return found


class _Removal(ast.NodeTransformer):
    """Puts what is always true in the place of a comparison: that its column is not null."""

    def __init__(self, places: set[tuple[int, int]]):
        self.places = places

    def visit_Compare(self, node):
        place = node.lineno, node.col_offset
        if place not in self.places:
            return self.generic_visit(node)
        self.places.remove(place)
        always = ast.Attribute(node.left, "is_not", ast.Load())
        call = ast.Call(always, [ast.Constant(None)], [])
        return ast.fix_missing_locations(ast.copy_location(call, node))


class _Loader(SourceFileLoader):
    def __init__(self, name: str, path: str, removal: _Removal):
        super().__init__(name, path)
        self.removal = removal

    def get_code(self, fullname):
        """The module without its condition; what Python keeps compiled is not asked."""
        tree = self.removal.visit(ast.parse(Path(self.path).read_text()))
        assert not self.removal.places
        return compile(tree, self.path, "exec")


class _Finder:
    def __init__(self, places: str):
        parted = [place.split(":") for place in places.split(",")]
        ((file,),) = {(file,) for file, _, _ in parted}
        self.name = "runstrength.storage." + file.removesuffix(".py").replace("/", ".")
        self.removal = _Removal({(int(line), int(column)) for _, line, column in parted})

    def find_spec(self, name, path=None, target=None):
        """The module that the condition is taken out of; Python finds all others itself."""
        if name != self.name:
            return None
        spec = PathFinder.find_spec(name, path, target)
        spec.loader = _Loader(name, spec.origin, self.removal)
        return spec


def _comparisons(tree: ast.AST) -> Iterator[ast.Compare]:
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Compare) and _is_owners(node)]
    yield from sorted(found, key=lambda node: (node.lineno, node.col_offset))


def _is_owners(node: ast.Compare) -> bool:
    if len(node.ops) != 1 or not isinstance(node.ops[0], ast.Eq):
        return False
    return any(_is_owner_column(side) for side in (node.left, node.comparators[0]))


def _is_owner_column(node: ast.expr) -> bool:
    text = ast.unparse(node)
    # Columns of a table, however it is called there: `t.c.user_id`, `c.user_id`, `users.c.id`.
    return isinstance(node, ast.Attribute) and (
        text == "users.c.id" or (node.attr == "user_id" and not text.startswith("self."))
    )


if places := os.environ.get(VARIABLE):
    sys.meta_path.insert(0, _Finder(places))
