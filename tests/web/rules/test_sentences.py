"""Every rule has its sentence, its numbers and its source, each in its place."""

import re
from collections import Counter
from datetime import timedelta

import pytest

from runstrength.training.rules import RULES, TIPS
from runstrength.training.thresholds import BOUNDS, DEFAULTS, Thresholds
from runstrength.web.rules.listing import listed_rules, listed_terms
from runstrength.web.rules.sentences import RULE_WORDS
from runstrength.web.rules.terms import SET_BESIDE, in_words

LISTED = {rule.id: rule for _, rules in listed_rules(DEFAULTS, []) for rule in rules}


def moved(name: str) -> Thresholds:
    """Thresholds of which this one is moved as far as its fellows let it."""
    bound = BOUNDS[name]
    fellows = {
        "easy_effort": bound.low,
        "legs_before_run_to_failure": bound.high,
        "legs_before_run": bound.low,
        "legs_after_run_close": bound.low,
        "short_lift": bound.low,
        "short_lift_sets": bound.low,
        "long_run_percent": bound.low,
        "load_percent": bound.low,
    }
    return Thresholds.chosen({name: fellows.get(name, bound.high)})


def test_every_rule_is_listed_once_under_the_first_tip_that_it_serves():
    groups = list(listed_rules(DEFAULTS, []))

    assert [tips for tips, _ in groups[:-1]] == [(tip,) for tip in TIPS]
    assert groups[-1][0] == ("lower-body-exercises", "core-exercises", "upper-body-exercises")
    assert Counter(rule.id for _, rules in groups for rule in rules) == Counter(list(RULE_WORDS))
    assert set(RULE_WORDS) == {rule.id for rule in RULES}
    assert all(rule.tips[0] in tips for tips, rules in groups for rule in rules)


def test_every_threshold_has_one_place():
    places = Counter(name for rule in LISTED.values() for name in rule.thresholds)
    places.update(list(SET_BESIDE))

    assert places == dict.fromkeys(BOUNDS, 1)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_says_the_numbers_that_it_has(rule):
    words = RULE_WORDS[rule.id]
    said = set(re.findall(r"{(\w+)}", words.fires_when + words.weighs)) & set(BOUNDS)
    if "slight" in words.fires_when:  # The word stands for its number.
        said.add("slight")

    assert said == set(rule.thresholds)


@pytest.mark.parametrize("name", BOUNDS)
def test_a_moved_number_is_said_where_it_is_used(name):
    thresholds = moved(name)
    before = {**LISTED, **{term.id: term for term in listed_terms(DEFAULTS)}}
    after = [rule for _, rules in listed_rules(thresholds, []) for rule in rules]
    changed = {
        each.id
        for each in (*after, *listed_terms(thresholds))
        if words_of(each) != words_of(before[each.id])
    }
    users = {rule.id for rule in RULES if name in rule.thresholds}

    assert changed
    assert users <= changed


@pytest.mark.parametrize("rule", LISTED.values(), ids=lambda rule: rule.id)
def test_a_rule_is_one_sentence_and_names_severities_as_the_cards_do(app, rule):
    cards = app.jinja_env.get_template("cards.html").module
    words = sorted(cards.severities.values())

    assert rule.fires_when.count(". ") == 0
    assert rule.fires_when.endswith(".")
    assert rule.source.endswith(".")
    assert "{" not in rule.fires_when + rule.weighs
    assert any(word in rule.weighs for word in words)


def test_a_single_date_is_no_plural():
    text = "more than {hard_dates}"

    assert in_words(text, DEFAULTS) == "more than 3\N{NO-BREAK SPACE}dates"
    assert in_words(text, Thresholds(hard_dates=1)) == "more than 1\N{NO-BREAK SPACE}date"


def test_numbers_are_written_with_their_units():
    text = "{legs_before_run}, {slight}, {long_run_metres}, {load_percent}, {monotony}"
    thresholds = Thresholds(legs_before_run=timedelta(hours=30))

    assert in_words(text, thresholds).replace("\N{NO-BREAK SPACE}", " ") == (
        "30 h, 20 min, 1,000 m, 130 %, 2.0"
    )


def words_of(listed) -> tuple:
    """All that a rule or a word says with numbers in it."""
    if hasattr(listed, "meaning"):
        return (listed.meaning,)
    return listed.fires_when, listed.weighs, listed.uses
