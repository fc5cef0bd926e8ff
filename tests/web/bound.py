"""Statements that are not bound to one user are caught as they are sent, whatever they find.

Of every table that is somebody's, a statement has to say whose rows it means: by a value, or by
another table of the same statement that says so. An id that is unique by nature does not do.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.sql import operators
from sqlalchemy.sql.dml import Delete, Insert, Update
from sqlalchemy.sql.elements import (
    BinaryExpression,
    BindParameter,
    BooleanClauseList,
    ColumnClause,
    Grouping,
    TextClause,
)
from sqlalchemy.sql.selectable import (
    CTE,
    Alias,
    CompoundSelect,
    Join,
    ScalarSelect,
    Select,
    SelectBase,
    Subquery,
    TableClause,
)

# Statements about nobody's rows in particular, as they are written, and why that is right.
EXCEPTIONS = {
    "SELECT users.id, users.password_hash FROM users WHERE users.email =": "who signs in",
    "SELECT users.id FROM users WHERE users.is_administrator": "whose log a first start opens",
    "SELECT count(*) AS count_1 FROM users": "whether there is an account yet",
    "SELECT min(users.created_at) AS min_1 FROM users": "whether a server's clock is right",
    "SELECT imports.user_id, imports.id FROM imports WHERE imports.status IN": "the worker's list",
    "SELECT imports.user_id, imports.id FROM imports WHERE imports.status = :status_1 AND "
    "imports.status_at <": "what the worker sweeps",
}
# Rows that are written many at a time, each with its owner; and what an engine is asked of itself.
TEXTS = ("INSERT INTO lift_exercises ", "INSERT INTO lift_sets ", "PRAGMA ", "BEGIN")
TEXTS += ("UPDATE alembic_version SET version_num = version_num WHERE 1 = 0",)


@contextmanager
def only_bound() -> Iterator[set]:
    """See to it that all statements are bound; gives the values that they were bound to."""
    values, unbound = set(), []

    def listen(connection, statement, several, parameters, options) -> None:
        found, missing = look(statement)
        rows = [*(several or ()), parameters or {}]
        for bind in found:
            given = [row[bind.key] for row in rows if bind.key in row]
            values.update(given or [bind.effective_value])
        if missing and not _is_exception(statement):
            unbound.append(f"{', '.join(missing)} in: {_text(statement)}")

    def listen_to_text(connection, cursor, text, parameters, context, executemany) -> None:
        if getattr(context, "compiled", None) is None and not text.startswith(TEXTS):
            unbound.append(f"only text: {text}")

    event.listen(Engine, "before_execute", listen)
    event.listen(Engine, "before_cursor_execute", listen_to_text)
    try:
        yield values
    finally:
        event.remove(Engine, "before_execute", listen)
        event.remove(Engine, "before_cursor_execute", listen_to_text)
    assert not unbound, "\n".join(unbound)


def look(statement) -> tuple[list[BindParameter], list[str]]:
    """The values that a statement names owners by, and its tables that have none named."""
    binds, missing = [], []
    _look(statement, frozenset(), binds, missing)
    return binds, missing


def _look(element, outer: frozenset, binds: list, missing: list) -> None:
    if isinstance(element, CompoundSelect):
        for each in element.selects:
            _look(each, outer, binds, missing)
    elif isinstance(element, Select):
        leaves, links = _sources(element.get_final_froms())
        own = [leaf for leaf in leaves if leaf not in outer] or leaves
        links += [(None, each) for each in _conjuncts(element.whereclause)]
        _judge(own, links, outer, binds, missing)
        _inside(element, frozenset({*outer, *leaves}), binds, missing)
    elif isinstance(element, Update | Delete):
        links = [(None, each) for each in _conjuncts(element.whereclause)]
        _judge([element.table], links, outer, binds, missing)
        _inside(element, frozenset({*outer, element.table}), binds, missing)
    elif isinstance(element, Insert):
        _inside(element, outer, binds, missing)
    elif isinstance(element, TextClause):
        missing.append("text")


def _inside(element, outer: frozenset, binds: list, missing: list) -> None:
    """Look at the statements within one, each with the tables that it may refer to."""
    for each in _nearest(element):
        # What stands among the sources knows nothing of what stands beside it.
        if isinstance(each, CTE | Subquery):
            _look(each.element, frozenset(), binds, missing)
        else:
            _look(each, outer, binds, missing)


def _nearest(element) -> Iterator:
    pending = [*element.get_children()]
    if isinstance(element, Insert) and element.select is not None:
        pending.append(element.select)
    while pending:
        each = pending.pop()
        is_whole = isinstance(each, SelectBase) and not isinstance(each, ScalarSelect)
        if is_whole or isinstance(each, CTE | Subquery):
            yield each
        elif not isinstance(each, TableClause):
            pending += each.get_children()


def _sources(froms: Iterable) -> tuple[list, list]:
    """The tables of a FROM, and what joins say: the tables that it may bind, and a condition."""
    leaves, links = [], []
    for each in froms:
        if isinstance(each, Join):
            left, before = _sources([each.left])
            right, more = _sources([each.right])
            leaves += left + right
            may_bind = right if each.isouter else None
            links += before + more + [(may_bind, c) for c in _conjuncts(each.onclause)]
        else:
            leaves.append(each)
    return leaves, links


def _conjuncts(condition) -> Iterator:
    if condition is None:
        return
    if isinstance(condition, Grouping):
        yield from _conjuncts(condition.element)
    elif isinstance(condition, BooleanClauseList) and condition.operator is operators.and_:
        for each in condition.clauses:
            yield from _conjuncts(each)
    else:
        yield condition


def _judge(leaves: list, links: list, outer: frozenset, binds: list, missing: list) -> None:
    """Tell which of these tables have no owner named."""
    equal = []
    for may_bind, each in links:
        if isinstance(each, BinaryExpression) and each.operator is operators.eq:
            equal += [(may_bind, each.left, each.right), (may_bind, each.right, each.left)]
    bound, is_new = set(outer) - set(leaves), True
    while is_new:
        is_new = False
        for may_bind, one, other in equal:
            leaf = _owner_of(one)
            if leaf is None or leaf in bound or (may_bind is not None and leaf not in may_bind):
                continue
            if isinstance(other, BindParameter):
                binds.append(other)
            elif _owner_of(other) not in bound and not _is_derived(other):
                continue
            bound.add(leaf)
            is_new = True
    missing += [str(leaf) for leaf in leaves if _is_owned(leaf) and leaf not in bound]


def _owner_of(column):
    """The table whose owner a column tells; None for any other."""
    table = getattr(column, "table", None)
    if not isinstance(column, ColumnClause) or not _is_owned(table):
        return None
    return table if column.name == _owner_column(table) else None


def _is_derived(column) -> bool:
    """Whether a column tells the owner of rows that another statement, itself bound, has found."""
    derived = isinstance(getattr(column, "table", None), CTE | Subquery)
    return derived and column.name == "user_id"


def _is_owned(source) -> bool:
    return _table(source) is not None and _owner_column(source) in source.c


def _owner_column(source) -> str:
    return "id" if _table(source).name == "users" else "user_id"


def _table(source):
    if isinstance(source, Alias) and not isinstance(source, CTE | Subquery):
        source = source.element
    return source if isinstance(source, TableClause) else None


def _is_exception(statement) -> bool:
    return _text(statement).startswith(tuple(EXCEPTIONS))


def _text(statement) -> str:
    return " ".join(str(statement).split())
