"""Every form of a member's pages can wait on the phone, but for those of the account."""

import re
from collections import Counter, defaultdict
from uuid import UUID

import pytest

from runstrength.storage.imports import Status
from runstrength.training.exercises import Exercise
from runstrength.training.shoes import Shoe
from runstrength.training.workouts import Lift, Region
from tests.training import build as training
from tests.web.accounts.second_steps import code_of, keep_passkey
from tests.web.accounts.signing import sign_in
from tests.web.conftest import PASSWORD, app_of_its_own, person
from tests.web.pages import Page, send, text
from tests.web.test_commands import run
from tests.web.today.check_ins import check_in
from tests.web.world import keep_exercises, keep_import, keep_shoe, set_clock, workouts_of

# What is never queued: it is guarded by a token, and done while one looks on.
OF_THE_ACCOUNT = {"/settings", "/settings/gear", "/rules", "/account/password", "/sign-out"}
# An import needs its server; a file that waits for it is kept on the phone by itself.
IMPORT = f"/imports/{UUID(int=1)}"
OF_THE_ACCOUNT |= {"/imports", "/efforts"}
OF_THE_ACCOUNT |= {f"{IMPORT}/{action}" for action in ("answers", "confirm", "undo")}
OF_THE_ACCOUNT |= {"/account/delete", "/export/calendar", "/export/calendar/revoke"}
OF_THE_ACCOUNT |= {"/account/second-step", "/account/second-step/codes"}
OF_THE_ACCOUNT |= {f"/account/second-step/{of}" for of in ("confirm", "recovery-codes.txt")}
OF_THE_ACCOUNT |= {"/account/people/invitations"}
OF_THE_ACCOUNT |= {"/account/tokens", "/account/devices/sign-out-others"}
OF_THE_ACCOUNT |= {"/account/passkeys/options"}
# Each of a device, a token or a passkey of its own.
OF_ONE = re.compile("/account/(devices|tokens|passkeys)/[^/]+/(sign-out|revoke|name|delete)")
PAGES = ["/today", "/log", "/log/run", "/log/lift", "/history", "/trends", "/more", "/rules"]
PAGES += [
    "/exercises",
    "/exercises/squats",
    "/exercises/new",
    "/exercises/own-sled",
    "/exercises/own-sled/edit",
    "/exercises/own-gone",
    "/routines",
    "/routines/core",
    "/routines/new",
    "/settings",
    "/shoes",
    "/imports",
    "/efforts",
    "/export",
    "/years/2026",
    "/account",
    "/account/delete",
    "/account/devices",
    "/account/passkeys",
    "/account/password",
    "/account/second-step",
    "/waiting",
    "/guide",
    "/offline",
]
WEEKS = [f"2026-W{n}" for n in range(35, 50)]


@pytest.fixture(scope="module")
def app(stored_people, tmp_path_factory):
    """The app, for all the tests here: they read alone."""
    with app_of_its_own(stored_people, tmp_path_factory.mktemp("full")) as app:
        yield app


@pytest.fixture(scope="module")
def pages(app, stored_people) -> dict[str, Page]:
    """Each page of a full log, by its address; some with a message of what was just done."""
    anna = person(app, "anna@example.com", stored_people[1])
    with pytest.MonkeyPatch.context() as patched:
        set_clock(patched, "2026-11-18 12:00")
        assert run(app, "demo", anna.email).exit_code == 0
        keep_shoe(anna, Shoe(id=UUID(int=1), name="Trainers"))
        sled = Exercise("own-sled", "Sled push", Region.LOWER)
        gone = Exercise("own-gone", "Gone", Region.LOWER, is_removed=True)
        keep_exercises(anna, sled, gone)
        keep_passkey(anna)
        assert sign_in(app.test_client(), anna.email).status_code == 302
        return walked(anna)


def walked(anna) -> dict[str, Page]:
    """The pages as Anna sees them."""
    done, *_, planned = workouts_of(anna)
    paths = [*PAGES, *(f"/{screen}/{week}" for screen in ("week", "plan") for week in WEEKS)]
    paths += [f"/plan/{week}/arrange" for week in WEEKS[11:]]
    paths += [f"/workouts/{w.id}{end}" for w in (done, planned) for end in ("", "/edit")]
    paths += [f"/workouts/{planned.id}/edit?done=1", f"/log/{done.kind}?like={done.id}"]
    seen = {path: Page(anna.get(path)) for path in paths}
    lift = next(w for w in workouts_of(anna) if isinstance(w, Lift) and w.exercises)
    seen[f"/workouts/{lift.id}"] = Page(anna.get(f"/workouts/{lift.id}"))
    own = anna.post(f"/workouts/{lift.id}/routine").location
    seen |= {path: Page(anna.get(path)) for path in (own, f"{own}/edit")}
    anna.post(f"/workouts/{done.id}/delete", {"base_version": str(done.version)})
    seen["/history, after a deletion"] = Page(anna.get("/history"))
    sent = {"move": f"{planned.id}:2026-11-27:{planned.version}"}
    assert anna.post("/plan/moves", sent).status_code == 302
    seen["/plan, after a move"] = Page(anna.get("/plan"))
    check_in(anna, 3, 3, 3, 3, 3)
    seen["/today, checked in"] = Page(anna.get("/today"))
    keep_import(anna, UUID(int=1), Status.PREVIEW, training.run("Mon 07:00"))
    seen[IMPORT] = Page(anna.get(IMPORT))
    fields = Page(anna.get("/account/tokens")).fields("/account/tokens") | {"name": "Watch"}
    seen["/account/tokens"] = Page(anna.post("/account/tokens", fields))
    fields = seen["/export"].fields("/export/calendar")
    seen["/export/calendar"] = Page(anna.post("/export/calendar", fields))
    seen["/account/second-step, a key"] = Page(
        send(anna, "/account/second-step", {"password": PASSWORD})
    )
    fields = seen["/account/second-step, a key"].fields("/account/second-step/confirm")
    given = anna.post("/account/second-step/confirm", fields | {"code": code_of(fields["key"])})
    seen["/account/second-step, codes"] = Page(given)
    seen["/account/second-step, on"] = Page(anna.get("/account/second-step"))
    seen["/log/run, refused"] = Page(send(anna, "/log/run", {"duration": "x"}))
    return seen


