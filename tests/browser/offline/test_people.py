"""One phone and several people: what waits and what is kept is of one of them alone."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .conftest import OwnServer, Visitor

HERS = ["Hers, sent", "Hers, waiting", "Hers, waiting, too"]
PERSONAL_PAGES = """async () => {
  const all = {};
  for (const name of (await caches.keys()).filter((name) => !name.startsWith("files-"))) {
    const cache = await caches.open(name);
    for (const asked of await cache.keys()) {
      all[`${name} ${asked.url}`] = await (await cache.match(asked)).text();
    }
  }
  return all;
}"""
EVERY_STORE = """() => new Promise((resolve, reject) => {
  const asked = indexedDB.open("runstrength");
  asked.onerror = () => reject(asked.error);
  asked.onsuccess = async () => {
    const all = {};
    for (const name of asked.result.objectStoreNames) {
      const store = asked.result.transaction(name).objectStore(name);
      const values = (got) => new Promise((done) => (got.onsuccess = () => done(got.result)));
      all[name] = [await values(store.getAllKeys()), await values(store.getAll())];
    }
    asked.result.close();
    resolve(JSON.stringify(all));
  };
})"""
ALL_WORKOUTS = "/api/v1/workouts?from=2020-01-01&to=2099-01-01"
SIGN_OUT_ASKS = "This phone holds 2 entries that are not sent"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Where the server of the test keeps its data."""
    return tmp_path / "home"


@pytest.fixture
def anna(kept_visitor: Visitor) -> Visitor:
    """Someone with a workout that is stored, and two that wait; her phone has a network again."""
    log_one(kept_visitor, HERS[0])
    for path in ("/week", "/waiting", "/history"):
        kept_visitor.open(path)
    kept_visitor.page.locator("main a[href^='/workouts/']").first.click()
    expect(kept_visitor.page.get_by_role("link", name="Edit")).to_be_visible()
    kept_visitor.line.wait_for()
    kept_visitor.page.context.set_offline(True)
    for notes in HERS[1:]:
        kept_visitor.log_here("run", notes)
    return kept_visitor


@pytest.fixture
def gone(anna: Visitor, home: Path) -> Visitor:
    """The same, but her session has ended before the phone found its network again."""
    end_session(home, anna)
    anna.page.context.set_offline(False)
    return anna


def test_a_save_after_the_session_ended_is_kept_and_sent_after_signing_in(
    visitor: Visitor, own_server: OwnServer, home: Path
):
    visitor.open("/log/run")
    end_session(home, visitor)
    visitor.type("run", "Kept")
    visitor.save()
    expect(visitor.page.get_by_role("link", name="Sign in to send it")).to_be_visible()
    expect(visitor.line).to_have_text("1 to send: sign in")
    assert own_server.saved() == []

    visitor.line.click()
    visitor.sign_in()
    expect(visitor.line).to_have_text("All sent")
    expect(visitor.page).to_have_url("/log/run")
    assert notes_of(own_server) == ["Kept"]


def test_the_next_person_neither_sees_nor_sends_what_waits(gone: Visitor, own_server: OwnServer):
    bob = next_person(gone)
    for path in ("/week", "/history", "/today", "/log/run", "/log/lift", "/plan", "/waiting"):
        bob.open(path)
        expect(bob.line).to_have_text("All sent")
        expect(bob.page.locator(".waiting, .saved, .waiting-mark")).to_have_count(0)
        assert "Hers" not in bob.page.content()
    expect(bob.page.get_by_text("Nothing waits on this phone.")).to_be_visible()
    assert bob.page.request.get(ALL_WORKOUTS).json()["items"] == []
    assert notes_of(own_server) == HERS[:1]

    log_one(bob, "His")
    expect(bob.line).to_have_text("All sent")
    assert notes_of(own_server) == [*HERS[:1], "His"]


def test_the_next_person_finds_no_page_of_the_first(gone: Visitor):
    page = gone.page
    her_id = id_of(gone)
    her_run = next(name.split()[1] for name in page.evaluate(PERSONAL_PAGES) if "workouts" in name)
    bob = next_person(gone)
    bob.wait_until_kept()

    kept = page.evaluate(PERSONAL_PAGES)
    assert {name.split()[0] for name in kept} - {"pages-anyone"} == {f"pages-{id_of(bob)}"}
    assert not [name for name, text in kept.items() if her_id in text or "Hers" in text]
    for is_offline in (False, True):
        page.context.set_offline(is_offline)
        for path in (her_run, f"{her_run}/edit", "/week", "/history", "/today", "/waiting"):
            page.goto(path)
            assert_not_of(page, her_id)
        for _ in range(8):
            page.go_back()
            assert_not_of(page, her_id)


