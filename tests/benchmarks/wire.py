"""A page's network over Chromium's debugging protocol: slowed down, and counted.

A service worker is a target of its own, with a network of its own. The page's session attaches to
it before its first line runs, slows its network too, and counts what it asks for apart. Its
processor can't be slowed: Chromium does that for pages alone. The browser's own look for a newer
worker after a visit is neither slowed nor counted: it belongs to no target.
"""

import json
import time
from dataclasses import dataclass, field

from playwright.sync_api import CDPSession, Page

# Slow 4G: https://github.com/GoogleChrome/lighthouse/blob/main/docs/throttling.md
# The latency comes once a request, as on a connection that is open; handshakes are not simulated.
SLOW_4G = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1.6e6 / 8,
    "uploadThroughput": 0.75e6 / 8,
}
FAST = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
SLOWER_CPU = 4
# The app keeps pages for later some second after it has loaded; that belongs to a visit.
QUIET_S, MOST_S = 2.0, 60.0


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers that came over the network, and their bytes as sent, headers included."""

    count: int = 0
    bytes: int = 0

    def __add__(self, other: "Answers") -> "Answers":
        return Answers(self.count + other.count, self.bytes + other.bytes)


@dataclass
class Count:
    """What a target asks for, and what of it comes over the network."""

    answers: Answers = Answers()
    asked: dict[str, str] = field(default_factory=dict)
    """Requests under way: their address by their id."""
    local: set[str] = field(default_factory=set)
    """Requests that a cache or the worker answered."""

    def hear(self, method: str, told: dict) -> None:
        """Take in one event of the Network domain."""
        id_ = told.get("requestId")
        if method == "Network.requestWillBeSent":
            self.asked[id_] = told["request"]["url"]
            if redirect := told.get("redirectResponse"):
                self._add(redirect["encodedDataLength"])
        elif method == "Network.requestServedFromCache":
            self.local.add(id_)
        elif method == "Network.responseReceived":
            answer = told["response"]
            ways = ("fromDiskCache", "fromServiceWorker", "fromPrefetchCache")
            if any(map(answer.get, ways)) or answer["url"].startswith(("data:", "blob:")):
                self.local.add(id_)
        elif method in ("Network.loadingFinished", "Network.loadingFailed"):
            self.asked.pop(id_, None)
            # A worker's own script is asked for before anybody listens: it only finishes here.
            if id_ not in self.local and method == "Network.loadingFinished":
                self._add(told["encodedDataLength"])

    def _add(self, size: float) -> None:
        self.answers += Answers(1, int(size))


class Wire:
    """The network of one page and of its worker."""

    def __init__(self, page: Page):
        self.page = page
        self.counts = {"page": Count(), "worker": Count()}
        self.last_heard = time.monotonic()
        self._conditions = FAST
        self._workers: set[str] = set()
        self._refusals: list[str] = []
        self._sent = 0
        self._session: CDPSession = page.context.new_cdp_session(page)
        for event in (
            "requestWillBeSent",
            "requestServedFromCache",
            "responseReceived",
            "loadingFinished",
            "loadingFailed",
        ):
            self._listen(f"Network.{event}")
        self._session.on("Target.attachedToTarget", self._meet)
        self._session.on("Target.detachedFromTarget", self._part)
        self._session.on("Target.receivedMessageFromTarget", self._hear_worker)
        self._session.send("Network.enable")
        workers = [{"type": "service_worker"}, {"exclude": True}]
        auto = {"autoAttach": True, "waitForDebuggerOnStart": True, "flatten": False}
        self._session.send("Target.setAutoAttach", {**auto, "filter": workers})

    def forget(self, origin: str) -> None:
        """Empty the HTTP cache, and all that the origin keeps but its cookies."""
        self._session.send("Network.clearBrowserCache")
        kept = "service_workers,cache_storage,indexeddb,local_storage"
        self._session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": kept})

    def slow_down(self) -> None:
        """From now on, slow 4G for both, a slow processor for the page, and counts from zero."""
        self._conditions = SLOW_4G
        self._session.send("Network.emulateNetworkConditions", SLOW_4G)
        self._session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_CPU})
        for worker in tuple(self._workers):
            self._tell(worker, "Network.emulateNetworkConditions", SLOW_4G)
        self.counts = {"page": Count(), "worker": Count()}

    def wait_until_quiet(self) -> None:
        """Wait until neither page nor worker has asked or heard anything for a while.

        Raises `TimeoutError` where that doesn't come, `RuntimeError` where a worker couldn't be
        slowed or counted.
        """
        self.last_heard, ends = time.monotonic(), time.monotonic() + MOST_S
        while time.monotonic() < ends:
            self.page.wait_for_timeout(100)
            under_way = any(count.asked for count in self.counts.values())
            if not under_way and time.monotonic() - self.last_heard > QUIET_S:
                break
        else:
            raise TimeoutError(f"Not quiet after {MOST_S} s: {self.counts}")
        if self._refusals:
            raise RuntimeError(f"The worker's target refused: {self._refusals}")

    def answered(self) -> dict[str, Answers]:
        """What has come for page and worker since it was slowed down."""
        return {who: count.answers for who, count in self.counts.items()}

    def _listen(self, method: str) -> None:
        self._session.on(method, lambda told: self._hear("page", method, told))

    def _hear(self, who: str, method: str, told: dict) -> None:
        self.last_heard = time.monotonic()
        self.counts[who].hear(method, told)

    def _meet(self, told: dict) -> None:
        worker = told["sessionId"]
        self._workers.add(worker)
        self._tell(worker, "Network.enable")
        self._tell(worker, "Network.emulateNetworkConditions", self._conditions)
        self._tell(worker, "Runtime.runIfWaitingForDebugger")

    def _part(self, told: dict) -> None:
        self._workers.discard(told["sessionId"])
        # What it was waiting for never ends now.
        self.counts["worker"].asked.clear()

    def _tell(self, worker: str, method: str, params: dict | None = None) -> None:
        self._sent += 1
        message = {"id": self._sent, "method": method, "params": params or {}}
        self._session.send(
            "Target.sendMessageToTarget", {"sessionId": worker, "message": json.dumps(message)}
        )

    def _hear_worker(self, told: dict) -> None:
        message = json.loads(told["message"])
        if "error" in message:
            # Raised here, it would be lost among the events.
            self._refusals.append(message["error"]["message"])
        if message.get("method", "").startswith("Network."):
            self._hear("worker", message["method"], message["params"])