def forms(pages: dict[str, Page]) -> list[tuple[str, object]]:
    """Each form that is posted, with the page that it is on."""
    return [
        (path, form)
        for path, page in pages.items()
        for form in page.all("form")
        if form.get("method", "").lower() == "post"
    ]


def action(path: str, form) -> str:
    """Where a form goes to."""
    return form.get("action") or path.partition("?")[0]


def test_each_form_waits_on_the_phone_or_is_of_the_account_and_has_a_token(pages):
    for path, form in forms(pages):
        names = {e.get("name", "") for e in form.iter("input")}
        # One of two forms of a page has a name of its own before its fields'.
        has_token = any(name.endswith("csrf_token") for name in names)
        if action(path, form) in OF_THE_ACCOUNT or OF_ONE.fullmatch(action(path, form)):
            assert has_token, path
            assert "data-queued" not in form.attrib, path
        else:
            assert "data-queued" in form.attrib, f"{path}: {form.attrib}"
            assert not has_token, path


def test_the_walk_meets_every_kind_of_form(app, pages):
    def endpoint(address: str) -> str:
        return app.url_map.bind("localhost").match(address, "POST")[0]

    met = {endpoint(action(path, form).partition("?")[0]) for path, form in forms(pages)}
    posts = {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in rule.methods}
    never = {"accounts.create_account", "accounts.open_session", "log.preview", "offline.share"}
    # A second button of a form that was met; and what is asked before one is signed in.
    never |= {"accounts.end_second_step", "accounts.give_second_step"}
    # What a script alone sends, with a device's answer.
    never |= {
        "accounts.add_passkey",
        "accounts.ask_with_passkey",
        "accounts.open_session_by_passkey",
    }
    # What a link opens, or mail that is set, or an administrator: their own tests send them.
    never |= {f"accounts.{name}" for name in ("ask_for_reset", "set_password", "accept_invitation")}
    never |= {"accounts.invite", "accounts.revoke_invitation"}
    assert met == {e for e in posts - never if not e.startswith("api.")}


def test_a_forms_label_says_in_plain_words_what_it_does(pages):
    for path, form in forms(pages):
        label = form.get("data-queued")
        if label is not None:
            assert label == " ".join(label.split()) != "", path
            assert 2 < len(label) <= 200, label
            assert not set("<>{}&") & set(label), label
            assert "None" not in label
            assert "&" not in label


def test_forms_of_a_page_that_share_an_address_are_told_apart(pages):
    for path, page in pages.items():
        queued = [form for _, form in forms({path: page}) if "data-queued" in form.attrib]
        by_address = Counter(action(path, form) for form in queued)
        for form in queued:
            if by_address[action(path, form)] > 1:
                assert form.get("data-about"), f"{path}: {action(path, form)}"


def test_forms_that_do_different_things_are_not_about_the_same(pages):
    """On one page a form takes the place of another that is sent to the same address, unsent."""
    for path, page in pages.items():
        labels = defaultdict(set)
        for _, form in forms({path: page}):
            if "data-about" in form.attrib:
                labels[action(path, form), form.get("data-about")].add(form.get("data-queued"))
        for about, several in labels.items():
            assert len(several) == 1, f"{path} {about}: {several}"


def test_what_changes_one_workout_is_about_it(pages):
    """Its forms have to arrive in their order, whichever page they are on."""
    for path, form in forms(pages):
        _, of, workout_id, *what = [*action(path, form).split("/"), "", ""][:5]
        if of == "workouts" and what[0] in ("delete", "effort", "restore"):
            assert form.get("data-about") == workout_id, path
            if what[0] == "delete":
                assert form.get("data-undo") == f"/workouts/{workout_id}/restore"
        if action(path, form) == "/plan/moves" and "arrange" not in path:
            moves = [e.get("value") for e in form.iter() if e.get("name") == "move"]
            assert {move.partition(":")[0] for move in moves} == {form.get("data-about")}, path


def test_a_button_that_is_sent_says_what_it_is(pages):
    for path, form in forms(pages):
        for button in form.iter("button"):
            assert text(button) or button.get("aria-label"), path
