"""What every page asks for beside itself."""

from pathlib import Path

import pytest

from tests.web.pages import Page

FRAME = ("tokens.css", "base.css", "cards.css")


def test_the_styles_of_every_page_come_in_one_answer_in_their_order(app):
    client = app.test_client()
    links = (e.get("href") for e in Page(client.get("/sign-in")).all("link"))
    (frame,) = (link for link in links if link.endswith("frame.css"))
    answer = client.get(frame)
    folder = Path(app.root_path) / "static" / "css"

    assert answer.text == "".join((folder / name).read_text() for name in FRAME)
    assert answer.mimetype == "text/css"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000"
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    "path",
    ["/today", "/week", "/plan", "/log/run", "/log/lift", "/guide", "/trends", "/rules"],
)
def test_a_page_asks_for_four_files_at_most_beside_its_scripts(anna, path):
    page = Page(anna.get(path))
    asked = [e for rel in ("stylesheet", "icon") for e in page.all("link", rel=rel)]

    assert 2 <= len(asked) <= 4
