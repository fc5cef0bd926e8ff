"""A recording is thinned to what a picture shows."""

from itertools import pairwise

import pytest

from runstrength.training.tracks import MOST_POINTS, Point, thinned

LENGTHS = [2, 3, MOST_POINTS - 1, MOST_POINTS, MOST_POINTS + 1]
LENGTHS += [n * MOST_POINTS + d for n in (2, 3, 4, 7, 8, 16) for d in (-1, 0, 1)]


def recording(length: int) -> list[Point]:
    return [Point(n) for n in range(length)]


@pytest.mark.parametrize("length", LENGTHS)
def test_the_first_and_the_last_point_are_kept_and_never_too_many(length):
    points = thinned(iter(recording(length))).points
    assert (points[0].at_s, points[-1].at_s) == (0, length - 1)
    assert min(length, MOST_POINTS // 2) <= len(points) <= MOST_POINTS


@pytest.mark.parametrize("length", LENGTHS)
def test_points_stay_in_order_and_lie_evenly(length):
    times = [point.at_s for point in thinned(iter(recording(length))).points]
    gaps = [after - before for before, after in pairwise(times)]
    assert len(set(gaps[:-1])) <= 1
    assert 0 < gaps[-1] <= gaps[0]


@pytest.mark.parametrize("length", range(2, MOST_POINTS))
def test_a_short_recording_is_kept_whole(length):
    assert len(thinned(recording(length)).points) == length


@pytest.mark.parametrize("length", [0, 1])
def test_fewer_than_two_points_are_no_track(length):
    assert thinned(recording(length)) is None


def test_points_are_read_once_and_few_are_held():
    class Counted(Point):
        held = most = 0

        def __init__(self, at_s):
            super().__init__(at_s)
            Counted.held += 1
            Counted.most = max(Counted.most, Counted.held)

        def __del__(self):
            Counted.held -= 1

    thinned(Counted(n) for n in range(20 * MOST_POINTS))
    assert Counted.most <= 2 * MOST_POINTS + 2
