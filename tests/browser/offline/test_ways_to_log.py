"""Without a network a form to log with opens in all the ways that it opens with one."""

from playwright.sync_api import expect

from tests.browser.test_logger import log_last_time

from .conftest import OwnServer, Visitor


def exercises(visitor: Visitor) -> list[str]:
    """The exercises of the form, in their order."""
    choices = visitor.page.locator("[data-exercises] select[name$='-exercise']")
    return [choice.input_value() for choice in choices.all()]


def test_a_routine_opens_with_its_exercises_and_their_sets(
    kept_visitor: Visitor, own_server: OwnServer
):
    own_server.stop()
    kept_visitor.open("/routines")
    start = kept_visitor.page.get_by_role("link", name="Start ").first
    start.tap()
    expect(kept_visitor.page.locator(".tick").first).to_be_visible()
    assert len(exercises(kept_visitor)) > 1
    assert all(exercises(kept_visitor))


def test_the_last_lift_opens_once_more(visitor: Visitor, own_server: OwnServer):
    log_last_time(visitor, ("squats", "planks"))
    visitor.open("/log/lift")
    visitor.open("/log")
    visitor.wait_until_kept()
    own_server.stop()
    visitor.open("/log")
    visitor.page.get_by_role("link", name="Repeat: Lift").tap()
    expect(visitor.page.locator(".tick")).to_have_count(6)
    assert exercises(visitor) == ["squats", "planks"]


def test_the_last_run_opens_once_more(visitor: Visitor, own_server: OwnServer):
    visitor.open("/log/run")
    visitor.fill(distance="8", duration="45:00")
    visitor.choose_effort(3)
    visitor.save_and_land()
    visitor.open("/log/run")
    visitor.open("/log")
    visitor.wait_until_kept()
    own_server.stop()
    visitor.open("/log")
    visitor.page.get_by_role("link", name="Repeat: ").first.tap()
    expect(visitor.field("distance")).to_have_value("8")
    expect(visitor.field("duration")).to_have_value("45:00")
    expect(visitor.page.locator("[name=effort][value='3']")).to_be_checked()
