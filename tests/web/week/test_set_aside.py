"""A flag set aside with a reason, taken back, and a week marked as deload, from the week's page."""

import pytest

from tests.training.build import lift, lower, run
from tests.web.conftest import OWN_PAGE
from tests.web.log.entries import landed
from tests.web.pages import Page, text
from tests.web.rows import everything
from tests.web.week.test_flags import cards, store_legs_before_a_hard_run, two_lifts
from tests.web.world import store, stored

WEEK = "/week/2024-W47"
LEGS, HARD_DAYS = "Hard leg work ended 12 h 30 min before a hard run", "Hard days back to back"
KEY = {"Idempotency-Key": "a"}
OFF_THE_SITE = [
    "//evil.example",
    "https://evil.example",
    "http:evil.example",
    "/\\evil.example",
    "\\/evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\t//evil.example",
    " //evil.example",
    "/\x00/evil.example",
    "/\x7f/evil.example",
    "javascript:alert(1)",
    "evil.example",
    "",
]


@pytest.fixture
def collision(anna):
    """The legs before a hard run: one card with two flags."""
    return store_legs_before_a_hard_run(anna)


def forms(person, verb: str) -> list:
    """The week's forms that set a flag aside, or take it back."""
    return [f for f in Page(person.get(WEEK)).all("form") if f.get("action").endswith(verb)]


def set_aside(person, reason: str = "a training camp", place: int = 0, **more):
    """Set the place-th flag of the week's only card aside."""
    page = Page(person.get(WEEK))
    action = [f.get("action") for f in page.all("form") if f.get("action").endswith("aside")][place]
    return post(person, action, page.fields(action) | {"reason": reason}, **more)


def post(person, path: str, fields: dict, **headers):
    return person.client.post(path, data=fields, headers={**OWN_PAGE, **headers})


def flags(person) -> dict[str, dict]:
    """The week's flags by their rules, as the API gives them."""
    items = person.api("GET", "/flags?from=2024-11-18&to=2024-11-24").json["items"]
    return {flag["rule"]: flag for flag in items}


def aside(person) -> list[str]:
    """What the cards say that were set aside."""
    (section,) = Page(person.get(WEEK)).all("section", id="flags")
    details = [e for e in section.iter("details") if "set aside" in text(e.find("summary"))]
    return [text(card) for e in details for card in e.iter("li") if "card" in e_class(card)]


def e_class(element) -> list[str]:
    return element.get("class", "").split()


def headings(person) -> list[str]:
    """The headings of the cards that count, and of those set aside."""
    return [text(card.find(".//h3")) for card in cards(person, "2024-W47")]


def test_a_flag_set_aside_stays_visible_with_its_reason(anna, collision):
    answer = set_aside(anna)
    page = landed(anna, answer)

    assert answer.location == f"{WEEK}#flags"
    assert page.notices[0].startswith("Set aside.")
    (put_aside,) = aside(anna)
    assert LEGS in put_aside
    assert "Set aside: a training camp" in put_aside


def test_the_other_flag_of_the_card_is_untouched(anna, collision):
    before = flags(anna)
    set_aside(anna)
    after = flags(anna)

    assert headings(anna) == [HARD_DAYS, LEGS]  # The one that counts comes first.
    assert after["back-to-back-hard"] == before["back-to-back-hard"]
    assert after["legs-before-hard-run"] == {
        **before["legs-before-hard-run"],
        "set_aside": True,
        "set_aside_reason": "a training camp",
    }


def test_a_card_offers_to_set_each_of_its_flags_aside_by_its_name(anna, collision):
    (card,) = cards(anna, "2024-W47")

    assert f"Why “{LEGS}” does not count" in text(card)
    assert f"Why “{HARD_DAYS}” does not count" in text(card)
    set_aside(anna, place=1)
    assert headings(anna) == [LEGS, HARD_DAYS]


@pytest.mark.parametrize("reason", ["", " \t "])
def test_without_a_reason_nothing_is_set_aside_and_it_says_so(anna, collision, reason):
    page = landed(anna, set_aside(anna, reason))

    assert page.notices[0] == "Say why it does not count, in a word or two."
    assert aside(anna) == []


def test_a_reason_that_is_too_long_is_refused(app, anna, collision):
    before = everything(app)
    assert set_aside(anna, "x" * 501).status_code == 422
    assert everything(app) == before
    assert set_aside(anna, "x" * 500).status_code == 302


def test_a_reason_is_shown_as_it_was_typed_and_runs_nothing(anna, collision):
    typed = "<script>alert(1)</script> & “camp”"
    set_aside(anna, typed)

    assert f"Set aside: {typed}" in aside(anna)[0]


@pytest.mark.parametrize("place", [0, 1])
def test_it_comes_back_when_one_of_its_workouts_is_edited(anna, collision, place):
    set_aside(anna)
    edited = anna.api(
        "PUT", f"/workouts/{collision[place].id}", {"notes": "windy"}, {"If-Match": '"1"'}
    )

    assert edited.status_code == 200
    assert aside(anna) == []
    assert headings(anna) == [LEGS]
    assert flags(anna)["legs-before-hard-run"]["set_aside"] is False


def test_it_is_taken_back(anna, collision):
    before = flags(anna)
    set_aside(anna)
    (form,) = forms(anna, "take-back")
    action = form.get("action")
    answer = anna.post(action, Page(anna.get(WEEK)).fields(action))

    assert (answer.status_code, answer.location) == (302, f"{WEEK}#flags")
    assert aside(anna) == []
    assert flags(anna) == before


@pytest.mark.parametrize("day", ["2024-11-20", "", "Tuesday"])
def test_a_flag_that_is_not_there_is_not_found(app, anna, collision, day):
    before = everything(app)
    path = f"/flags/{'0' * 20}/set-aside"
    assert post(anna, path, {"date": day, "reason": "rain"}).status_code == 404
    assert everything(app) == before


