"""The guide as a whole: its articles, the tips that rules cite, and the exercises it lists."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..training.rules import RULES, TIPS
from ..training.rules.regions import SECTIONS
from ..training.workouts import Region
from .articles import Article, GuideError, read_article
from .passages import Passage


@dataclass(frozen=True, slots=True)
class Mention:
    """An exercise that the guide lists: its id is the slug of its label."""

    id: str
    name: str
    region: Region
    text: str


@dataclass(frozen=True, slots=True)
class Guide:
    """Every article by slug, the one whose tips are cited, and its exercises by id."""

    articles: Mapping[str, Article]
    cited: Article
    exercises: Mapping[str, Mention]

    @property
    def regions(self) -> Mapping[str, Region]:
        """The main region of every exercise, by id."""
        return {exercise.id: exercise.region for exercise in self.exercises.values()}

    def citation(self, tip: str) -> Passage:
        """The passage that a rule cites by id."""
        return self.cited.passage(tip)

    def item_cited(self, tip: str) -> str:
        """The label of the list item that a cited heading quotes; none for other passages."""
        passage = self.citation(tip)
        items = (
            e.name for e in self.exercises.values() if passage.level and e.text == passage.text
        )
        return next(items, "")


def read_guide(folder: Path, static: Path) -> Guide:
    """Read the articles of `folder`. Raises `GuideError` for what can't be served or cited."""
    paths = sorted(folder.glob("*.md"))
    if not paths:
        raise GuideError(f"{folder}: holds no article (*.md)")
    articles = {path: read_article(path, static) for path in paths}
    lacking = {path: _missing(article) for path, article in articles.items()}
    path = min(paths, key=lambda p: len(lacking[p]))  # The first that holds most, best all.
    if lacking[path]:
        name, needed_by = lacking[path][0]
        raise GuideError(f"{path}: the passage {name!r} is missing, which {needed_by} cites")
    return Guide(
        articles={article.slug: article for article in articles.values()},
        cited=articles[path],
        exercises={e.id: e for e in _exercises(articles[path])},
    )


def _missing(article: Article) -> list[tuple[str, str]]:
    """The passages that an article lacks, each with what needs it."""
    needed = {tip: f"the rule {rule.id}" for rule in reversed(RULES) for tip in rule.tips}
    for tip in TIPS:
        needed.setdefault(tip, "the list of tips")
    needed |= dict.fromkeys(SECTIONS.values(), "the list of exercises")
    return [
        (name, needed_by)
        for name, needed_by in needed.items()
        if not (passage := article.passage(name)) or not passage.text
    ]


def _exercises(article: Article) -> list[Mention]:
    regions = {section: region for region, section in SECTIONS.items()}
    found, region, level = [], None, 0
    for passage in article.passages:
        if passage.id in regions:
            region, level = regions[passage.id], passage.level
        elif 0 < passage.level <= level:
            region = None
        elif region and not passage.level:
            found.append(Mention(passage.id, passage.label, region, passage.text))
    return found
