"""The page of the rules: what it shows, what it stores, and what follows from that at once."""

import pytest

from runstrength.training.rules import RULES
from runstrength.training.thresholds import BOUNDS, DEFAULTS
from runstrength.training.workouts import Region
from tests.training.build import lift, lower, run, upper
from tests.web.conftest import OWN_PAGE
from tests.web.pages import Page, send, text
from tests.web.test_statements import MOST, statements
from tests.web.world import set_clock, store

NOON = "2024-11-24 12:00"
WEEK = "/week/2024-W47"
FLAGS = "/flags?from=2024-11-18&to=2024-11-24"
FAILURE = "legs_before_run_to_failure"
# Hard legs, and a hard run 12 h 30 min later.
LEGS = lift("2024-11-18 18:00", lower(3), effort=8)
RUN = run("2024-11-19 07:00", effort=8)


@pytest.fixture(autouse=True)
def sunday(monkeypatch):
    """Stop the clock at the end of the week."""
    set_clock(monkeypatch, NOON)


@pytest.fixture
def collision(anna):
    """A hard run that comes too soon after hard legs."""
    store(anna, LEGS, RUN)


def test_the_page_lists_every_rule_with_its_sentence_source_and_switch(anna):
    page = Page(anna.get("/rules"))

    assert len(page.all("input", type="checkbox")) == len(RULES)
    assert "All 20 rules are on." in page.main
    words = row(page, "legs-before-hard-run")
    assert "less than 24 h before a hard run starts" in words
    assert "Warning under 24 h, else Caution" in words
    assert "a stated convention" in words


def test_the_rules_stand_in_the_order_of_the_guides_tips_under_its_own_labels(anna, app):
    guide = app.extensions["guide"]
    tips = [
        "alternate-days",
        "combined-workouts",
        "recovery",
        "adjust-intensity",
        "proper-technique",
        "gradual-progression",
    ]
    page = Page(anna.get("/rules"))
    labels = [guide.citation(tip).label for tip in tips]

    assert [text(h2) for h2 in page.all("h2")][1:-1] == labels
    assert [page.links[f"{label}, in the guide"] for label in labels] == [
        f"/guide/{guide.cited.slug}#{tip}" for tip in tips
    ]


def test_a_rule_says_how_often_it_fired_in_the_last_90_days(anna, collision):
    store(
        anna,
        run("2024-10-01 07:00", effort=8),
        run("2024-10-02 07:00", effort=8),
        run("2024-10-03 07:00", effort=8),
    )
    page = Page(anna.get("/rules"))

    assert "Fired once in the last 90 days" in row(page, "legs-before-hard-run")
    assert "Fired 3 times in the last 90 days" in row(page, "back-to-back-hard")
    assert "Not fired in the last 90 days" in row(page, "weight-jump")


def test_the_ninetieth_date_counts_and_the_one_before_it_does_not(anna, monkeypatch):
    store(anna, run("2024-08-26 07:00", effort=8), run("2024-08-27 07:00", effort=8))
    assert "Fired once" in row(Page(anna.get("/rules")), "back-to-back-hard")

    set_clock(monkeypatch, "2024-11-25 12:00")
    assert "Not fired" in row(Page(anna.get("/rules")), "back-to-back-hard")


def test_a_forecast_is_told_apart_from_what_fired(anna):
    store(anna, run("2024-11-23 07:00", effort=8), run("2024-11-24 18:00", effort=8, planned=True))
    words = row(Page(anna.get("/rules")), "back-to-back-hard")

    assert "Not fired in the last 90 days, and once as planned for today" in words


def test_a_rule_that_is_off_leaves_the_week_and_the_api_and_comes_back(anna, collision):
    assert "legs-before-hard-run" in rules_fired(anna)
    answer = switch(anna, off={"legs-before-hard-run"})
    page = Page(anna.get("/rules"))

    assert (answer.status_code, answer.location) == (302, "/rules")
    assert page.notices == ["Your rules are saved."]
    assert "1 rule is off." in page.main
    assert "Off, so not looked for" in row(page, "legs-before-hard-run")
    assert rules_fired(anna) == ["back-to-back-hard"]
    assert "Hard leg work" not in anna.get(WEEK).text

    switch(anna, off=set())
    assert "legs-before-hard-run" in rules_fired(anna)
    assert "Hard leg work" in anna.get(WEEK).text


