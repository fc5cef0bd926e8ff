"""The guide as a reading page: open to anyone, and every heading and labelled item a target."""

import json
import shutil

import pytest

from runstrength.storage.database import db
from runstrength.training.rules import RULES
from runstrength.web.application import create_app
from tests.web.pages import Page, text

PICTURED = """---
title: "Legs & <b>Lungs</b>"
excerpt: 'Says "hello" </script>'
coverImage: "/icons/any.svg"
date: 2024-06-12
author: {name: O'Neil & Sons, picture: "/static/icons/any.svg"}
ogImage: {url: "/static/icons/any.svg"}
---

## A & B

- **C D**: <i>Raw</i> and `</script>` stay.
"""


@pytest.fixture
def page(app, cited) -> Page:
    """The article that rules cite, as a stranger reads it."""
    return Page(app.test_client().get(f"/guide/{cited.slug}"))


@pytest.fixture
def cited(app):
    return app.extensions["guide"].cited


@pytest.fixture
def guests(app, cited, tmp_path):
    """A browser at an app whose guide has two articles more: with all pictures, and with none."""
    folder = tmp_path / "content" / "guide"
    folder.mkdir(parents=True)
    shutil.copy(f"{app.root_path}/content/guide/{cited.slug}.md", folder)
    (folder / "pictured.md").write_text(PICTURED)
    plain = PICTURED.replace("icons/any.svg", "missing.svg")
    (folder / "plain.md").write_text(plain)
    database = app.config["SQLALCHEMY_DATABASE_URI"]
    other = create_app(
        TESTING=True,
        SECRET_KEY="for tests",
        SQLALCHEMY_DATABASE_URI=database,
        CONTENT=str(tmp_path / "content"),
    )
    yield other.test_client()
    with other.app_context():
        db.engine.dispose()


def test_the_article_opens_with_title_excerpt_author_and_date(page, cited):
    assert page.status == 200
    assert text(page.one("h1")) == cited.title
    assert text(page.one("p", "excerpt")) == cited.excerpt
    assert cited.author in text(page.one("div", "byline"))
    assert page.one("time").get("datetime") == cited.date.date().isoformat()
    assert str(cited.date.year) in text(page.one("time"))


def test_the_article_carries_open_graph_metadata(page, cited):
    properties = {e.get("property"): e.get("content") for e in page.all("meta")}

    assert properties["og:type"] == "article"
    assert properties["og:title"] == cited.title
    assert properties["og:description"] == cited.excerpt
    assert properties["og:url"] == f"http://localhost/guide/{cited.slug}"
    assert properties["article:published_time"] == cited.date.isoformat()
    assert properties["article:author"] == cited.author


def test_the_article_names_its_one_address(page, cited):
    canonical = page.one("link", rel="canonical")

    assert canonical.get("href") == f"http://localhost/guide/{cited.slug}"


def test_the_article_carries_json_ld_of_an_article(page, cited):
    data = json.loads(page.one("script", type="application/ld+json").text)

    assert (data["@context"], data["@type"]) == ("https://schema.org", "Article")
    assert data["headline"] == cited.title
    assert data["description"] == cited.excerpt
    assert data["datePublished"] == cited.date.isoformat()
    assert data["author"] == {"@type": "Person", "name": cited.author}


def test_the_table_of_contents_leads_to_every_heading(page):
    links = [a.get("href") for a in page.one("nav", "toc").iter("a")]
    headings = [e.get("id") for e in page.one("div", "text").iter() if e.tag in ("h2", "h3")]

    assert links == [f"#{name}" for name in headings]
    assert len(links) > 5


def test_every_heading_and_every_labelled_item_is_a_target(page, cited):
    body = page.one("div", "text")
    headings = [e for e in body.iter() if e.tag in ("h1", "h2", "h3", "h4", "h5", "h6")]
    labelled = [e for e in body.iter("li") if e.find("strong") is not None]

    assert [e.get("id") for e in headings + labelled if not e.get("id")] == []
    assert {e.get("id") for e in headings + labelled} == {p.id for p in cited.passages}
    assert len(page.ids) == len(set(page.ids))


def test_whatever_a_rule_cites_is_a_target_of_the_page(page):
    assert {tip for rule in RULES for tip in rule.tips} <= set(page.ids)


def test_the_target_that_one_arrives_at_is_highlighted_without_javascript(app, page):
    sheets = [e.get("href") for e in page.all("link", rel="stylesheet")]
    css = ""
    for sheet in sheets:
        with app.test_client().get(sheet) as answer:
            css += answer.text

    assert ":target" in css
    # The one script is every page's own, which is asked for behind all else.
    scripts = [e.get("src") for e in page.all("script") if e.get("src")]
    assert [path.rpartition("/")[2] for path in scripts] == ["start.js"]


def test_no_picture_of_the_guide_is_broken(app, page):
    contents = Page(app.test_client().get("/guide"))
    social = [e.get("content") for e in page.all("meta", property="og:image")]

    for address in [e.get("src") for e in page.all("img") + contents.all("img")] + social:
        with app.test_client().get(address) as picture:
            assert picture.status_code == 200
            assert picture.mimetype.startswith("image/")


def test_the_guide_lists_its_articles(app):
    page = Page(app.test_client().get("/guide"))

    for article in app.extensions["guide"].articles.values():
        assert page.links[article.title] == f"/guide/{article.slug}"
        assert article.excerpt in page.main


@pytest.mark.parametrize("slug", ["nowhere", "..", "running-and-weight-training.md", "%00"])
def test_an_article_that_there_is_not_is_not_found(app, slug):
    assert app.test_client().get(f"/guide/{slug}").status_code == 404


def test_an_article_with_pictures_shows_them(guests):
    page = Page(guests.get("/guide/pictured"))
    data = json.loads(page.one("script", type="application/ld+json").text)
    (social,) = (e.get("content") for e in page.all("meta", property="og:image"))

    assert len(page.all("img")) == 2
    assert all(e.get("src").endswith("/icons/any.svg") for e in page.all("img"))
    assert social.startswith("http://localhost/static/")
    assert data["image"] == [social]


def test_an_article_without_pictures_shows_none(guests):
    page = Page(guests.get("/guide/plain"))

    assert page.all("img") == []
    assert page.all("meta", property="og:image") == []
    assert "image" not in json.loads(page.one("script", type="application/ld+json").text)


def test_what_the_front_matter_says_is_text_and_not_html(guests):
    page = Page(guests.get("/guide/pictured"))
    data = json.loads(page.one("script", type="application/ld+json").text)

    assert text(page.one("h1")) == "Legs & <b>Lungs</b>"
    assert text(page.one("p", "excerpt")) == 'Says "hello" </script>'
    assert (data["headline"], data["description"]) == (
        "Legs & <b>Lungs</b>",
        'Says "hello" </script>',
    )
    assert "O'Neil & Sons" in page.main


def test_markdown_of_the_content_is_trusted(guests):
    page = Page(guests.get("/guide/pictured"))

    assert text(page.one("li", id="c-d")) == "C D: Raw and </script> stay."
    assert page.one("li", id="c-d").find("i").text == "Raw"
    assert page.one("nav", "toc").find(".//a").text == "A & B"
