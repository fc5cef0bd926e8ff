"""Someone with an iPhone, or the nearest to it, and what they do in the app."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from selenium.common.exceptions import JavascriptException, WebDriverException
from selenium.webdriver import Remote
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support import expected_conditions
from selenium.webdriver.support.select import Select
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
        self.click(f"main label:has([name=effort][value='{effort}'])")

    def press(self, name: str) -> None:
        """Press the first button that says this, or more."""
        button = f"//main//button[contains(normalize-space(), '{name}')]"
        found = self.webkit.find_element(By.XPATH, button)
        # The driver scrolls a button just into view, which is under the bar.
        self.webkit.execute_script("arguments[0].scrollIntoView({block: 'center'});", found)
        found.click()

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

    def fill_run(self) -> None:
        """Open the form for a run and fill it in; the day and time are the phone's."""
        self.open_ready("/log/run")
        self.fill(distance="10,5", duration="45:30")
        self.choose_effort(4)

    def fill_lift(self) -> None:
        """Open the form for a lift and fill it in, with two sets of squats."""
        self.open_ready("/log/lift")
        Select(self.field("exercises-0-exercise")).select_by_value("squats")
        self.fill(**{"exercises-0-sets-0-reps": "5", "exercises-0-sets-0-weight": "100"})
        self.click("[data-add-set]")
        self.fill(duration="1h")
        self.choose_effort(8)

    def click(self, selector: str) -> None:
        """Tap the first element that this selects, away from the bars at the edges."""
        element = self.webkit.find_element(By.CSS_SELECTOR, selector)
        self.webkit.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()

    def open_ready(self, path: str) -> None:
        """Go to a page, and wait until the app has attached itself to it."""
        self.open(path)
        self.wait_for("return document.querySelector('[data-sent]:not([hidden])')", path)

    @property
    def text(self) -> str:
        """What the page says."""
        return self.webkit.find_element(By.TAG_NAME, "main").text

    @property
    def sent_line(self) -> str:
        """What the line at the top says of the outbox."""
        return self.webkit.find_element(By.CSS_SELECTOR, "[data-sent]").text

    def wait_for_text(self, words: str, within_s: float = TIMEOUT_S) -> None:
        """Wait until the page, with its line at the top, says this."""
        said = "return document.body.innerText.includes(arguments[0])"
        self.wait_for(said, words, words, within_s=within_s)

    def wait_for(self, script: str, what: str, *given: Any, within_s: float = TIMEOUT_S) -> Any:
        """Wait until a function's body gives something; another page may come meanwhile."""
        wait = WebDriverWait(self.webkit, within_s, 0.05, [JavascriptException, WebDriverException])
        run = Remote.execute_script
        return wait.until(lambda webkit: run(webkit, script, *given), f"no {what}")

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
