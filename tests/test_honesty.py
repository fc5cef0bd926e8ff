"""What the app never claims: to prevent or predict injury, to know what is safe, to judge, to heal.

Every sentence that it can say is read: templates, the guide, scripts, documents, and the strings
in the code. A plain denial may use the words; so may the headings that the guide has from the
article that it is indebted to, and a passage that is set as a quotation.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from runstrength.storage import marks
from runstrength.storage.database import db
from runstrength.storage.marks import SCORES
from runstrength.training.check_ins import CheckIn
from runstrength.web import clock
from tests.web import conftest
from tests.web.rows import user_id

# The people of the web's tests.
stored_people, standing = conftest.stored_people, conftest.standing
app, anna = conftest.app, conftest.anna

ROOT = Path(__file__).parents[1]
HURT = r"(?:injur\w*|overuse|hurt(?:ing)?)"
LESS = (
    r"(?:prevent|predict|reduc|avoid|decreas|minimi[sz]|protect|forecast|foresee|foretell|shield"
    r"|guard|lower(?!-|\s+body)|cut|ward|stav|fend|spar)(?:e|es|ed|s|ts|ting|ing|ion|d)?"
)
BODY = r"(?:recover\w*|rebuil[dt]\w*|repair\w*|rest\w*|fresh|ready|heal\w*)"
HOURS = r"\d+\s?(?:h|hours?)\b"
CLAIMS = {
    "that it prevents, predicts or lowers injury": (
        rf"\b{LESS}\b.{{0,80}}\b{HURT}\b",
        rf"\b{HURT}\b.{{0,40}}\b(?:prevented|avoided|predicted|less likely|rarer|unlikely)\b",
        r"\binjury[ -](?:prevention|prevent\w+|risks?|predict\w+|free|proof)\b",
        rf"\b(?:risk|chance|odds|likelihood|danger)s? of\b.{{0,20}}\b{HURT}\b",
        rf"\b(?:fewer|less|without|no more|free of|free from) {HURT}\b",
        r"\b(?:keeps?|keeping|stays?|staying) (?:you )?(?:healthy|uninjured|unhurt)\b",
        rf"\byou(?:’ll|'ll| will| may| might| could) (?:get |be )?{HURT}\b",
    ),
    "a sweet spot": (r"\bsweet[ -]spots?\b", r"\bdanger zones?\b"),
    "that something is safe": (
        r"\b(?:un)?safe (?:for you )?to (?:attempt|lift|try|run|train|add|load|race|increase)\b",
        r"\b(?:un)?safe (?:weights?|loads?|maximum|zones?|ranges?|ratios?|increases?|mileage)\b",
        r"\bsafely (?:attempt|lift|try|run|train|add|load|race|increase)\b",
    ),
    "overtraining": (r"\bover-?train\w*", r"\bover-?reach(?:ing|ed)\b", r"\bover-?exert\w*"),
    "that it judges technique": (
        r"\b(?:your|the|this) (?:technique|form) (?:is|was|looks?|looked|seems)(?: \w+)? "
        r"(?:correct|incorrect|wrong|right|good|bad|poor|perfect|proper|improper)\b",
        r"\b(?:correct|incorrect|wrong|perfect|improper|faulty) (?:technique|lifting form)\b",
    ),
    "a guarantee": (r"\bguarante\w+",),
    "the optimum": (r"\boptim(?:al|ally|um)\b",),
    "medical advice": (
        r"\bdiagnos(?:e|es|ed|is|ing)\b",
        r"\b(?:medical|clinical)(?:ly)?\b",
        r"\b(?:prescri(?:be|bes|bed|ption)\w*|rehab\w*|physiotherap\w*|painkillers?|cures?)\b",
        r"\b(?:treatments?|treats|symptoms? of)\b",
    ),
    "that an hour is exact": (
        rf"\bexactly {HOURS}",
        rf"\b(?:needs?|takes?|requires?|must have) (?:at least )?{HOURS}.{{0,40}}\b{BODY}\b",
        rf"\b{BODY}\b.{{0,30}}\b(?:after|in|within|takes|needs|requires) (?:at least )?{HOURS}",
    ),
}
# A negation, and what may stand between it and a claim that it denies: no other clause, but more
# verbs of the same kind. "Not only" denies nothing.
DENIAL = re.compile(
    r"(?:\b(?:never|nothing|nobody|no|nor|neither|not|cannot)\b|n[’']t\b)"
    rf"(?! (?:only|just|merely|more)\b)[^,]{{0,60}}(?:, {LESS})*(?:,? (?:or|and|nor) {LESS})?"
    r"(?: the| your| any)?\s*$",
    re.IGNORECASE,
)
QUOTED = re.compile(r"<blockquote.*?</blockquote>|^> .*?$", re.DOTALL | re.MULTILINE)
# Said of a stretch of days or of a plan; "no flag" may name a mark for a single one.
NO_FLAGS = re.compile(
    r"\bno (?:flags|warnings|cautions)\b[^.<]*|\bnothing (?:was|is) flagged\b|\ball clear\b"
    r"|\bno rules? [^.<]*?\b(?:triggered|fired|flags|found|raised)\b[^.<]*",
    re.IGNORECASE,
)
PLAIN = "No rule was triggered by what you logged"
OF_A_PLAN = re.compile(r"No rule would be triggered by this(?: plan)?")
CARE = ("stop", "seek care", "pain", "illness", "dizziness", "chest")


@pytest.mark.parametrize(
    "sentence",
    [
        "This plan prevents injury.",
        "Strength work reduces the risk of overuse injuries.",
        "RunStrength predicts when an injury is near.",
        "Lower your injury risk with two lifts a week.",
        "Lifting lowers the odds of getting hurt.",
        "It protects your knees from running injuries.",
        "Runners who rest have fewer injuries.",
        "Injuries are less likely after a week off.",
        "Train injury-free all year.",
        "You will get injured at this rate.",
        "It is not only fun, it prevents injuries.",
        "Do not skip it, it prevents injuries.",
        "A ratio of 0.8 to 1.3 is the sweet spot.",
        "You are in the danger zone.",
        "This weight is safe to attempt.",
        "You can safely lift 90 kg.",
        "A safe load for you today.",
        "You are overtraining.",
        "This week shows signs of over-reaching.",
        "Your technique was wrong.",
        "Your form looks good.",
        "Squat with correct technique.",
        "Results guaranteed.",
        "The optimal week has two lifts.",
        "We diagnose a tired nervous system.",
        "This is medical advice.",
        "A treatment for sore calves.",
        "Legs need 48 hours to recover.",
        "Muscles are rebuilt within 48 h.",
        "Rest for exactly 36 hours.",
        "<p>This plan <b>prevents</b>\n  injuries.</p>",
        '<img alt="A week that prevents injury">',
    ],
)
def test_a_claim_is_caught(sentence):
    assert claims_in(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "RunStrength never claims to prevent injury.",
        "It never claims that it prevents, predicts or lowers injury.",
        "No score that nobody can explain, no claim about injuries.",
        "Nothing here predicts or prevents injury.",
        "This is not medical advice.",
        "It does not judge your technique: you rate it.",
        "It doesn’t predict injuries.",
        "It neither predicts, lowers nor prevents the risk of injury.",
        "An e1RM is not a weight that is safe to attempt.",
        "No ratio has a sweet spot.",
        "No rule was triggered by what you logged.",
        "Pain, illness, dizziness or chest symptoms: stop and seek care.",
        "What you had saved before is safe.",
        "Hard leg work ended 11 h before a hard run.",
        "After a session that took a lot out of you, leave real time before the next one.",
        "An estimate of the time of a race, by Riegel’s formula.",
        "event.preventDefault(); // The lower one stays. An injury can be noted.",
        "Lower-body sets; the notes may tell of an injury.",
        "<blockquote>Proper form prevents injuries.</blockquote>",
        "> Allow sufficient recovery time to prevent overtraining.",
    ],
)
def test_a_plain_sentence_a_denial_and_a_quotation_pass(sentence):
    assert not claims_in(sentence)


def test_nothing_that_the_app_says_makes_a_claim():
    found = [
        f"{path.relative_to(ROOT)}: {claim}"
        for path, said in everything_said()
        for claim in claims_in(said)
    ]

    assert not found, "\n".join(found)


def test_every_room_of_the_house_is_read():
    suffixes = {(path.relative_to(ROOT).parts[0], path.suffix) for path, _ in everything_said()}

    assert suffixes >= {
        ("templates", ".html"),
        ("static", ".js"),
        ("runstrength", ".py"),
        ("docs", ".md"),
        ("README.md", ".md"),
    }


def test_strings_in_the_code_are_read_whole():
    code = 'f"It prevents {count} kinds" " of injuries"  # Injury prevention.\n'

    assert list(strings("say(" + code.rstrip() + "\n)")) == ["It prevents … kinds of injuries"]


def test_another_article_in_the_guides_place_is_not_read(tmp_path):
    own, other = tmp_path / "own.md", tmp_path / "other.md"
    own.write_text("---\nauthor:\n  name: RunStrength\n---\n\n### Injury Prevention\n\nText.\n")
    other.write_text("---\nauthor:\n  name: Somebody\n---\n\nIt prevents injuries.\n")

    assert "Text." in guide_text(own)
    assert "Injury" not in guide_text(own)
    assert guide_text(other) == ""


@pytest.mark.parametrize(
    ("said", "is_plain"),
    [
        ("No rule was triggered by what you logged. 2 workouts have no effort.", True),
        ("<p>No rule was triggered\n  by what you logged.</p>", True),
        ("No rule would be triggered by this plan.", True),
        ("No rule foresees an injury.", True),
        ("No flags in this week.", False),
        ("No rule was triggered.", False),
        ("No rule was triggered by you.", False),
        ("No warnings: well done!", False),
        ("All clear.", False),
    ],
)
def test_a_quiet_week_is_said_in_one_way(said, is_plain):
    assert (not misspoken(said)) is is_plain


def test_wherever_no_flags_is_said_it_is_about_what_was_logged():
    found = [
        f"{path.relative_to(ROOT)}: {words}"
        for path, said in everything_said()
        if path.suffix in (".html", ".js")
        for words in misspoken(said)
    ]

    assert not found, "\n".join(found)


def test_a_quiet_week_says_what_was_not_logged_in_the_same_breath():
    pages = {path: text for path, text in everything_said() if PLAIN in text}

    assert pages
    for path, text in pages.items():
        breath = text[text.index(PLAIN) :].split("</p>")[0]
        assert re.search(r"no effort.*No run.*No lift", breath, re.DOTALL), path


def test_the_page_for_check_ins_says_when_to_stop_before_and_after_one(app, anna):
    before = anna.get("/today").text
    with app.app_context():
        today = clock.now().astimezone(ZoneInfo("Europe/Berlin")).date()
        marks.keep_check_in(user_id(app, anna.email), today, CheckIn(**dict.fromkeys(SCORES, 3)))
        db.session.commit()
    after = anna.get("/today").text

    assert before != after
    for page in (before, after):
        said = " ".join(re.sub(r"<[^<>]*>", " ", page).lower().split())
        assert not [word for word in CARE if word not in said]


def claims_in(text: str) -> list[str]:
    """The claims that a text makes, each with the sentence that makes it."""
    text = QUOTED.sub(" ", text)
    # Once as written, for the words in attributes; once without the tags that part the words.
    versions = (text, re.sub(r"<[^<>]*>", " ", text))
    sentences = {
        sentence
        for version in versions
        for sentence in re.split(r"(?<=[.!?;:])\s+", " ".join(version.split()))
    }
    return [
        f"claims {what}: {sentence[:200]!r}"
        for sentence in sorted(sentences)
        for what, patterns in CLAIMS.items()
        if any(_is_made(pattern, sentence) for pattern in patterns)
    ]


def _is_made(pattern: str, sentence: str) -> bool:
    found = re.finditer(pattern, sentence, re.IGNORECASE)
    return any(not DENIAL.search(sentence[: match.start()]) for match in found)


def misspoken(text: str) -> list[str]:
    """Where a text says that nothing was flagged, in other words than the plain ones."""
    said = (match[0].strip() for match in NO_FLAGS.finditer(" ".join(text.split())))
    return [words for words in said if words != PLAIN and not OF_A_PLAN.fullmatch(words)]


@cache
def everything_said() -> list[tuple[Path, str]]:
    """All texts of the project that somebody may read, each with its file."""
    return [*_pages_and_documents(), *_strings_of_the_code()]


def _pages_and_documents() -> Iterator[tuple[Path, str]]:
    for folder, pattern in (("templates", "*.html"), ("static/js", "*.js"), ("docs", "*.md")):
        yield from ((path, path.read_text()) for path in sorted((ROOT / folder).rglob(pattern)))
    for name in ("README.md", "CHANGELOG.md"):
        yield ROOT / name, (ROOT / name).read_text()
    for path in sorted((ROOT / "content").rglob("*.md")):
        yield path, guide_text(path)


def _strings_of_the_code() -> Iterator[tuple[Path, str]]:
    for path in sorted((ROOT / "runstrength").rglob("*.py")):
        yield from ((path, string) for string in strings(path.read_text()))


def guide_text(path: Path) -> str:
    """What the project says in its own guide, without the headings; of another article nothing."""
    text = path.read_text()
    if "author:" in text and not re.search(r"^ +name: RunStrength$", text, re.MULTILINE):
        return ""
    return "\n".join(line for line in text.splitlines() if not line.startswith("#"))


def strings(code: str) -> Iterator[str]:
    """The strings of Python code; where a value is put in, three dots."""
    tree = ast.parse(code)
    parts = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for part in node.values
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(_constant(part) or "…" for part in node.values)
        elif id(node) not in parts and _constant(node):
            yield node.value


def _constant(node: ast.AST) -> str:
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return node.value if is_text else ""
