"""A phone's outbox: the app's own scripts in a Node process, told what to do line by line."""

import json
import shutil
import subprocess
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

DRIVER = Path(__file__).with_name("driver.mjs")


class Phone:
    """One device of a user's: its outbox, and what the pages in its hands show."""

    def __init__(self, name: str):
        node = shutil.which("node")
        if node is None:
            pytest.skip("node is not here: the outbox's own scripts can't run")
        self.name = name
        self._numbers = count(1)
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        self._node = subprocess.Popen([node, str(DRIVER)], text=True, bufsize=1, **pipes)

    def stop(self) -> None:
        """End the process."""
        self._node.stdin.close()
        self._node.wait(timeout=10)
        self._node.stdout.close()

    def forget(self, owner: str) -> None:
        """Be a new phone, in the hands of another."""
        self.owner = owner
        self.life = 0
        self.pages = {}  # What the page of each workout showed.
        self.deleted = {}  # Deletions that the server acknowledged: their pages offer an undo.
        self._call("forget")

    def crash(self) -> None:
        """Lose all but what is on disk; whatever ran is never heard of again."""
        self.life += 1
        self._call("crash")

    def waiting(self) -> list[dict]:
        """The entries, in their order."""
        return self._call("mine", owner=self.owner)

    def add(self, entry: dict) -> dict:
        """Keep a form, as a save does; the entry as stored."""
        return self._call("add", entry={"owner": self.owner, **entry})

    def remove(self, seq: int) -> None:
        """Drop an entry."""
        self._call("remove", seq=seq)

    def retry(self, seq: int) -> None:
        """Have a refused entry sent again as it is."""
        self._call("retry", seq=seq)

    def insist(self, seq: int) -> None:
        """Have a refused entry sent in the place of what is stored."""
        self._call("insist", seq=seq)

    def flush(self, send: Callable[[dict], dict | None]) -> dict | None:
        """Send what waits; `send` gives the answer to a request, None for none.

        What came of it; None where the phone crashed meanwhile.
        """
        life, number = self.life, self._ask("flush", owner=self.owner)
        while "send" in (said := self._hear(number)):
            answer = send(said["send"])
            if self.life != life:
                return None
            self._say({"do": "hear", "n": number, "answer": answer})
        return said["gives"]

    def _call(self, what: str, **more):
        return self._hear(self._ask(what, **more))["gives"]

    def _ask(self, what: str, **more) -> int:
        number = next(self._numbers)
        self._say({"n": number, "do": what, **more})
        return number

    def _say(self, line: dict) -> None:
        self._node.stdin.write(json.dumps(line) + "\n")

    def _hear(self, number: int) -> dict:
        said = json.loads(self._node.stdout.readline())
        assert said["n"] == number
        assert "fails" not in said, said["fails"]
        return said
