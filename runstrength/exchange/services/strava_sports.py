"""Strava's kinds of activity in words: what is a run, what strength training, what neither."""

from typing import NamedTuple

from ..found import RUNNING, STRENGTH
from .strava_dates import folded


class Sport(NamedTuple):
    """A sport, and whether it was done on a treadmill."""

    name: str
    is_treadmill: bool = False


# English as of 2025, with German, French, Spanish and, for the first ones, Italian, Portuguese and
# Dutch; without accents. A "workout" is what Strava makes of training in a gym.
_NAMES = {
    Sport(RUNNING): (
        "run|trail run|trailrun|lauf|traillauf|trail-lauf|gelandelauf|course a pied|course|trail"
        "|carrera|carrera de montana|carrera por montana|trail running|corsa|corrida|hardlopen"
    ),
    Sport(RUNNING, is_treadmill=True): (
        "virtual run|virtualrun|virtueller lauf|virtuelles laufen|course a pied virtuelle"
        "|course virtuelle|carrera virtual|corsa virtuale|corrida virtual"
    ),
    Sport(STRENGTH): (
        "weight training|weighttraining|crossfit|workout|krafttraining|gewichtstraining|training"
        "|workout-training|entrainement aux poids|musculation|entrainement"
        "|entrenamiento con pesas|entrenamiento de fuerza|levantamiento de pesas|entrenamiento"
        "|allenamento con i pesi|allenamento|musculacao|treinamento com peso|krachttraining"
    ),
    Sport("cycling"): (
        "ride|virtual ride|e-bike ride|mountain bike ride|gravel ride|radfahrt|fahrt"
        "|virtuelle radfahrt|e-bike-fahrt|mountainbike-fahrt|gravel-fahrt|velo|sortie velo"
        "|sortie a velo|velo virtuel|bicicleta|vuelta ciclista|paseo en bicicleta|ciclismo"
    ),
    Sport("walking"): "walk|spaziergang|marche|caminata|caminar",
    Sport("hiking"): "hike|wanderung|randonnee|senderismo|excursion",
    Sport("swimming"): "swim|schwimmen|natation|natacion",
    Sport("yoga"): "yoga",
    Sport("rowing"): "rowing|rudern|aviron|remo",
}
_SPORTS = {name: sport for sport, names in _NAMES.items() for name in names.split("|")}
_LONGEST = 40  # Characters of a sport that is not known here.


def sport_of(kind: str) -> Sport | None:
    """The sport that an activity's kind stands for; None where it is not known here."""
    return _SPORTS.get(folded(kind))


def unknown_sport(kind: str) -> str:
    """What to call a sport that is not known here: as Strava does."""
    return " ".join(kind.split())[:_LONGEST].casefold() or "other"
