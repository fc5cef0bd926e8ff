"""Intervals are read as people write them, and written so that they read the same."""

from decimal import Decimal
from fractions import Fraction
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runstrength.training.intervals import LONGEST, parse
from runstrength.training.limits import Invalid
from runstrength.training.quantities import Distance, DistanceUnit
from runstrength.training.repeats import Effort, Intervals, Pace, Repeats, Totals
from tests.training.timelines import QUIET

KM, MI = DistanceUnit.KM, DistanceUnit.MI


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("6x800m @ 3:20 r 2:00", "6 x 800 m @ 3:20 r 2:00"),
        ("5 x 1 km @ 4:00/km", "5 x 1 km @ 4:00/km"),
        ("8x30s r 30s", "8 x 30 s r 30 s"),
        ("3x(4x400 @ 80 r 60) r 3:00", "3 x (4 x 400 m @ 1:20 r 1:00) r 3:00"),
        ("10 min + 4x400 r 60 + 10 min", "10:00 + 4 x 400 m r 1:00 + 10:00"),
        ("(400 r 60 + 200 r 30)", "1 x (400 m r 1:00 + 200 m r 30 s)"),
        ("2x(3x(200 r 30) r 60)", "2 x (3 x (200 m r 30 s) r 1:00)"),
        # How often.
        ("5 km", "5 km"),
        ("1x5km", "5 km"),
        ("6 × 800m", "6 x 800 m"),
        ("6*800m", "6 x 800 m"),
        ("6X800M", "6 x 800 m"),
        # How long.
        ("4x400", "4 x 400 m"),
        ("50", "50 m"),
        ("30 m", "30 m"),
        ("400 metres", "400 m"),
        ("5k", "5 km"),
        ("1,5 km", "1.5 km"),
        ("1.50km", "1.5 km"),
        (".5 mi", "0.5 mi"),
        ("2 miles", "2 mi"),
        ("90s", "1:30"),
        ("0:45", "45 s"),
        ("5 min", "5:00"),
        ("3'", "3:00"),
        ("3'20", "3:20"),
        ("3’20”", "3:20"),
        ("2 min 30 s", "2:30"),
        ("2min30", "2:30"),
        ("45''", "45 s"),
        ("1h", "1:00:00"),
        ("4 hr", "4:00:00"),
        ("1:02:03", "1:02:03"),
        # What it aims at.
        ("800m in 3:20", "800 m @ 3:20"),
        ("800m at 3:20", "800 m @ 3:20"),
        ("400@80s", "400 m @ 1:20"),
        ("200 @ 35", "200 m @ 35 s"),
        ("8x3min @ 4:00/km", "8 x 3:00 @ 4:00/km"),
        ("1 mi @ 6:30/mi", "1 mi @ 6:30/mi"),
        ("1 mi @ 6:30 per mile", "1 mi @ 6:30/mi"),
        ("1 km @ 4/km", "1 km @ 4:00/km"),
        ("1 km @ 4 min/km", "1 km @ 4:00/km"),
        ("1 km @ 4:05 min/km", "1 km @ 4:05/km"),
        ("1 km @ 245/km", "1 km @ 4:05/km"),
        # The rest.
        ("4x400r60", "4 x 400 m r 1:00"),
        ("4x400 r: 60", "4 x 400 m r 1:00"),
        ("4x400, r 60", "4 x 400 m r 1:00"),
        ("4x400 rest 90 s", "4 x 400 m r 1:30"),
        ("4x400 recovery 2 min", "4 x 400 m r 2:00"),
        ("4x400 w/ 2 min rest", "4 x 400 m r 2:00"),
        ("4x400 r 200m jog", "4 x 400 m r 200 m"),
        ("4x400 r 10", "4 x 400 m r 10 s"),
        ("2x(400 + 200)r3:00", "2 x (400 m + 200 m) r 3:00"),
    ],
)
def test_intervals_are_read_as_people_write_them(typed, written):
    found = parse(typed)
    assert str(found) == written
    assert parse(written) == found


