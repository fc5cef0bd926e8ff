"""What is typed into the search of the history: words, exercises, kinds of run, dates."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from ...storage.search import Term
from ...training.exercises import Exercise
from ...training.workouts import Lift, Run, RunType
from .. import dates
from .calendar import Month

LONGEST = 100  # Characters: beyond, nobody searches.
MOST_TERMS = 8
FEWEST_OF_A_TYPE = 3  # Letters that tell one kind of run from another.
MONTHS = [date(2000, n, 1).strftime("%B").lower() for n in range(1, 13)]
KINDS = {
    **dict.fromkeys(("run", "runs", "running"), Run.kind),
    **dict.fromkeys(("lift", "lifts", "lifting"), Lift.kind),
}
_MONTH_AND_YEAR = re.compile(r"\b([a-z]{3,9})\.? (\d{4})\b", re.ASCII)


def plain(typed: str) -> str:
    """What was typed, as one line of a length that is searched for."""
    return " ".join(typed.replace("\0", " ").split())[:LONGEST].strip()


def terms(text: str, exercises: Mapping[str, Exercise]) -> list[Term]:
    """What each word of a plain text asks for: `squats 2026-11`, `tempo`, `rdl nov 2026`.

    Words that together are an exercise's name, or a name that others use for it, are one.
    """
    words, found = [], []
    for word in _MONTH_AND_YEAR.sub(_month_in_figures, text.lower()).split():
        between = _dates(word)
        found += [Term(dates=between)] if between else []
        words += [] if between else [word]
    phrase = " ".join(words)
    named = frozenset(e.id for e in exercises.values() if _bare(phrase) in _names(e))
    if len(words) > 1 and named:
        found.append(Term(phrase, exercises=named))
    else:
        found += (_term(word, exercises.values()) for word in words)
    return found[:MOST_TERMS]


def _term(word: str, exercises: Iterable[Exercise]) -> Term:
    return Term(
        word,
        exercises=frozenset(e.id for e in exercises if _begins_a_word(word, e)),
        run_types=frozenset(_types(word)),
        kind=KINDS.get(word),
        on_treadmill=word == "treadmill",
    )


def _types(word: str) -> Iterator[RunType]:
    if len(word) >= FEWEST_OF_A_TYPE:
        yield from (t for t in RunType if t is not RunType.OTHER and t.startswith(word))


def _begins_a_word(word: str, exercise: Exercise) -> bool:
    bare = _bare(word)
    return bool(bare) and any(f" {bare}" in f" {name}" for name in _names(exercise))


def _names(exercise: Exercise) -> set[str]:
    """Its name and what else it is called, in plain letters; own exercises have only the name."""
    return {_bare(name) for name in (exercise.name, *getattr(exercise, "aliases", ()))}


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _month_in_figures(found: re.Match) -> str:
    months = [n for n, name in enumerate(MONTHS, 1) if name.startswith(found[1])]
    return f"{found[2]}-{months[0]:02}" if len(months) == 1 else found[0]


def _dates(word: str) -> tuple[date, date] | None:
    """The first and last date that a word stands for: 2026, 2026-11, 2026-11-16."""
    try:
        if len(word) == len("2026"):
            return Month.named(f"{word}-01").first, Month.named(f"{word}-12").last
        if len(word) == len("2026-11"):
            month = Month.named(word)
            return month.first, month.last
        return (dates.read(word),) * 2
    except ValueError:
        return None
