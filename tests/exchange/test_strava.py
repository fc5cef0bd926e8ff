"""Strava's table of activities: old, new and in other languages; the archive in test_reading."""

import csv
import io
from datetime import UTC, datetime
from fractions import Fraction
from time import process_time

import pytest

from runstrength.exchange.found import (
    RUNNING,
    STRENGTH,
    Answers,
    Found,
    Question,
    Rejected,
    Unreadable,
)
from runstrength.exchange.services import strava
from runstrength.exchange.services.strava_dates import moment
from runstrength.exchange.services.strava_sports import sport_of

OLD = "id,date,name,type,description,elapsed_time,distance,commute,gear,filename"
SHORT = (
    "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,"
    "Distance,Commute,Activity Gear,Filename"
)
NEW = [
    "Activity ID",
    "Activity Date",
    "Activity Name",
    "Activity Type",
    "Activity Description",
    "Elapsed Time",
    "Distance",
    "Max Heart Rate",
    "Relative Effort",
    "Commute",
    "Activity Private Note",
    "Activity Gear",
    "Filename",
    "Athlete Weight",
    "Bike Weight",
    "Elapsed Time",
    "Moving Time",
    "Distance",
    "Max Speed",
    "Average Speed",
    "Elevation Gain",
    "Elevation Loss",
    "Elevation Low",
    "Elevation High",
    "Max Grade",
    "Average Grade",
    "Average Positive Grade",
    "Average Negative Grade",
    "Max Cadence",
    "Average Cadence",
    "Max Heart Rate",
    "Average Heart Rate",
    "Max Watts",
    "Average Watts",
    "Calories",
    "Max Temperature",
    "Average Temperature",
    "Relative Effort",
    "Total Work",
    "Number of Runs",
    "Uphill Time",
    "Downhill Time",
    "Other Time",
    "Perceived Exertion",
    "Type",
    "Start Time",
    "Weighted Average Power",
    "Power Count",
    "Prefer Perceived Exertion",
    "Perceived Relative Effort",
]
AT = datetime(2025, 5, 1, 18, 2, 3, tzinfo=UTC)


def table(header: str, *rows: list[str]) -> io.BytesIO:
    text = io.StringIO()
    text.write(header + "\n")
    csv.writer(text).writerows(rows)
    return io.BytesIO(text.getvalue().encode())


def told(file: io.BytesIO, answers: Answers | None = None) -> list:
    return list(strava.read(file, answers or Answers()))


def row(**cells: str) -> list[str]:
    """A row of the new table; a column that comes twice is named with its number, as Distance_2."""
    made = [""] * len(NEW)
    made[0], made[1], made[3], made[5] = "9", "May 1, 2025, 6:02:03 PM", "Run", "1800"
    for name, cell in cells.items():
        *words, number = name.split("_") if name[-1].isdigit() else [*name.split("_"), "1"]
        places = [n for n, column in enumerate(NEW) if column == " ".join(words)]
        made[places[int(number) - 1]] = cell
    return made


def one(**cells: str) -> Found:
    (found,) = told(table(",".join(NEW), row(**cells)))
    return found


def expected(sample, name: str) -> dict[str, str]:
    """The figures of a sample, as EXPECTED.tsv has them."""
    with sample("EXPECTED.tsv").open(newline="") as file:
        return next(
            r
            for r in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            if r["file"] == name
        )


def test_the_sample_has_the_runs_and_sums_that_are_expected(sample):
    figures = expected(sample, "strava_activities.csv")
    with sample("strava_activities.csv").open("rb") as file:
        found = told(file)
    assert all(isinstance(item, Found) for item in found)
    assert f"{len(found)} activities, {len(runs(found))} Run" == figures["sport"]
    assert len(found) == int(figures["n_records_or_points"])
    first, last = min(f.started_at for f in found), max(f.started_at for f in found)
    assert f"first {first:%FT%TZ} last {last:%FT%TZ}" == figures["start_utc"]
    metres = sum(f.distance.m for f in runs(found))
    assert figures["distance_m"].startswith(f"{float(metres):.1f} ")
    assert figures["elapsed_s"] == f"{sum(f.elapsed_s for f in runs(found)):.0f} (runs)"
    assert figures["timer_or_moving_s"] == f"{sum(f.moving_s for f in runs(found)):.0f} (runs)"
    assert len({f.source_id for f in found}) == len(found)


def test_the_german_sample_is_what_is_expected(sample):
    figures = expected(sample, "strava_activities_de.csv")
    with sample("strava_activities_de.csv").open("rb") as file:
        (found,) = told(file)
    assert found.sport == figures["sport"]
    assert f"{found.started_at:%FT%TZ}" == figures["start_utc"]
    assert found.elapsed_s == float(figures["elapsed_s"])
    assert found.moving_s == float(figures["timer_or_moving_s"])
    assert abs(found.distance.m - int(figures["distance_m"])) <= 10
    assert found.title == "2022-12-09 16:24"
    assert found.notes.endswith("Klimat.app\n---")


def runs(found: list[Found]) -> list[Found]:
    return [each for each in found if each.sport == RUNNING]