def test_what_is_read():
    assert parse("3x(4x400 @ 80 r 60) r 3:00 + 8x30s @ 3:50/km r 200m") == Intervals(
        (
            Repeats(3, (Repeats(4, Effort(Distance(Decimal(400)), 80), 60),), 180),
            Repeats(8, Effort(30, Pace(230)), Distance(Decimal(200))),
        )
    )
    assert parse("1 mi @ 6:30/mi").parts == (
        Repeats(1, Effort(Distance(Decimal(1), MI), Pace(390, MI))),
    )


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("", "6x800m"),
        ("   ", "6x800m"),
        ("x", "“x”"),
        ("warm up + 3x400", "“warm up”"),
        ("6x800 +", "empty"),
        ("+ 6x800", "empty"),
        ("()", "empty"),
        ("3x", "“3x”"),
        ("5x5", "“5”"),
        ("49", "“49”"),
        ("400.5", "“400.5”"),
        ("10m", "“10m”"),
        ("29m", "Minutes are written"),
        ("6x800 r 2m", "“2m”"),
        ("6x800 r 2", "“2”"),
        ("6x800 r", "“800 r”"),
        ("6x800 @ 3", "“3”"),
        ("6x800 @", "“800 @”"),
        ("6x800 @ fast", "“fast”"),
        ("6x800 @ 5k pace", "“5k pace”"),
        ("6x800 @ fast/km", "“fast”"),
        ("6x800 @ 3:20/lap", "“3:20/lap”"),
        ("6x800 @ 3:20/m", "“3:20/m”"),
        ("400 @ 78.5", "“78.5”"),
        ("8x3min @ 4:00", "pace"),
        ("1:75", "“1:75”"),
        ("1:75:00", "“1:75:00”"),
        ("0 s", "“0 s”"),
        ("0x400", "“0x400”"),
        ("101x400", "“101x400”"),
        ("20x20x400", "“20x400”"),
        ("500 km", "“500 km”"),
        ("5 km + 500 km", "In “500 km”"),
        ("2x(5 km + 3x500 km)", "In “3x500 km”"),
        ("2x(500 m + 3x500 m) r 2h", "In “2x("),
        ("2000 km", "“2000 km”"),
        ("0.01 km", "“0.01 km”"),
        ("99h", "“99h”"),
        ("400 r 2h", "“400 r 2h”"),
        ("1km @ 30/km", "pace"),
        ("400 r 60 r 90", "“60 r 90”"),
        ("٤٠٠", "“٤٠٠”"),
        ("400 r ٩٠", "“٩٠”"),
        ("2x(400", "bracket"),
        ("2x400)", "bracket"),
        ("2x(400))", "bracket"),
        (")400(", "bracket"),
        ("2x(400) 3x(200)", "bracket"),
        ("400 (easy)", "“400 (easy)”"),
        ("2x(400) easy", "“2x(400) easy”"),
        ("2x(400) @ 80", "“2x(400) @ 80”"),
        ("((((400))))", "Brackets"),
        ("99x(99x400)", "1,000"),
        ("+".join(["400"] * 21), "20"),
        ("9" * 100, "1,000,000 m"),
        ("400" * 30 + " km", "00…”"),
        ("1." + "1" * 20 + " km", "17 digits"),
        ("x" * 1000, "xxx…”"),
        ("4" * (LONGEST + 1), "2,000"),
    ],
)
def test_what_cannot_be_read_is_named_in_a_plain_sentence(typed, named):
    with pytest.raises(ValueError, match=r"^[A-Z“].*\.$") as refused:
        parse(typed)
    assert named in str(refused.value)
    assert not isinstance(refused.value, Invalid)


@pytest.mark.parametrize("piece", ["@r ", "r@", "(", "()", "1x(", "400 r ", "@ ", "+", "min ", "'"])
def test_nothing_takes_long_to_refuse(piece):
    start = perf_counter()
    with pytest.raises(ValueError, match=r"\.$"):
        parse((piece * LONGEST)[:LONGEST])
    with pytest.raises(ValueError, match=r"\.$"):
        parse((piece * LONGEST)[:98])
    assert perf_counter() - start < 0.5


@pytest.mark.parametrize(
    ("typed", "totals"),
    [
        ("5 km", (1, 5000, None, 0, 0)),
        ("6x800m @ 3:20 r 2:00", (6, 4800, 1200, 600, 0)),
        ("5 x 1 km @ 4:00/km", (5, 5000, 1200, 0, 0)),
        ("8x30s r 30s", (8, None, 240, 210, 0)),
        ("4x3min @ 4:00/km r 90", (4, 3000, 720, 270, 0)),
        ("3x(4x400 @ 80 r 60) r 3:00", (12, 4800, 960, 9 * 60 + 2 * 180, 0)),
        ("3x(4x400 r 60)", (12, 4800, None, 11 * 60, 0)),
        ("2x400 r 60 + 2x200 r 30", (4, 1200, None, 60 + 60 + 30, 0)),
        ("2x(400 r 60 + 200) r 3:00", (4, 1200, None, 60 + 180 + 60, 0)),
        ("4x400 r 200m", (4, 1600, None, 0, 600)),
        ("400 + 30 s", (2, None, None, 0, 0)),
        ("1 mi @ 8:00/mi", (1, Fraction("1609.344"), 480, 0, 0)),
    ],
)
def test_totals_leave_out_the_last_rest(typed, totals):
    assert parse(typed).totals == Totals(*totals)