def test_a_moved_threshold_changes_the_weeks_flags_at_once(anna, collision):
    assert "Hard leg work" in anna.get(WEEK).text
    send(anna, "/rules", {"legs_before_run": "12"})
    page = Page(anna.get("/rules"))

    assert "Hard leg work" not in anna.get(WEEK).text
    assert "legs-before-hard-run" not in rules_fired(anna)
    assert "less than 12 h before a hard run" in row(page, "legs-before-hard-run")
    assert "number moved" in row(page, "legs-before-hard-run")
    assert "All 20 rules are on, 1 number is moved." in page.main
    send(anna, "/rules", {"legs_before_run": "13"})
    assert "Hard leg work" in anna.get(WEEK).text


def test_two_rules_that_are_off_are_counted(anna):
    switch(anna, off={"few-lifts", "monotonous-week"})

    assert "2 rules are off." in Page(anna.get("/rules")).main


def test_back_to_the_defaults_takes_everything_back_whatever_is_typed(anna):
    send(anna, "/rules", {"legs_before_run": "12", "monotony": "1,5"})
    switch(anna, off={"few-lifts"})
    answer = send(anna, "/rules", {"do": "defaults", "combined": "many"})
    page = Page(anna.get("/rules"))

    assert answer.status_code == 302
    assert page.notices == ["All rules are back at their defaults."]
    assert "All 20 rules are on." in page.main
    assert numbers(page) == {name: str(DEFAULTS.number(name)) for name in BOUNDS}


@pytest.mark.parametrize(
    ("field", "typed", "shown"),
    [
        ("legs_before_run", " 30 ", "30"),
        ("legs_before_run", "30 h", "30"),
        ("legs_before_run", "30 hours", "30"),
        ("slight", "25min", "25"),
        ("load_percent", "140 %", "140"),
        ("monotony", "1,5", "1.5"),
        ("monotony", "1.50", "1.50"),
        ("long_run_metres", "0", "0"),
    ],
)
def test_a_number_is_read_as_people_type_it(anna, field, typed, shown):
    answer = send(anna, "/rules", {field: typed})

    assert answer.status_code == 302
    assert numbers(Page(anna.get("/rules")))[field] == shown


@pytest.mark.parametrize("name", BOUNDS)
@pytest.mark.parametrize("end", ["low", "high"])
def test_a_number_goes_to_its_bounds_and_no_further(anna, name, end):
    bound = BOUNDS[name]
    beyond = bound.low - 1 if end == "low" else bound.high + 1
    page = Page(send(anna, "/rules", {name: str(beyond)}))

    assert page.status == 422
    assert list(page.faults) == [name]
    assert page.faults[name] == f"Must be {bound}, not {beyond:,}."
    assert numbers(page)[name] == str(beyond)
    assert numbers(Page(anna.get("/rules")))[name] == str(DEFAULTS.number(name))


@pytest.mark.parametrize("end", ["low", "high"])
def test_all_numbers_can_stand_at_their_bounds(anna, end):
    bounds = {name: str(getattr(bound, end)) for name, bound in BOUNDS.items()}
    answer = send(anna, "/rules", bounds)

    assert answer.status_code == 302
    assert numbers(Page(anna.get("/rules"))) == bounds


@pytest.mark.parametrize("typed", ["", "many", "24.5", "1e3", "9" * 39, "9" * 41, "−", "24\0"])
def test_what_is_no_such_number_is_refused_with_the_range_and_stays_as_typed(anna, typed):
    page = Page(send(anna, "/rules", {"legs_before_run": typed, "monotony": "1,5"}))

    assert page.status == 422
    assert "between 6 and 48 hours" in page.faults["legs_before_run"]
    assert list(page.faults) == ["legs_before_run"]
    assert numbers(page)["monotony"] == "1,5"


@pytest.mark.parametrize(
    ("typed", "refused"),
    [
        ({"legs_before_run": "40", FAILURE: "39"}, FAILURE),
        ({"short_lift": "50", "long_lift": "45"}, "long_lift"),
        ({"load_percent": "160"}, "load_caution_percent"),
    ],
)
def test_two_numbers_that_belong_together_keep_their_order(anna, typed, refused):
    page = Page(send(anna, "/rules", typed))

    assert page.status == 422
    assert list(page.faults) == [refused]
    assert page.faults[refused].startswith("Must not be less than")
    assert {name: numbers(page)[name] for name in typed} == typed


