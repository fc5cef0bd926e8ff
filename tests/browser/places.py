"""Every page, empty and full, and how one gets there: for the tests that look at all of them."""

from collections.abc import Callable
from uuid import uuid4

from playwright.sync_api import APIRequestContext, Page, expect

from tests.browser import bringing
from tests.browser.bringing import LONG_NAME
from tests.browser.person import PASSWORD, ZONE, answer_to, days_ago

EMPTY_WEEK = "/week/2020-W10"
LIFT, RUN = str(uuid4()), str(uuid4())
FULL_WEEK = f"/week/{days_ago(3):%G-W%V}"

HAS_WORKER = "() => navigator.serviceWorker.controller !== null"
IS_KEPT = """async () => {
  const pages = await caches.open(`pages-${document.documentElement.dataset.user}`);
  return Boolean(await pages.match(location.href.split("#")[0]));
}"""
PATIENCE_MS, TICK_MS = 20_000, 25


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


def open_kept(page: Page, *paths: str) -> None:
    """Open pages through the worker, and wait until each is kept for reading without a network."""
    page.goto(paths[0])
    _wait_for(page, HAS_WORKER)
    for path in paths:
        page.goto(path)
        expect(page.locator("[data-sent]")).to_be_visible()
        _wait_for(page, IS_KEPT)


def _wait_for(page: Page, question: str) -> None:
    for _ in range(PATIENCE_MS // TICK_MS):
        if page.evaluate(question):
            return
        page.wait_for_timeout(TICK_MS)
    raise AssertionError(f"{page.url}: not so in time: {question}")


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


def _answered(path: str) -> Callable[[Page], None]:
    def type_hard_workout(page: Page) -> None:
        page.goto(path)
        page.locator("main [name='duration']").fill("50")
        page.locator("main [name=effort][value='8']").check()
        page.locator("main [name='date']").fill(f"{days_ago(3)}")
        page.locator("main [name='time']").fill("11:30")
        expect(page.locator(".what-if li").first).to_be_visible()

    return type_hard_workout


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


def _own_routine(page: Page) -> None:
    page.goto(f"/workouts/{LIFT}")
    page.get_by_role("button", name="Save as routine").click()
    expect(page.get_by_role("link", name="Start")).to_be_visible()
    page.locator("main details").evaluate_all("all => all.forEach(one => one.open = true)")


def _refused_routine(page: Page) -> None:
    page.goto("/routines/new?like=core")
    page.locator("[name='exercises-0-amount']").fill("many")
    page.get_by_role("button", name="Save").last.click()
    expect(page.get_by_role("alert")).to_be_visible()


def _refused_rule(page: Page) -> None:
    page.goto("/rules")
    page.locator("#rule-legs-before-hard-run summary").click()
    page.locator("[name='legs_before_run']").fill("5")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _refused_check_in(page: Page) -> None:
    page.goto("/today")
    page.locator("[name=sleep][value='1']").press("Enter")
    expect(page.locator("#sleep-fault")).to_be_visible()


def _planned(page: Page) -> None:
    _unfolded(f"/plan/{days_ago(-7):%G-W%V}")(page)
    page.get_by_role("button", name="3 lifts, 3 runs").click()
    expect(page.get_by_role("status")).to_be_visible()
    page.locator("main details").evaluate_all("all => all.forEach(one => one.open = true)")


def _arranged(page: Page) -> None:
    _planned(page)
    page.get_by_role("button", name="Arrange").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Arrange")


def _shelved(page: Page) -> None:
    page.goto("/shoes")
    for name, before in ((f"Trainers {uuid4()}", "312"), ("Racing flats", "")):
        page.locator("#name-new").fill(name)
        page.locator("#before-new").fill(before)
        page.get_by_role("button", name="Add shoes").click()
        expect(page.get_by_text(f"Added: {name}.")).to_be_visible()
    page.locator("main details").evaluate_all("all => all.forEach(one => one.open = true)")


def _own_exercise(page: Page) -> None:
    page.goto("/exercises/new")
    page.get_by_label("Name").fill(f"Sled {uuid4()}")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("button", name="Remove")).to_be_visible()


def _removed_exercise(page: Page) -> None:
    _own_exercise(page)
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_role("button", name="Bring it back")).to_be_visible()


