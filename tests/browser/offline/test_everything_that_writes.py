"""Without a network, everything that writes is kept, shown, and arrives once."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.offline.conftest import own_phone
from tests.browser.person import ZONE, Person, days_ago
from tests.browser.places import open_kept
from tests.faults.cutting import Proxy

ID = str(uuid4())
TODAY = datetime.now(ZoneInfo(ZONE)).date()
YESTERDAY = TODAY - timedelta(days=1)
NEXT_MONDAY = TODAY + timedelta(days=7 - TODAY.weekday())
TUESDAY = NEXT_MONDAY + timedelta(days=1)
WAITS = "Saved on this phone, not yet sent"


@dataclass(frozen=True)
class Log:
    """What the server has of someone, by its JSON API."""

    person: Person
    server: str

    def get(self, path: str) -> dict:
        """What is stored there; an empty one where nothing is."""
        answer = self.person.page.request.get(f"{self.server}/api/v1/{path}")
        assert answer.status in (200, 404), answer.text()
        return answer.json() if answer.ok else {}

    def read(self, path: str) -> str:
        """A page, as the server has it."""
        return self.person.page.request.get(f"{self.server}{path}").text()

    def put(self, path: str, document: dict, **headers: str) -> None:
        """Store a document."""
        answer = self.person.page.request.put(
            f"{self.server}/api/v1/{path}",
            data=document,
            headers={"Origin": self.server, **headers},
        )
        assert answer.ok, answer.text()

    def run(self, day: date, id_: str = ID, *, hour: int = 7, **more) -> None:
        """Store an easy run of 30 minutes."""
        self.workout(id_, day, hour, {"kind": "run", "run": {"type": "easy"}, **more})

    def squats(self, day: date, **more) -> None:
        """Store hard squats, in the evening."""
        sets = [{"kind": "working", "reps": 5, "weight_kg": 80, "rir": 0}]
        lift = {"exercises": [{"exercise": "squats", "sets": sets}]}
        self.workout(str(uuid4()), day, 18, {"kind": "lift", "lift": lift, "effort": 8, **more})

    def workout(self, id_: str, day: date, hour: int, rest: dict) -> None:
        """Store a workout of 30 minutes."""
        start = {
            "started_at": f"{day}T{hour:02}:00:00+09:00",
            "time_zone": ZONE,
            "duration_s": 1800,
        }
        self.put(f"workouts/{id_}", {**start, **rest})

    def workouts(self) -> list[dict]:
        """All that are stored, about now."""
        return self.get(f"workouts?from={days_ago(30)}&to={days_ago(-30)}")["items"]

    def versions(self) -> list[int]:
        """The versions of all, the oldest first."""
        return sorted(workout["version"] for workout in self.workouts())

    def flags(self, rule: str) -> list[dict]:
        """The flags of a rule, about now."""
        flags = self.get(f"flags?from={days_ago(30)}&to={days_ago(-30)}")["items"]
        return [flag for flag in flags if flag["rule"] == rule]


@pytest.fixture
def log(anna: Person, server: str) -> Log:
    """What the server has of Anna."""
    return Log(anna, server)


@pytest.fixture(autouse=True)
def complaints(anna: Person):
    """What the console says; loads that fail are no more than the network being away."""
    said = []
    anna.page.on("pageerror", lambda error: said.append(str(error)))
    anna.page.on(
        "console",
        lambda message: (
            message.type == "error"
            and not message.text.startswith("Failed to load resource")
            and said.append(message.text)
        ),
    )
    yield said
    assert said == []


def lose_network(page: Page) -> None:
    """From now on nothing gets through."""
    page.context.set_offline(True)


def see_saved(page: Page) -> None:
    """It is confirmed where it stands."""
    expect(page.get_by_role("status").filter(has_text=WAITS).last).to_be_visible()


def see_waiting(page: Page, *labels: str) -> None:
    """All that waits, by the beginnings of their names."""
    page.goto("/waiting")
    names = page.locator("[data-list=entries] li > b")
    expect(names).to_have_text([re.compile(f"^{re.escape(label)}") for label in labels])


def send_all(page: Page) -> None:
    """The network is back; what waits goes by itself."""
    page.context.set_offline(False)
    expect(page.locator("[data-sent]")).to_have_text("All sent")


@dataclass(frozen=True)
class Tap:
    """A small form: what it needs, where it is, how it is sent, its name, and what comes of it."""

    path: str
    given: Callable[[Log], None]
    do: Callable[[Page], None]
    label: str
    came: Callable[[Log], bool]


def press(name: str) -> Callable[[Page], None]:
    """Unfold the page and press the first button of that name."""

    def do(page: Page) -> None:
        page.locator("main details").evaluate_all("all => all.forEach(one => one.open = true)")
        page.get_by_role("button", name=name).first.click()

    return do


def tap_five(page: Page) -> None:
    """Check in by five taps."""
    for row in ("sleep", "energy", "soreness", "stress", "mood"):
        page.locator(f"label:has([name={row}][value='4'])").click()


def add_exercise(page: Page) -> None:
    """Add an exercise of one's own."""
    page.get_by_label("Name").fill("Sled push")
    page.get_by_role("button", name="Add").click()


