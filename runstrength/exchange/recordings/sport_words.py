"""Which sport a recording's own word for it means."""

import re

from ..found import RUNNING, STRENGTH

UNKNOWN = "unknown"
# Slower is a walk, faster most likely a ride; trail runners are near the one, racers the other.
SLOWEST_RUN_M_PER_S, FASTEST_RUN_M_PER_S = 6 / 3.6, 18 / 3.6
_NUMBERS = {"1": "cycling", "4": "hiking", "9": RUNNING, "10": "walking"}  # Strava's, older GPX.
_WORDS = {"biking": "cycling", "ride": "cycling", "bike": "cycling", "walk": "walking"}
_RUN = re.compile(r"(?:^|[^a-z])(?:[a-z]+run|run|running|jog|jogging)(?:$|[^a-z])")
_STRENGTH = re.compile(r"strength|weight ?(?:training|lifting)")
LONGEST_WORD = 60


def sport(word: str) -> str:
    """RUNNING, STRENGTH or the word itself, small and with spaces; UNKNOWN for a strange number."""
    plain = " ".join(re.sub(r"[^\w]|_", " ", word[:LONGEST_WORD]).lower().split())
    if plain.isdecimal():
        return _NUMBERS.get(plain, UNKNOWN)
    if _RUN.search(plain):
        return RUNNING
    if _STRENGTH.search(plain):
        return STRENGTH
    return _WORDS.get(plain, plain) or UNKNOWN


def is_treadmill(word: str) -> bool:
    """Whether the word says so itself, as "treadmill_running" does."""
    return "treadmill" in word.lower()


def by_speed(metres: float, seconds: float) -> str:
    """RUNNING for what goes as fast as runners do, where nothing else tells; else UNKNOWN."""
    fits = SLOWEST_RUN_M_PER_S * seconds <= metres <= FASTEST_RUN_M_PER_S * seconds
    return RUNNING if seconds and fits else UNKNOWN
