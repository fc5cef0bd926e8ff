"""Two phones, the server, and what is true of them."""

from urllib.parse import parse_qs

from .forms import deletion, edited, restoration
from .phones import Phone
from .server import Answer, Server, Stored
from .truth import Save, Truth

TRIES = 4


class World:
    """What happens between the phones and the server, noted and judged as it happens."""

    def __init__(self, phones: dict[str, Phone], server: Server):
        self.phones, self.server, self.truth = phones, server, Truth(server)
        self.late = []  # Requests that the phone has given up and the server has not had yet.
        owner = server.new_user()
        for phone in phones.values():
            phone.forget(owner)

    def send_what_waits(self, name: str, send) -> None:
        """Have a phone send what waits, by `send`, and note what it takes as sent."""
        ended = self.phones[name].flush(send)
        for told in ended["told"] if ended else []:
            if told["outcome"]["state"] != "sent":
                continue
            assert told["id"] in self.truth.answered, "taken as sent, and never answered"
            save = self.truth.answered[told["id"]]
            if save.kind == "delete":
                self.phones[name].deleted[save.workout_id] = True

    def deliver(self, sent: dict) -> dict:
        """Have the server take a request of a phone's."""
        save = self.truth.saves[parse_qs(sent["body"])["marker"][0]]
        key, base_key = sent["headers"]["Idempotency-Key"], sent["entry"]["base_key"]
        post = lambda: self.server.post(sent["url"], sent["body"], sent["headers"])  # noqa: E731
        return heard(self.truth.take(save, post, key, base_key))

    def post_directly(self, name: str, place: int, how: str) -> None:
        """Send a form as a browser without scripts does; where it is refused, leave it at that."""
        phone = self.phones[name]
        if how == "restore":
            workout_id = next(iter(phone.deleted), None)
            if workout_id is None:
                return
            phone.deleted.pop(workout_id)
            save = self.saved(name, how, workout_id, None)
            entry = restoration(save)
        elif page := self.page_at(name, place):
            workout_id, shown = page
            save = self.saved(name, how, workout_id, "8" if how == "edit" else None, shown.version)
            entry = (edited if how == "edit" else deletion)(save, shown.version)
        else:
            return
        answer = self.truth.take(save, lambda: self.server.post_form(entry))
        if not answer.is_done:
            save.end = "dropped"
        elif how == "delete":
            phone.deleted[workout_id] = True

    def settle_entry(self, name: str, entry: dict, mine: bool) -> None:
        """Press one of the buttons beside a refused entry."""
        phone, save, problem = self.phones[name], self.save_of(entry), entry["problem"]
        if problem.get("versions") and mine:
            save.seen.add(problem["version"])
            phone.insist(entry["seq"])
        elif mine and entry["attempts"] < TRIES and save.effort != 11:
            phone.retry(entry["seq"])
        else:
            if save.end == "waiting":
                save.end = "dropped"
            phone.remove(entry["seq"])

    def saved(self, name: str, kind: str, workout_id: str, effort: str | None, *seen) -> Save:
        """Note a tap on a phone, on a page that had shown the versions `seen`."""
        save = self.truth.save(name, kind, workout_id, seen=set(seen))
        save.notes = save.marker
        save.effort = int(effort) if effort else None
        return save

    def keep(self, save: Save, entry: dict) -> None:
        """Put what was saved into the outbox; it may take the place of what waits there."""
        phone = self.phones[save.phone]
        before = {self.save_of(waiting).marker for waiting in phone.waiting()}
        save.seq = phone.add(entry)["seq"]
        after = {self.save_of(waiting).marker for waiting in phone.waiting()}
        for marker in before - after:
            if self.truth.saves[marker].end == "waiting":
                self.truth.saves[marker].end = "replaced"

    def save_of(self, entry: dict) -> Save:
        """The tap that an entry comes from."""
        return self.truth.saves[dict(entry["fields"])["marker"]]

    def workout_at(self, place: int) -> str:
        """The id of one of the workouts."""
        stored = [*self.truth.stored]
        return stored[place % len(stored)]

    def page_at(self, name: str, place: int) -> tuple[str, Stored] | None:
        """A page that is open on a phone, if one is: its workout, and what it shows."""
        pages = [*self.phones[name].pages.items()]
        return pages[place % len(pages)] if pages else None


def heard(answer: Answer | None) -> dict | None:
    """An answer as the phone hears it."""
    return vars(answer) if answer else None
