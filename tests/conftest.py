"""In CI, a test that can't run is a failure: it would hide behind its skip for good.

With TEST_DATABASE=postgresql, every database is one of a PostgreSQL that is started for the run.
"""

import os

import pytest

from tests import databases
from tests.postgresql import HASTY, Postgres

# What a run on another database leaves out, and why.
LEFT_OUT = {
    "sqlite": "about SQLite itself; another database is not asked",
    "once": "brings the databases that it is about; the run on SQLite has asked it already",
}


def pytest_configure(config):
    """Start the one database server of the run, before any process that tests."""
    for name, why in LEFT_OUT.items():
        config.addinivalue_line("markers", f"{name}: {why}")
    if server := databases.start():
        config.add_cleanup(server.__exit__)


def pytest_collection_modifyitems(config, items):
    """Leave out what another database can't be asked."""
    if databases.ON_POSTGRESQL:
        left_out = [item for item in items if any(map(item.get_closest_marker, LEFT_OUT))]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]


@pytest.fixture(scope="session")
def cluster():
    """A PostgreSQL of this process alone, whichever database the other tests are run on."""
    with Postgres(**HASTY) as server:
        yield server


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Turn a skip into a failure where CI is set, and keep its reason."""
    report = yield
    if report.skipped and os.environ.get("CI"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} did not run, which CI does not accept: {reason}"
    return report
