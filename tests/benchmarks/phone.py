"""`make bench-phone`: pages on a phone of 390 × 844 with slow 4G and a four times slower processor.

The real server serves the example training; Chromium visits, counts and is used by a thumb. The
pages take turns, round by round, so that what else the machine does falls on all of them alike.
"""

import http.client
import os
import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright

from runstrength.web.assets import FRAME
from scripts.find_chromium import find
from tests.benchmarks import visits
from tests.benchmarks.visits import Visit
from tests.browser.conftest import ARGUMENTS, ROOT

ROUNDS = 5
EMAIL, PASSWORD = "anna@example.com", "a long enough password"
WORKER = "/service-worker.js"
# The limits of the design, in milliseconds but for CLS.
MOST_LCP_COLD, MOST_LCP_WARM, MOST_CLS, MOST_INP = 1000, 500, 0.01, 150
COLUMNS: dict[str, tuple[Callable[[Visit], float], int]] = {
    "to load": (lambda visit: visit.to_load.count, 0),
    "bytes to load": (lambda visit: visit.to_load.bytes, 0),
    "page": (lambda visit: visit.page.count, 0),
    "page bytes": (lambda visit: visit.page.bytes, 0),
    "worker": (lambda visit: visit.worker.count, 0),
    "worker bytes": (lambda visit: visit.worker.bytes, 0),
    "LCP ms": (lambda visit: visit.lcp, 0),
    "CLS": (lambda visit: visit.cls, 3),
    "CLS, used": (lambda visit: visit.cls_used, 3),
    "INP ms": (lambda visit: visit.inp, 0),
}
NAME_WIDTH, GAP = 22, 3


def main() -> None:
    """Measure, and print a table."""
    chromium, reason = find()
    if chromium is None:
        sys.exit(reason)
    with tempfile.TemporaryDirectory() as home, _server(home) as server:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
            _report(_measure(browser, server))
            browser.close()
        _report_sizes(server)


@contextmanager
def _server(home: str) -> Iterator[str]:
    """The address of `python app.py`, with the example training in an account."""
    inherited = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "SECRET_KEY")}
    environ = {**inherited, "RUNSTRENGTH_HOME": home, "HOST": "127.0.0.1", "PORT": "0"}
    flask = [sys.executable, "-m", "flask", "--app", "app"]
    for words, typed in ((("user", "add", EMAIL), PASSWORD), (("demo", EMAIL), "")):
        subprocess.run([*flask, *words], cwd=ROOT, env=environ, input=typed, text=True, check=True)
    command = [sys.executable, "app.py"]
    with subprocess.Popen(
        command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            line = process.stdout.readline().strip()
            if not line.startswith("RunStrength is at http://"):
                sys.exit(f"The server did not start: {line}")
            yield line.split()[-1]
        finally:
            process.terminate()


def _measure(browser: Browser, server: str) -> dict[str, list[Visit]]:
    """Every page, cold and warm, so many rounds."""
    session, slug = _signed_in(browser, server)
    last_week = f"{datetime.now(UTC).date() - timedelta(days=7):%G-W%V}"
    places = {
        "log a run": ("/log/run", visits.log_run),
        "log a lift": ("/log/lift", visits.log_lift),
        "week": ("/week", visits.unfold),
        "week, the last": (f"/week/{last_week}", visits.unfold),
        "guide": (f"/guide/{slug}", visits.read),
        "today": ("/today", visits.check_in),
    }
    found: dict[str, list[Visit]] = {}
    loads = []
    for path, use in places.values():  # Once without a note: server and browser warm up.
        visits.cold(browser, server, session, path, use)
    for _ in range(ROUNDS):
        for name, (path, use) in places.items():
            for visit in (visits.cold, visits.warm):
                seen = visit(browser, server, session, path, use)
                found.setdefault(f"{name}, {visit.__name__}", []).append(seen)
        loads.append(os.getloadavg()[0])
    print(f"\nthe machine's load meanwhile: {_spread(loads, 1)} on {os.cpu_count()} processors")
    return found


def _signed_in(browser: Browser, server: str) -> tuple[list, str]:
    """The cookies of a session, opened without any page, and the guide's name in its address."""
    with browser.new_context(base_url=server) as context:
        asks = context.request
        page = asks.get("/sign-in").text()
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)[1]
        form = {"csrf_token": token, "email": EMAIL, "password": PASSWORD}
        answer = asks.post("/sign-in", form=form, headers={"Origin": server})
        if not answer.ok or "/sign-in" in answer.url:
            sys.exit(f"Signing in answered {answer.status} at {answer.url}")
        slug = re.search(r'href="/guide/([^"#]+)"', asks.get("/guide").text())[1]
        return context.cookies(), slug


