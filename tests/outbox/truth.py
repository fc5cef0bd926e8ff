"""What every write of a phone may do, and must have done in the end."""

from collections import defaultdict
from dataclasses import dataclass, field, replace

from .server import Answer, Server, Stored

CONFLICT = 409


@dataclass
class Save:
    """What somebody saved once, by a tap: its `marker` travels with whatever is sent of it."""

    marker: str
    place: int  # In the order of all saves.
    phone: str
    kind: str
    workout_id: str
    notes: str = ""
    effort: int | None = None
    seen: set[int] = field(default_factory=set)  # Versions that the page had shown.
    seq: int | None = None  # Where it stands in its phone's outbox.
    end: str = "waiting"

    def applied(self, stored: Stored | None) -> Stored:
        """What is to be stored after it."""
        version = stored.version + 1 if stored else 1
        if self.kind in ("new", "edit"):
            return Stored(version, self.notes, self.effort)
        change = {
            "effort": {"effort": self.effort},
            "delete": {"is_deleted": True},
            "restore": {"is_deleted": False},
        }
        return replace(stored, version=version, **change[self.kind])

    def is_so(self, stored: Stored | None) -> bool:
        """Whether what is stored says the same already."""
        if stored is None or (stored.is_deleted and self.kind != "delete"):
            return False
        return replace(self.applied(stored), version=stored.version) == stored


class Truth:
    """What was saved, what the server did with it, and what it has to store by now."""

    def __init__(self, server: Server):
        self.server = server
        self.saves: dict[str, Save] = {}
        self.stored: dict[str, Stored] = {}
        self.answered: dict[str, Save] = {}  # The save that each key was answered for.
        self.made: dict[str, int] = {}  # The version that each key's write made.
        self.found: dict[str, int] = {}  # The version that each key's write found to be the same.
        # Who wrote each version, or the same: (phone, place) of all who did.
        self.writers: dict[tuple[str, int], set] = defaultdict(set)

    def save(self, phone: str, kind: str, workout_id: str, **more) -> Save:
        """Note that somebody saves something."""
        place = len(self.saves) + 1
        made = Save(f"s{place}", place, phone, kind, workout_id, **more)
        self.saves[made.marker] = made
        return made

    def take(self, save: Save, post, key: str | None = None, base_key: str | None = None) -> Answer:
        """Let the server take what is sent of a save, and judge what it did.

        `key` is that of the request, `base_key` that of the write which it builds on.
        """
        before = self.stored.get(save.workout_id)
        answer = post()
        after = self.server.stored(save.workout_id)
        if after != before:
            self._judge_change(save, key, base_key, before, after, answer)
        elif answer.is_done:
            self._judge_rest(save, key, before)
        elif answer.status == CONFLICT and before:
            own = self.made.get(base_key)
            assert own != before.version, f"{save} conflicts with what it builds on"
        if answer.is_done:
            save.end = "done"
            if key:
                self.answered[key] = save
        return answer

    def _judge_change(self, save: Save, key, base_key, before, after, answer: Answer) -> None:
        assert answer.is_done, f"{save} was refused, and done"
        assert key not in self.answered, f"{save} was answered before, and is done again"
        assert after == save.applied(before), f"{save} did something else"
        if before is not None:
            assert self._is_known(save, before, base_key), (
                f"{save} took the place of an unseen {before}"
            )
        if key:
            assert not self._are_passed_over(save), f"{save} came before what was saved before it"
        self.stored[save.workout_id] = after
        self.writers[save.workout_id, after.version].add((save.phone, save.place))
        if key:
            self.made[key] = after.version

    def _judge_rest(self, save: Save, key, before) -> None:
        if key in self.answered:
            assert self.answered[key] is save, f"{save} is lost: its key stood for another"
            return
        assert save.is_so(before), f"{save} was answered, and not done"
        if key:
            self.found[key] = before.version
        self.writers[save.workout_id, before.version].add((save.phone, save.place))

    def _is_known(self, save: Save, stored: Stored, base_key: str | None) -> bool:
        """Whether a save's page had shown what it replaces, or its phone had written it before.

        To take a deletion back names no version: it brings back what is there, whoever deleted it.
        """
        if save.kind == "restore":
            return True
        own = self.writers[save.workout_id, stored.version]
        is_own = any(phone == save.phone and place < save.place for phone, place in own)
        # What was put right stands in the outbox before what was saved before it.
        is_base = stored.version in (self.made.get(base_key), self.found.get(base_key))
        return is_own or is_base or stored.version in save.seen

    def _are_passed_over(self, save: Save) -> list[Save]:
        """What stands before it in its phone's outbox, and is of the same workout."""
        own = (s for s in self.saves.values() if s.phone == save.phone and s.seq is not None)
        return [
            other
            for other in own
            if (other.workout_id, other.end) == (save.workout_id, "waiting")
            and other.seq < save.seq
        ]

    def hold(self) -> None:
        """Say that all is well, once nothing waits any more."""
        assert [s for s in self.saves.values() if s.end == "waiting"] == []
        assert self.server.all_stored() == self.stored
        kept = self.server.versions_by_key()
        assert {key: kept[key] for key in self.made} == self.made
        written = [s.notes for s in self.stored.values()]
        assert len(set(written)) == len(written)
