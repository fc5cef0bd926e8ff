"""What a suggestion says: a headline, a sentence, and the button that goes with them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flask import url_for

from ...training.flags import Flag, Severity
from ...training.suggestion import Suggestion
from ...training.variants import VARIANTS, Option, Variant
from ...training.workouts import Run

WAYS = {
    Variant.HARD_RUN: "a hard run",
    Variant.HARD_LEG_LIFT: "hard leg work",
    Variant.HARD_UPPER_LIFT: "hard upper-body or core work",
    Variant.EASY_RUN_AND_SHORT_LIFT: "an easy run with a short lift",
    Variant.EASY_RUN: "an easy run",
    Variant.REST: "rest",
}
# The same, where an easy run of today is done.
WAYS_ON = WAYS | {
    Variant.EASY_RUN_AND_SHORT_LIFT: "a short lift now",
    Variant.EASY_RUN: "another easy run",
}
# What the reasons speak against: whatever asks for more than the option.
MORE_THAN = {
    Option.REST: "Anything",
    Option.EASY_RUN: "More",
    Option.EASY_RUN_AND_SHORT_LIFT: "A hard day",
}
COMBINED_DAYS = "combined-workouts"  # The tip that speaks of a lift after a run.
UNRATED = " Once its effort is logged, this page can say more."
QUIET = " Nothing was logged in the last seven days, so the rules have little to go by."


@dataclass(frozen=True, slots=True)
class Offer:
    """A button; `is_main` where it is what the page is for."""

    words: str
    address: str
    is_main: bool = True


@dataclass(frozen=True, slots=True)
class Other:
    """Another way to spend the day, and the flags that it would run against, praise left out."""

    way: str
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """What the page says. A sentence that ends in a colon is about the `flags`, gravest first."""

    headline: str
    sentence: str
    flags: tuple[Flag, ...]
    tips: tuple[str, ...]
    offer: Offer | None
    others_title: str
    others: tuple[Other, ...]


def words_for(
    suggestion: Suggestion,
    *,
    is_low: bool,
    is_unrated: bool,
    is_quiet: bool,
    last_easy_run: Run | None = None,
) -> Words:
    """Say a suggestion, on a day that began low or not.

    An easy run is offered as the last one was, so that two taps log it.
    `is_unrated`: something of today has no effort yet. `is_quiet`: nothing was logged for a week.
    On a low day rest and an easy run are all that is offered as the main thing.
    """
    ways = WAYS_ON if suggestion.after else WAYS
    flags = suggestion.reasons or suggestion.remarks
    tips = dict.fromkeys(tip for flag in flags for tip in flag.tips)
    if _is_lift_next(suggestion):
        tips |= {COMBINED_DAYS: None}
    return Words(
        headline=_headline(suggestion, ways, is_low),
        sentence=_sentence(suggestion, ways, is_low)
        + (UNRATED if suggestion.is_done and is_unrated else "")
        + (QUIET if suggestion.option is Option.HARD_DAY and is_quiet else ""),
        flags=flags,
        tips=tuple(tips),
        offer=_offer(suggestion, is_low, last_easy_run),
        others_title="A second session, by the rules"
        if suggestion.is_done
        else "What else today could be",
        others=tuple(_others(suggestion, ways, is_low)),
    )


def _is_lift_next(suggestion: Suggestion) -> bool:
    return bool(suggestion.after) and suggestion.option is Option.EASY_RUN_AND_SHORT_LIFT


def _headline(suggestion: Suggestion, ways: dict[Variant, str], is_low: bool) -> str:
    option = suggestion.option
    if suggestion.is_done:
        return "Today’s training is done"
    if option is Option.HARD_DAY:
        what = "caution" if suggestion.remarks else "rule"
        whole = suggestion.variants == VARIANTS[option]
        day = "a hard day" if whole else _either(suggestion.variants, ways)
        return f"No {what} stands against {day}"
    if option is Option.REST:
        return "Rest, now that the run is done" if suggestion.after else "Rest"
    if suggestion.after:
        return "An easy day is done" if is_low else "Next: a short lift"
    if is_low:
        return "An easy run, or rest"
    return "Today: an easy run" if option is Option.EASY_RUN else "Easy run, then a short lift"


def _sentence(suggestion: Suggestion, ways: dict[Variant, str], is_low: bool) -> str:
    if suggestion.is_done:
        return "Rest from here on."
    if suggestion.reasons:
        more = len(suggestion.reasons) - 1
        rest = f", and {more} more" if more else ""
        return f"{MORE_THAN[suggestion.option]} today would run against this{rest}:"
    if _is_lift_next(suggestion) and is_low:
        return "A short lift would still be in order" + (":" if suggestion.remarks else ".")
    what = _sentence_case(_either(suggestion.variants, ways))
    if suggestion.remarks:
        return f"{what} would run against no caution, but this is worth knowing:"
    return f"{what} would run against nothing in your log."


def _offer(suggestion: Suggestion, is_low: bool, last_easy_run: Run | None) -> Offer | None:
    if _is_lift_next(suggestion):
        address = url_for("log.new", kind="lift", after=suggestion.after.id)
        return Offer("Add a short lift: one combined day", address, is_main=not is_low)
    if suggestion.option in (Option.EASY_RUN, Option.EASY_RUN_AND_SHORT_LIFT):
        like = {"like": last_easy_run.id} if last_easy_run else {"type": "easy"}
        return Offer("Log an easy run", url_for("log.new", kind="run", **like))
    return None


def _others(suggestion: Suggestion, ways: dict[Variant, str], is_low: bool) -> Iterator[Other]:
    for other in suggestion.alternatives:
        against = tuple(flag for flag in other.flags if flag.severity > Severity.PRAISE)
        yield Other(_sentence_case(ways[other.variant]), against)
    if is_low and not suggestion.after and suggestion.option is Option.EASY_RUN_AND_SHORT_LIFT:
        # The headline is about the run alone.
        yield Other(_sentence_case(_either(suggestion.variants, ways)), suggestion.remarks)


def _either(variants: Iterable[Variant], ways: dict[Variant, str]) -> str:
    *others, last = (ways[variant] for variant in variants)
    return f"{', '.join(others)} or {last}" if others else last


def _sentence_case(words: str) -> str:
    return words[0].upper() + words[1:]
