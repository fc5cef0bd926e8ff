"""What a suggestion says, option by option."""

from datetime import date

import pytest

from runstrength.training.check_ins import CheckIn
from runstrength.training.suggestion import suggest
from runstrength.training.thresholds import DEFAULTS
from runstrength.training.timeline import Timeline
from runstrength.web.today.words import Words, words_for
from tests.training.build import lift, lower, moment, run, upper

WEDNESDAY = date(2026, 11, 18)
LOW = CheckIn(sleep=2, energy=2, soreness=2, stress=2, mood=2)
EASY = [run("Mon 07:00", effort=3)]
EASY_TODAY = [run("Wed 06:00", effort=3)]
HARD = [run("Tue 07:00", effort=8)]
ARMS = [lift("Tue 07:00", upper(3), effort=8)]
LOADED = [run(f"2026-{day} 07:00", effort=3) for day in ("10-28", "11-04", "11-11")]
LOADED += [run("Mon 07:00", effort=5, minutes=60)]
LEGS = [lift("Tue 18:00", lower(3), effort=8)]
STREAK = [run(f"2026-11-{day} 07:00", effort=8 if day == 12 else 3) for day in range(12, 18)]


@pytest.fixture(autouse=True)
def request_context(app):
    """Addresses are made within a request."""
    with app.test_request_context():
        yield


def said(workouts: list, is_low: bool = False, *, is_quiet: bool = False) -> Words:
    """What Wednesday morning's page says."""
    timeline = Timeline(workouts, {WEDNESDAY: LOW} if is_low else {})
    found = suggest(timeline, DEFAULTS, WEDNESDAY, moment("Wed 07:30"), "UTC")
    unrated = any(workout.effort is None for workout in workouts)
    return words_for(found, is_low=is_low, is_unrated=unrated, is_quiet=is_quiet)


@pytest.mark.parametrize(
    ("workouts", "is_low", "headline", "offer"),
    [
        (EASY, False, "No rule stands against a hard day", None),
        (EASY, True, "An easy run, or rest", ("Log an easy run", True)),
        (ARMS, False, "No caution stands against a hard run or hard leg work", None),
        (HARD, False, "Easy run, then a short lift", ("Log an easy run", True)),
        (EASY_TODAY, False, "Next: a short lift", ("Add a short lift: one combined day", True)),
        (EASY_TODAY, True, "An easy day is done", ("Add a short lift: one combined day", False)),
        (STREAK, False, "Rest", None),
        (STREAK, True, "Rest", None),
        (LOADED + EASY_TODAY, False, "Rest, now that the run is done", None),
        ([run("Wed 06:00", effort=8)], False, "Today’s training is done", None),
        ([run("Wed 06:00", effort=8)], True, "Today’s training is done", None),
    ],
)
def test_each_option_has_its_headline_and_its_button(workouts, is_low, headline, offer):
    words = said(workouts, is_low)

    assert words.headline == headline
    assert (words.offer and (words.offer.words, words.offer.is_main)) == offer


@pytest.mark.parametrize(
    ("workouts", "is_low", "sentence", "rules"),
    [
        (EASY, True, "A hard day today would run against this:", ["hard-on-low-readiness"]),
        (HARD, False, "A hard day today would run against this:", ["back-to-back-hard"]),
        (STREAK, False, "Anything today would run against this:", ["no-rest-day"]),
        (EASY_TODAY, False, "A short lift now would run against nothing in your log.", []),
        (EASY_TODAY, True, "A short lift would still be in order.", []),
        ([run("Wed 06:00", effort=8)], False, "Rest from here on.", []),
        (
            ARMS,
            False,
            "A hard run or hard leg work would run against no caution, but this is worth knowing:",
            ["back-to-back-hard"],
        ),
        (
            EASY,
            False,
            "A hard run, hard leg work or hard upper-body or core work would run against nothing "
            "in your log.",
            [],
        ),
    ],
)
def test_the_sentence_says_why_and_its_flags_follow(workouts, is_low, sentence, rules):
    words = said(workouts, is_low)

    assert words.sentence == sentence
    assert [flag.rule for flag in words.flags][:1] == rules
    assert words.sentence.endswith(":") is bool(words.flags)


def test_every_reason_is_cited_once():
    words = said([*HARD, *LEGS])

    assert {tip for flag in words.flags for tip in flag.tips} == set(words.tips)
    assert len(words.flags) == 3
    assert words.sentence == "A hard day today would run against this, and 2 more:"
    assert len(set(words.tips)) == len(words.tips)


def test_a_lift_after_the_run_cites_the_tip_on_combined_days():
    assert said(EASY_TODAY).tips == ("combined-workouts",)
    assert said(EASY).tips == ()


def test_what_is_not_known_is_said():
    assert "effort is logged" in said([run("Wed 06:00")]).sentence
    assert "effort is logged" not in said([run("Wed 06:00", effort=8)]).sentence
    assert "little to go by" in said(EASY, is_quiet=True).sentence
    assert "little to go by" not in said(HARD, is_quiet=True).sentence


def test_on_a_low_morning_the_short_lift_is_one_of_the_other_ways():
    way = "An easy run with a short lift"

    assert way in [other.way for other in said(EASY, is_low=True).others]
    assert way not in [other.way for other in said(HARD).others]
