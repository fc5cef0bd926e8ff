"""`make timing`: whether the time of an answer tells who has an account.

Sixty tries each for addresses with an account and without, in turns, against a real server with a
mail server behind it. The goal: medians within 20 %.
"""

import http.client
import re
import statistics
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from flask import Flask

from runstrength.storage import accounts
from runstrength.storage.database import db
from runstrength.web import passwords
from runstrength.web.application import create_app
from tests.faults.servers import serving
from tests.web.accounts.post_office import post_office

TRIES, WARM_UPS = 60, 6
MOST_APART = 0.2
PATIENCE_S = 60
# Fewer failures of each than make it wait.
TRIES_OF_ONE = 6
KNOWN = [f"known{n}@example.com" for n in range((TRIES + WARM_UPS) // TRIES_OF_ONE + 1)]
UNKNOWN = [address.replace("known", "nobody") for address in KNOWN]


def main() -> None:
    """Measure, print, and fail where the medians are too far apart."""
    with tempfile.TemporaryDirectory() as folder, post_office() as office:
        home = Path(folder)
        settings = {
            "TRUSTED_PROXIES": "1",  # So that each try can come from an address of its own.
            "SMTP_URL": f"smtp://127.0.0.1:{office.port}",
            "MAIL_FROM": "log@log.example",
            "PUBLIC_URL": "https://log.example",
        }
        with serving(home, **settings) as server:
            _add_known(home)
            ratios = [_measure(server.address, path) for path in ("/sign-in", "/reset")]
            if not office.came.acquire(timeout=PATIENCE_S):
                sys.exit("No mail was sent: what was timed is not what happens.")
        print(f"{len(office.mails)} mails had been sent by then")
    if any(abs(ratio - 1) > MOST_APART for ratio in ratios):
        sys.exit(f"The medians are more than {MOST_APART:.0%} apart.")


def _add_known(home: Path) -> None:
    app: Flask = create_app(SQLALCHEMY_DATABASE_URI=f"sqlite:///{home / 'runstrength.sqlite3'}")
    with app.app_context():
        password_hash = passwords.hashed("a long enough password")
        for email in KNOWN:
            accounts.add_user(email, password_hash, accounts.Settings())
        db.session.commit()
        db.engine.dispose()


def _measure(address: str, path: str) -> float:
    """Time failed tries of both kinds, in turns, and give the ratio of their medians."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc)
    fields, headers = _form(connection, path)
    times = {"known": [], "unknown": []}
    for n in range(TRIES + WARM_UPS):
        pairs = [("known", KNOWN), ("unknown", UNKNOWN)]
        # Which one comes first changes each time: what the first leaves behind slows the second.
        for name, emails in pairs if n % 2 else reversed(pairs):
            typed = fields | {"email": emails[n // TRIES_OF_ONE], "password": "not the password"}
            place = {"X-Forwarded-For": f"10.{len(path)}.{n}.{len(name)}"}
            start = time.perf_counter()
            connection.request("POST", path, urlencode(typed), headers | place)
            answer = connection.getresponse()
            answer.read()
            if n >= WARM_UPS:
                times[name].append((time.perf_counter() - start) * 1000)
            if answer.status not in (200, 422):
                sys.exit(f"{path} answered {answer.status}")
    for name, values in times.items():
        low, middle, high = statistics.quantiles(values, n=4)
        print(f"{path:10}{name:10}{middle:8.2f} ms, half of them {low:.2f}–{high:.2f}")
    ratio = statistics.median(times["known"]) / statistics.median(times["unknown"])
    print(f"{path:10}known / unknown {ratio:.3f}")
    return ratio


def _form(connection: http.client.HTTPConnection, path: str) -> tuple[dict, dict]:
    connection.request("GET", path)
    answer = connection.getresponse()
    page = answer.read().decode()
    token = re.search(r'name="csrf_token"[^>]* value="([^"]+)"', page)[1]
    headers = {
        "Cookie": answer.headers["Set-Cookie"].partition(";")[0],
        "Sec-Fetch-Site": "same-origin",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    return {"csrf_token": token, "next": ""}, headers


if __name__ == "__main__":
    main()
