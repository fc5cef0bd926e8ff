"""The guide binds rules to passages: what can't be cited, can't be served."""

import re
import shutil
from pathlib import Path

import pytest

from runstrength.guidance.articles import GuideError
from runstrength.guidance.guide import SECTIONS, read_guide
from runstrength.training.rules import RULES, TIPS
from runstrength.training.workouts import Region

ROOT = Path(__file__).parents[2]
OWN = ROOT / "content" / "guide"
OTHER = ROOT.parent / "shared" / "article"
STATIC = ROOT / "static"
HEADINGS = set(SECTIONS.values())
TIPPED = sorted(({tip for rule in RULES for tip in rule.tips} | set(TIPS)) - HEADINGS)
NEEDED = [*TIPPED, *SECTIONS.values()]

HEAD = "---\ntitle: {}\nexcerpt: e\ndate: 2024-06-12\nauthor: {{name: n}}\n---\n"
EXERCISES = """
### Lower Body Exercises

- **Squats**: down and up.
- **Split Squats**: one leg.

### Core Exercises

- **Planks**: still.

### Upper Body Exercises

- **Rows**: back.

### Epilogue

- **Stretching**: no exercise of a region.
"""


@pytest.mark.parametrize("name", NEEDED)
def test_a_missing_passage_is_refused_by_name_and_file(tmp_path, name):
    path = write(tmp_path, "only", *(n for n in TIPPED if n != name), without=name)

    assert repr(name) in refusal(tmp_path)
    assert str(path) in refusal(tmp_path)


@pytest.mark.parametrize("name", NEEDED)
def test_each_passage_taken_from_the_guide_that_is_served_is_missed_by_name(tmp_path, name):
    source = OWN / f"{read_guide(OWN, STATIC).cited.slug}.md"
    text = source.read_text()
    words = r"[^\w\n]+".join(name.split("-"))
    line = re.compile(rf"^(- \*\*{words}:?\*\*.*|#+ {words})$", re.MULTILINE | re.IGNORECASE)
    assert line.search(text), f"{name} is not in {source.name}"
    (tmp_path / source.name).write_text(line.sub("", text))

    assert repr(name) in refusal(tmp_path)
    assert source.name in refusal(tmp_path)


@pytest.mark.parametrize("name", NEEDED)
def test_a_passage_without_text_is_as_good_as_missing(tmp_path, name):
    path = write(tmp_path, "only", *TIPPED)
    text = path.read_text().replace(f"- **{name}**: Text of only.", f"- **{name}**:")
    heading = name.replace("-", " ").title()
    text = re.sub(rf"(### {heading}\n\n)(- .*\n)+", r"\1No list.\n", text)
    path.write_text(text)

    assert repr(name) in refusal(tmp_path)


def test_the_refusal_names_the_rule_that_cites(tmp_path):
    tip = RULES[0].tips[0]
    write(tmp_path, "only", *(n for n in TIPPED if n != tip))

    assert any(f"the rule {r.id} " in refusal(tmp_path) for r in RULES if tip in r.tips)


def test_the_refusal_names_the_list_of_exercises_where_a_section_is_missing(tmp_path):
    write(tmp_path, "only", *TIPPED, without="core-exercises")

    assert "'core-exercises'" in refusal(tmp_path)
    assert "the list of exercises" in refusal(tmp_path)


def test_tips_come_from_the_first_article_by_file_name_that_holds_them_all(tmp_path):
    write(tmp_path, "a-first", *TIPPED[:-1])
    write(tmp_path, "b-second", *TIPPED)
    write(tmp_path, "c-third", *TIPPED)
    guide = read_guide(tmp_path, STATIC)

    assert guide.cited.slug == "b-second"
    assert list(guide.articles) == ["a-first", "b-second", "c-third"]
    assert {guide.citation(tip).text for tip in TIPPED} == {"Text of b-second."}


def test_a_section_is_cited_by_its_first_exercise(tmp_path):
    write(tmp_path, "only", *TIPPED)
    guide = read_guide(tmp_path, STATIC)

    assert {section: guide.citation(section).text for section in SECTIONS.values()} == {
        "lower-body-exercises": "down and up.",
        "core-exercises": "still.",
        "upper-body-exercises": "back.",
    }


def test_tips_spread_over_two_articles_are_not_enough(tmp_path):
    write(tmp_path, "a", *TIPPED[:-1])
    write(tmp_path, "b", TIPPED[-1])

    assert repr(TIPPED[-1]) in refusal(tmp_path)
    assert "a.md" in refusal(tmp_path)


def test_an_exercise_belongs_to_the_region_whose_section_it_stands_in(tmp_path):
    write(tmp_path, "only", *TIPPED)
    guide = read_guide(tmp_path, STATIC)

    assert guide.regions == {
        "squats": Region.LOWER,
        "split-squats": Region.LOWER,
        "planks": Region.CORE,
        "rows": Region.UPPER,
    }
    assert guide.exercises["split-squats"].name == "Split Squats"
    assert guide.exercises["split-squats"].text == "one leg."


def test_a_heading_within_a_section_leaves_its_exercises_in_their_region(tmp_path):
    path = write(tmp_path, "only", *TIPPED)
    text = path.read_text().replace("- **Split", "\n#### On one leg\n\n- **Split")
    path.write_text(text)

    assert read_guide(tmp_path, STATIC).regions.get("split-squats") is Region.LOWER


@pytest.fixture(params=["own", "other"])
def source(request) -> Path:
    """The folder of the project's own guide, and of the article that it is to serve unchanged."""
    folder = {"own": OWN, "other": OTHER}[request.param]
    if not list(folder.glob("*.md")):
        pytest.skip(f"{folder.relative_to(ROOT.parent)} is not here")
    return folder


def test_both_guides_serve_unchanged(source, tmp_path):
    content = tmp_path / "guide"
    shutil.copytree(source, content)
    guide = read_guide(content, STATIC)

    assert len(guide.exercises) == 9
    assert sorted(guide.regions.values()) == sorted([*Region] * 3)


def test_every_citation_stands_word_for_word_in_the_source(source, tmp_path):
    shutil.copytree(source, tmp_path / "guide")
    guide = read_guide(tmp_path / "guide", STATIC)
    words = " ".join((source / f"{guide.cited.slug}.md").read_text().split())

    for rule in RULES:
        for tip in rule.tips:
            passage = guide.citation(tip)
            # A heading has no text of its own: it speaks by its first list item.
            cited = (
                f": {passage.text}" if tip in HEADINGS else f"**{passage.label}**: {passage.text}"
            )
            assert cited in words, f"{rule.id} cites {tip}"
    for tip in TIPS:
        assert guide.citation(tip).text in words
    for section in SECTIONS.values():
        assert guide.citation(section).text in words


def write(folder: Path, stem: str, *names: str, without: str = "") -> Path:
    """An article that holds the named passages and, but for `without`, the exercises."""
    tips = "".join(f"- **{name}**: Text of {stem}.\n" for name in names)
    heading = without.replace("-", " ").title()
    exercises = EXERCISES.replace(f"### {heading}\n", "### Something Else\n")
    path = folder / f"{stem}.md"
    path.write_text(f"{HEAD.format(stem)}\n## Tips\n\n{tips}{exercises}")
    return path


def refusal(folder: Path) -> str:
    """Why a folder is refused, in one line."""
    with pytest.raises(GuideError) as refused:
        read_guide(folder, STATIC)
    assert "\n" not in str(refused.value)
    return str(refused.value)
