"""What a run was for, guessed from its title, its laps or its heart rate; never its effort."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from . import intervals
from .limits import Invalid
from .quantities import Distance, DistanceUnit
from .repeats import Effort, Intervals, Repeats
from .workouts import INTERVALS_CHARACTERS, RunType

BY_TITLE, BY_LAPS, BY_HEART_RATE = "by its title", "by its laps", "by its heart rate"
TITLE_CHARACTERS = 200  # As far as a title is read.

# An average this close to the highest heart rate is that of a threshold run, once it lasts.
TEMPO_HR_SHARE, TEMPO_S = 0.92, 20 * 60

FASTER = 0.87  # Of the seconds a metre of the slow laps beside it: 5:13/km beside 6:00/km.
FEWEST_LAPS = 6  # Three pairs of fast and slow.
ALIKE = 0.03  # Laps that were meant to be alike, by their lengths.
AUTOMATIC_M = (500, 1000, 1609.344, 5000)  # Laps that a watch marks by itself.
ROUND_M, ROUND_S = 50, 5  # What people set as a distance and as a time,
NEAR_S = 2  # and how far a thumb is off.
MOST_LAPS = 1000

Lap = tuple[float, float | None]  # Seconds from start to end, and metres where they are known.


@dataclass(frozen=True, slots=True)
class Guess:
    """A type, what it rests on ("" where nothing tells), and the intervals in words, if solid."""

    type: RunType = RunType.OTHER
    reason: str = ""
    intervals: str = ""


NO_GUESS = Guess()


def run_type(
    title: str,
    laps: Sequence[Lap] = (),
    avg_hr_share: float | None = None,
    duration_s: int = 0,
) -> Guess:
    """Guess from words of the title, else from fast and slow laps in turn, else from heart rate.

    `avg_hr_share` is the average as a share of the highest heart rate known of the runner, not of
    the run: an easy run's average comes close to its own highest.
    """
    return _by_title(title) or _by_laps(laps) or _by_heart_rate(avg_hr_share, duration_s)


def is_automatic_title(title: str) -> bool:
    """Whether an app made the title up, as "Morning Run": it says nothing of the workout."""
    return bool(_AUTOMATIC.fullmatch(" ".join(title.split())))


_SPORT = (
    r"(?:trail |treadmill |indoor |outdoor |virtual )*"
    r"(?:run|running|jog|workout|activity|weight training|strength(?: training)?|"
    r"(?:traditional|functional) strength training|core training|cardio)"
)
_AUTOMATIC = re.compile(
    rf"(?:(?:early |late )?(?:morning|lunch|midday|afternoon|evening|night) )?{_SPORT}"
    r"|(?:lauf|training|workout|krafttraining|gewichtstraining) (?:am|zu|zur|in der|bei) "
    r"(?:morgen|vormittag|mittag|mittagszeit|nachmittag|abend|nacht)"
    r"|(?:morgen|mittags|nachmittags|abend|nacht)lauf|laufen|lauf|krafttraining"
    r"|(?:course à pied|course|entraînement|musculation)"
    r"(?: (?:le matin|le midi|à midi|du midi|l['’]après-midi|dans l['’]après-midi|le soir"
    r"|en soirée|de nuit|la nuit|dans la nuit|nocturne|matinale))?"
    r"|(?:carrera(?: a pie)?|entrenamiento(?: de fuerza| con pesas)?)"
    r"(?: (?:de|por|en|a) (?:la |el )?(?:mañana|mediodía|tarde|noche)"
    r"| matutina| vespertina| nocturna| al mediodía| a la hora del almuerzo)?",
    re.IGNORECASE,
)

# The first that is found counts: what was run before what it was run for, and an easy run before a
# race, or after it, before the race. "Berg" and "hills" are as often places ("Prenzlauer Berg"),
# "carrera" is as often any run, and a race's name before "training" is its plan's.
_WORDS = {
    RunType.HILLS: r"hill (?:repeats?|reps?|sprints?|session|workout|training|strides)|hilly|uphill"
    r"|^hills?|\d{1,2} ?[x×*] ?hills?|hills(?! running| run)"
    r"|berg(?:lauf|läufe|sprints?|intervalle|training)|^berge?|hügel(?:lauf|läufe|ig)?"
    r"|c[ôo]tes?|cuestas?",
    RunType.INTERVALS: r"intervall?(?:o|e|en|es|os|s|training)?|fartlek|fahrtspiel|series"
    r"|fractionnée?s?|vo2 ?max|repeats|reps|speed ?work|\d{1,2} ?[x×*] ?\(?\d\S*",
    RunType.RECOVERY: r"recovery|regeneration(?:slauf)?|regenerativ(?:er)?|récup(?:ération)?"
    r"|recuperación|shake ?out",
    RunType.TEMPO: r"tempo(?:lauf|dauerlauf|training)?|tdl|threshold|schwelle(?:nlauf|ntraining)?"
    r"|seuil|umbral|cruise|(?:half[ -]?)?(?:marathon|race) pace",
    RunType.LONG: r"long (?:slow )?(?:run|jog|distance)|longrun|lange[rn]? (?:dauer)?lauf"
    r"|sorties? longues?|tiradas? largas?|rodaje largo",
    RunType.EASY: r"easy|locker(?:er|es)?|footing|suave|rodaje|endurance fondamentale"
    r"|warm[ -]?up|cool[ -]?down|einlaufen|auslaufen|échauffement|calentamiento",
    RunType.RACE: r"(?<!pre[ -])(?<!post[ -])(?<!after )(?<!before )race"
    r"(?! (?:pace|plan|prep|week))"
    r"|parkrun|(?:half[ -]?|semi[ -]?|halb|media )?marat(?:hon|ón)"
    r"(?! (?:pace|plan|prep|training|block|build|week|tempo))"
    r"|wettkampf|volkslauf|stadtlauf|compétition|competición|carrera popular"
    r"|día de (?:la )?carrera",
}
_PATTERNS = {
    kind: re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) for kind, words in _WORDS.items()
}
_NOTATION = re.compile(
    r"\d{1,2} ?[x×*] ?\d{1,4}(?:[.,:]\d{1,2})? ?(?:km|k|m|mi|min|s|sec|['’\"])?"
    r"(?: ?@ ?\d[\d:]*(?:/(?:km|mi))?)?(?: r ?\d[\d:]*)?(?!\w)",
    re.IGNORECASE,
)


def _by_title(title: str) -> Guess | None:
    title = " ".join(title[:TITLE_CHARACTERS].split())
    for kind, pattern in _PATTERNS.items():
        if pattern.search(title):
            notation = _notation_in(title) if kind is RunType.INTERVALS else ""
            return Guess(kind, BY_TITLE, notation)
    return None


def _notation_in(title: str) -> str:
    """The intervals that a title writes down, if they can be read."""
    if not (found := _NOTATION.search(title)):
        return ""
    try:
        return _fitting(intervals.parse(found[0].replace("’", "'")))
    except ValueError:
        return ""


def _by_laps(laps: Sequence[Lap]) -> Guess | None:
    fast, rests = _alternating(laps[:MOST_LAPS])
    if not fast:
        return None
    return Guess(RunType.INTERVALS, BY_LAPS, _notation_of(fast, rests))


def _alternating(laps: Sequence[Lap]) -> tuple[list[Lap], list[Lap]]:
    """The fast laps of the longest stretch where fast and slow ones take turns, and the slow ones
    between them; none where it has fewer than `FEWEST_LAPS`, or the watch marked them by itself."""
    best, start = range(0), 0
    for n in range(1, len(laps) + 1):
        goes_on = n < len(laps) and _turns(laps, n, start)
        if not goes_on:
            if n - start > len(best):
                best = range(start, n)
            start = n - 1 if n < len(laps) and _differ(laps[n - 1], laps[n]) else n
    if len(best) < FEWEST_LAPS or _are_automatic([laps[n] for n in best]):
        return [], []
    first = best.start if _pace(laps[best.start]) < _pace(laps[best.start + 1]) else best.start + 1
    last = max(range(first, best.stop, 2))
    return [laps[n] for n in range(first, last + 1, 2)], [
        laps[n] for n in range(first + 1, last, 2)
    ]


def _turns(laps: Sequence[Lap], n: int, start: int) -> bool:
    """Whether lap `n` differs from the one before it, the other way round than that one did."""
    if not _differ(laps[n - 1], laps[n]):
        return False
    was_fast = _pace(laps[n - 1]) < _pace(laps[n])
    return n - 1 == start or was_fast == (_pace(laps[n - 1]) < _pace(laps[n - 2]))


def _differ(a: Lap, b: Lap) -> bool:
    fast, slow = sorted((_pace(a), _pace(b)))
    return 0 < fast <= FASTER * slow


def _pace(lap: Lap) -> float:
    """Seconds a metre; 0 where the distance is unknown, which is no pace; standing is endless."""
    seconds, metres = lap
    if metres is None or seconds <= 0:
        return 0.0
    return seconds / metres if metres > 0 else float("inf")


def _are_automatic(laps: list[Lap]) -> bool:
    return any(all(_is_near(metres or 0, each, 0.01) for _, metres in laps) for each in AUTOMATIC_M)


def _notation_of(fast: list[Lap], rests: list[Lap]) -> str:
    """The intervals in words, where all fast laps have one length that somebody would set."""
    length = _common_distance([m for _, m in fast]) or _common_time([s for s, _ in fast])
    if length is None:
        return ""
    try:
        rest = _common_time([s for s, _ in rests])
        return _fitting(Intervals((Repeats(len(fast), Effort(length), rest),)))
    except Invalid:
        return ""


def _common_distance(metres: list[float]) -> Distance | None:
    usual = round(sorted(metres)[len(metres) // 2] / ROUND_M) * ROUND_M
    if not usual or not all(_is_near(each, usual, ALIKE) for each in metres):
        return None
    in_km = usual % 1000 == 0
    value, unit = (usual // 1000, DistanceUnit.KM) if in_km else (usual, DistanceUnit.M)
    return Distance(Decimal(value), unit)


def _common_time(seconds: list[float]) -> int | None:
    usual = round(sorted(seconds)[len(seconds) // 2] / ROUND_S) * ROUND_S
    return usual if usual and all(abs(each - usual) <= NEAR_S for each in seconds) else None


def _is_near(value: float, wanted: float, share: float) -> bool:
    return abs(value - wanted) <= share * wanted


def _fitting(found: Intervals) -> str:
    written = str(found)
    return written if len(written) <= INTERVALS_CHARACTERS else ""


def _by_heart_rate(share: float | None, duration_s: int) -> Guess:
    if share is None or duration_s < TEMPO_S or not TEMPO_HR_SHARE <= share <= 1:
        return NO_GUESS
    return Guess(RunType.TEMPO, BY_HEART_RATE)
