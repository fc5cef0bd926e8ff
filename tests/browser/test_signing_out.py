"""Signing out ends the session itself, not only this browser's knowledge of it."""

from playwright.sync_api import expect

from tests.browser.person import Person


def test_a_copied_cookie_is_dead_after_sign_out(anna: Person, phone):
    thief = phone()
    thief.add_cookies(anna.page.context.cookies())
    other = thief.new_page()
    other.goto("/week")
    expect(other).to_have_url("/week")

    anna.page.goto("/more")
    anna.page.get_by_role("button", name="Sign out").click()
    expect(anna.page.get_by_role("link", name="Sign in").first).to_be_visible()
    other.goto("/week")
    expect(other).to_have_url("/sign-in?next=/week")


def test_signing_in_leads_back_to_the_page_that_was_asked_for(anna: Person, phone):
    page = phone().new_page()
    page.goto("/log/run")
    other = Person(page, anna.email, anna.has_scripts)
    other.sign_in()
    expect(page).to_have_url("/log/run")


def test_back_after_sign_out_shows_nothing_of_the_account(anna: Person):
    page = anna.page
    page.goto("/settings")
    page.goto("/more")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in").first).to_be_visible()
    page.go_back()
    expect(anna.field("password")).to_be_visible()
    assert page.url.endswith("/sign-in?next=/more")
