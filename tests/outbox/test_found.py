"""What lives of two phones have brought to light, step by step."""

import pytest

from .lives import Lives


@pytest.fixture
def lives(phones, server):
    """Two phones with the pages of two workouts open, at their first version."""
    lives = Lives(phones, server)
    lives.choose(0, None)
    return lives


def lose_the_reply(lives: Lives, name: str) -> None:
    """Send what waits; the server has it, and the phone does not know."""
    lives.send_what_waits(name, lambda sent: lives.deliver(sent) and None)


def test_a_rating_after_a_refused_one_is_not_taken_for_that(lives):
    """Its reply was lost, it was refused as the workout was deleted, and that was taken back."""
    lives.rate("A", 0, "5")
    lose_the_reply(lives, "A")
    lives.look("B", 0)
    lives.write_directly("B", 0, "delete")
    lives.send_all("A")
    assert lives.phones["A"].waiting()[0]["problem"]["status"] == 404

    lives.rate("A", 0, "7")
    lives.write_directly("B", 0, "restore")
    lives.send_all("A")
    lives.teardown()


def test_an_undo_that_had_nothing_to_do_undoes_no_later_deletion(lives):
    """Its reply was lost, too, so it is sent again after the other phone has deleted."""
    lives.delete("A", 0)
    lives.send_all("A")
    lives.edit("B", 0, "5")
    lives.send_all("B")
    (refused,) = lives.phones["B"].waiting()
    lives.settle_entry("B", refused, mine=True)
    lives.send_all("B")

    lives.undo("A", 0)
    lose_the_reply(lives, "A")
    lives.look("B", 0)
    lives.write_directly("B", 0, "delete")
    lives.send_all("A")
    lives.teardown()