def _refused_exercise(page: Page) -> None:
    page.goto("/exercises/new")
    page.get_by_label("Name").fill("rdl")
    page.get_by_role("button", name="Add").click()
    expect(page.locator("#name-fault")).to_be_visible()


def _found_exercises(page: Page) -> None:
    page.goto("/exercises")
    page.get_by_role("searchbox").fill("rdl")
    expect(page.get_by_role("link", name="Romanian deadlifts")).to_be_visible()


def _refused_gear(page: Page) -> None:
    page.goto("/settings")
    page.get_by_label("Plates", exact=True).fill("many")
    page.get_by_role("button", name="Save bar and plates").click()
    expect(page.get_by_role("alert")).to_be_visible()


def _calendar_address(page: Page) -> None:
    page.goto("/export")
    page.get_by_role("button", name="Make a").click()
    expect(page.get_by_label("The calendar’s address")).to_be_visible()


def _made_token(page: Page) -> None:
    page.goto("/account/tokens")
    page.locator("main [name=name]").fill("A averylongnamethatnobodywouldwritebutsomebodypastes")
    page.get_by_role("button", name="Make a token").click()
    expect(page.get_by_label("The token")).to_be_visible()


def _api_tokens(page: Page) -> None:
    _made_token(page)
    page.goto("/account/tokens")


def _deleted(page: Page) -> None:
    page.goto("/history")
    page.locator("main a[href^='/workouts/']").first.click()
    page.get_by_role("button", name="Delete").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()


def _efforts(page: Page) -> None:
    page.goto("/efforts")
    expect(page.get_by_role("group")).not_to_have_count(0)


def _waiting_conflict(page: Page) -> str:
    """A run that is not valid, and one that was changed here and elsewhere; gives its id."""
    _refused("/log/run")(page)
    run, origin = str(uuid4()), page.evaluate("location.origin")
    address, headers = f"{origin}/api/v1/workouts/{run}", {"Origin": origin}
    day = f"{days_ago(2)}T05:00:00+09:00"
    document = {"kind": "run", "started_at": day, "duration_s": 600, "run": {"type": "easy"}}
    assert page.request.put(address, data=document, headers=headers).status == 201
    page.goto(f"/workouts/{run}/edit")
    expect(page.locator("[data-sent]")).to_be_visible()
    version = page.request.get(address).headers["etag"]
    change = {"notes": "Changed elsewhere"}
    assert page.request.put(address, data=change, headers={**headers, "If-Match": version}).ok
    page.locator("main [name='duration']").fill("35")
    with answer_to(page, f"/workouts/{run}/edit") as answer:
        page.get_by_role("button", name="Save").click()
    assert answer.value.status == 409
    page.goto("/waiting")
    expect(page.locator(".versions").first).to_be_visible()
    return run


def _waiting(page: Page) -> None:
    """The same, an entry that is held behind them, a draft and a file."""
    run = _waiting_conflict(page)
    page.goto(f"/workouts/{run}")
    expect(page.locator("[data-sent]")).to_be_visible()
    delete = page.locator("form[data-undo] button")
    if delete.count():
        delete.click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    page.goto("/log/lift")
    expect(page.locator("[data-sent]")).to_be_visible()
    page.locator("main [name='duration']").fill("1h")
    page.goto("/waiting")
    file = {"name": LONG_NAME, "mimeType": "text/csv", "buffer": b"Datum;Distanz"}
    page.locator("[data-add]").set_input_files(file)
    for kind, count in (("entries", 3), ("drafts", 1), ("files", 1)):
        expect(page.locator(f"[data-list={kind}] li").nth(count - 1)).to_be_visible()


def _second_step_key(page: Page) -> None:
    page.goto("/account/second-step")
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Set it up").click()
    expect(page.locator("svg.qr")).to_be_visible()


def _invited(page: Page) -> None:
    page.goto("/account/people")
    page.locator("main [name=label]").fill("A averylongnamethatnobodywouldwritebutsomebodypastes")
    page.get_by_role("button", name="Make an invitation").click()
    expect(page.get_by_label("The invitation’s link")).to_be_visible()
    expect(page.get_by_role("button", name="Take back")).not_to_have_count(0)


