"""The page of trends as a reader sees it: its pictures, and the tables behind them."""

from tests.web.pages import Page, text


def trends(person, weeks: int = 4) -> Page:
    """The page of so many weeks."""
    return Page(person.get(f"/trends?weeks={weeks}"))


def table(page: Page, name: str) -> dict[str, list[str]]:
    """A table's cells, by the name of its week."""
    (found,) = [t for t in page.all("table") if text(t.find("caption")).startswith(name)]
    return {text(row.find("th")): [text(td) for td in row.findall("td")] for row in _rows(found)}


def picture(page: Page, label: str):
    """The picture with this label."""
    (found,) = [svg for svg in page.all("svg", role="img") if label in svg.get("aria-label")]
    return found


def caps(page: Page, label: str) -> int:
    """How many weeks of a picture are hatched."""
    return sum(
        path.get("d").count("M") for path in picture(page, label).iterfind("path[@class='cap']")
    )


def _rows(element):
    return element.find("tbody").findall("tr")
