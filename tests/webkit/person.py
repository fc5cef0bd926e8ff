"""Someone with an iPhone, or the nearest to it, and what they do in the app."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from selenium.webdriver import Remote
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support import expected_conditions
from selenium.webdriver.support.wait import WebDriverWait

from tests.browser.person import PASSWORD

TIMEOUT_S = 20


@dataclass
class Person:
    """Someone, what they look at, and the address of the app."""

    webkit: Remote
    server: str
    email: str

    @classmethod
    def signed_up(cls, webkit: Remote, server: str) -> "Person":
        """Someone who has just signed up."""
        person = cls(webkit, server, f"{uuid4()}@example.com")
        person.open("/sign-up")
        person.fill(email=person.email, password=PASSWORD)
        person.press("Create account")
        person.arrive("/today")
        return person

    def open(self, path: str) -> None:
        """Go to a page."""
        self.webkit.get(f"{self.server}{path}")

    def field(self, name: str) -> WebElement:
        """The field of a form that goes by this name."""
        return self.webkit.find_element(By.CSS_SELECTOR, f"main [name='{name}']")

    def fill(self, **fields: str) -> None:
        """Type into the text fields of a form."""
        for name, text in fields.items():
            field = self.field(name)
            field.clear()
            field.send_keys(text)

    def start_at(self, day: date, time: str) -> None:
        """Say when a workout began: the driver types no dates, which iPhones turn on a wheel."""
        for name, value in (("date", day.isoformat()), ("time", time)):
            self.webkit.execute_script(
                "arguments[0].value = arguments[1];"
                "arguments[0].dispatchEvent(new Event('input', {bubbles: true}));"
                "arguments[0].dispatchEvent(new Event('change', {bubbles: true}));",
                self.field(name),
                value,
            )

    def choose_effort(self, effort: int) -> None:
        """Tap an effort."""
        chosen = f"main label:has([name=effort][value='{effort}'])"
        self.webkit.find_element(By.CSS_SELECTOR, chosen).click()

    def press(self, name: str) -> None:
        """Press the first button that says this, or more."""
        button = f"//main//button[contains(normalize-space(), '{name}')]"
        self.webkit.find_element(By.XPATH, button).click()

    def arrive(self, part: str) -> None:
        """Wait until the address has this in it."""
        wait = WebDriverWait(self.webkit, TIMEOUT_S)
        wait.until(expected_conditions.url_contains(part), f"no {part}")

    def log_run(self, day: date, time: str, effort: int, **fields: str) -> None:
        """Log a run and arrive at the flags of its week."""
        self.open("/log/run")
        self.fill(**{"duration": "50", "distance": "10.5", **fields})
        self.choose_effort(effort)
        self.start_at(day, time)
        self.press("Save")
        self.arrive("/week/")

    def ask(self, script: str, *arguments: Any) -> Any:
        """What the body of an async function gives on the open page; its error is a failure."""
        done = self.webkit.execute_async_script(
            "const [given, done] = [[...arguments].slice(0, -1), arguments[arguments.length - 1]];"
            f"(async (...given) => {{ {script} }})(...given)"
            ".then((value) => done({value}), (error) => done({error: String(error)}));",
            *arguments,
        )
        assert "error" not in done, done["error"]
        return done.get("value")