DISTANCES = st.one_of(
    st.integers(30, 9999).map(lambda m: Distance(Decimal(m))),
    st.decimals("0.03", "100", places=3).map(lambda km: Distance(km, KM)),
    st.decimals("0.02", "60", places=2).map(lambda mi: Distance(mi, MI)),
)
PACES = st.builds(Pace, st.integers(60, 3600), st.sampled_from([KM, MI]))
EFFORTS = st.one_of(
    st.builds(Effort, DISTANCES, st.one_of(st.none(), PACES, st.integers(1, 20_000))),
    st.builds(Effort, st.integers(1, 172_800), st.one_of(st.none(), PACES)),
)
RESTS = st.one_of(st.none(), st.integers(1, 3600), DISTANCES)


def repeated(of: st.SearchStrategy) -> st.SearchStrategy[Repeats]:
    """Repeats, and groups of them."""
    groups = st.lists(of, min_size=1, max_size=3).map(tuple)
    return st.builds(Repeats, st.integers(1, 5), groups, RESTS)


ONES = st.builds(Repeats, st.integers(1, 7), EFFORTS, RESTS)
GROUPS = repeated(st.one_of(ONES, repeated(ONES)))
SESSIONS = st.lists(st.one_of(ONES, GROUPS), min_size=1, max_size=2).map(
    lambda parts: Intervals(tuple(parts))
)


@QUIET
@given(SESSIONS)
def test_what_is_written_reads_the_same(session):
    assert parse(str(session)) == session
    assert session.totals.efforts == sum(part.number for part in session.parts)


WORDS = "3,x,400,m,km,@,80,4:00,/km,r,60,(,),+,',in,30,s,min,1h,0,.5,jog, ,\n"
PIECES = st.sampled_from(WORDS.split(","))
TEXTS = st.one_of(st.text(max_size=30), st.lists(PIECES, max_size=9).map("".join))


@QUIET
@given(TEXTS)
def test_any_text_is_read_or_refused_in_a_sentence(text):
    refused = None
    try:
        found = parse(text)
    except ValueError as error:
        refused = error
    if refused is None:
        assert parse(str(found)) == found
    else:
        assert type(refused) is ValueError
        assert str(refused).endswith(".")


def test_the_longest_session_reads_the_same():
    far = Distance(Decimal("0.03000000000000001"), KM)
    each = Repeats(5, Effort(far, Pace(3599)), far)
    session = Intervals((Repeats(1, (Repeats(1, (Repeats(10, (each,) * 20, far),)),)),))

    assert session.totals.efforts == 1000
    assert parse(str(session)) == session


EFFORT = Effort(400)


def bracketed(depth: int) -> Repeats:
    """An effort in so many brackets."""
    return Repeats(1, (bracketed(depth - 1),)) if depth else Repeats(1, EFFORT)


def test_three_brackets_are_not_too_many():
    assert Intervals((bracketed(3),)).totals.efforts == 1


@pytest.mark.parametrize(
    ("build", "field"),
    [
        (lambda: Pace(59), "pace"),
        (lambda: Pace(240, DistanceUnit.M), "pace"),
        (lambda: Effort(0), "length"),
        (lambda: Effort(Distance(Decimal(29))), "length"),
        (lambda: Effort(Distance(Decimal(400)), 0), "target"),
        (lambda: Effort(60, 60), "target"),
        (lambda: Repeats(0, EFFORT), "times"),
        (lambda: Repeats(101, EFFORT), "times"),
        (lambda: Repeats(1, ()), "group"),
        (lambda: Repeats(1, EFFORT, 0), "rest"),
        (lambda: Repeats(1, EFFORT, 3601), "rest"),
        (lambda: Repeats(1, EFFORT, Distance(Decimal(1))), "rest"),
        (lambda: Intervals(()), "parts"),
        (lambda: Intervals((Repeats(100, EFFORT),) * 11), "parts"),
        (lambda: Intervals((bracketed(4),)), "parts"),
    ],
)
def test_a_value_that_cannot_be_is_refused(build, field):
    with pytest.raises(Invalid) as refused:
        build()
    assert [error.field for error in refused.value.errors] == [field]
