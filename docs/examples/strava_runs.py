"""Put runs from a Strava export into RunStrength, through its JSON API; standard library only.

    python docs/examples/strava_runs.py activities.csv --token TOKEN [--from 2025-06-02]
        [--days 28] [--zone Europe/Paris] [--server http://127.0.0.1:5000]

Without --from it sends all of them. Run it twice and nothing doubles: each run's id is made from
its number at Strava.
"""

import argparse
import csv
import json
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

# An export names some columns twice: of each pair, the second one is in seconds and metres.
ELAPSED, MOVING, DISTANCE = "Elapsed Time", "Moving Time", "Distance"
COLUMNS = {"Activity ID", "Activity Date", "Activity Type", ELAPSED, MOVING, DISTANCE}


def runs(path: Path) -> Iterator[dict]:
    """The runs of an activities.csv: number, start (UTC), elapsed_s, moving_s, distance_m."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file)
        header = next(rows)
        last = {name: position for position, name in enumerate(header)}
        if missing := COLUMNS - set(last):
            sys.exit(f"{path}: has no column {', '.join(sorted(missing))}; is it in English?")
        for row in rows:
            if row[last["Activity Type"]] == "Run":
                moment = row[last["Activity Date"]].replace("\u202f", " ")
                yield {
                    "number": row[last["Activity ID"]],
                    "start": datetime.strptime(moment, "%b %d, %Y, %I:%M:%S %p").replace(
                        tzinfo=UTC
                    ),
                    "elapsed_s": round(float(row[last[ELAPSED]])),
                    "moving_s": round(float(row[last[MOVING]])),
                    "distance_m": float(row[last[DISTANCE]]),
                }


def document(run: dict, zone: str) -> tuple[str, dict]:
    """A run's id, and the workout that the API takes."""
    number = uuid5(NAMESPACE_URL, f"https://www.strava.com/activities/{run['number']}")
    return str(number), {
        "kind": "run",
        "started_at": run["start"].isoformat(),
        "time_zone": zone,
        "duration_s": run["elapsed_s"],
        "run": {
            "type": "other",
            "distance_m": run["distance_m"] or None,
            "moving_s": min(run["moving_s"], run["elapsed_s"]),
        },
    }


def put(server: str, token: str, number: str, body: dict) -> int:
    """Store one workout; 201 for a new one, 200 for one that is there already."""
    request = Request(  # noqa: S310 (the server is the one that was asked for)
        f"{server}/api/v1/workouts/{number}",
        data=json.dumps(body).encode(),
        method="PUT",
        headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
    )
    try:
        with urlopen(request, timeout=15) as answer:  # noqa: S310 (as above)
            return answer.status
    except HTTPError as error:
        sys.exit(f"{number}: {error.code} {error.read().decode()}")
    except URLError as error:
        sys.exit(f"{server}: {error.reason}")


def main() -> None:
    """Read the command line, and send the runs of so many days."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("file", type=Path)
    arguments.add_argument("--token", required=True)
    arguments.add_argument("--from", dest="first", type=date.fromisoformat, default=date.min)
    arguments.add_argument("--days", type=int, default=28)
    arguments.add_argument("--zone", default="UTC")
    arguments.add_argument("--server", default="http://127.0.0.1:5000")
    chosen = arguments.parse_args()
    last = date.max
    if chosen.first != date.min:
        last = chosen.first + timedelta(days=chosen.days - 1)
    sent = [
        put(chosen.server, chosen.token, *document(run, chosen.zone))
        for run in runs(chosen.file)
        if chosen.first <= run["start"].astimezone(ZoneInfo(chosen.zone)).date() <= last
    ]
    print(f"{sent.count(201)} stored, {sent.count(200)} there already")


if __name__ == "__main__":
    main()
