"""An account is deleted at the server and on the phone: nothing of it can be read here any more."""

from playwright.sync_api import expect

from tests.browser.person import PASSWORD, Person
from tests.browser.places import open_kept

KEPT = """async () => {
  const pages = (await caches.keys()).filter((name) => name.startsWith("pages-"));
  const known = await new Promise((resolve, reject) => {
    const opening = indexedDB.open("runstrength");
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => resolve(opening.result);
  });
  const counts = {};
  for (const name of known.objectStoreNames) {
    counts[name] = await new Promise((resolve) => {
      const asked = known.transaction(name).objectStore(name).count();
      asked.onsuccess = () => resolve(asked.result);
    });
  }
  known.close();
  return {pages: pages.filter((name) => name !== "pages-anyone"), counts};
}"""


def delete(page, password: str) -> None:
    page.goto("/settings")
    page.get_by_role("link", name="Delete account").click()
    page.get_by_label("Your password").fill(password)
    page.get_by_role("button", name="for good").click()


def test_what_the_phone_kept_goes_with_the_account(keeping: Person):
    page = keeping.page
    open_kept(page, "/today", "/log/run")
    page.locator("main [name='duration']").fill("45")
    page.goto("/today")
    before = page.evaluate(KEPT)
    assert before["pages"]
    assert before["counts"]["drafts"] == 1

    delete(page, PASSWORD)
    expect(page.get_by_text("Your account is deleted")).to_be_visible()
    after = page.evaluate(KEPT)
    assert after["pages"] == []
    assert {name: n for name, n in after["counts"].items() if n} in ({}, {"known": 1})
    page.context.set_offline(True)
    page.goto("/today")
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Today")
    page.goto("about:blank")  # The page for want of another goes on by itself.
    page.context.set_offline(False)
    page.goto("/sign-in")
    keeping.sign_in()
    expect(page.get_by_role("alert")).to_contain_text("do not go together")


def test_a_wrong_password_is_said_beside_its_field_and_keeps_everything(anna: Person):
    page = anna.page
    delete(page, "not my password")
    expect(page.locator("#password-fault")).to_have_text("That is not your password.")
    page.goto("/today")
    expect(page).to_have_url("/today")


def test_without_a_network_nothing_is_deleted_and_the_page_says_so(anna: Person):
    page = anna.page
    page.goto("/account/delete")
    page.get_by_label("Your password").fill(PASSWORD)
    page.context.set_offline(True)
    page.get_by_role("button", name="for good").click()
    expect(page.get_by_role("alert")).to_contain_text("does not answer")
    page.context.set_offline(False)
    page.goto("/today")
    expect(page).to_have_url("/today")


def test_without_scripts_it_is_a_plain_form(phone):
    anna = Person.signed_up(phone(java_script_enabled=False), has_scripts=False)
    delete(anna.page, PASSWORD)
    expect(anna.page.get_by_text("Your account is deleted")).to_be_visible()