def set_aside(page: Page) -> None:
    """Set a flag aside, with a reason."""
    card = page.locator(".card", has_text="Hard days back to back")
    card.locator("summary", has_text="Set aside").click()
    card.locator("[name=reason]").fill("A relay")
    card.get_by_role("button", name="Set aside").click()


def two_hard_days(log: Log) -> None:
    log.run(days_ago(4), effort=8)
    log.run(days_ago(3), str(uuid4()), effort=8)


def two_hard_days_set_aside(log: Log) -> None:
    two_hard_days(log)
    flag = log.flags("back-to-back-hard")[0]
    log.put(f"set-asides/{flag['id']}", {"date": flag["date"], "reason": "A relay"})


def hard_plan(log: Log) -> None:
    log.squats(TUESDAY, planned=True)
    log.run(TUESDAY + timedelta(days=1), effort=8, planned=True)


def is_set_aside(log: Log) -> bool:
    return log.flags("back-to-back-hard")[0]["set_aside"]


def effort_is(log: Log) -> bool:
    stored = log.get(f"workouts/{ID}")
    return (stored["effort"], stored["version"]) == (6, 2)


def run_of(day: date, **more) -> Callable[[Log], None]:
    return lambda log: log.run(day, **more)


def week(day: date) -> str:
    return f"{day:%G-W%V}"


PLAN = f"/plan/{week(NEXT_MONDAY)}"
AFTER = NEXT_MONDAY + timedelta(days=7)
TAPS = {
    "effort-today": Tap("/today", run_of(YESTERDAY), press("Effort 6"), "Effort of", effort_is),
    "effort-week": Tap(
        f"/week/{week(YESTERDAY)}", run_of(YESTERDAY), press("Effort 6"), "Effort of", effort_is
    ),
    "check-in": Tap(
        "/today",
        run_of(YESTERDAY),
        tap_five,
        "Check-in of",
        lambda log: log.get(f"check-ins/{TODAY}").get("readiness") == 20,
    ),
    "delete": Tap(
        f"/workouts/{ID}",
        run_of(YESTERDAY),
        press("Delete"),
        "Delete",
        lambda log: log.workouts() == [],
    ),
    "move": Tap(
        PLAN,
        run_of(TUESDAY, planned=True),
        lambda page: (
            page.locator(".edit summary").first.click(),
            page.locator(f"button[name=move][value*=':{NEXT_MONDAY}:']").click(),
        ),
        "Move",
        lambda log: (
            [(w["started_at"][:10], w["version"]) for w in log.workouts()]
            == [(f"{NEXT_MONDAY}", 2)]
        ),
    ),
    "drop": Tap(
        PLAN,
        run_of(TUESDAY, planned=True),
        press("Drop"),
        "Drop",
        lambda log: log.workouts() == [],
    ),
    "copy": Tap(
        f"/plan/{week(AFTER)}",
        run_of(TUESDAY, planned=True),
        press("Copy last week"),
        "Copy last week to",
        lambda log: log.versions() == [1, 1],
    ),
    "ready-week": Tap(
        PLAN,
        lambda log: None,
        press("3 lifts, 3 runs"),
        "Fill",
        lambda log: log.versions() == [1] * 6,
    ),
    "settle": Tap(
        PLAN,
        hard_plan,
        press("Settle"),
        "Settle “",
        lambda log: log.versions() == [1, 2],
    ),
    "deload": Tap(
        f"/week/{week(YESTERDAY)}",
        run_of(YESTERDAY),
        press("Mark as a deload week"),
        "Deload week",
        lambda log: log.get(f"weeks/{week(YESTERDAY)}")["deload"],
    ),
    "set-aside": Tap(
        f"/week/{week(days_ago(3))}", two_hard_days, set_aside, "Set aside", is_set_aside
    ),
    "take-back": Tap(
        f"/week/{week(days_ago(3))}",
        two_hard_days_set_aside,
        press("Let it count again"),
        "Let it count again",
        lambda log: not is_set_aside(log),
    ),
    "add-exercise": Tap(
        "/exercises/new",
        lambda log: None,
        add_exercise,
        "Add an exercise",
        lambda log: "own-sled-push" in log.read("/exercises"),
    ),
}


