"""Servers that break a promise are caught: else these kits would show nothing."""

from random import Random

import pytest

from ..kits import long
from .machines import Machine
from .mutant import program
from .power import Recorded
from .stored import BrokenPromise, on_sqlite
from .test_killed_servers import WRITERS, kill_often, people
from .test_power_cuts import strace  # noqa: F401 (a fixture)

KILLS = 10  # At the most, until it is noticed.
CUTS, ACKNOWLEDGED = 60, 60


@pytest.mark.long
@pytest.mark.parametrize("mutant", ["acknowledge_early", "forget_keys", "no_unique_key"])
def test_kills_find_a_server_that(tmp_path, mutant, record_property):
    chance = Random(mutant)  # noqa: S311
    with Machine(on_sqlite(tmp_path), program(mutant)) as machine:
        writers = people(machine, WRITERS, chance)
        with pytest.raises(BrokenPromise) as noticed:
            kill_often(machine, writers, KILLS, chance)
    record_property("noticed", str(noticed.value)[:300])


@pytest.mark.parametrize("mutant", ["no_sync", long("acknowledge_early")])
def test_power_cuts_find_a_server_that(tmp_path, strace, mutant, record_property):  # noqa: F811
    recorded, chance = Recorded.of(tmp_path, ACKNOWLEDGED, program(mutant)), Random(mutant)  # noqa: S311
    with pytest.raises(BrokenPromise) as noticed:
        recorded.assert_outlives(tmp_path, CUTS, chance)
    record_property("noticed", str(noticed.value)[:300])
