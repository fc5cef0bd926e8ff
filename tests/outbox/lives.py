"""What two phones of one user do in their lives, and what the network does to them.

The phones run the app's own queue and rules for sending; the server is the app.
"""

import sys
from random import Random
from uuid import uuid4

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from .forms import deletion, edited, efforts, new_run, rating, restoration
from .phones import Phone
from .server import Answer, Server
from .world import World, heard

JSON = {"Content-Type": "application/json"}
PAGE = {"Content-Type": "text/html; charset=utf-8"}
# What may become of a request. Of the last ones the server never hears.
LOST_AFTER = ["the reply is lost", "the phone dies"]
NEVER = {
    "the request is lost": None,
    "a proxy answers": Answer(503, PAGE, "<html>"),
    "a café answers": Answer(200, PAGE, "<html>Welcome"),
    "too busy": Answer(429, JSON | {"Retry-After": "7"}, '{"title": "Too Many Requests"}'),
    "broken": Answer(500, PAGE, "<html>"),
    "signed out": Answer(401, JSON, '{"title": "Unauthorized"}'),
}
FATES = ["it arrives"] * 6 + LOST_AFTER * 3 + ["it comes late", "the phone dies first", *NEVER]
MEANWHILE = ["nothing"] * 8 + ["a save", "another tab", "the other writes"]
PHONES = st.sampled_from("AB")
PLACE = st.sampled_from([0, 0, 0, 1, 2])  # Mostly the same workout, so that much befalls it.
MOST_WORKOUTS = 4
MOST_ROUNDS = 60


