"""Notices what a page does with text that it should only show."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page

WATCH = """
  globalThis.canary = (n) => tell(`payload ${n} ran`);
  addEventListener("securitypolicyviolation", (told) => {
    tell(`${told.effectiveDirective} ${told.blockedURI} ${told.sample}`);
  }, true);
"""
# Elements and attributes that none of our own templates or scripts writes.
STRANGE = """() => {
  const elements = "iframe, object, embed, base, style, meta[http-equiv], math, marquee, animate";
  const leads = ["href", "src", "action", "formaction", "data", "srcdoc", "xlink:href"];
  const files = `${location.origin}/static/`;
  const isForeign = ({ localName, type, src }) =>
    localName === "script" && !/json$/.test(type) && !src.startsWith(files);
  const isOdd = ({ name, value }) => name.startsWith("on") || (leads.includes(name) &&
    (/^[\\s\\x00-\\x20]*(javascript|data|vbscript):/i.test(value) ||
      new URL(value, location).host.startsWith("canary")));
  return [...document.querySelectorAll("*")]
    .filter((e) => isForeign(e) || e.matches(elements) || [...e.attributes].some(isOdd))
    .map((element) => element.outerHTML.slice(0, 200));
}"""


class Watch:
    """All that was noticed in the pages of a context, told with the page that it happened on."""

    def __init__(self, context: BrowserContext):
        self.told: list[str] = []
        context.expose_binding("tell", lambda source, text: self._note(source["page"], text))
        context.add_init_script(WATCH)
        context.on("request", lambda request: self._asked(request.url))
        context.on("dialog", lambda dialog: (self.told.append("a dialog"), dialog.dismiss()))

    def look(self, page: Page) -> None:
        """See that the page did nothing that it should not, and holds nothing strange."""
        strange = page.evaluate(STRANGE)
        told, self.told[:] = [*self.told], []  # The next test hears of what it did itself.
        if told or strange:
            pytest.fail(f"{page.url}: {told} {strange}")

    def _note(self, page: Page, text: str) -> None:
        self.told.append(f"{page.url}: {text}")

    def _asked(self, url: str) -> None:
        asked = urlsplit(url)
        if asked.path.startswith("/canary") or "canary" in asked.netloc:
            self.told.append(f"asked for {url}")