@pytest.mark.parametrize("how", ["signs out", "is signed out"])
def test_what_waited_is_sent_once_when_the_first_signs_in_again(
    gone: Visitor, own_server: OwnServer, home: Path, how: str
):
    bob = next_person(gone)
    if how == "signs out":
        sign_out(bob)
        expect(bob.page).to_have_url("/")
    else:
        end_session(home, bob)
    assert notes_of(own_server) == HERS[:1]

    statuses = saves_from(gone.page)
    sign_in_again(gone)
    assert notes_of(own_server) == HERS
    assert statuses == [200, 200]


def test_a_page_left_open_while_another_signed_in_saves_for_nobody_else(
    visitor: Visitor, own_server: OwnServer, home: Path
):
    visitor.open("/log/run")
    end_session(home, visitor)
    bob = Visitor.signed_up(visitor.page.context)
    visitor.type("run", "Hers")
    statuses = saves_from(visitor.page)
    visitor.save()
    expect(visitor.line).to_have_text("1 to send: sign in")
    assert set(statuses) == {401}
    assert own_server.saved() == []

    bob.open("/waiting")
    expect(bob.line).to_have_text("All sent")
    assert own_server.saved() == []
    end_session(home, bob)
    sign_in_again(visitor)
    assert notes_of(own_server) == ["Hers"]
    assert (
        "Hers" in visitor.page.request.get("/api/v1/workouts?from=2020-01-01&to=2099-01-01").text()
    )


def test_signing_out_leaves_nothing_of_the_account_on_the_phone(kept_visitor: Visitor):
    log_one(kept_visitor, HERS[0])
    her_id = id_of(kept_visitor)
    page = kept_visitor.page
    sign_out(kept_visitor)
    expect(page).to_have_url("/")

    assert not [name for name in page.evaluate(PERSONAL_PAGES) if "pages-anyone" not in name]
    everything = page.evaluate(EVERY_STORE) + json.dumps(page.evaluate(PERSONAL_PAGES))
    assert her_id not in everything
    assert "Hers" not in everything
    for is_offline in (False, True):
        page.context.set_offline(is_offline)
        for _ in range(4):
            page.go_back()
            assert_not_of(page, her_id)
        page.goto("/today")
        assert_not_of(page, her_id)


def test_who_signs_out_and_in_again_has_the_pages_for_want_of_a_network(kept_visitor: Visitor):
    sign_out(kept_visitor)
    expect(kept_visitor.page).to_have_url("/")
    sign_in_again(kept_visitor)
    kept_visitor.wait_until_kept()


def test_sign_out_sends_first_where_that_is_asked(anna: Visitor, own_server: OwnServer):
    ask_to_sign_out(anna)
    anna.page.get_by_role("button", name="Send first").click()
    expect(anna.page.get_by_text(SIGN_OUT_ASKS)).to_be_visible()
    anna.page.context.set_offline(False)
    anna.page.get_by_role("button", name="Send first").click()
    expect(anna.page).to_have_url("/")
    assert notes_of(own_server) == HERS


def test_sign_out_hands_over_what_waits_as_a_file_and_keeps_it(anna: Visitor):
    ask_to_sign_out(anna)
    with anna.page.expect_download() as download:
        anna.page.get_by_role("button", name="Download").click()
    entries = json.loads(download.value.path().read_text())
    assert [dict(entry["fields"])["notes"] for entry in entries] == HERS[1:]
    anna.open("/more")
    expect(anna.line).to_have_text("2 waiting")


def test_sign_out_discards_what_waits_where_that_is_asked(anna: Visitor, own_server: OwnServer):
    her_id = id_of(anna)
    ask_to_sign_out(anna)
    anna.page.context.route("**/log/run", lambda route: route.abort())
    anna.page.context.set_offline(False)
    anna.page.get_by_role("button", name="Discard and sign out").click()
    expect(anna.page).to_have_url("/")
    assert her_id not in anna.page.evaluate(EVERY_STORE)
    anna.page.context.unroute_all()
    sign_in_again(anna)
    assert notes_of(own_server) == HERS[:1]


