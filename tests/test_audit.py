"""The search for known faults: what it says, and how it ends, for what the lists may answer."""

import json

import pytest

from scripts import audit
from scripts.audit import SKIPPED, Audit, decided, read

SOUND = {"name": "flask", "version": "3.1.3", "vulns": []}
FAULTY = {
    "name": "flask",
    "version": "0.1",
    "vulns": [{"id": "PYSEC-2019-179", "fix_versions": ["1.0"], "aliases": []}],
}
UNMENDED = {"name": "x", "version": "1", "vulns": [{"id": "PYSEC-1", "fix_versions": []}]}
NOT_THERE = {"name": "waitress", "skip_reason": "Dependency not found"}
NO_FEED = "ERROR:pip_audit._cli:Could not connect to the vulnerability feed\n  Tip: …"
FALSE_CERTIFICATE = (
    "raise ConnectionError(e)\nrequests.exceptions.SSLError: CERTIFICATE_VERIFY_FAILED"
)
NO_NETWORK = "Traceback …\nrequests.exceptions.ConnectionError: Failed to resolve"


def answer(*packages: dict) -> Audit:
    """What is read of an answer about these packages."""
    return read(json.dumps({"dependencies": packages, "fixes": []}), "")


def lists(**answers: Audit):
    """Lists that answer so, each asked by its name."""
    return answers.__getitem__


@pytest.mark.parametrize(
    ("found", "said", "code"),
    [
        (answer(SOUND, SOUND), "no known faults in 2 packages", 0),
        (answer(SOUND, FAULTY), "known fault: flask 0.1: PYSEC-2019-179, mended in 1.0", 1),
        (answer(UNMENDED), "known fault: x 1: PYSEC-1, mended in no version yet", 1),
        (answer(SOUND, NOT_THERE), "not in the list, so not known to be sound: waitress", 1),
        (read("", "ValueError: bad lock"), "the search for known faults failed: ValueError", 1),
        (read("", FALSE_CERTIFICATE), "the search for known faults failed: requests", 1),
        (read("", ""), "the search for known faults failed: it said nothing", 1),
        (read("[]", ""), "the search for known faults failed: it said nothing", 1),
    ],
)
def test_what_a_list_says_decides(found, said, code):
    told, ended = decided(lists(pypi=found))

    assert told.startswith(said)
    assert ended == code


@pytest.mark.parametrize(
    "unreachable",
    [read("", NO_NETWORK), read("", NO_FEED), answer(NOT_THERE), answer(NOT_THERE, NOT_THERE)],
)
def test_a_network_without_a_list_is_no_failure(unreachable):
    assert decided(lists(pypi=unreachable, osv=unreachable)) == (SKIPPED, 0)


def test_the_second_list_is_asked_where_the_first_can_not_be():
    told, code = decided(lists(pypi=read("", NO_NETWORK), osv=answer(FAULTY)))

    assert "PYSEC-2019-179" in told
    assert code == 1


def test_the_second_list_is_not_asked_where_the_first_answers():
    assert decided(lists(pypi=answer(SOUND)))[1] == 0


def test_the_lock_is_asked_about_with_its_hashes(monkeypatch):
    ran = []

    def run(command, **_options):
        ran.append(command)
        return type("Done", (), {"stdout": json.dumps({"dependencies": [SOUND]}), "stderr": ""})

    monkeypatch.setattr(audit.subprocess, "run", run)

    assert audit.asked("osv").asked == 1
    assert {"--require-hashes", "--disable-pip", str(audit.LOCKED), "osv"} <= set(ran[0])
