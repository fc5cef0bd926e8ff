"""`make bench`: the pages against a hello-world route on the same server, as ratios in one run.

The routes take turns, some requests each, many times over: what else the machine does falls on all
of them alike.
"""

import http.client
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from itertools import cycle

from tests.benchmarks import imports, planner

ROUNDS, TURNS, REQUESTS = 5, 6, 20
# The limits of the design: a page against hello world, ten years against one.
MOST_TIMES_HELLO, MOST_TIMES_ONE_YEAR, MOST_STATEMENTS = 6.0, 1.1, 6


def main() -> None:
    """Measure, and print a table."""
    with tempfile.TemporaryDirectory() as home:
        environ = {**os.environ, "RUNSTRENGTH_HOME": home, "PORT": "0", "HOST": "127.0.0.1"}
        command = [sys.executable, "-m", "tests.benchmarks.server"]
        with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True) as server:
            try:
                sessions = dict(_facts(server))
                _report(_measure(sessions.pop("port"), sessions))
            finally:
                server.terminate()
    planner.main()
    imports.main()


def _facts(server: subprocess.Popen):
    """Read `name value` lines until the server says where it is."""
    for line in server.stdout:
        name, _, value = line.strip().partition(" ")
        if address := re.search(r":(\d+)$", line.strip()):
            yield "port", address[1]
            return
        yield name, value
    sys.exit("The benchmark server did not start.")


def _measure(port: str, sessions: dict[str, str]) -> dict[str, dict]:
    """Time every page, round by round: p50 in milliseconds, and the last answer's headers."""
    connection = http.client.HTTPConnection("127.0.0.1", int(port))
    one, ten = sessions["one-year"], sessions["ten-years"]
    today = datetime.now(UTC).date()
    week, month = f"/week/{today - timedelta(days=14):%G-W%V}", today - timedelta(days=30)
    flags = f"/api/v1/flags?from={month}&to={today}"
    routes = {
        "hello": ("/hello", one),
        "week, one year": (week, one),
        "week, ten years": (week, ten),
        "history, one year": ("/history", one),
        "history, ten years": ("/history", ten),
        "log a lift": ("/log/lift", one),
        "guide": ("/guide/" + sessions["guide"], one),
        "flags of a month": (flags, one),
        "today": ("/today", one),
        "plan": ("/plan", one),
        "trends, 12 weeks": ("/trends", one),
        "rules": ("/rules", one),
        "what-if": ("/api/v1/what-if", one),
    }
    unseen = cycle(week_names(520))  # More weeks than are kept; each is read afresh.
    found = {name: {"p50": []} for name in (*routes, "week, unseen")}
    for round_number in range(ROUNDS + 1):
        times = {name: [] for name in found}
        turns = [name for _ in range(TURNS) for name in found for _ in range(REQUESTS)]
        for name in turns:
            path, session = routes.get(name) or (f"/week/{next(unseen)}", ten)
            method, body, headers = _request(path, session, port)
            start = time.perf_counter()
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            body = answer.read()
            times[name].append((time.perf_counter() - start) * 1000)
            if answer.status != 200:
                sys.exit(f"{path} answered {answer.status}")
            found[name] |= {"statements": answer.headers["X-Statements"], "bytes": len(body)}
        if round_number:  # The first round warms up.
            for name, values in times.items():
                found[name]["p50"].append(statistics.median(values))
    return found


def _request(path: str, session: str, port: str) -> tuple[str, str | None, dict[str, str]]:
    """The method, body and headers that a page asks with."""
    headers = {"Cookie": f"runstrength={session}", "Accept-Encoding": "gzip"}
    if path != "/api/v1/what-if":
        return "GET", None, headers
    document = {
        "kind": "run",
        "started_at": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S+00:00}",
        "duration_s": 3000,
        "effort": 8,
        "run": {"type": "intervals"},
    }
    sent = {"Content-Type": "application/json", "Origin": f"http://127.0.0.1:{port}"}
    return "POST", json.dumps(document), {**headers, **sent}


def week_names(count: int) -> list[str]:
    """The names of so many weeks, the newest first."""
    last = datetime.now(UTC).date() - timedelta(days=14)
    return [f"{last - timedelta(weeks=n):%G-W%V}" for n in range(count)]


def _report(found: dict[str, dict]) -> None:
    hello = found["hello"]["p50"]
    print(f"p50 of {TURNS * REQUESTS} requests, {ROUNDS} rounds: median (lowest–highest)\n")
    print(f"{'':22}{'ms':>20}{'× hello':>20}{'statements':>12}{'bytes':>8}")
    for name, facts in found.items():
        ratios = [page / base for page, base in zip(facts["p50"], hello, strict=True)]
        row = f"{_spread(facts['p50']):>20}{_spread(ratios):>20}"
        print(f"{name:22}{row}{facts['statements']:>12}{facts['bytes']:>8}")
    years = [
        ten / one
        for ten, one in zip(
            found["week, ten years"]["p50"], found["week, one year"]["p50"], strict=True
        )
    ]
    print(f"\nweek, ten years / one year: {_spread(years)} (at most {MOST_TIMES_ONE_YEAR})")
    print(f"limits: week ≤ {MOST_TIMES_HELLO} × hello, ≤ {MOST_STATEMENTS} statements a page")


def _spread(values: list[float]) -> str:
    return f"{statistics.median(values):.2f} ({min(values):.2f}–{max(values):.2f})"


if __name__ == "__main__":
    main()