def test_a_flag_that_an_edit_did_away_with_is_not_found(anna, collision):
    (action, *_) = (form.get("action") for form in forms(anna, "set-aside"))
    fields = Page(anna.get(WEEK)).fields(action) | {"reason": "rain"}
    anna.api("DELETE", f"/workouts/{collision[0].id}")
    assert post(anna, action, fields).status_code == 404


def test_praise_is_not_set_aside(anna):
    easy = {"effort": 3, "minutes": 20}
    combined = run("2024-11-18 07:00", **easy), lift("2024-11-18 08:00", lower(), **easy)
    store(anna, *combined, *two_lifts("2024-11-21"))
    (card,) = (c for c in cards(anna, "2024-W47") if "praise" in e_class(c))

    assert "Set aside" not in text(card)


class TestAKnownKey:
    """A write that is sent again is made once."""

    def test_sets_nothing_aside_again(self, anna, collision):
        (action, *_) = (form.get("action") for form in forms(anna, "set-aside"))
        fields = Page(anna.get(WEEK)).fields(action) | {"reason": "rain"}
        assert post(anna, action, fields, **KEY).status_code == 302
        anna.post(action.replace("set-aside", "take-back"))
        assert post(anna, action, fields, **KEY).status_code == 302
        assert aside(anna) == []

    def test_is_answered_though_the_flag_is_gone_by_then(self, anna, collision):
        (action, *_) = (form.get("action") for form in forms(anna, "set-aside"))
        fields = Page(anna.get(WEEK)).fields(action) | {"reason": "rain"}
        post(anna, action, fields, **KEY)
        anna.api("DELETE", f"/workouts/{collision[0].id}")
        assert post(anna, action, fields, **KEY).status_code == 302

    def test_takes_nothing_back_again(self, anna, collision):
        set_aside(anna)
        (form,) = forms(anna, "take-back")
        post(anna, form.get("action"), {}, **KEY)
        set_aside(anna)
        assert post(anna, form.get("action"), {}, **KEY).status_code == 302
        assert len(aside(anna)) == 1

    def test_marks_no_week_again(self, anna, collision):
        for deload in ("1", "0"):
            key = KEY if deload == "1" else {}
            post(anna, f"{WEEK}/deload", {"deload": deload}, **key)
        post(anna, f"{WEEK}/deload", {"deload": "1"}, **KEY)
        assert anna.api("GET", "/weeks/2024-W47").json["deload"] is False

    def test_of_another_write_is_refused_and_nothing_is_lost_by_it(self, app, anna, collision):
        post(anna, f"{WEEK}/deload", {"deload": "1"}, **KEY)
        before = everything(app)
        assert set_aside(anna, **KEY).status_code == 422
        assert post(anna, "/week/2024-W46/deload", {"deload": "1"}, **KEY).status_code == 422
        assert everything(app) == before


@pytest.mark.parametrize("wanted", OFF_THE_SITE)
@pytest.mark.parametrize("verb", ["set-aside", "take-back"])
def test_next_never_leads_off_the_site(anna, collision, verb, wanted):
    (action, *_) = (form.get("action") for form in forms(anna, "set-aside"))
    fields = Page(anna.get(WEEK)).fields(action) | {"reason": "rain", "next": wanted}
    answer = post(anna, action.replace("set-aside", verb), fields)

    assert (answer.status_code, answer.location) == (302, "/week")


def test_a_week_is_marked_as_deload_in_a_tap_and_no_longer_in_another(anna, collision):
    for said, button in ((True, "No longer a deload week"), (False, "Mark as a deload week")):
        action = f"{WEEK}/deload"
        answer = anna.post(action, Page(anna.get(WEEK)).fields(action))
        page = Page(anna.get(WEEK))

        assert (answer.status_code, answer.location) == (302, f"{WEEK}#flags")
        assert ("· deload" in page.main) is said
        assert button in page.main
        assert anna.api("GET", "/weeks/2024-W47").json["deload"] is said
        assert "· deload" not in Page(anna.get("/week/2024-W46")).main


def test_a_deload_week_is_not_told_of_few_lifts_but_of_hard_days(anna):
    hard = run("2024-11-18 07:00", effort=8), run("2024-11-19 07:00", effort=8)
    store(anna, *hard, run("2024-11-21 07:00", effort=3))
    assert headings(anna) == [HARD_DAYS, "A week of running with no lift"]
    anna.post(f"{WEEK}/deload", {"deload": "1"})
    assert headings(anna) == [HARD_DAYS]


@pytest.mark.parametrize("name", ["2024-W54", "x"])
def test_a_week_that_there_is_not_is_not_marked(app, anna, name):
    before = everything(app)
    assert anna.post(f"/week/{name}/deload", {"deload": "1"}).status_code == 404
    assert everything(app) == before


def test_a_week_whose_every_flag_is_set_aside_does_not_say_that_no_rule_was_triggered(anna):
    store_legs_before_a_hard_run(anna)
    set_aside(anna)
    set_aside(anna)

    assert len(aside(anna)) == 1
    assert "No rule was triggered" not in Page(anna.get(WEEK)).main


def test_another_users_flag_is_not_found_and_theirs_stays_aside(anna, ben, collision):
    (action, *_) = (form.get("action") for form in forms(anna, "set-aside"))
    fields = Page(anna.get(WEEK)).fields(action) | {"reason": "rain"}
    anna.post(action, fields)

    assert ben.post(action, fields).status_code == 404
    assert ben.post(action.replace("set-aside", "take-back")).status_code == 302
    assert len(aside(anna)) == 1
    assert stored(anna, collision[0].id).version == 1
