"""Apple Health's export, by files as iPhones write them."""

import io
import tracemalloc
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from itertools import repeat
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runstrength.exchange.archives.archive import Archive
from runstrength.exchange.archives.unpacking import Budget, Exhausted
from runstrength.exchange.found import RUNNING, STRENGTH, Answers, Found, Rejected, Unreadable
from runstrength.exchange.limits import USUAL
from runstrength.exchange.services.apple_health import CHUNK, LONGEST, is_mine, read, read_archive
from runstrength.training.quantities import Distance, DistanceUnit

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [
<!-- HealthKit Export Version: 12 -->
<!ELEMENT HealthData (ExportDate,Me,(Record|Workout)*)>
<!ELEMENT Workout ((MetadataEntry|WorkoutEvent|WorkoutRoute|WorkoutStatistics)*)>
<!ATTLIST Workout
  workoutActivityType CDATA #REQUIRED
>
<!ATTLIST VisionPrescription
  type CDATA #REQUIRED
<!ELEMENT VisionPrescription ((RightEye|LeftEye)*)>
]>
<HealthData locale="en_US">
 <ExportDate value="2024-04-01 10:00:00 -0400"/>
"""
RECORD = (
    ' <Record type="HKQuantityTypeIdentifierHeartRate" sourceName="Watch" unit="count/min" '
    'device="&lt;&lt;HKDevice: 0x1&gt;, name:Apple Watch&gt;" '
    'startDate="2024-03-15 07:00:00 -0400" endDate="2024-03-15 07:00:00 -0400" value="150"/>\n'
)
NEW = """ <Workout workoutActivityType="HKWorkoutActivityTypeRunning" duration="30.5"
   durationUnit="min" sourceName="Anna’s Watch" startDate="2024-03-15 07:00:00 -0400"
   endDate="2024-03-15 07:31:00 -0400">
  <MetadataEntry key="HKIndoorWorkout" value="0"/>
  <MetadataEntry key="HKElevationAscended" value="8140 cm"/>
  <WorkoutEvent type="HKWorkoutEventTypePause" date="2024-03-15 07:10:00 -0400"/>
  <WorkoutStatistics type="HKQuantityTypeIdentifierHeartRate"
    average="151.62" minimum="98" maximum="171" unit="count/min"/>
  <WorkoutStatistics type="HKQuantityTypeIdentifierDistanceWalkingRunning"
    sum="5.10243" unit="km"/>
  <WorkoutActivity uuid="1" startDate="2024-03-15 07:00:00 -0400" duration="30.5">
   <WorkoutStatistics type="HKQuantityTypeIdentifierDistanceWalkingRunning" sum="9" unit="km"/>
   <MetadataEntry key="HKIndoorWorkout" value="1"/>
  </WorkoutActivity>
  <WorkoutRoute sourceName="Watch"><MetadataEntry key="HKIndoorWorkout" value="1"/>
   <FileReference path="/workout-routes/route_2024-03-15_7.31am.gpx"/></WorkoutRoute>
 </Workout>
"""
OLD = """ <Workout workoutActivityType="HKWorkoutActivityTypeRunning"
   duration="20" durationUnit="min" totalDistance="2.5" totalDistanceUnit="mi" sourceName="NRC"
   startDate="2015-08-15 18:00:00 +0200" endDate="2015-08-15 18:20:00 +0200"/>
"""
LIFT = """ <Workout workoutActivityType="HKWorkoutActivityTypeTraditionalStrengthTraining"
   duration="45" durationUnit="min" startDate="2024-03-16 18:00:00 -0400"
   endDate="2024-03-16 18:45:00 -0400"></Workout>
