"""Someone with a phone, and what they do in the app; by labels, roles and names of fields."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from playwright.sync_api import BrowserContext, Locator, Page, Response, expect

PASSWORD = "a long enough password"
ZONE = "Asia/Tokyo"  # Its clocks never change, so that hours apart are the same on every day.


def days_ago(count: int) -> date:
    """A date that lies behind us wherever the phone is, for a count of 2 or more."""
    return datetime.now(UTC).date() - timedelta(days=count)


def answer_to(page: Page, path: str) -> AbstractContextManager:
    """Wait for the answer to what is posted to a path: the page sends it, or its worker does."""

    def is_it(answer: Response) -> bool:
        return answer.request.method == "POST" and answer.url.endswith(path)

    return page.context.expect_event("response", is_it)


@dataclass
class Person:
    """Someone, and the page that they look at."""

    page: Page
    email: str
    has_scripts: bool

    @classmethod
    def with_phone(cls, context: BrowserContext, has_scripts: bool = True) -> "Person":
        """Someone without an account, who has opened nothing yet."""
        return cls(context.new_page(), f"{uuid4()}@example.com", has_scripts)

    @classmethod
    def signed_up(cls, context: BrowserContext, has_scripts: bool = True) -> "Person":
        """Someone who has just signed up."""
        person = cls.with_phone(context, has_scripts)
        person.page.goto("/sign-up")
        person.sign_up()
        return person

    def sign_up(self) -> None:
        """Send the form for a new account; without JavaScript it asks for the zone."""
        self.fill(email=self.email, password=PASSWORD)
        if not self.has_scripts:
            self.field("time_zone").select_option(ZONE)
        self.page.get_by_role("button", name="Create account").click()
        self.page.wait_for_url("**/today")

    def sign_in(self) -> None:
        """Sign in on the page that is open."""
        self.field("email").fill(self.email)
        self.field("password").fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in").click()

    def field(self, name: str) -> Locator:
        """The field of a form that goes by this name."""
        return self.page.locator(f"main [name='{name}']")

    def fill(self, **fields: str) -> None:
        """Type into the text fields of a form."""
        for name, text in fields.items():
            self.field(name).fill(text)

    def start_at(self, day: date, time: str) -> None:
        """Say when a workout began."""
        self.fill(date=day.isoformat(), time=time)

    def choose_effort(self, effort: int) -> None:
        """Tap an effort."""
        self.page.locator(f"main [name=effort][value='{effort}']").check()

    def press(self, action: str) -> None:
        """Press a button of the lift form's rows, such as `add-set:exercises-0`."""
        button = self.page.locator(f"button[name=do][value='{action}']")
        fold = self.page.locator("details", has=button)
        if fold.count() and fold.get_attribute("open") is None:
            fold.locator("summary").click()
        button.click()

    def add_exercise(self, exercise: str) -> None:
        """Add one to the lift form, by its id; with scripts, by what one calls it."""
        self.press("add-exercise")
        if self.has_scripts:
            self.page.get_by_role("searchbox", name="Exercise").fill(exercise.replace("-", " "))
            self.page.keyboard.press("Enter")
        else:
            self.page.locator("main select[name$='-exercise']").last.select_option(exercise)

    def fill_set(self, exercise: int, number: int, **cells: str) -> None:
        """Type into one set's row, both counted from 0."""
        for cell, text in cells.items():
            self.field(f"exercises-{exercise}-sets-{number}-{cell}").fill(text)

    def save(self) -> None:
        """Press the button that stores the workout."""
        self.page.get_by_role("button", name="Save").click()

    def save_and_land(self) -> None:
        """Store the workout and arrive at the flags of its week."""
        self.save()
        self.page.wait_for_url("**/week/*#flags")

    def log_run(self, day: date, time: str, effort: int, **fields: str) -> None:
        """Log a run and arrive at the flags of its week."""
        self.page.goto("/log/run")
        self.fill(**{"duration": "50", "distance": "10.5", **fields})
        self.choose_effort(effort)
        self.start_at(day, time)
        self.save_and_land()

    def log_squats(self, day: date, time: str, effort: int, weight: str) -> None:
        """Log a lift of one set of five squats and arrive at the flags of its week."""
        self.page.goto("/log/lift")
        self.field("exercises-0-exercise").select_option("squats")
        self.fill_set(0, 0, reps="5", weight=weight, rir="2")
        self.fill(duration="1h")
        self.choose_effort(effort)
        self.start_at(day, time)
        self.save_and_land()

    def open_first_of_history(self) -> None:
        """Open the newest workout."""
        self.page.goto("/history")
        self.page.locator("main a[href^='/workouts/']").first.click()
        expect(self.page.get_by_role("link", name="Edit")).to_be_visible()