def test_all_that_a_row_tells_is_found():
    found = one(
        Activity_Name="Evening Run",
        Activity_Description="along the river\nand back",
        Activity_Private_Note="knee was fine",
        Distance_1="5.00",
        Distance_2="5003.39990234375",
        Elapsed_Time_2="1801.0",
        Moving_Time="1700.0",
        Elevation_Gain="41.7",
        Max_Heart_Rate_1="181",
        Max_Heart_Rate_2="181.0",
        Average_Heart_Rate="152.6",
        Perceived_Exertion="7.0",
    )
    assert found == Found(
        row="line 2",
        sport=RUNNING,
        started_at=AT,
        elapsed_s=1801,
        moving_s=1700,
        distance=found.distance,
        avg_hr_bpm=153,
        max_hr_bpm=181,
        elevation_gain_m=42,
        effort=7,
        title="Evening Run",
        notes="along the river\nand back\n\nknee was fine",
        source="strava",
        source_id="9",
    )
    assert abs(found.distance.m - Fraction("5003.4")) < Fraction("0.001")


def test_effort_is_the_athlete_s_own_or_none():
    assert one(Relative_Effort_1="8", Perceived_Relative_Effort="7").effort is None
    assert one(Perceived_Exertion="0.0").effort is None
    assert one(Prefer_Perceived_Exertion="1.0").effort is None


def test_before_2019_distances_are_in_metres():
    (found,) = told(
        table(OLD, ["7", "2018-09-12 15:02:23", "Run", "Run", "", "783", "3681.0", "true", "", ""])
    )
    assert found.distance.m == 3681
    assert found.started_at == datetime(2018, 9, 12, 15, 2, 23, tzinfo=UTC)
    assert found.elapsed_s == 783


def test_the_ten_columns_of_2019_tell_kilometres():
    cells = ["7", "Sep 12, 2018, 3:02:23 PM", "Run", "Run", "", "783", "3.68", "true", "", ""]
    (found,) = told(table(SHORT, cells))
    assert found.distance.m == 3680


def test_the_second_distance_counts_though_the_first_is_in_another_unit():
    assert one(Distance_1="750", Distance_2="750.0").distance.m == 750


@pytest.mark.parametrize("metres", ["0.0", "", "nan", "inf", "-5", "1e300", "9" * 60])
def test_no_distance_is_none(metres):
    assert one(Distance_2=metres).distance is None


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        (
            "ID de l'activité,Date de l'activité,Nom de l'activité,Type d'activité,"
            "Description de l'activité,Temps écoulé,Distance,Nom du fichier",
            ["9", "1 mai 2025, 18:02:03", "Matin", "Course à pied", "", "1800", "5,00", ""],
        ),
        (
            "ID de actividad,Fecha de la actividad,Nombre de la actividad,Tipo de actividad,"
            "Descripción de la actividad,Tiempo transcurrido,Distancia,Nombre del archivo",
            ["9", "1 may 2025, 18:02:03", "Tarde", "Carrera", "", "1800", "5,00", ""],
        ),
        (
            "Aktivitäts-ID,Aktivitätsdatum,Name der Aktivität,Aktivitätsart,"
            "Aktivitätsbeschreibung,Verstrichene Zeit,Distanz,Dateiname",
            ["9", "01.05.2025, 18:02:03", "Abends", "Lauf", "", "1800", "5,00", ""],
        ),
    ],
    ids=["French", "Spanish", "German"],
)
def test_other_languages_are_read(header, cells):
    (found,) = told(table(header, cells))
    assert (found.sport, found.started_at, found.elapsed_s) == (RUNNING, AT, 1800)
    assert (found.distance.m, found.title, found.source_id) == (5000, cells[2], "9")


def test_a_decomposed_header_and_a_curly_apostrophe_are_the_same():
    header = "ID de l’activité,Date de l’activite\u0301,Nom de l’activité,Type d’activité"
    assert strava.is_mine(header.encode())


def test_columns_of_a_language_that_is_not_known_are_found_by_their_places():
    cells = row(Filename="activities/9.fit.gz", Distance_2="5000.0", Moving_Time="1700.0")
    (found,) = told(table(",".join(f"sarake {n}" for n in range(len(NEW))), cells))
    assert (found.sport, found.started_at, found.moving_s) == (RUNNING, AT, 1700)
    assert found.distance.m == 5000


def test_a_table_of_other_things_is_refused():
    for other in (b"a,b,c\n1,2,3\n", b"", b"Activity ID\n", b"Media Filename,Media Caption\nx,y\n"):
        assert not strava.is_mine(other)
        with pytest.raises(Unreadable):
            told(io.BytesIO(other))


