"""Saving without a network in WebKit: all is sent by the pages, as no `sync` wakes the worker."""

import pytest

from tests.browser.person import days_ago
from tests.faults.cutting import Mode
from tests.webkit.person import Person
from tests.webkit.switch import Switch

DAY = days_ago(3)
WEEK = f"/week/{DAY:%G-W%V}"
KEPT = "Saved on this phone, not yet sent."
# Both are a second and less where nothing else runs.
CONFIRMED_MS = 2000
SENT_S = 3
# After a try in vain comes another by the timer: the first in 5 s, the fourth in 40.
FIRST_WAIT_S, TRIES = 5, 4
TIMED = """
    document.addEventListener("submit", () => (window.tapped = performance.now()), true);
    const seen = () => document.querySelector(".saved") && (window.confirmed ??= performance.now());
    new MutationObserver(seen).observe(document.body, { childList: true, subtree: true });
"""
COUNTED = """
    window.events = 0;
    for (const name of ["online", "pageshow"]) addEventListener(name, () => (window.events += 1));
    document.addEventListener("visibilitychange", () => (window.events += 1));
"""
EVENTS = {
    "online": "dispatchEvent(new Event('online'))",
    "visibilitychange": "document.dispatchEvent(new Event('visibilitychange'))",
    "pageshow": "dispatchEvent(new PageTransitionEvent('pageshow'))",
    "reload": "location.reload()",
}
TRIED = "return Number(document.body.innerText.match(/Tried (\\d+)/)?.[1] ?? 0)"
LISTED = """
    const entries = [...document.querySelectorAll("[data-list=entries] li b")];
    return entries.map((entry) => entry.textContent.replace(/\\s+/g, " "));
"""
IS_UNDER_ITS_DAY = """
    const places = [...document.querySelectorAll("[data-day] [data-placed]")];
    const said = (place) => `${place.closest("[data-day]").dataset.day} ${place.innerText}`;
    return places.length && places.map(said);
"""


def test_a_run_and_a_lift_are_kept_and_shown_and_sent_once_in_order(bea: Person, switch: Switch):
    before = switch.stored(bea.email)
    bea.log_run(DAY, "06:00", 3)
    switch.off()

    for fill, time in ((bea.fill_run, "07:00"), (bea.fill_lift, "18:00")):
        fill()
        bea.start_at(DAY, time)
        assert _save(bea) < CONFIRMED_MS
        assert KEPT in bea.text

    for _ in ("opened", "reloaded"):
        bea.open_ready("/waiting")
        bea.wait_for_text("Lift: 1 h")
        assert bea.sent_line == "2 waiting"
        assert bea.ask(LISTED) == ["Run: 10.5 km · 45 min 30 s · 4:20 /km", "Lift: 1 h"]
    bea.open_ready(WEEK)
    run, lift = bea.wait_for(IS_UNDER_ITS_DAY, "entries under their day")
    assert run.startswith(f"{DAY} Run: 10.5 km")
    assert lift.startswith(f"{DAY} Lift: 1 h")

    switch.on()
    bea.webkit.execute_script(EVENTS["online"])
    bea.wait_for_text("All sent", within_s=SENT_S)
    assert switch.stored(bea.email) == [*before, "run", "run", "lift"]


@pytest.mark.parametrize("event", EVENTS)
def test_what_waits_is_sent_soon_after(event: str, bea: Person, switch: Switch):
    before = switch.stored(bea.email)
    _save_without_server(bea, switch)
    _try_in_vain(bea)
    switch.proxy.mode = Mode.PASS

    bea.webkit.execute_script(EVENTS[event])
    bea.wait_for_text("All sent", within_s=SENT_S)
    assert switch.stored(bea.email) == [*before, "run"]


def test_what_waits_is_sent_in_time_without_any_event(bea: Person, switch: Switch):
    before = switch.stored(bea.email)
    _save_without_server(bea, switch)
    bea.webkit.execute_script(COUNTED)
    switch.proxy.mode = Mode.PASS

    bea.wait_for_text("All sent", within_s=FIRST_WAIT_S + SENT_S)
    assert bea.ask("return window.events") == 0
    assert switch.stored(bea.email) == [*before, "run"]


def test_a_server_that_hangs_keeps_nobody_waiting(bea: Person, switch: Switch):
    before = switch.stored(bea.email)
    bea.fill_run()
    with switch.server.paused():
        assert _save(bea) < CONFIRMED_MS
        assert KEPT in bea.text
        assert bea.sent_line == "1 waiting"

    bea.wait_for_text("Sent. See it")
    assert switch.stored(bea.email) == [*before, "run"]


def test_a_lift_that_is_typed_is_back_after_a_reload(bea: Person, switch: Switch):
    switch.off()
    bea.fill_lift()
    bea.open_ready("/log/lift")
    bea.wait_for_text("is back. It is not saved yet.")

    typed = [
        bea.field(f"exercises-0-sets-{n}-{cell}").get_attribute("value")
        for n in (0, 1)
        for cell in ("reps", "weight")
    ]
    assert typed == ["5", "100", "5", "100"]
    assert bea.field("exercises-0-exercise").get_attribute("value") == "squats"
    assert bea.field("duration").get_attribute("value") == "1h"
    assert bea.ask("return document.querySelector('[name=effort]:checked').value") == "8"
    bea.press("Discard it")
    bea.wait_for("return !document.body.innerText.includes('is back')", "discarding")


def test_a_reply_cut_after_commit_gives_one_row(bea: Person, switch: Switch):
    before = switch.stored(bea.email)
    bea.fill_run()
    switch.proxy.mode = Mode.CUT
    assert _save(bea) < CONFIRMED_MS
    assert KEPT in bea.text
    assert switch.stored(bea.email) == [*before, "run"]

    switch.proxy.mode = Mode.PASS
    bea.webkit.execute_script(EVENTS["online"])
    bea.wait_for_text("Sent. See it", within_s=SENT_S)
    bea.wait_for_text("All sent")
    assert switch.stored(bea.email) == [*before, "run"]


def _save(person: Person) -> float:
    """Save the form that is open; how long it took to be confirmed as kept, in milliseconds."""
    person.webkit.execute_script(TIMED)
    person.click(".save .main")
    person.wait_for("return window.confirmed", "confirmation")
    return person.ask("return window.confirmed - window.tapped")


def _save_without_server(person: Person, switch: Switch) -> None:
    """Leave a run on the phone, on a page that tried in vain to send it."""
    person.fill_run()
    switch.proxy.mode = Mode.REFUSE
    _save(person)


def _try_in_vain(person: Person) -> None:
    """Try so often on one page that its timer is far from the next try."""
    person.open_ready("/waiting")
    for _ in range(TRIES):
        tried = person.ask(TRIED)
        person.webkit.execute_script(EVENTS["online"])
        person.wait_for(f"{TRIED} > arguments[0]", "try", tried)
