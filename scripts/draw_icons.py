"""The icons of the installed app: PNGs drawn from the SVGs in static/icons. `make icons` runs this.

The same drawing and the same Chromium give the same bytes, so a run without a change changes
nothing.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from scripts.find_chromium import find
from scripts.small_png import packed

FOLDER = Path(__file__).parents[1] / "static" / "icons"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--force-color-profile=srgb"]
ICONS = {
    "any": (192, 512),
    "maskable": (192, 512),
    "monochrome": (192, 512),
    "log-run": (96, 192),
    "log-lift": (96, 192),
    "today": (96, 192),
}
# An iPhone rounds the corners itself, so that what fills the square suits it.
TOUCH_PX = 180
# Width and height in points of the iPhones that are common, all of three pixels a point. While the
# app opens, an iPhone shows an image that fits to the pixel, or else none. templates/base.html
# links them.
IPHONES = ((390, 844), (393, 852), (402, 874), (430, 932), (440, 956))
IPHONE_RATIO = 3
PAGE = "<style>body {{ margin: 0 }} svg {{ display: block; width: 100vw; height: 100vh }}</style>{}"


@dataclass(frozen=True)
class Picture:
    """A PNG to draw; the size is in points, `ratio` the pixels a point."""

    name: str
    drawing: str
    width: int
    height: int
    ratio: int = 1
    scheme: str = "light"


def main() -> None:
    """Draw all of them, or say why not."""
    path, reason = find()
    if path is None:
        sys.exit(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        for picture in pictures():
            png = drawn(browser, picture)
            (FOLDER / picture.name).write_bytes(png)
            print(f"{len(png):7,} bytes  {picture.name}")
        browser.close()


def pictures() -> Iterator[Picture]:
    """What there is to draw."""
    for drawing, sizes in ICONS.items():
        for size in sizes:
            yield Picture(f"{drawing}-{size}.png", drawing, size, size)
    yield Picture(f"touch-{TOUCH_PX}.png", "maskable", TOUCH_PX, TOUCH_PX)
    for width, height in IPHONES:
        for scheme in ("light", "dark"):
            name = f"splash-{width}x{height}-{scheme}.png"
            yield Picture(name, "splash", width, height, IPHONE_RATIO, scheme)


def drawn(browser: Browser, picture: Picture) -> bytes:
    """The PNG."""
    page = browser.new_page(
        viewport={"width": picture.width, "height": picture.height},
        device_scale_factor=picture.ratio,
        color_scheme=picture.scheme,
    )
    page.set_content(PAGE.format((FOLDER / f"{picture.drawing}.svg").read_text()))
    png = packed(page, page.screenshot(omit_background=True))
    page.close()
    return png


if __name__ == "__main__":
    main()
