"""The rows of a routine's form, as they were sent: added, removed and moved by its buttons.

What was typed is moved as it is, so that nothing is lost that can't be read.
"""

import re

from werkzeug.datastructures import MultiDict

ROW = re.compile(r"exercises-(\d{1,4})-(.+)", re.ASCII)
NUMBER = re.compile(r"\d{1,4}", re.ASCII)
NEW = {"exercise": "", "sets": "3", "amount": "", "rir": ""}


def reshaped(sent: MultiDict) -> MultiDict | None:
    """What was sent with the row that its button asked for; None where no button did."""
    action, _, place = sent.get("do", "").partition(":")
    numbers, rows = _rows(sent)
    if action == "add":
        rows.append(dict(NEW))
    elif action in _MOVES and NUMBER.fullmatch(place) and int(place) in numbers:
        _MOVES[action](rows, numbers.index(int(place)))
    else:
        return None
    others = {name: text for name, text in sent.items() if not ROW.fullmatch(name)}
    named = {
        f"exercises-{n}-{name}": text for n, row in enumerate(rows) for name, text in row.items()
    }
    return MultiDict(others | named)


def _rows(sent: MultiDict) -> tuple[list[int], list[dict[str, str]]]:
    """The numbers of the rows in their order, and the fields of each."""
    found: dict[int, dict[str, str]] = {}
    for name, text in sent.items():
        if match := ROW.fullmatch(name):
            found.setdefault(int(match[1]), {})[match[2]] = text
    numbers = sorted(found)
    return numbers, [found[n] for n in numbers]


def _remove(rows: list, place: int) -> None:
    del rows[place]


def _up(rows: list, place: int) -> None:
    rows.insert(max(place - 1, 0), rows.pop(place))


def _down(rows: list, place: int) -> None:
    rows.insert(place + 1, rows.pop(place))


_MOVES = {"remove": _remove, "up": _up, "down": _down}