def _report(found: dict[str, list[Visit]]) -> None:
    controlled = all(v.is_controlled for name, v in _visits(found) if name.endswith("warm"))
    print(f"{ROUNDS} rounds: median (lowest–highest); slow 4G, processor 4 × slower")
    print(f"worker in control of warm pages: {'yes' if controlled else 'no'}\n")
    rows = {"": list(COLUMNS)}
    for name, seen in found.items():
        columns = COLUMNS.values()
        rows[name] = [_spread(list(map(figure, seen)), digits) for figure, digits in columns]
    widths = [max(map(len, column)) + GAP for column in zip(*rows.values(), strict=True)]
    for name, cells in rows.items():
        row = (f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True))
        print(f"{name:{NAME_WIDTH}}" + "".join(row))
    print(
        f"\nlimits: LCP ≤ {MOST_LCP_COLD} ms cold, ≤ {MOST_LCP_WARM} ms warm; "
        f"CLS ≤ {MOST_CLS}; INP ≤ {MOST_INP} ms"
    )
    print("\nslowest interaction (waited + worked + shown, in ms), and what the LCP painted:")
    for name, seen in found.items():
        worst = max(seen, key=lambda visit: visit.inp)
        print(f"{name:{NAME_WIDTH}}{worst.inp:.0f} ms: {worst.slowest}")
        print(f"{'':{NAME_WIDTH}}{worst.largest}")


def _visits(found: dict[str, list[Visit]]) -> Iterator[tuple[str, Visit]]:
    return ((name, visit) for name, seen in found.items() for visit in seen)


def _spread(values: list[float], digits: int) -> str:
    figures = (statistics.median(values), min(values), max(values))
    middle, low, high = (f"{figure:.{digits}f}" for figure in figures)
    return middle if low == high else f"{middle} ({low}–{high})"


def _report_sizes(server: str) -> None:
    """Every script and style, as the server sends it: brotli, gzip, and as it is."""
    version = re.search(rb"/static/(\w+)/", _fetched(server, "/", "identity"))[1].decode()
    static, base = ROOT / "static", f"/static/{version}"
    scripts = [f"{base}/{p.relative_to(static)}" for p in _sorted(static, "js/**/*.js")]
    styles = [f"{base}/css/{p.name}" for p in _sorted(static, "css/*.css") if p.name not in FRAME]
    for title, paths in (
        ("scripts", [*scripts, WORKER]),
        ("styles", [f"{base}/frame.css", *styles]),
    ):
        print(f"\n{title + ', bytes':32}{'brotli':>8}{'gzip':>8}{'as is':>8}")
        sums = [0, 0, 0]
        for path in paths:
            bodies = [_fetched(server, path, way) for way in ("br", "gzip", "identity")]
            if None in bodies:
                print(f"{path.removeprefix(base):32}    none")
                continue
            sizes = list(map(len, bodies))
            sums = [a + b for a, b in zip(sums, sizes, strict=True)]
            _print_sizes(path.removeprefix(base), sizes)
        _print_sizes("all", sums)


def _print_sizes(name: str, sizes: list[int]) -> None:
    print(f"{name:32}" + "".join(f"{size:>8}" for size in sizes))


def _sorted(folder: Path, pattern: str) -> list[Path]:
    return sorted(folder.glob(pattern))


def _fetched(server: str, path: str, encoding: str) -> bytes | None:
    """The body as it is sent, or None where there is none."""
    connection = http.client.HTTPConnection(urlsplit(server).netloc)
    connection.request("GET", path, headers={"Accept-Encoding": encoding})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status == 404:
        return None
    if answer.status != 200:
        sys.exit(f"{path} answered {answer.status}")
    return body


if __name__ == "__main__":
    main()