@pytest.mark.parametrize("name", TAPS)
def test_a_tap_without_a_network_is_confirmed_stays_in_sight_and_arrives_once(name: str, log: Log):
    page, tap = log.person.page, TAPS[name]
    tap.given(log)
    open_kept(page, "/waiting", tap.path)
    lose_network(page)
    tap.do(page)
    see_saved(page)

    page.reload()
    see_saved(page)
    expect(page.locator("[data-sent]")).to_have_text("1 waiting")
    assert not tap.came(log)

    see_waiting(page, tap.label)
    send_all(page)
    assert tap.came(log)


def test_what_stands_in_its_place_says_when_it_is_sent(log: Log):
    page = log.person.page
    log.run(YESTERDAY)
    open_kept(page, f"/workouts/{ID}")
    lose_network(page)
    page.get_by_role("button", name="Delete").click()
    see_saved(page)
    page.reload()
    see_saved(page)
    send_all(page)
    expect(page.locator("main")).not_to_contain_text(WAITS)


def test_a_deletion_can_be_taken_back_before_it_is_sent(log: Log):
    page = log.person.page
    log.run(YESTERDAY)
    open_kept(page, "/waiting", f"/workouts/{ID}")
    lose_network(page)
    page.get_by_role("button", name="Delete").click()
    see_saved(page)
    page.reload()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status").filter(has_text="Undo: Delete")).to_contain_text(WAITS)
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)

    see_waiting(page, "Delete", "Undo: Delete")
    send_all(page)
    assert log.versions() == [3]


def test_the_undo_that_a_page_offers_waits_too(log: Log):
    page = log.person.page
    log.run(YESTERDAY)
    open_kept(page, "/waiting", f"/workouts/{ID}")
    page.get_by_role("button", name="Delete").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    expect(page.locator("[data-sent]")).to_have_text("All sent")
    lose_network(page)
    page.get_by_role("button", name="Undo").click()
    see_saved(page)
    see_waiting(page, "Undo the deletion")
    send_all(page)
    assert log.versions() == [3]


def fill_run(person: Person, **fields: str) -> None:
    """Type a run of yesterday."""
    person.fill(**{"duration": "45", "distance": "9", **fields})
    person.choose_effort(3)
    person.start_at(YESTERDAY, "07:00")


def fill_lift(person: Person) -> None:
    """Type five squats of yesterday."""
    person.field("exercises-0-exercise").select_option("squats")
    person.fill_set(0, 0, reps="5", weight="80", rir="2")
    person.fill(duration="1h")
    person.start_at(YESTERDAY, "18:00")


def save_on_phone(page: Page) -> None:
    """Save a big form, and see it confirmed."""
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_role("heading", name="Saved on this phone")).to_be_visible()
    see_saved(page)


def see_in_lists(page: Page, label: str, *paths: str) -> None:
    """It stands in the lists of other pages, too."""
    for path in paths:
        page.goto(path)
        line = page.locator("a.workout.waiting", has_text=label)
        expect(line).to_contain_text(WAITS)
        expect(line).to_be_visible()


@pytest.mark.parametrize(("kind", "fill"), [("run", fill_run), ("lift", fill_lift)])
def test_a_new_workout_stands_in_every_list_and_arrives_once(kind: str, fill, log: Log):
    page = log.person.page
    log.run(YESTERDAY)
    lists = ("/today", f"/week/{week(YESTERDAY)}", "/history")
    open_kept(page, "/waiting", *lists, f"/log/{kind}")
    lose_network(page)
    fill(log.person)
    save_on_phone(page)
    see_in_lists(page, kind.capitalize(), *lists)
    see_waiting(page, f"{kind.capitalize()}: ")
    send_all(page)
    assert log.versions() == [1, 1]
    assert {w["kind"] for w in log.workouts()} == {"run", kind}


def test_a_planned_run_stands_in_the_plan_and_arrives_once(log: Log):
    page = log.person.page
    form = f"/log/run?plan={TUESDAY}"
    open_kept(page, "/waiting", PLAN, form)
    lose_network(page)
    log.person.fill(duration="45")
    save_on_phone(page)
    see_in_lists(page, "Plan: Run", PLAN)
    expect(page.locator(f"[data-day='{TUESDAY}'] .waiting")).to_be_visible()
    see_waiting(page, "Plan: Run")
    send_all(page)
    assert [(w["planned"], w["version"]) for w in log.workouts()] == [(True, 1)]