"""
END = "</HealthData>\n"
GPX = """<?xml version="1.0"?><gpx version="1.1" creator="Apple Health Export"><trk><trkseg>
<trkpt lon="13.40" lat="52.52"><ele>30</ele><time>2024-03-15T11:00:00Z</time></trkpt>
<trkpt lon="13.41" lat="52.53"><ele>50</ele><time>2024-03-15T11:10:00Z</time></trkpt>
</trkseg></trk></gpx>"""
ROUTE = "workout-routes/route_2024-03-15_7.31am.gpx"


def read_all(text, **limits):
    content = text if isinstance(text, bytes) else text.encode()
    return list(read(io.BytesIO(content), Answers(), replace(USUAL, **limits)))


def export(*workouts):
    return HEAD + RECORD + RECORD.join(workouts) + RECORD + END


def one(workout):
    (found,) = read_all(export(workout))
    return found


def test_a_run_of_a_new_phone():
    assert one(NEW) == Found(
        row="workout 1",
        sport=RUNNING,
        started_at=datetime(2024, 3, 15, 11, tzinfo=UTC),
        utc_offset_s=-4 * 3600,
        elapsed_s=31 * 60,
        moving_s=30.5 * 60,
        distance=Distance(Decimal("5.10243"), DistanceUnit.KM),
        avg_hr_bpm=152,
        max_hr_bpm=171,
        elevation_gain_m=81,
        source="apple-health",
        source_id="20240315T110000Z Running Anna’s Watch",
    )


def test_a_run_of_an_old_phone():
    assert one(OLD) == Found(
        row="workout 1",
        sport=RUNNING,
        started_at=datetime(2015, 8, 15, 16, tzinfo=UTC),
        utc_offset_s=2 * 3600,
        elapsed_s=1200,
        moving_s=1200,
        distance=Distance(Decimal("2.5"), DistanceUnit.MI),
        source="apple-health",
        source_id="20150815T160000Z Running NRC",
    )


def test_workouts_come_in_their_order_and_a_lift_has_no_sets():
    found = read_all(export(NEW, OLD, LIFT))
    assert [each.row for each in found] == ["workout 1", "workout 2", "workout 3"]
    assert [each.sport for each in found] == [RUNNING, RUNNING, STRENGTH]
    assert (found[2].exercises, found[2].elapsed_s) == ((), 2700)


@pytest.mark.parametrize(
    ("name", "sport"),
    [
        ("FunctionalStrengthTraining", STRENGTH),
        ("CoreTraining", STRENGTH),
        ("Running", RUNNING),
        ("Cycling", "cycling"),
        ("HighIntensityIntervalTraining", "high intensity interval training"),
        ("WheelchairRunPace", "wheelchair run pace"),
        ("", "unknown"),
    ],
)
def test_other_sports_are_told_in_plain_words(name, sport):
    assert one(OLD.replace("TypeRunning", f"Type{name}")).sport == sport


def test_a_run_indoors_is_on_a_treadmill_and_a_lift_is_not():
    indoors = NEW.replace('"HKIndoorWorkout" value="0"', '"HKIndoorWorkout" value="1"')
    assert one(indoors).is_treadmill
    assert not one(NEW).is_treadmill, "its parts say so, not the workout"
    assert not one(indoors.replace("TypeRunning", "TypeCoreTraining")).is_treadmill


def test_the_zone_of_the_place_comes_before_that_of_the_export():
    abroad = NEW.replace("<WorkoutEvent", '<MetadataEntry key="HKTimeZone" value="Asia/Tokyo"/><X')
    abroad = abroad.replace("<X", "<WorkoutEvent", 1)
    assert one(abroad).utc_offset_s == 9 * 3600
    assert one(abroad).started_at == one(NEW).started_at
    assert one(abroad.replace("Asia/Tokyo", "../../etc/hosts")).utc_offset_s == -4 * 3600


@pytest.mark.parametrize(
    ("attribute", "text", "field", "expected"),
    [
        ('totalDistanceUnit="mi"', 'totalDistanceUnit="m"', "distance", Distance(Decimal("2.5"))),
        ('totalDistanceUnit="mi"', 'totalDistanceUnit="yd"', "distance", None),
        ('totalDistance="2.5"', 'totalDistance="0"', "distance", None),
        ('totalDistance="2.5"', 'totalDistance="NaN"', "distance", None),
        ('totalDistance="2.5"', 'totalDistance="9e12"', "distance", None),
        ('duration="20" durationUnit="min"', 'duration="900" durationUnit="s"', "moving_s", 900),
        ('duration="20" durationUnit="min"', 'duration="0.3" durationUnit="hr"', "moving_s", 1080),
        ('duration="20"', 'duration="25"', "moving_s", 1200),
        ('duration="20"', 'duration="-1"', "moving_s", None),
        ('endDate="2015-08-15 18:20:00 +0200"', "", "elapsed_s", 1200),
        ("2015-08-15 18:20:00", "2015-08-15 17:00:00", "elapsed_s", 1200),
        ("2015-08-15 18:20:00", "2115-08-15 17:00:00", "elapsed_s", 1200),
    ],
)
def test_the_table_of_figures(attribute, text, field, expected):
    assert getattr(one(OLD.replace(attribute, text)), field) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2015-08-15 6:00:00 pm +0200", datetime(2015, 8, 15, 16, tzinfo=UTC)),
        ("2015-08-15 12:00:00 a. m. +0200", datetime(2015, 8, 14, 22, tzinfo=UTC)),
        ("2015-08-15 12:00:00\u202fPM +0200", datetime(2015, 8, 15, 10, tzinfo=UTC)),
    ],
)
def test_phones_with_a_clock_of_twelve_hours(text, expected):
    assert one(OLD.replace("2015-08-15 18:00:00 +0200", text)).started_at == expected


@pytest.mark.parametrize(
    "text",
    [
        *("", "2015-08-15", "2015-13-15 18:00:00 +0200", "1969-12-31 00:00:00 +0000", "2" * 10_000),
        *("2015-08-15 13:00:00 pm +0200", "2015-08-15 18:00:00 +9900", "0001-01-01 00:00:00 +1400"),
    ],
)
def test_a_workout_without_a_start_is_left_out_and_the_next_is_read(text):
    broken = OLD.replace("2015-08-15 18:00:00 +0200", text)
    rejected, found = read_all(export(broken, NEW))
    assert rejected == Rejected("workout 1", "its start is missing or can’t be read")
    assert found.sport == RUNNING


def test_a_workout_without_a_duration_is_left_out():
    timeless = OLD.replace("endDate", "otherDate").replace("duration=", "length=")
    assert one(timeless) == Rejected("workout 1", "its duration is missing or can’t be read")


def test_control_characters_and_broken_utf_8_do_no_harm():
    text = export(NEW.replace("Anna’s Watch", "Anna\x0bs Wat\x00ch"), OLD).encode()
    first, second = read_all(text.replace(b"NRC", b"N\xffC"))
    assert first.source_id.endswith("Annas Watch")
    assert second.distance


@pytest.mark.parametrize("size", [1, 7, 64, 1000])
def test_it_is_all_one_how_the_bytes_come(size, monkeypatch):
    monkeypatch.setattr("runstrength.exchange.services.apple_health.CHUNK", size)
    monkeypatch.setattr("runstrength.exchange.services.apple_health.HEAD", len(HEAD) - 20)
    assert [each.row for each in read_all(export(NEW, OLD, LIFT))] == [
        "workout 1",
        "workout 2",
        "workout 3",
    ]


def test_a_sign_of_greater_in_an_attribute_ends_no_tag():
    assert one(OLD.replace("NRC", "a > b 'c' /> d")).source_id.endswith("a > b 'c' /> d")
    assert one(NEW.replace("Anna’s Watch", "</Workout")) == Rejected(
        "workout 1", "its end is missing"
    )


def test_a_workout_without_an_end_is_left_out_and_the_next_is_read():
    assert read_all(export(NEW.replace("</Workout>", ""), OLD, LIFT.replace("</Workout>", ""))) == [
        Rejected("workout 1", "its end is missing"),
        replace(one(OLD), row="workout 2"),
        Rejected("workout 3", "its end is missing"),
    ]


def test_broken_xml_is_left_out_and_the_next_is_read():
    broken = NEW.replace("<WorkoutEvent ", "<&")
    assert read_all(export(broken, OLD)) == [
        Rejected("workout 1", "it is broken XML"),
        replace(one(OLD), row="workout 2"),
    ]


@pytest.mark.parametrize("cut", [30, 200, 700])
def test_of_a_file_that_breaks_off_what_came_before_is_read(cut):
    whole = HEAD + OLD + NEW
    items = read_all(whole[:-cut])
    assert items == [
        one(OLD),
        Rejected("the end", "the file breaks off; what comes before was read"),
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "this is no export of Apple Health"),
        ("<gpx/>", "this is no export of Apple Health"),
        (NEW, "this is no export of Apple Health"),
        (HEAD + RECORD + END, "there is no workout in this export of Apple Health"),
    ],
)
def test_what_is_no_such_export_is_unreadable(text, reason):
    with pytest.raises(Unreadable, match=reason):
        read_all(text)


def test_a_file_that_is_too_long_is_unreadable():
    with pytest.raises(Unreadable, match="it is longer than 0 MB"):
        read_all(export(NEW), unpacked_bytes=100)


def test_no_more_workouts_are_read_than_there_may_be():
    items = read_all(export(*[OLD] * 5), workouts=2)
    assert items[2:] == [Rejected("workout 3", "there are too many workouts in this file")]


@pytest.mark.parametrize("head", [HEAD, "\ufeff\n" + HEAD, "<HealthData>", HEAD.split("]>")[1]])
def test_its_kind_is_told_by_its_content(head):
    assert is_mine(head.encode())


@pytest.mark.parametrize("head", ["", "HealthData", "<gpx><HealthData/></gpx>", "PK\x03\x04"])
def test_other_files_are_not_its(head):
    assert not is_mine(head.encode())


def test_entities_that_grow_are_never_known():
    bomb = '<!DOCTYPE HealthData [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">]>'
    text = bomb + "<HealthData>" + OLD.replace("NRC", "&b;") + LIFT + END
    rejected, found = read_all(text)
    assert rejected == Rejected("workout 1", "it is broken XML")
    assert found.sport == STRENGTH


class Endless(io.RawIOBase):
    """A file whose parts are made as they are read."""

    def __init__(self, parts):
        self.parts = iter(parts)
        self.rest = b""

    def read(self, size):
        while len(self.rest) < size and (part := next(self.parts, None)):
            self.rest += part
        taken, self.rest = self.rest[:size], self.rest[size:]
        return taken


MB = 1024**2
HOSTILE = {
    "an attribute without end": (b'<Workout a="', b"a" * MB),
    "a tag without end": (b"<Workout ", b"a " * (MB // 2)),
    "workouts in workouts": (b"", b"<Workout>" * (MB // 9)),
    "openings alone": (b"", b"<Workout" * (MB // 8)),
    "a workout without end": (b"<Workout>", b"<a/>" * (MB // 4)),
    "nested without end": (b"<Workout>", b"<a>" * (MB // 3)),
    "a closing tag without end": (b"<Workout></Workout", b" " * MB),
    "quotes": (b"<Workout ", b"\"'" * (MB // 2)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_made_to_do_harm_takes_little_memory(name):
    begin, part = HOSTILE[name]
    file = Endless([HEAD.encode(), begin, *repeat(part, 20), OLD.encode(), END.encode()])
    tracemalloc.start()
    items = [type(item) for item in read(file, Answers(), replace(USUAL, workouts=1000))]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert items.count(Rejected) >= (name != "openings alone")
    assert len(items) <= 1001
    assert peak < 40 * MB


def test_deep_nesting_within_a_workout_is_refused():
    deep = "<a>" * 100_000 + "</a>" * 100_000
    broken = Rejected("workout 1", "it is broken XML")
    assert one(LIFT.replace("></", f">{deep}</")) == broken
    too_long = "<a>" * (LONGEST // 3 + CHUNK)
    items = read_all(export(LIFT.replace("></", f">{too_long}</"), OLD))
    assert items[0] == Rejected("workout 1", "its end is missing")


def archived(*, route=GPX, text=None, folder="apple_health_export/", **limits):
    """What the archive of an iPhone tells, and what was heard of the progress."""
    buffer, heard = io.BytesIO(), []
    with ZipFile(buffer, "w", ZIP_DEFLATED) as file:
        file.writestr(f"{folder}export.xml", text or export(NEW, OLD))
        if route is not None:
            file.writestr(folder + ROUTE, route)
    budget = Budget(len(buffer.getvalue()), replace(USUAL, **limits))
    with Archive(buffer, budget) as archive:
        member = archive.named(f"{folder}export.xml")
        told = lambda done, total: heard.append((done, total))  # noqa: E731 (it is one)
        return list(read_archive(archive, member, Answers(), budget.limits, told)), heard


@pytest.mark.parametrize("folder", ["apple_health_export/", "", "a/b/"])
def test_in_an_archive_a_run_has_its_route_and_keeps_its_own_figures(folder):
    (run, old), heard = archived(folder=folder)
    assert run.position == (52.52, 13.4)
    assert len(run.track.points) == 2
    assert run.member == folder + ROUTE
    assert replace(run, position=None, track=None, member=None) == one(NEW)
    assert old.member is None
    size = len(export(NEW, OLD).encode())
    assert heard[-1] == (size, size)


def test_a_route_fills_the_climb_that_the_phone_does_not_tell():
    (run,), _ = archived(text=export(NEW.replace("HKElevationAscended", "Other")))
    assert run.elevation_gain_m == 20


@pytest.mark.parametrize(
    ("route", "reason"),
    [
        (None, "it is not in the archive"),
        ("<gpx></gpx>", "there is no track in it"),
        ("nothing", "it is no recording that can be read here (FIT, GPX or TCX)"),
    ],
)
def test_a_route_that_cant_be_read_is_left_out_and_said_so(route, reason):
    (run, rejected, old), _ = archived(route=route)
    assert (run, old) == (one(NEW), replace(one(OLD), row="workout 2"))
    assert rejected == Rejected(f"apple_health_export/{ROUTE}", f"the route is left out: {reason}")


def test_a_path_that_leads_out_of_the_archive_leads_nowhere():
    text = export(NEW.replace("/workout-routes/", "/../../etc/"))
    (run, rejected), _ = archived(text=text)
    assert run.track is None
    assert "not in the archive" in rejected.reason


def test_routes_of_other_sports_are_not_unpacked():
    text = export(NEW.replace("TypeRunning", "TypeCycling"))
    (ride,), _ = archived(text=text, route=None)
    assert (ride.sport, ride.track) == ("cycling", None)


def test_an_archive_that_unpacks_to_far_too_much_ends_it():
    with pytest.raises(Exhausted):
        archived(route=GPX.replace("<trkseg>", f"<trkseg>{' ' * 10**6}"), unpacked_bytes=10**6)


WHOLE = export(NEW, OLD, LIFT).encode()
SPLICES = st.lists(
    st.tuples(
        st.integers(0, len(WHOLE)),
        st.integers(0, 40),
        st.binary(max_size=6)
        | st.sampled_from([b"<Workout ", b"</Workout>", b'"', b"<", b">", b"/>", b"&a;", b"\x0b"]),
    ),
    max_size=8,
)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(SPLICES)
def test_whatever_is_spliced_in_nothing_but_unreadable_escapes(splices):
    text = WHOLE
    for at, length, piece in splices:
        text = text[:at] + piece + text[at + length :]
    try:
        items = read_all(text)
    except Unreadable:
        return
    assert all(isinstance(item, Found | Rejected) for item in items)
