"""The manifest and its pictures: what they say of themselves is so, for anyone."""

import re
from math import hypot
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.web.pages import Page
from tests.web.png import png_size, read_png
from tests.web.test_statements import statements

SAFE = 0.4  # Of the width: what a phone may cut from a maskable icon lies outside this radius.
MOST_SCREENSHOT_BYTES = 80_000
MOST_BYTES = 400_000  # All pictures together: they travel with the project.
TALLEST = 2.3  # The longer side of a screenshot by the shorter; browsers leave out others.
SIZES = ("192x192", "512x512")
PURPOSES = ("any", "maskable", "monochrome")
SPLASH = re.compile(
    r"\(device-width: (\d+)px\) and \(device-height: (\d+)px\) and "
    r"\(-webkit-device-pixel-ratio: (\d)\) and \(orientation: portrait\) and "
    r"\(prefers-color-scheme: (light|dark)\)"
)


@pytest.fixture
def stranger(app):
    """A browser of nobody's."""
    return app.test_client()


@pytest.fixture
def manifest(stranger) -> dict:
    """The manifest, as a stranger gets it."""
    return stranger.get("/manifest.webmanifest").json


def pictures(manifest: dict) -> list[dict]:
    """All that the manifest names."""
    of_shortcuts = [icon for shortcut in manifest["shortcuts"] for icon in shortcut["icons"]]
    return [*manifest["icons"], *of_shortcuts, *manifest["screenshots"]]


def fetched(client, address: str) -> bytes:
    """What stands at an address; the file is closed."""
    with client.get(address) as answer:
        assert answer.status_code == 200, address
        assert answer.mimetype == "image/png"
        return answer.data


def icon(client, manifest: dict, purpose: str, sizes: str):
    """The pixels of one icon."""
    (found,) = (i for i in manifest["icons"] if (i["purpose"], i["sizes"]) == (purpose, sizes))
    return read_png(fetched(client, found["src"]))


def test_anyone_gets_the_manifest_without_a_cookie_or_a_statement_and_for_a_short_while(app, anna):
    strangers = app.test_client(use_cookies=False).get("/manifest.webmanifest")
    with statements() as sent:
        annas = anna.get("/manifest.webmanifest")

    assert sent == []
    assert strangers.data == annas.data
    for answer in (strangers, annas):
        assert answer.status_code == 200
        assert answer.mimetype == "application/manifest+json"
        assert answer.cache_control.public
        assert 0 < answer.cache_control.max_age <= 3600
        assert "Set-Cookie" not in answer.headers
    assert "manifest-src 'self'" in anna.get("/today").headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/sign-in", "/guide", "/nowhere"])
def test_every_page_names_the_manifest(stranger, path):
    assert Page(stranger.get(path)).one("link", rel="manifest").get("href") == (
        "/manifest.webmanifest"
    )


def test_the_app_is_named_and_stays_the_same_app_wherever_it_starts(manifest):
    assert manifest["id"] == manifest["scope"] == "/"
    assert manifest["start_url"] == "/today"
    assert manifest["display"] == "standalone"
    assert "orientation" not in manifest
    assert manifest["lang"] == "en"
    assert len(manifest["short_name"]) <= 12
    assert manifest["name"]
    assert manifest["description"]
    assert {"health", "fitness"} <= set(manifest["categories"])


def test_a_stranger_who_starts_the_app_is_asked_to_sign_in(stranger, manifest):
    answer = stranger.get(manifest["start_url"])

    assert answer.status_code == 302
    assert answer.location.startswith("/sign-in")


def test_the_shortcuts_open_pages_of_the_app(anna, manifest):
    assert {s["name"]: s["url"] for s in manifest["shortcuts"]} == {
        "Log run": "/log/run",
        "Log lift": "/log/lift",
        "Today": "/today",
    }
    assert all(anna.get(s["url"]).status_code == 200 for s in manifest["shortcuts"])
    for shortcut in manifest["shortcuts"]:
        assert [i["sizes"] for i in shortcut["icons"]] == ["96x96", "192x192"]


def test_every_picture_is_what_the_manifest_says_and_kept_for_good(app, manifest):
    client = app.test_client(use_cookies=False)
    for picture in pictures(manifest):
        assert picture["src"].startswith(app.static_url_path), "an address with a version"
        assert picture["type"] == "image/png"
        assert png_size(fetched(client, picture["src"])) == picture["sizes"]
        with client.get(picture["src"]) as answer:
            assert answer.cache_control.max_age >= 365 * 24 * 3600
            assert "Set-Cookie" not in answer.headers


def test_the_icon_of_a_tab_is_one_of_the_manifests(stranger, manifest):
    link = Page(stranger.get("/sign-in")).one("link", rel="icon")
    (named,) = (i for i in manifest["icons"] if i["src"] == link.get("href"))

    assert (named["purpose"], named["sizes"]) == ("any", link.get("sizes"))


def test_the_icons_come_in_both_sizes_for_each_purpose(manifest):
    has = [(i["purpose"], i["sizes"]) for i in manifest["icons"]]

    assert has == [(purpose, size) for purpose in PURPOSES for size in SIZES]


