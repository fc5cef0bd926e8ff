"""The worker is there from the first page on, for the whole app."""

from time import monotonic, sleep

import pytest
from playwright.sync_api import Browser, Page, Route

from .conftest import OwnServer, Visitor, own_phone

PATIENCE_S = 20
IS_CONTROLLED = "navigator.serviceWorker.controller !== null"
GO_ON_AT_ONCE = """
  const goOn = () => setTimeout(() => location.assign("/guide"));
  if (location.pathname === "/") addEventListener("load", goOn);
"""
IS_ACTIVE = "self.registration.active?.state === 'activated'"
SCOPES = """async () => {
  const all = await navigator.serviceWorker.getRegistrations();
  return all.map(({ scope }) => scope);
}"""


@pytest.fixture
def page(browser: Browser, own_server: OwnServer):
    """A page that is about to be opened, on a phone that was never here."""
    with own_phone(browser, own_server.address) as context:
        yield context.new_page()


def test_a_worker_controls_the_first_page_of_a_stranger(page: Page, own_server: OwnServer):
    page.goto("/")

    wait_for_control(page)
    assert page.evaluate(SCOPES) == [f"{own_server.address}/"]


def test_a_worker_controls_the_first_page_after_sign_up(page: Page, own_server: OwnServer):
    page.goto("/sign-up")
    Visitor(page, "anna@example.com", True).sign_up()

    wait_for_control(page)
    assert page.evaluate(SCOPES) == [f"{own_server.address}/"]


def test_a_worker_controls_a_page_that_was_asked_for_before_it_came(page: Page):
    held: list[Route] = []
    page.route("**/guide", lambda route: held.append(route))
    page.add_init_script(GO_ON_AT_ONCE)
    page.goto("/")
    wait_for_worker(page)
    assert held, "the worker came too soon to tell"
    held[0].continue_()
    page.wait_for_url("**/guide")

    wait_for_control(page)


def wait_for_worker(page: Page) -> None:
    """Wait until a worker is at work, whatever it controls."""
    end = monotonic() + PATIENCE_S
    while not any(each.evaluate(IS_ACTIVE) for each in page.context.service_workers):
        assert monotonic() < end, "no worker came"
        page.wait_for_timeout(50)


def wait_for_control(page: Page) -> None:
    """Wait until a worker controls the page that is open, as it was loaded."""
    end = monotonic() + PATIENCE_S
    while not page.evaluate(IS_CONTROLLED):
        assert monotonic() < end, "no worker came"
        sleep(0.05)
