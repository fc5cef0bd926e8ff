"""A network that loses replies: the client sends again what it was never told is stored."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

import pytest

from runstrength.storage.tables import check_ins, workouts

from .cutting import Proxy
from .once import assert_done_once
from .writes import CHANGES, NEW, TODAY, Write, post

ALL = NEW | CHANGES
LOST = (OSError, HTTPException)
EVERY_WRITE = pytest.mark.parametrize("write", ALL)


@pytest.fixture
def proxy(servers):
    """The way to the first server, which passes everything as yet."""
    with Proxy(servers[0].address) as proxy:
        yield proxy


def test_an_open_way_passes_pages_whole(anna, servers, proxy):
    page = Write("GET", "/guide")

    assert anna.send(proxy.address, page).body == anna.send(servers[0], page).body


@EVERY_WRITE
def test_a_reply_that_is_cut_after_the_commit_and_sent_again_is_done_once(
    anna, servers, proxy, write
):
    case = _prepared(anna, servers[0], write)
    proxy.mode = "cut the reply"
    with pytest.raises(LOST):
        anna.send(proxy.address, case.write)
    assert_done_once(anna, case)

    proxy.mode = "pass"
    assert anna.send(proxy.address, case.write).is_saved
    assert anna.send(servers[1], case.write).is_saved
    assert_done_once(anna, case)


@EVERY_WRITE
def test_a_reply_that_comes_after_the_client_lost_patience_is_done_once(
    anna, servers, proxy, write
):
    case = _prepared(anna, servers[0], write)
    proxy.mode = "hold"
    with ThreadPoolExecutor(1) as phone:
        first = phone.submit(anna.send, proxy.address, case.write)
        proxy.wait_until_withheld()
        second = anna.send(servers[1], case.write)
        proxy.mode = "pass"

    assert first.result().is_saved
    assert second.is_saved
    assert_done_once(anna, case)


def test_a_client_that_gave_up_waiting_sends_again_and_it_is_done_once(anna, servers, proxy):
    case = _prepared(anna, servers[0], "a run")
    proxy.mode = "hold"
    with pytest.raises(TimeoutError):
        anna.send(proxy.address, case.write, timeout_s=0.3)
    proxy.wait_until_withheld()
    proxy.mode = "pass"

    assert anna.send(proxy.address, case.write).is_saved
    assert_done_once(anna, case)


def test_a_server_that_cannot_be_reached_hears_nothing(anna, servers, proxy):
    case = _prepared(anna, servers[0], "a run")
    proxy.mode = "refuse"
    with pytest.raises(LOST):
        anna.send(proxy.address, case.write)
    assert anna.rows(workouts) == []

    proxy.mode = "pass"
    assert anna.send(proxy.address, case.write).status == 201
    assert_done_once(anna, case)


def test_a_connection_that_was_open_is_refused_as_well(anna, servers, proxy):
    write = _prepared(anna, servers[0], "a run").write
    headers = write.headers | {"Cookie": anna.cookie, "Sec-Fetch-Site": "same-origin"}
    with closing(HTTPConnection(urlsplit(proxy.address).netloc)) as connection:
        connection.request("GET", "/sign-in")
        assert connection.getresponse().read()
        proxy.mode = "refuse"
        connection.request(write.method, write.path, write.body, headers)
        with pytest.raises(LOST):
            connection.getresponse()

    assert anna.rows(workouts) == []


def test_a_reply_that_was_held_can_still_be_cut(anna, servers, proxy):
    case = _prepared(anna, servers[0], "a run")
    proxy.mode = "hold"
    with ThreadPoolExecutor(1) as phone:
        first = phone.submit(anna.send, proxy.address, case.write)
        proxy.wait_until_withheld()
        proxy.mode = "cut the reply"
        with pytest.raises(LOST):
            first.result()
    assert_done_once(anna, case)


def test_a_lost_check_in_that_is_sent_again_stands_behind_the_one_that_came_after(
    anna, servers, proxy
):
    def check_in(score: int, key: str):
        names = ("sleep", "energy", "soreness", "stress", "mood")
        fields = {"date": str(TODAY)} | dict.fromkeys(names, score)
        return post("/today/check-in", fields, key)

    proxy.mode = "cut the reply"
    with pytest.raises(LOST):
        anna.send(proxy.address, check_in(2, "of the first"))
    assert anna.send(servers[1], check_in(5, "of the second")).is_saved
    proxy.mode = "pass"
    assert anna.send(proxy.address, check_in(2, "of the first")).is_saved

    assert [row["mood"] for row in anna.rows(check_ins)] == [5]


def _prepared(anna, server, write: str):
    case = ALL[write]("of the write")
    for each in case.before:
        assert anna.send(server, each).is_saved
    return case
