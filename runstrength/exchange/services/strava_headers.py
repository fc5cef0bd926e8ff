"""The columns of Strava's activities.csv: by their names in a few languages, else by their places.

The table has grown from 10 columns (before July 2019) to some hundred, with names and order of the
first fifty unchanged since 2020; five names come twice, and the second distance is in metres.
"""

import re
from collections.abc import Sequence

from .strava_dates import folded

Columns = dict[str, tuple[int, ...]]  # The places of what is wanted; of several the last counts.

RECORDING = re.compile(r"activities/[\w.-]+\.(?:fit|gpx|tcx)(?:\.gz)?", re.A | re.I)

_BEFORE_2019 = {
    "id": "id",
    "date": "date",
    "name": "title",
    "type": "type",
    "description": "description",
    "elapsed time": "elapsed_s",
    "distance": "metres",
    "filename": "recording",
}
# English, German, French, Spanish, Italian, Portuguese; without accents.
_NAMES = {
    "id": (
        "activity id|aktivitats-id|id de l'activite|id de actividad|id de la actividad|"
        "id attivita|id da atividade"
    ),
    "date": (
        "activity date|aktivitatsdatum|date de l'activite|fecha de la actividad|"
        "fecha de actividad|data dell'attivita|data da atividade"
    ),
    "title": (
        "activity name|name der aktivitat|nom de l'activite|nombre de la actividad|"
        "nombre de actividad|nome dell'attivita|nome da atividade"
    ),
    "type": (
        "activity type|aktivitatsart|type d'activite|tipo de actividad|tipo di attivita|"
        "tipo attivita|tipo de atividade"
    ),
    "description": (
        "activity description|aktivitatsbeschreibung|description de l'activite|"
        "descripcion de la actividad|descripcion de actividad|descrizione dell'attivita|"
        "descricao da atividade"
    ),
    "elapsed_s": (
        "elapsed time|verstrichene zeit|temps ecoule|tiempo transcurrido|tempo trascorso|"
        "tempo decorrido"
    ),
    "distance": "distance|distanz|distancia|distanza",
    "private_note": (
        "activity private note|hinweis zur privatsphare fur aktivitaten|"
        "note privee de l'activite|nota privada de la actividad|nota privada de actividad"
    ),
    "recording": (
        "filename|dateiname|nom du fichier|nombre del archivo|nombre de archivo|nome file|"
        "nome del file|nome do arquivo"
    ),
    "moving_s": (
        "moving time|bewegungszeit|temps de deplacement|duree de deplacement|"
        "tiempo en movimiento|tempo in movimento|tempo de movimentacao"
    ),
    "gain_m": "elevation gain|hohenzunahme|denivele positif|desnivel positivo",
    "max_hr": (
        "max heart rate|max. herzfrequenz|frequence cardiaque max.|"
        "frequence cardiaque max|frequence cardiaque maximale|frecuencia cardiaca maxima"
    ),
    "avg_hr": (
        "average heart rate|durchschnittliche herzfrequenz|frequence cardiaque moyenne|"
        "frecuencia cardiaca media"
    ),
    "effort": "perceived exertion|gefuhlte anstrengung|effort percu|esfuerzo percibido",
}
_FIELDS = {name: field for field, names in _NAMES.items() for name in names.split("|")}
# Where they stand since 2020, in whatever language.
_PLACES: Columns = {
    "id": (0,),
    "date": (1,),
    "title": (2,),
    "type": (3,),
    "description": (4,),
    "elapsed_s": (5, 15),
    "kilometres": (6,),
    "max_hr": (7, 30),
    "private_note": (10,),
    "recording": (12,),
    "moving_s": (16,),
    "metres": (17,),
    "gain_m": (20,),
    "avg_hr": (31,),
    "effort": (43,),
}
_FEWEST_KNOWN = 3  # Of id, date, title and type: by these the table is known.
_LONGEST_NAME = 300  # Characters; a missing translation takes some hundred.
_SPAN = re.compile(r"<[^<>]*>|^translation missing:.*\.")


def columns_of(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Columns | None:
    """Where the columns are; `rows` are a few of the first. None where it is no such table."""
    names = [_plain(name) for name in header]
    if names[:4] == ["id", "date", "name", "type"]:
        return _gathered(names, _BEFORE_2019)
    found = _gathered(names, _FIELDS)
    distances = found.pop("distance", ())
    found |= {"kilometres": distances[:1], "metres": distances[1:]} if distances else {}
    recording = found.get("recording", (_recording_column(rows),))
    places = _places(len(header)) if recording == _PLACES["recording"] else {}
    if sum(name in found for name in ("id", "date", "title", "type")) >= _FEWEST_KNOWN:
        return places | found
    if recording == (None,):
        return None
    return places | found | {"recording": recording}


def _plain(name: str) -> str:
    """A column's name to be compared; Strava writes some as the tags of a missing translation."""
    return folded(_SPAN.sub("", name[:_LONGEST_NAME])).replace("_", " ")


def _gathered(names: list[str], fields: dict[str, str]) -> Columns:
    found: Columns = {}
    for place, name in enumerate(names):
        if field := fields.get(name):
            found[field] = (*found.get(field, ()), place)
    return found


def _places(width: int) -> Columns:
    return {
        field: within
        for field, places in _PLACES.items()
        if (within := tuple(place for place in places if place < width))
    }


def _recording_column(rows: Sequence[Sequence[str]]) -> int | None:
    """The column that names recordings, in a language that is not known."""
    return next(
        (n for cells in rows for n, cell in enumerate(cells) if RECORDING.fullmatch(cell)), None
    )