@pytest.mark.parametrize(
    "text",
    [
        "May 1, 2025, 6:02:03 PM",
        "May 1, 2025, 6:02:03\u202fPM",
        "May 1, 2025, 6:02:03\u00a0pm",
        "1 May 2025, 18:02:03",
        "1 May 2025 at 18:02:03",
        "2025-05-01 18:02:03",
        "2025-05-01T18:02:03Z",
        "01.05.2025, 18:02:03",
        "1. Mai 2025, 18:02:03",
        "1 mai 2025 à 18:02:03",
        "1 mai 2025, 18:02:03",
        "1 may. 2025, 18:02:03",
        "1 may 2025, 6:02:03 p. m.",
        "1 mag 2025, 18:02:03",
        "1 de mai. de 2025, 18:02:03",
        "1 mei 2025 18:02:03",
        "2025/05/01 18:02:03",
        "2025年5月1日 18:02:03",
        "2025年5月1日 下午6:02:03",
        "2025. 5. 1. 오후 6:02:03",
    ],
)
def test_a_date_is_the_same_in_every_language(text):
    assert moment(text, True) == (AT, False)


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("Jan", 1),
        ("févr.", 2),
        ("März", 3),
        ("Mrz", 3),
        ("avr.", 4),
        ("abr", 4),
        ("giu", 6),
        ("juin", 6),
        ("juil.", 7),
        ("lug", 7),
        ("août", 8),
        ("ago", 8),
        ("set", 9),
        ("sept.", 9),
        ("Okt.", 10),
        ("out.", 10),
        ("ott", 10),
        ("ene", 1),
        ("gen", 1),
        ("Dez.", 12),
        ("déc.", 12),
    ],
)
def test_months_are_known_by_their_short_names(text, month):
    assert moment(f"2 {text} 2024, 07:00:00", True).at == datetime(2024, month, 2, 7, tzinfo=UTC)


def test_midnight_and_noon_of_twelve_hours():
    assert moment("May 1, 2025, 12:00:00 AM", True).at.hour == 0
    assert moment("May 1, 2025, 12:00:00 PM", True).at.hour == 12


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "18:02:03",
        "May 2025, 6:02 PM",
        "May 32, 2025, 6:02:03 PM",
        "2025-13-01 10:00:00",
        "May 1, 2025, 25:00:00",
        "May 1, 2025, 13:00:00 PM",
        "1 May 1969, 10:00:00",
        "1 May 2200, 10:00:00",
        "1 May 99999, 10:00:00",
        "٣ May 2025, 1:00",
        "9" * 5000 + " May 2025, 10:00:00",
    ],
)
def test_what_is_no_date_is_none(text):
    assert moment(text, True) is None


def test_a_date_of_two_meanings_is_asked_for_once():
    cells = [row(Activity_Date=f"0{n}/05/2025, 18:02:03") for n in (1, 2)]
    header = ",".join(NEW)
    question, first, second = told(table(header, *cells))
    assert question is Question.DATE_ORDER
    assert [first.started_at.month, second.started_at.day] == [5, 2]
    _, first, second = told(table(header, *cells), Answers(is_day_first=False))
    assert [first.started_at.month, second.started_at.month] == [1, 2]


def test_a_date_of_one_meaning_is_not_asked_for():
    (found,) = told(table(",".join(NEW), row(Activity_Date="05/13/2025, 18:02:03")))
    assert (found.started_at.month, found.started_at.day) == (5, 13)


@pytest.mark.parametrize(
    ("kind", "sport", "is_treadmill"),
    [
        ("Run", RUNNING, False),
        ("Trail Run", RUNNING, False),
        ("Virtual Run", RUNNING, True),
        ("Lauf", RUNNING, False),
        ("Traillauf", RUNNING, False),
        ("Virtueller Lauf", RUNNING, True),
        ("Course à pied", RUNNING, False),
        ("Course à pied virtuelle", RUNNING, True),
        ("Carrera de montaña", RUNNING, False),
        ("Weight Training", STRENGTH, False),
        ("Crossfit", STRENGTH, False),
        ("Workout", STRENGTH, False),
        ("Krafttraining", STRENGTH, False),
        ("Entraînement aux poids", STRENGTH, False),
        ("Entrenamiento con pesas", STRENGTH, False),
        ("Ride", "cycling", False),
        ("Radfahrt", "cycling", False),
    ],
)
def test_sports_are_known_in_several_languages(kind, sport, is_treadmill):
    assert sport_of(kind) == (sport, is_treadmill)


def test_a_sport_that_is_not_known_keeps_its_name():
    assert one(Activity_Type="Nordic Ski").sport == "nordic ski"
    assert one(Activity_Type="").sport == "other"


def test_a_row_without_date_or_duration_is_rejected_and_the_rest_stays():
    items = told(
        table(
            ",".join(NEW),
            row(Activity_Date="soon"),
            row(Elapsed_Time_1="0"),
            row(Elapsed_Time_1="half an hour"),
            row(),
        )
    )
    reason = "its date or its duration can't be read"
    assert items[:3] == [Rejected(f"line {n}", reason) for n in (2, 3, 4)]
    assert isinstance(items[3], Found)


def test_an_id_that_is_none_is_left_out():
    assert one(Activity_ID="<script>").source_id == ""
    assert one(Activity_ID="9" * 50).source_id == ""


def test_a_header_of_nothing_but_openings_takes_no_time():
    began = process_time()
    assert not strava.is_mine(b"a," + b"<" * 60_000)
    assert process_time() - began < 1
