"""A log in which every text is a payload, as its owner or a file could have put it there."""

from datetime import datetime, timedelta
from uuid import uuid4
from xml.sax.saxutils import escape

from playwright.sync_api import APIRequestContext

from tests.browser.payloads import ALL, NAMES, PAYLOADS
from tests.browser.person import days_ago
from tests.web.imports.files import STRONG_HEAD, gpx, packed

FIRST = days_ago(70)
NOTE = 1000  # What the notes on an exercise hold.


class Log:
    """Somebody's log, filled by what the forms and the API take."""

    def __init__(self, request: APIRequestContext, server: str):
        self._request, self._server = request, server
        self._headers = {"Origin": server}
        self.run, self.lift = str(uuid4()), str(uuid4())

    def fill(self) -> None:
        """Put the payloads into every field that keeps a text."""
        for name in NAMES:
            self._send("/shoes", id=str(uuid4()), name=name)
            self._send("/exercises/new", name=name, region="lower", counts="reps", load="weight")
            self._send_routine(name)
        for n, payload in enumerate(PAYLOADS):
            self._put(f"/workouts/{uuid4()}", self._run(n, payload))
        self._put(f"/workouts/{self.run}", self._run(61, ALL))
        notes = ["\n".join(PAYLOADS[n : n + 12])[:NOTE] for n in range(0, len(PAYLOADS), 12)]
        done = {"sets": [{"reps": 5, "weight_kg": 50}], "exercise": "squats"}
        lift = {"exercises": [{**done, "notes": note} for note in notes]}
        self._put(f"/workouts/{self.lift}", self._at(62, kind="lift", lift=lift, notes=ALL))
        self._set_flags_aside()

    def change_run(self, notes: str) -> None:
        """Change the run as another phone would."""
        address = f"/workouts/{self.run}"
        version = self._request.get(f"{self._server}/api/v1{address}").headers["etag"]
        self._put(address, {"notes": notes}, **{"If-Match": version})

    def upload(self) -> str:
        """Send a file whose names and contents are payloads; the address of its import."""
        start = datetime.combine(FIRST, datetime.min.time()).astimezone() - timedelta(days=400)
        members = {f"{name}__gpx": b"<gpx" for name in NAMES}
        members |= {
            f"in {n}/{name}__gpx": gpx(start + timedelta(days=n), name=_for_xml(name))
            for n, name in enumerate(PAYLOADS)
        }
        members["strong__csv"] = _strong(start)
        file = {"name": NAMES[24], "mimeType": "application/zip", "buffer": packed(**members)}
        answer = self._request.post(
            f"{self._server}/api/v1/imports", multipart={"file": file}, headers=self._headers
        )
        assert answer.status == 202, answer.text()
        return f"/imports/{answer.json()['id']}"

    def _run(self, n: int, notes: str) -> dict:
        run = {"type": "intervals", "distance_m": 9000}
        return self._at(n, kind="run", run=run, notes=notes)

    def _at(self, n: int, **content) -> dict:
        day = FIRST + timedelta(days=n)
        told = {"started_at": f"{day}T07:00:00+09:00", "time_zone": "Asia/Tokyo"}
        return {**told, "duration_s": 3000, "effort": 9, **content}

    def _set_flags_aside(self) -> None:
        address = f"{self._server}/api/v1/flags?from={FIRST}&to={FIRST + timedelta(days=60)}"
        flags = [f for f in self._request.get(address).json()["items"] if f["severity"] != "praise"]
        assert len(flags) >= len(PAYLOADS)
        for flag, payload in zip(flags, PAYLOADS, strict=False):
            said = {"date": flag["date"], "reason": payload[:500]}
            self._put(f"/set-asides/{flag['id']}", said)

    def _send_routine(self, name: str) -> None:
        row = {"exercise": "squats", "sets": "3", "amount": "8-12"}
        fields = {f"exercises-0-{cell}": typed for cell, typed in row.items()}
        self._send("/routines/new", id=str(uuid4()), name=name, **fields)

    def _send(self, path: str, **form: str) -> None:
        """Send a form; a name that the app refuses is no name that it would show."""
        answer = self._request.post(
            self._server + path, form=form, headers=self._headers, max_redirects=0
        )
        assert answer.status in (302, 422), answer.text()

    def _put(self, path: str, document: dict, **more: str) -> None:
        headers = {**self._headers, **more}
        address = f"{self._server}/api/v1{path}"
        answer = self._request.put(address, data=document, headers=headers)
        assert answer.status in (200, 201), answer.text()


def _for_xml(text: str) -> str:
    """A text as an XML file may hold it."""
    return escape("".join(c if c.isprintable() else " " for c in text))


def _strong(start: datetime) -> bytes:
    """A lift a payload: as the name of its exercise, of the workout, and as its notes."""
    lines = [f"{STRONG_HEAD},Notes,Workout Notes"]
    for n, payload in enumerate(PAYLOADS):
        quoted = '"' + payload.replace('"', '""') + '"'
        day = f"{start + timedelta(days=n):%Y-%m-%d} 18:00:00"
        lines.append(f"{day},{quoted},45m,{quoted},1,50,5,0,0,,{quoted},{quoted}")
    return "\n".join(lines).encode()
