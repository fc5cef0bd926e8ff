"""A password that others try first is refused wherever one is chosen, in plain words."""

from itertools import islice

import pytest
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from runstrength.web import guessable, passwords
from tests.web.accounts.links import invitation_of, reset_of
from tests.web.accounts.test_invitations import accept
from tests.web.accounts.test_password import change
from tests.web.accounts.test_reset import choose
from tests.web.accounts.test_sign_up import sign_up
from tests.web.pages import Page
from tests.web.rows import everything
from tests.web.test_commands import run

ANNA = "anna@example.com"
MANY, NEAR = "Many people", "too near"
# What people type who are asked for one, and what they do when that is refused.
REFUSED = {
    "password": MANY,
    "PassWord": MANY,
    "12345678": MANY,
    "qwertyuiop": MANY,
    "Sunshine": MANY,
    "1q2w3e4r": MANY,
    "anna@example.com": NEAR,
    "ANNA@Example.com": NEAR,
    "anna1234": NEAR,
    "2026-Anna!": NEAR,
    "runstrength": NEAR,
    "Run Strength": NEAR,
    "RunStrength1!": NEAR,
}
WAYS = {
    "sign-up": lambda person, client, typed: sign_up(client, email=ANNA, password=typed),
    "invitation": lambda person, client, typed: accept(
        client, invitation_of(person), email=ANNA, password=typed
    ),
    "change": lambda person, client, typed: change(person, password=typed),
    "reset": lambda person, client, typed: choose(client, reset_of(person), typed),
}


@pytest.mark.parametrize("typed", REFUSED)
@pytest.mark.parametrize("way", WAYS)
def test_on_every_page_it_is_refused_beside_its_field(app, anna, stranger, way, typed):
    app.config["SIGN_UP"] = "invitation" if way == "invitation" else "open"
    page = Page(WAYS[way](anna, stranger, typed))
    with app.app_context():
        assert passwords.account_with(ANNA, "a long enough password")
    assert page.status == 422
    assert list(page.faults) == ["password"]
    assert REFUSED[typed] in page.faults["password"]
    assert "few words in a row" in page.faults["password"]
    assert page.fields()["password"] == ""


@pytest.mark.parametrize("typed", REFUSED)
def test_on_the_command_line_it_is_refused_in_a_line(app, typed):
    before = everything(app)
    done = run(app, "user", "add", "Anna@Example.org", typed=typed.replace(".com", ".org") + "\n")
    assert (done.exit_code, len(done.output.splitlines())) == (1, 1)
    assert REFUSED[typed] in done.output
    assert everything(app) == before


@pytest.mark.parametrize(
    "typed",
    [
        "a long enough password",
        "sunshine on my back",
        "anna runs by the lake",
        "runstrength and I",
        "x7#kQ!2v",
        "😀😀😀😀😀😀😀😀",
        "--------12--------34",
    ],
)
@pytest.mark.parametrize("email", [ANNA, "", "@", "12@example.com"])
def test_what_only_has_such_a_word_in_it_is_taken(typed, email):
    passwords.check(typed, email)


def test_the_three_thousand_most_common_that_are_long_enough_are_refused():
    found = (word for word in FREQUENCY_LISTS["passwords"] if len(word) >= guessable.SHORTEST)
    first = list(islice(found, 3000))
    assert len(first) == 3000
    assert [word for word in first if not guessable.is_common(word.upper())] == []
