"""The guide: articles as reading pages, open to anyone; alive for those signed in."""

from flask import Blueprint, abort, current_app, render_template, url_for
from markupsafe import Markup

from .. import current
from ..current import public
from .living import init_living, text_for

guide = Blueprint("guide", __name__)
guide.record_once(lambda state: init_living(state.app))


@guide.get("/guide")
@public
def contents():
    """The articles of the guide."""
    articles = current_app.extensions["guide"].articles.values()
    return render_template("guide/contents.html", articles=articles)


@guide.get("/guide/<slug>")
@public
def article(slug: str):
    """One article."""
    found = current_app.extensions["guide"].articles.get(slug) or abort(404)
    address = url_for("guide.article", slug=slug, _external=True)
    picture = found.og_image or found.cover
    image = url_for("static", filename=picture, _external=True) if picture else None
    metadata = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": found.title,
        "description": found.excerpt,
        "datePublished": found.date.isoformat(),
        "author": {"@type": "Person", "name": found.author},
        "mainEntityOfPage": address,
        **({"image": [image]} if image else {}),
    }
    is_alive = current.signed_in() and found is current_app.extensions["guide"].cited
    return render_template(
        "guide/article.html",
        article=found,
        text=text_for(current.user(), found) if is_alive else Markup(found.html),  # noqa: S704
        metadata=metadata,
        address=address,
        image=image,
    )
