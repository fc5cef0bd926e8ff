"""Every page, empty and full, and how one gets there: for the tests that look at all of them."""

from collections.abc import Callable
from uuid import uuid4

from playwright.sync_api import APIRequestContext, Page, expect

from tests.browser.person import ZONE, days_ago

EMPTY_WEEK = "/week/2020-W10"
LIFT, RUN = str(uuid4()), str(uuid4())
FULL_WEEK = f"/week/{days_ago(3):%G-W%V}"


def log_example_days(request: APIRequestContext, server: str) -> None:
    """Store some days that collide, through the API, for the account of `request`."""
    squats = {"exercise": "squats", "form": "shaky", "sets": [_set(), _set("working"), _set(rir=0)]}
    planks = {"exercise": "planks", "sets": [{"kind": "working", "duration_s": 60}]}
    run = {"type": "intervals", "distance_m": 10500, "avg_hr_bpm": 171}
    notes = "A long note, with averylongwordthatnobodywouldwritebutsomebodypastes/" * 3
    for id_, days, hour, effort, rest in (
        (LIFT, 4, 18, 8, {"kind": "lift", "lift": {"exercises": [squats, planks]}}),
        (RUN, 3, 7, 9, {"kind": "run", "run": run, "notes": notes}),
        (uuid4(), 3, 10, 6, {"kind": "lift", "lift": {"exercises": [squats]}}),
        (uuid4(), 2, 7, None, {"kind": "run", "run": {"type": "easy"}}),
    ):
        document = {
            "started_at": f"{days_ago(days)}T{hour:02}:00:00+09:00",
            "time_zone": ZONE,
            "duration_s": 3000,
            "effort": effort,
            **rest,
        }
        answer = request.put(
            f"{server}/api/v1/workouts/{id_}", data=document, headers={"Origin": server}
        )
        assert answer.status == 201, answer.text()


def _set(kind: str = "warm-up", rir: int | None = None) -> dict:
    return {"kind": kind, "reps": 5, "weight_kg": 82.5, "rir": rir}


def _opens(path: str, status: int = 200) -> Callable[[Page], None]:
    def open_(page: Page) -> None:
        assert page.goto(path).status == status

    return open_


def _article(page: Page) -> None:
    page.goto("/guide")
    page.locator("main a[href^='/guide/']").first.click()
    page.goto(f"{page.url}#recovery")
    page.locator("summary").click()


def _refused(path: str) -> Callable[[Page], None]:
    def send(page: Page) -> None:
        page.goto(path)
        page.locator("main [name$='duration']").fill("1:75")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("alert")).to_be_visible()

    return send


def _refused_set(page: Page) -> None:
    page.goto("/log/lift")
    page.locator("[name='exercises-0-exercise']").select_option("squats")
    page.locator("[name='exercises-0-sets-0-reps']").fill("many")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _unfolded(path: str) -> Callable[[Page], None]:
    def open_all(page: Page) -> None:
        assert page.goto(path).ok
        page.locator("main details").evaluate_all("all => all.forEach(one => one.open = true)")

    return open_all


def _deleted(page: Page) -> None:
    page.goto("/history")
    page.locator("main a[href^='/workouts/']").first.click()
    page.get_by_role("button", name="Delete").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()


FOR_ANYONE = {
    "home": _opens("/"),
    "sign-in": _opens("/sign-in"),
    "sign-up": _opens("/sign-up"),
    "guide": _opens("/guide"),
    "article": _article,
    "not-found": _opens("/nowhere", 404),
}
FOR_MEMBERS = {
    "week-empty": _opens(EMPTY_WEEK),
    "week-full": _unfolded(FULL_WEEK),
    "log": _opens("/log"),
    "run-form": _unfolded("/log/run"),
    "run-form-refused": _refused("/log/run"),
    "lift-form": _unfolded("/log/lift"),
    "lift-form-refused": _refused_set,
    "lift-edit": _unfolded(f"/workouts/{LIFT}/edit"),
    "history": _opens("/history"),
    "history-deleted": _deleted,
    "run": _opens(f"/workouts/{RUN}"),
    "lift": _opens(f"/workouts/{LIFT}"),
    "settings": _opens("/settings"),
    "more": _opens("/more"),
    "password": _opens("/account/password"),
}
EVERY_PLACE = {**FOR_ANYONE, **FOR_MEMBERS}