def test_a_refused_number_is_not_folded_away_and_the_switches_stay_as_set(anna):
    fields = Page(anna.get("/rules")).fields() | {"combined": "13", "long_lift": "5"}
    del fields["on-few-lifts"]
    page = Page(anna.post("/rules", fields))
    unfolded = [fault for d in page.all("details") if "open" in d.attrib for fault in d.iter("p")]

    assert page.status == 422
    assert set(page.faults) == {"combined", "long_lift"}
    assert {p.get("id") for p in unfolded} >= {"combined-fault", "long_lift-fault"}
    assert "on-few-lifts" not in page.fields()
    assert "on-few-lifts" in Page(anna.get("/rules")).fields()


@pytest.mark.parametrize("do", ["", "defaults"])
def test_a_form_without_its_token_changes_nothing(anna, do):
    send(anna, "/rules", {"combined": "5"})
    fields = Page(anna.get("/rules")).fields()
    answer = anna.post("/rules", fields | {"combined": "4", "csrf_token": "forged", "do": do})

    assert answer.status_code == 422
    assert numbers(Page(anna.get("/rules")))["combined"] == "5"


def test_a_form_from_another_site_is_refused(anna):
    fields = Page(anna.get("/rules")).fields()
    headers = {**OWN_PAGE, "Sec-Fetch-Site": "cross-site"}

    assert anna.client.post("/rules", data=fields, headers=headers).status_code == 403


def test_the_same_form_sent_twice_is_the_same_as_once(anna):
    fields = Page(anna.get("/rules")).fields() | {"combined": "5"}
    answers = [anna.post("/rules", fields).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert numbers(Page(anna.get("/rules")))["combined"] == "5"


def test_rules_are_ones_own(anna, ben, collision):
    store(ben, LEGS, RUN)
    before = rules_fired(ben)
    send(anna, "/rules", {"legs_before_run": "12"})
    switch(anna, off={"back-to-back-hard"})

    assert rules_fired(anna) == []
    assert rules_fired(ben) == before
    assert "All 20 rules are on." in Page(ben.get("/rules")).main


def test_a_stranger_is_sent_to_sign_in(app):
    assert app.test_client().get("/rules").location.startswith("/sign-in")


def test_a_save_and_a_refusal_take_at_most_six_statements(anna, collision):
    fields = Page(anna.get("/rules")).fields()
    for change in ({"combined": "5"}, {"combined": "99"}):
        with statements() as sent:
            anna.post("/rules", fields | change)
        assert len(sent) <= MOST


def test_more_leads_to_the_rules(anna):
    assert "/rules" in Page(anna.get("/more")).links.values()


def test_a_region_missed_is_looked_for_over_as_many_dates_as_chosen(anna):
    store(
        anna,
        lift("2024-11-08 07:00", lower(3), upper(3), effort=5),
        lift("2024-11-19 07:00", upper(3), effort=5),
        lift("2024-11-20 07:00", upper(3), effort=5),
    )
    assert Region.LOWER.value not in missed(anna)
    send(anna, "/rules", {"region_dates": "7"})
    assert Region.LOWER.value in missed(anna)


def switch(person, off: set[str]):
    """Send the page's form with these rules off and all others on."""
    fields = Page(person.get("/rules")).fields()
    switches = {f"on-{rule.id}": "y" for rule in RULES if rule.id not in off}
    kept = {name: value for name, value in fields.items() if not name.startswith("on-")}
    return person.post("/rules", kept | switches)


def row(page: Page, rule_id: str) -> str:
    """What the page says of a rule."""
    return text(page.one("li", id=f"rule-{rule_id}"))


def numbers(page: Page) -> dict[str, str]:
    """The thresholds as the form holds them."""
    fields = page.fields()
    return {name: fields[name] for name in BOUNDS}


def rules_fired(person) -> list[str]:
    """The rules of the week's flags about single days, as the API gives them."""
    found = (flag["rule"] for flag in person.api("GET", FLAGS).json["items"])
    return sorted(rule for rule in found if rule in ("legs-before-hard-run", "back-to-back-hard"))


def missed(person) -> list[str]:
    """The tips of the flags about regions that were missed."""
    items = person.api("GET", FLAGS).json["items"]
    tips = [tip for flag in items if flag["rule"] == "region-missed" for tip in flag["tips"]]
    return [tip.partition("-")[0] for tip in tips]