@pytest.mark.parametrize("size", SIZES)
def test_a_maskable_icon_fills_its_square_and_keeps_the_mark_where_no_phone_cuts(
    stranger, manifest, size
):
    picture = icon(stranger, manifest, "maskable", size)
    ground = picture.pixels[0]
    marked = [n for n, pixel in enumerate(picture.pixels) if pixel != ground]

    assert {alpha for *_, alpha in picture.pixels} == {255}
    assert SAFE * 0.9 < max(hypot(*picture.at(n)) for n in marked) <= SAFE


@pytest.mark.parametrize("size", SIZES)
def test_a_monochrome_icon_is_one_colour_on_nothing(stranger, manifest, size):
    picture = icon(stranger, manifest, "monochrome", size)
    seen = [n for n, (*_, alpha) in enumerate(picture.pixels) if alpha]

    assert len({picture.pixels[n][:3] for n in seen}) == 1
    assert 0.05 < len(seen) / len(picture.pixels) < 0.5
    assert max(hypot(*picture.at(n)) for n in seen) <= SAFE


def test_the_mark_has_the_colours_of_running_and_lifting_on_a_rounded_square(
    app, stranger, manifest
):
    picture = icon(stranger, manifest, "any", "512x512")
    dark = tokens(app)["dark"]

    assert picture.pixels[0][3] == 0
    assert {(*dark["run"], 255), (*dark["lift"], 255)} <= set(picture.pixels)


def test_the_colours_around_the_app_are_those_of_its_paper(app, stranger, manifest):
    papers = {scheme: colours["paper"] for scheme, colours in tokens(app).items()}
    metas = {
        e.get("media"): rgb(e.get("content"))
        for e in Page(stranger.get("/sign-in")).all("meta", name="theme-color")
    }

    assert rgb(manifest["background_color"]) == papers["light"]
    assert rgb(manifest["theme_color"]) == papers["light"]
    assert metas == {f"(prefers-color-scheme: {s})": paper for s, paper in papers.items()}


def test_the_screenshots_are_labelled_light_and_of_a_form_that_browsers_show(stranger, manifest):
    forms = [s["form_factor"] for s in manifest["screenshots"]]
    assert forms.count("narrow") >= 2
    assert forms.count("wide") >= 1
    assert len({s["sizes"] for s in manifest["screenshots"]}) == len(set(forms))
    for screenshot in manifest["screenshots"]:
        sides = [int(side) for side in screenshot["sizes"].split("x")]
        assert screenshot["label"]
        assert 320 <= min(sides) <= max(sides) <= min(3840, TALLEST * min(sides))
        assert len(fetched(stranger, screenshot["src"])) <= MOST_SCREENSHOT_BYTES


def test_an_iphone_gets_an_icon_without_a_hole(stranger):
    page = Page(stranger.get("/sign-in"))
    data = fetched(stranger, page.one("link", rel="apple-touch-icon").get("href"))

    assert png_size(data) == "180x180"
    assert {alpha for *_, alpha in read_png(data).pixels} == {255}
    for name in ("mobile-web-app-capable", "apple-mobile-web-app-capable"):
        assert page.one("meta", name=name).get("content") == "yes"
    # Any other lays the page under the clock, which is white by day and night.
    bar = page.one("meta", name="apple-mobile-web-app-status-bar-style")
    assert bar.get("content") == "default"


def test_an_iphone_opens_the_app_on_an_image_that_fits_it_to_the_pixel(app, stranger):
    links = Page(stranger.get("/sign-in")).all("link", rel="apple-touch-startup-image")
    papers = {scheme: colours["paper"] for scheme, colours in tokens(app).items()}
    schemes = []
    for link in links:
        width, height, ratio, scheme = SPLASH.fullmatch(link.get("media")).groups()
        data = fetched(stranger, link.get("href"))
        assert png_size(data) == f"{int(width) * int(ratio)}x{int(height) * int(ratio)}"
        assert data[data.index(b"PLTE") + 4 :][:3] == bytes(papers[scheme]), "its ground"
        schemes.append(scheme)
    assert schemes == ["light", "dark"] * (len(links) // 2)
    assert schemes


def test_every_picture_in_the_folders_is_used_and_all_are_light(app, stranger, manifest):
    page = Page(stranger.get("/sign-in"))
    rels = ("icon", "apple-touch-icon", "apple-touch-startup-image")
    named = [e.get("href") for rel in rels for e in page.all("link", rel=rel)]
    named += [picture["src"] for picture in pictures(manifest)]
    static = Path(app.static_folder)
    files = [p for folder in ("icons", "screenshots") for p in (static / folder).iterdir()]

    assert {Path(urlsplit(address).path).name for address in named if "png" in address} == {
        p.name for p in files if p.suffix == ".png"
    }
    assert sum(p.stat().st_size for p in files) <= MOST_BYTES


def tokens(app) -> dict[str, dict[str, tuple[int, int, int]]]:
    """The colours of the light and of the dark theme."""
    css = (Path(app.static_folder) / "css" / "tokens.css").read_text()
    halves = css.split("@media (prefers-color-scheme: dark)")
    return {
        scheme: {name: rgb(value) for name, value in re.findall(r"--([\w-]+): (#\w{6});", half)}
        for scheme, half in zip(("light", "dark"), halves, strict=True)
    }


def rgb(colour: str) -> tuple[int, int, int]:
    """`#rrggbb` as numbers."""
    return tuple(bytes.fromhex(colour.removeprefix("#")))