class Lives(World, RuleBasedStateMachine):
    """Whatever may happen, in whatever order; and what has to hold once all is sent."""

    def __init__(self, phones: dict[str, Phone], server: Server):
        RuleBasedStateMachine.__init__(self)
        World.__init__(self, phones, server)
        self.data, self.is_sending = None, False

    @initialize(seed=st.integers(0, 2**16), data=st.data())
    def choose(self, seed, data):
        """Two workouts are there; what comes of requests is drawn, unless `data` is None."""
        self.random = Random(seed)  # noqa: S311 - It chooses, and hides nothing.
        for name in "AB":
            self.save_new(name, "5")
            self.send_what_waits(name, self.deliver)
        for name in "AB":
            for place in (0, 1):
                self.look(name, place)
        self.data = data

    def keep(self, save, entry):
        """As a page does: keep what was saved, and try to send it at once."""
        super().keep(save, entry)
        if self.data and not self.is_sending and self.data.draw(st.booleans()):
            self.flush(save.phone)

    @rule(name=PHONES, place=PLACE)
    def look(self, name, place):
        """Open a workout's page, online."""
        workout_id = self.workout_at(place)
        stored = self.truth.stored[workout_id]
        if stored.is_deleted:
            self.phones[name].pages.pop(workout_id, None)
        else:
            self.phones[name].pages[workout_id] = stored

    @precondition(lambda self: len(self.truth.stored) < MOST_WORKOUTS)
    @rule(name=PHONES, effort=efforts)
    def save_new(self, name, effort):
        """Log a run."""
        workout_id = str(uuid4())
        save = self.saved(name, "new", workout_id, effort)
        self.keep(save, new_run(save))

    @rule(name=PHONES, place=PLACE, effort=efforts)
    def edit(self, name, place, effort):
        """Edit a workout as its page shows it."""
        if page := self.page_at(name, place):
            workout_id, shown = page
            save = self.saved(name, "edit", workout_id, effort, shown.version)
            self.keep(save, edited(save, shown.version))

    @rule(name=PHONES, place=PLACE)
    def save_unchanged(self, name, place):
        """Save a workout as its page shows it."""
        if page := self.page_at(name, place):
            workout_id, shown = page
            save = self.saved(name, "edit", workout_id, str(shown.effort or ""), shown.version)
            save.notes = shown.notes
            self.keep(save, edited(save, shown.version))

    @rule(name=PHONES, place=PLACE, effort=efforts, agrees=st.booleans())
    def edit_again(self, name, place, effort, agrees):
        """Edit once more what waits, or was refused: its page then replaces what it was told of."""
        phone = self.phones[name]
        entries = [entry for entry in phone.waiting() if entry["page"]]
        if not entries:
            return
        entry = entries[place % len(entries)]
        old, problem = self.save_of(entry), entry["problem"] or {}
        save = self.saved(name, old.kind, old.workout_id, effort, *old.seen)
        base = dict(entry["fields"])["base_version"]
        if agrees and problem.get("version"):
            base = str(problem["version"])
            save.seen.add(problem["version"])
        self.keep(save, edited(save, base, entry["url"]))

    @rule(name=PHONES, place=PLACE)
    def delete(self, name, place):
        """Delete a workout, from its page."""
        if page := self.page_at(name, place):
            workout_id, shown = page
            save = self.saved(name, "delete", workout_id, None, shown.version)
            self.keep(save, deletion(save, shown.version))

    @rule(name=PHONES, place=PLACE)
    def undo(self, name, place):
        """Take back a deletion that waits, or that the server has acknowledged."""
        phone = self.phones[name]
        waiting = [self.save_of(entry) for entry in phone.waiting() if not entry["problem"]]
        undoable = [s.workout_id for s in waiting if s.kind == "delete"] or [*phone.deleted]
        if undoable:
            save = self.saved(name, "restore", undoable[place % len(undoable)], None)
            phone.deleted.pop(save.workout_id, None)
            self.keep(save, restoration(save))

    @rule(name=PHONES, place=PLACE, effort=efforts)
    def rate(self, name, place, effort):
        """Say how hard a workout was, from its page."""
        page = self.page_at(name, place)
        if page and effort:
            workout_id, shown = page
            save = self.saved(name, "effort", workout_id, effort, shown.version)
            self.keep(save, rating(save, shown.version))

    @rule(name=PHONES)
    def flush(self, name):
        """Send what waits, over a network that loses things."""
        self.is_sending = True
        self.send_what_waits(name, lambda sent: self._over_the_network(name, sent))
        self.is_sending = False

    @rule(name=PHONES)
    def send_all(self, name):
        """Send what waits, and lose nothing."""
        self.send_what_waits(name, self.deliver)

    @rule(name=PHONES, place=PLACE, mine=st.booleans())
    def settle(self, name, place, mine):
        """Say what shall become of an entry that the server refused."""
        refused = [entry for entry in self.phones[name].waiting() if entry["problem"]]
        if refused:
            self.settle_entry(name, refused[place % len(refused)], mine)

    @rule(name=PHONES, place=PLACE, how=st.sampled_from(["edit", "delete", "restore"]))
    def write_directly(self, name, place, how):
        """Send a form of a page as a browser without scripts does."""
        self.post_directly(name, place, how)

    @precondition(lambda self: self.late)
    @rule(place=PLACE)
    def arrive(self, place):
        """A request that the phone had given up arrives after all."""
        self.deliver(self.late.pop(place % len(self.late)))

    def teardown(self):
        """Let all be sent and settled, and look at what there is."""
        if sys.exception() or not hasattr(self, "random"):
            return
        for _ in range(MOST_ROUNDS):
            if self.late and self.random.random() < 0.5:
                self.deliver(self.late.pop())
            for name, phone in self.phones.items():
                self.send_what_waits(name, self.deliver)
                for entry in phone.waiting():
                    if entry["problem"]:
                        self.settle_entry(name, entry, self.random.random() < 0.6)
            if not any(phone.waiting() for phone in self.phones.values()):
                break
        assert not any(phone.waiting() for phone in self.phones.values())
        while self.late:
            self.deliver(self.late.pop())
        self.truth.hold()

    def _over_the_network(self, name: str, sent: dict) -> dict | None:
        fate = self.data.draw(st.sampled_from(FATES))
        self._meanwhile(name)
        if fate in NEVER:
            return heard(NEVER[fate])
        if fate == "it comes late":
            self.late.append(sent)
            return None
        if fate == "the phone dies first":
            self.phones[name].crash()
            return None
        answer = self.deliver(sent)
        self._meanwhile(name)
        if fate == "the phone dies":
            self.phones[name].crash()
        return answer if fate == "it arrives" else None

    def _meanwhile(self, name: str) -> None:
        """What happens while a request is on its way."""
        what = self.data.draw(st.sampled_from(MEANWHILE))
        place = self.data.draw(PLACE) if what != "nothing" else 0
        if what == "a save":
            if self.data.draw(st.booleans()):
                self.edit(name, place, "6")
            else:
                self.edit_again(name, place, "6", agrees=True)
        if what == "another tab":
            self.send_what_waits(name, self.deliver)
        if what == "the other writes":
            self.post_directly("A" if name == "B" else "B", place, "edit")
