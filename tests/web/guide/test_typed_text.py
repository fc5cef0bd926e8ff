"""What a user types is shown as it was typed: never as HTML, and never as Markdown."""

import pytest

from runstrength.training.workouts import Region
from tests.training.build import exercise, lift
from tests.web.accounts.signing import sign_in
from tests.web.log.entries import LIFT, RUN, landed
from tests.web.pages import Page, send, text
from tests.web.world import only_workout_of, store

CANARIES = [
    "<script>canary()</script>",
    "<img src=x onerror=canary()>",
    '"><svg onload=canary()>',
    "' onfocus=canary() autofocus='",
    "</textarea><script>canary()</script>",
    "{{ 7 * 7 }} {% raw %}",
    "&lt;canary&gt; &amp;",
    "- **Recovery**: canary",
    "## Canary\n\n[canary](javascript:canary()) **bold** `code` <https://canary.example>",
    "--> ]]> canary <!--",
]


@pytest.mark.parametrize("kind", ["run", "lift"])
def test_a_note_is_shown_as_it_was_typed(anna, kind):
    canary = "\n".join(CANARIES)
    plain = shapes(anna, kind, "a plain note")
    noted = shapes(anna, kind, canary)

    for (path, expected), (_, (page, found)) in zip(plain.items(), noted.items(), strict=True):
        assert found == expected[1], f"{path} has other elements"
        if "edit" in path:
            assert page.fields()["notes"] == canary
        elif path == "workout":
            assert "".join(page.one("p", "notes").itertext()) == canary


@pytest.mark.parametrize("canary", CANARIES)
def test_what_is_refused_is_shown_as_it_was_typed(anna, canary):
    canary = canary.replace("\n", " ")
    bad = {"distance": canary, "duration": canary, "avg_hr_bpm": canary, "notes": canary}
    page = Page(send(anna, "/log/run", RUN | bad))
    plain = Page(send(anna, "/log/run", RUN | dict.fromkeys(bad, "nonsense")))

    assert page.status == plain.status == 422
    assert {name: page.fields()[name] for name in bad} == bad
    assert shape(page) == shape(plain)


@pytest.mark.parametrize("canary", CANARIES)
def test_an_address_is_shown_as_it_was_typed(app, canary):
    canary = canary.replace("\n", " ")
    page = Page(sign_in(app.test_client(), canary, next=canary))
    plain = Page(sign_in(app.test_client(), "nonsense"))

    assert page.fields()["email"] == canary
    assert shape(page) == shape(plain)


def test_the_id_of_an_exercise_that_the_guide_does_not_know_is_text(anna):
    made = lift("2024-11-18 07:00", exercise("<b>canary</b>", Region.LOWER, 1))
    store(anna, made)

    for path in (f"/workouts/{made.id}", "/history", "/week/2024-W47", f"/workouts/{made.id}/edit"):
        page = Page(anna.get(path))
        assert "<b>canary</b>" in text(page.root).lower()


def shapes(person, kind: str, notes: str) -> dict[str, tuple]:
    """The pages that show a workout with this note, each with its elements; then it is deleted."""
    typed = RUN if kind == "run" else LIFT
    saved = landed(person, send(person, f"/log/{kind}", typed | {"notes": notes}))
    made = only_workout_of(person)
    addresses = {
        "workout": f"/workouts/{made.id}",
        "history": "/history",
        "edit": f"/workouts/{made.id}/edit",
        "week": "/week/2024-W47",
    }
    pages = {"saved": saved} | {name: Page(person.get(a)) for name, a in addresses.items()}
    assert made.notes == notes
    send(person, addresses["workout"], action=f"{addresses['workout']}/delete")
    person.get("/history")
    return {name: (page, shape(page)) for name, page in pages.items()}


def shape(page: Page) -> list[tuple]:
    """The elements of a page with the names of their attributes, which no text may change."""
    return [(e.tag, *sorted(e.keys())) for e in page.root.iter() if e.tag != "option"]
