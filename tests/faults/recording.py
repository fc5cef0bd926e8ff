"""What a server asked of its disk, call by call; and when it answered whom."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from .calls import Call, calls_of
from .remains import Folder
from .replay import Replay

PORT = re.compile(r"sin_port=htons\((\d+)\)")


class Recording:
    """The calls of a record that concern `home`, in their order, and the answers to clients."""

    def __init__(self, record: Path, home: Path):
        self._home = str(home.resolve()).encode()
        self.calls: list[Call] = []
        # Where an answer began, by the client's port and its number on that connection.
        self.answers: dict[tuple[int, int], int] = {}
        self._sent: list[tuple[int, bytes]] = []
        self._said: dict[str, int] = {}
        ports, counted = {}, Counter()
        for call in calls_of(record, self._home):
            if call.name == "accept4":
                if call.result >= 0 and (port := PORT.search(call.said)):
                    ports[call.opens] = int(port[1])
            elif call.name == "sendto":
                data = call.texts[0]
                self._sent.append((call.began, data))
                if call.result > 0 and data.startswith(b"HTTP/1.1 "):
                    port = ports[call.opened]
                    counted[port] += 1
                    self.answers[port, counted[port]] = call.began
            else:
                self.calls.append(call)

    @property
    def moments(self) -> list[int]:
        """The lines before and behind which the disk is not the same."""
        return [line + 1 for call in self.calls for line in (call.began, call.ended)]

    def said(self, words: str) -> int:
        """When an answer first had these words."""
        if words not in self._said:
            sent = (line for line, data in self._sent if words.encode() in data)
            self._said[words] = next(sent)
        return self._said[words]

    def disks(self, cuts: list[int]) -> Iterator[tuple[int, Folder]]:
        """The home's folder as it stood at each of the lines `cuts`, which are in order."""
        replay, moments = Replay(self._home), []
        for call in self.calls:
            moments += [(call.began, 0, call), (call.ended, 1, call)]
        moments.sort(key=lambda moment: moment[:2])
        place = 0
        for cut in cuts:
            while place < len(moments) and moments[place][0] < cut:
                _, is_end, call = moments[place]
                (replay.end if is_end else replay.begin)(call)
                place += 1
            yield cut, replay.root