def _refused_invitation(page: Page) -> None:
    page.goto("/account/people")
    page.locator("main [name=label]").fill(" ")
    page.get_by_role("button", name="Make an invitation").click()
    expect(page.get_by_role("alert")).to_be_visible()


FOR_ANYONE = {
    "home": _opens("/"),
    "sign-in": _opens("/sign-in"),
    "sign-up": _opens("/sign-up"),
    "reset": _opens("/reset"),
    "guide": _opens("/guide"),
    "article": _article,
    "exercises-of-the-guide": _opens("/exercises"),
    "exercise-for-anyone": _opens("/exercises/squats"),
    "not-found": _opens("/nowhere", 404),
    "offline": _opens("/offline"),
}
FOR_MEMBERS = {
    "today": _unfolded("/today"),
    "today-refused": _refused_check_in,
    "week-empty": _opens(EMPTY_WEEK),
    "week-full": _unfolded(FULL_WEEK),
    "plan": _unfolded("/plan"),
    "plan-full": _planned,
    "plan-arranged": _arranged,
    "log": _opens("/log"),
    "run-form": _unfolded("/log/run"),
    "run-form-refused": _refused("/log/run"),
    "run-form-answered": _answered("/log/run"),
    "run-plan": _opens(f"/log/run?plan={days_ago(-2)}"),
    "lift-form": _unfolded("/log/lift"),
    "lift-form-answered": _answered("/log/lift"),
    "lift-form-refused": _refused_set,
    "lift-edit": _unfolded(f"/workouts/{LIFT}/edit"),
    "exercises": _opens("/exercises"),
    "exercises-found": _found_exercises,
    "exercises-not-found": _opens("/exercises?q=nothing+of+the+sort"),
    "exercise": _unfolded("/exercises/squats"),
    "exercise-form": _opens("/exercises/new"),
    "exercise-form-refused": _refused_exercise,
    "exercise-own": _own_exercise,
    "exercise-removed": _removed_exercise,
    "history": _opens("/history"),
    "history-found": _opens("/history?q=squats"),
    "history-not-found": _opens("/history?q=nothing+of+the+sort"),
    "history-deleted": _deleted,
    "calendar": _opens("/history/calendar"),
    "records": _unfolded("/records"),
    "run": _unfolded(f"/workouts/{RUN}"),
    "lift": _unfolded(f"/workouts/{LIFT}"),
    "routines": _opens("/routines"),
    "routine": _opens("/routines/lower-body"),
    "routine-own": _own_routine,
    "routine-form": _opens("/routines/new?like=after-an-easy-run"),
    "routine-form-refused": _refused_routine,
    "rules": _opens("/rules"),
    "rules-unfolded": _unfolded("/rules"),
    "rules-refused": _refused_rule,
    "trends": _unfolded("/trends"),
    "trends-of-a-year": _unfolded("/trends?weeks=52"),
    "shoes": _shelved,
    "settings": _opens("/settings"),
    "settings-refused": _refused_gear,
    "export": _opens("/export"),
    "export-address": _calendar_address,
    "year": _opens(f"/years/{days_ago(3).year}"),
    "year-empty": _opens("/years/1970"),
    "imports": bringing.open_list,
    "import-preview": bringing.preview_everything,
    "import-done": bringing.bring_one,
    "import-failed": bringing.bring_a_letter,
    "import-rows": bringing.open_rows,
    "efforts": _efforts,
    "delete-account": _opens("/account/delete"),
    "more": _opens("/more"),
    "waiting": _opens("/waiting"),
    "password": _opens("/account/password"),
    "second-step": _opens("/account/second-step"),
    "second-step-key": _second_step_key,
    "account": _opens("/account"),
    "devices": _opens("/account/devices"),
    "api-tokens": _api_tokens,
    "api-token-made": _made_token,
    "passkeys": _opens("/account/passkeys"),
    # The last ones, as what waits is seen on every page.
    "waiting-conflict": _waiting_conflict,
    "waiting-full": _waiting,
}
FOR_ADMINISTRATORS = {
    "people": _invited,
    "people-refused": _refused_invitation,
    "people-open-invitations": _opens("/account/people"),
}
EVERY_PLACE = {**FOR_ANYONE, **FOR_MEMBERS, **FOR_ADMINISTRATORS}