def test_an_edited_lift_shows_what_waits_and_arrives_once(log: Log):
    page = log.person.page
    log.squats(YESTERDAY)
    id_ = log.workouts()[0]["id"]
    open_kept(page, "/waiting", "/history", f"/workouts/{id_}/edit")
    lose_network(page)
    log.person.fill_set(0, 0, reps="4")
    save_on_phone(page)
    page.reload()
    expect(log.person.field("exercises-0-sets-0-reps")).to_have_value("4")
    expect(page.get_by_role("status").filter(has_text="It is not sent yet.")).to_be_visible()
    page.goto("/history")
    expect(page.locator(".waiting-mark")).to_contain_text("saved on this phone, not yet sent")
    see_waiting(page, "Lift, changed")
    send_all(page)
    stored = log.get(f"workouts/{id_}")
    assert (stored["version"], stored["lift"]["exercises"][0]["sets"][0]["reps"]) == (2, 4)


def test_an_edit_of_an_edit_that_waits_is_no_conflict(log: Log):
    page = log.person.page
    log.run(YESTERDAY)
    open_kept(page, "/waiting", f"/workouts/{ID}/edit")
    lose_network(page)
    log.person.fill(duration="31")
    save_on_phone(page)
    page.goto(f"/workouts/{ID}/edit")
    expect(log.person.field("duration")).to_have_value("31")
    log.person.fill(duration="32")
    save_on_phone(page)
    see_waiting(page, "Run, changed", "Run, changed")
    send_all(page)
    stored = log.get(f"workouts/{ID}")
    assert (stored["duration_s"], stored["version"]) == (1920, 3)


ENTRIES = """() => new Promise((done) => {
  indexedDB.open("runstrength").onsuccess = ({ target }) => {
    const asked = target.result.transaction("outbox").objectStore("outbox").getAll();
    asked.onsuccess = () => done(asked.result) ?? target.result.close();
  };
})"""


def post_again(log: Log, entry: dict) -> int:
    """Post an entry by hand, with its key."""
    fields = [tuple(pair) for pair in entry["fields"]]
    if entry["base_key"]:
        fields.append(("base_key", entry["base_key"]))
    answer = log.person.page.request.post(
        f"{log.server}{entry['url']}",
        data=urlencode(fields),
        headers={
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept": "application/json",
            "Idempotency-Key": entry["id"],
            "Origin": log.server,
        },
    )
    return answer.status


def test_an_edit_and_a_deletion_sent_again_bring_nothing_back(log: Log):
    page = log.person.page
    log.run(YESTERDAY)
    open_kept(page, "/history", f"/workouts/{ID}", f"/workouts/{ID}/edit")
    lose_network(page)
    log.person.fill(duration="31")
    save_on_phone(page)
    page.goto(f"/workouts/{ID}")
    page.get_by_role("button", name="Delete").click()
    see_saved(page)
    page.goto("/history")
    marks = page.locator(".waiting-mark")
    expect(marks).to_have_text([re.compile("^Run, changed"), re.compile("^Delete ")])
    entries = page.evaluate(ENTRIES)
    assert [entry["url"].rpartition("/")[2] for entry in entries] == ["edit", "delete"]
    send_all(page)
    assert log.workouts() == []
    for entry in (*entries, *entries):
        assert post_again(log, entry) == 200
        assert log.workouts() == []


def look_and_fix(log: Log, duration: str) -> None:
    """Put the run right that waits, on its own form."""
    page = log.person.page
    page.goto("/waiting")
    page.get_by_role("link", name="Look and fix").click()
    expect(log.person.field("duration")).to_have_value("45")
    log.person.fill(duration=duration)
    save_on_phone(page)


def test_a_new_run_that_is_put_right_before_it_is_sent_is_one_row(log: Log):
    page = log.person.page
    open_kept(page, "/waiting", "/log/run")
    lose_network(page)
    fill_run(log.person)
    save_on_phone(page)
    look_and_fix(log, "50")
    page.goto("/waiting")
    send_all(page)
    assert [w["duration_s"] for w in log.workouts()] == [3000]


def test_a_new_run_that_is_put_right_after_it_may_have_arrived_is_one_row(
    server: str, browser: Browser
):
    with Proxy(server) as proxy, own_phone(browser, proxy.address) as phone:
        log = Log(Person.signed_up(phone), server)  # Which is asked past the proxy.
        page = log.person.page
        open_kept(page, "/waiting", "/log/run")
        fill_run(log.person)
        proxy.mode = "cut the reply"
        save_on_phone(page)
        lose_network(page)
        assert log.versions() == [1]
        page.goto("/waiting")
        expect(page.locator("[data-list=entries] li")).to_contain_text("it may have arrived")
        look_and_fix(log, "50")
        page.goto("/waiting")
        proxy.mode = "pass"  # No sooner: a try that is under way would be told that it arrived.
        send_all(page)
        assert [w["duration_s"] for w in log.workouts()] == [3000]
