"""What the tests of lifting apps' readers share: reading a text, and sets in short."""

from io import BytesIO

from runstrength.exchange.found import Answers, Found, FoundExercise, Question, Rejected, Unreadable
from runstrength.training.workouts import Set, SetKind


class Read:
    """All that a reader gives of one file."""

    def __init__(self, reader, data: str | bytes, **answers):
        data = data.encode() if isinstance(data, str) else data
        given = list(reader.read(BytesIO(data), Answers(**answers)))
        self.found = [each for each in given if isinstance(each, Found)]
        self.rejected = [(r.row, r.reason) for r in given if isinstance(r, Rejected)]
        self.asked = [each for each in given if isinstance(each, Question)]


def short(s: Set) -> str:
    """A set as `w 5×80 kg @2 30 s left`."""
    parts = [
        "w" if s.kind is SetKind.WARM_UP else "",
        f"{s.reps or ''}×{s.weight.value if s.weight else 0} {s.weight.unit if s.weight else ''}",
        f"@{s.rir}" if s.rir is not None else "",
        f"{s.duration_s} s" if s.duration_s else "",
        s.side or "",
    ]
    return " ".join(part.strip() for part in parts if part)


def shorts(exercise: FoundExercise) -> list[str]:
    """The sets of an exercise in short."""
    return [short(s) for s in exercise.sets]


def only_unreadable_escapes(reader, data: bytes) -> None:
    """Read any bytes; what is found holds together."""
    try:
        found = Read(reader, data).found
    except Unreadable:
        return
    for each in found:
        assert each.row.startswith("line ")
        assert 1970 <= each.started_at.year <= 2230
        assert each.elapsed_s >= 0
