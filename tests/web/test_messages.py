"""What the next page says of a write: once where somebody waits for it, else nothing."""

import pytest

from tests.training.build import run
from tests.web.conftest import OWN_PAGE
from tests.web.log.entries import RUN
from tests.web.pages import Page
from tests.web.queued import UNWATCHED, location, problem, send_queued
from tests.web.world import store, stored

DONE = run("2024-11-18 07:00", zone="Europe/Berlin")


@pytest.fixture(autouse=True)
def annas_run(anna):
    """A run of Anna's."""
    store(anna, DONE)


def new_run(anna) -> dict:
    """The form for a new run, filled in."""
    return Page(anna.get("/log/run")).fields() | RUN


def messages(anna) -> list[str]:
    """What the next page says."""
    return Page(anna.get("/more")).notices


def test_what_is_watched_is_told_once(anna):
    location(send_queued(anna, "/log/run", new_run(anna)))

    assert [words[:6] for words in messages(anna)] == ["Saved:"]
    assert messages(anna) == []


def test_what_nobody_watches_is_not_told(anna):
    fields = new_run(anna)
    location(send_queued(anna, "/log/run", fields, **UNWATCHED))

    assert stored(anna, fields["id"])
    assert messages(anna) == []


def test_what_was_to_be_told_before_still_is_and_alone(anna):
    first, second = new_run(anna), new_run(anna)
    location(send_queued(anna, "/log/run", first))
    location(send_queued(anna, f"/workouts/{DONE.id}/delete", {"base_version": "1"}, **UNWATCHED))
    location(send_queued(anna, "/log/run", second, **UNWATCHED))

    assert [words[:6] for words in messages(anna)] == ["Saved:"]
    assert messages(anna) == []


def test_what_comes_after_is_told(anna):
    location(send_queued(anna, "/log/run", new_run(anna), **UNWATCHED))
    location(send_queued(anna, f"/workouts/{DONE.id}/delete", {"base_version": "1"}))

    (told,) = messages(anna)
    assert told.startswith("Deleted.")


def test_a_refusal_that_nobody_watches_takes_no_message_away(anna):
    fields = new_run(anna)
    location(send_queued(anna, "/log/run", fields))
    problem(send_queued(anna, "/log/run", fields | {"id": "nonsense"}, **UNWATCHED), 422)

    assert len(messages(anna)) == 1


def test_a_browser_is_told_whatever_it_prefers(anna):
    headers = {**OWN_PAGE, **UNWATCHED}
    assert anna.client.post("/log/run", data=new_run(anna), headers=headers).status_code == 302

    assert len(messages(anna)) == 1


def test_a_page_that_is_kept_ahead_leaves_what_is_to_be_told_to_one_that_is_seen(anna):
    location(send_queued(anna, "/log/run", new_run(anna)))

    assert Page(anna.get("/more", headers={"RunStrength-Ahead": "1"})).notices == []
    assert [words[:6] for words in messages(anna)] == ["Saved:"]