def test_who_stays_stays_with_all_that_waits(anna: Visitor):
    ask_to_sign_out(anna)
    anna.page.get_by_role("button", name="Stay").click()
    expect(anna.page.get_by_text(SIGN_OUT_ASKS)).to_be_hidden()
    expect(anna.line).to_have_text("2 waiting")


def test_without_a_network_nobody_is_signed_out_and_all_is_kept(
    anna: Visitor, own_server: OwnServer
):
    ask_to_sign_out(anna)
    anna.page.get_by_role("button", name="Discard and sign out").click()
    expect(anna.page.get_by_text("The server does not answer")).to_be_visible()
    anna.open("/log/run")
    expect(anna.line).to_have_text("2 waiting")
    anna.page.context.set_offline(False)
    anna.open("/today")
    expect(anna.line).to_have_text("All sent")
    assert notes_of(own_server) == HERS


def test_a_session_that_ended_already_can_be_left_for_good(kept_visitor: Visitor, home: Path):
    kept_visitor.open("/more")
    her_id = id_of(kept_visitor)
    end_session(home, kept_visitor)
    sign_out(kept_visitor, at="")
    expect(kept_visitor.page).to_have_url("/")
    assert her_id not in kept_visitor.page.evaluate(EVERY_STORE)


def test_a_page_left_open_can_not_sign_out_who_came_after(kept_visitor: Visitor, home: Path):
    kept_visitor.open("/more")
    end_session(home, kept_visitor)
    bob = Visitor.signed_up(kept_visitor.page.context)
    sign_out(kept_visitor, at="")
    expect(kept_visitor.page).to_have_url("/today")
    bob.open("/more")
    bob.wait_until_kept()


def test_an_outdated_form_signs_nobody_out_and_takes_nothing_away(kept_visitor: Visitor):
    kept_visitor.open("/more")
    page = kept_visitor.page
    page.locator("[name=csrf_token]").evaluate("field => field.value = 'outdated'")
    kept = page.evaluate(PERSONAL_PAGES).keys()
    with page.expect_navigation(url="**/more"):
        page.get_by_role("button", name="Sign out").click()
    assert kept <= page.evaluate(PERSONAL_PAGES).keys()
    sign_out(kept_visitor)
    expect(page).to_have_url("/")


def log_one(person: Visitor, notes: str) -> None:
    """Log a run with a network."""
    person.open("/log/run")
    person.type("run", notes)
    person.save_and_land()


def next_person(gone: Visitor) -> Visitor:
    """Somebody else signs up on the same phone, in the same tab."""
    bob = Visitor(gone.page, "bob@example.com", True)
    bob.page.goto("/sign-up")
    bob.sign_up()
    expect(bob.line).to_have_text("All sent")
    return bob


def sign_in_again(person: Visitor) -> None:
    """Sign in on the tab where one was before, and wait until all is sent."""
    person.page.goto("/sign-in")
    person.sign_in()
    person.page.wait_for_url("**/today")
    expect(person.line).to_have_text("All sent")


def sign_out(person: Visitor, at: str = "/more") -> None:
    """Press the button to sign out."""
    if at:
        person.open(at)
    person.page.get_by_role("button", name="Sign out", exact=True).click()


def ask_to_sign_out(person: Visitor) -> None:
    """Press it where two entries wait, and see the question."""
    sign_out(person)
    expect(person.page.get_by_text(SIGN_OUT_ASKS)).to_be_visible()


def saves_from(page: Page) -> list[int]:
    """The statuses of the workouts that the phone sends from now on."""
    statuses: list[int] = []
    page.context.on(
        "response",
        lambda answer: (
            "/log/" in answer.url
            and answer.request.method == "POST"
            and statuses.append(answer.status)
        ),
    )
    return statuses


def assert_not_of(page: Page, user_id: str) -> None:
    """The page in sight has nothing of hers."""
    text = page.content()
    assert user_id not in text, page.url
    assert "Hers" not in text, page.url


def id_of(person: Visitor) -> str:
    """Whose page is in sight."""
    return person.page.evaluate("document.documentElement.dataset.user")


def notes_of(server: OwnServer) -> list[str]:
    """Of every workout that is stored, whosever it is."""
    return [workout["notes"] for workout in server.saved()]


def end_session(home: Path, person: Visitor) -> None:
    """As when it expires, or the device is signed out from elsewhere."""
    theirs = "delete from tokens where user_id = (select id from users where email = ?)"
    with closing(sqlite3.connect(home / "runstrength.sqlite3")) as database, database:
        assert database.execute(theirs, [person.email]).rowcount == 1
