"""Calls done again, on a pretended disk."""

from collections import defaultdict

from .calls import NAMES, SYNCS, UNKNOWN, Call, NotReplayable
from .remains import Change, File, Folder


class Replay:
    """The files as programs see them, and behind them the disk."""

    def __init__(self, home: bytes):
        self._home, self.root = home, Folder()
        self._seen: dict[bytes, File | Folder] = {home: self.root}
        self._place: dict[bytes, int] = defaultdict(int)
        self._under_way: dict[int, tuple] = {}

    def begin(self, call: Call) -> None:
        """From here on, it may reach the disk."""
        if call.result < 0:
            return
        if call.name in UNKNOWN:
            raise NotReplayable(call.name)
        if call.name in NAMES:
            getattr(self, f"_{call.name}")(*self._named(call))
        elif (node := self._seen.get(call.opened)) is not None:
            self._change(call, node)

    def end(self, call: Call) -> None:
        """From here on, a change is one that a later sync has to wait for; a sync is done."""
        node, what = self._under_way.pop(call.began, (None, None))
        if isinstance(what, Change):
            what.is_over = True
        elif node is not None:
            node.sync(what)

    def _change(self, call: Call, node: File | Folder) -> None:
        path = call.opened
        if call.name == "lseek":
            self._place[path] = call.result
        elif call.name in SYNCS:
            over = [each for each in node.pending if not isinstance(each, Change) or each.is_over]
            self._under_way[call.began] = node, over
        else:
            change = self._change_of(call, path)
            node.pending.append(change)
            self._under_way[call.began] = node, change

    def _change_of(self, call: Call, path: bytes) -> Change:
        if call.name == "ftruncate":
            return Change(int(call.said.rpartition(", ")[2]), None)
        data = call.texts[0][: call.result]
        if call.name == "pwrite64":
            return Change(int(call.said.rpartition(", ")[2]), data)
        at = self._place[path]
        self._place[path] += len(data)
        return Change(at, data)

    def _named(self, call: Call) -> list:
        """The whole paths of a call, and for an opening how it is meant."""
        paths = call.texts
        if call.name in ("openat", "unlinkat"):
            paths = [path if path[:1] == b"/" else call.opened + b"/" + path for path in paths]
        if not all(path.startswith(b"/") for path in paths):
            raise NotReplayable(f"{call.name} {paths}")
        return [*paths, call.said] if call.name == "openat" else paths

    def _openat(self, path: bytes, how: str) -> None:
        if path not in self._seen and "O_CREAT" in how:
            self._enter(path, File())
        elif "O_TRUNC" in how:
            self._seen[path].pending.append(Change(0, None, is_over=True))
        self._place[path] = 0

    def _mkdir(self, path: bytes) -> None:
        if path != self._home:
            self._enter(path, Folder())

    def _link(self, old: bytes, new: bytes) -> None:
        self._enter(new, self._seen[old])

    def _rename(self, old: bytes, new: bytes) -> None:
        node = self._seen[old]
        self._enter(new, node)
        self._unlink(old)

    def _unlink(self, path: bytes) -> None:
        del self._seen[path]
        self._folder(path).pending.append((_name(path), None))

    _unlinkat = _rmdir = _unlink

    def _enter(self, path: bytes, node: File | Folder) -> None:
        self._seen[path] = node
        self._folder(path).pending.append((_name(path), node))

    def _folder(self, path: bytes) -> Folder:
        return self._seen[path.rpartition(b"/")[0]]


def _name(path: bytes) -> str:
    return path.rpartition(b"/")[2].decode()
