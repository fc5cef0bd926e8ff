"""The commands: accounts and API tokens, made where the server runs."""

import pytest

from runstrength.storage import accounts, own_tokens
from runstrength.web import passwords
from tests.web.conftest import PASSWORD
from tests.web.world import rows

CARA = "cara@example.com"


def test_an_account_made_here_can_sign_in(app):
    done = run(app, "user", "add", "Cara@Example.com", typed=f"{PASSWORD}\n")

    assert (done.exit_code, done.output) == (0, f"Added {CARA}\n")
    with app.app_context():
        assert passwords.account_with(CARA, PASSWORD)


def test_a_token_made_here_opens_the_api(app, anna):
    done = run(app, "token", "ANNA@example.com")
    headers = {"Authorization": f"Bearer {done.output.strip()}"}

    assert done.exit_code == 0
    assert app.test_client().get("/api/v1/workouts", headers=headers).status_code == 200


@pytest.mark.parametrize(
    ("options", "label", "scope"),
    [
        ((), "made on the command line", "write"),
        (("--name", "Watch", "--scope", "read"), "Watch", "read"),
    ],
)
def test_a_token_made_here_has_the_name_and_scope_that_were_chosen(
    app, anna, options, label, scope
):
    assert run(app, "token", anna.email, *options).exit_code == 0
    with app.app_context():
        held = own_tokens.api_tokens(accounts.password_of(anna.email)[0])
    assert [(each.label, str(each.scope)) for each in held if each.label != "test"] == [
        (label, scope)
    ]


@pytest.mark.parametrize(
    ("arguments", "typed", "fault"),
    [
        (("user", "add", CARA), "short\n", "between 8 and 256"),
        (("user", "add", CARA), "", "between 8 and 256"),
        (("user", "add", CARA), "x" * 257, "between 8 and 256"),
        (("user", "add", "nonsense"), f"{PASSWORD}\n", "address"),
        (("user", "add", "ANNA@example.com"), f"{PASSWORD}\n", "account already"),
        (("token", CARA), "", "no account"),
        (("token", "nonsense"), "", "address"),
        (("token", ""), "", "address"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line_and_changes_nothing(app, arguments, typed, fault):
    before = rows(app)
    done = run(app, *arguments, typed=typed)

    assert done.exit_code == 1
    assert fault in done.output
    assert len(done.output.strip().splitlines()) == 1
    assert rows(app) == before


def run(app, *arguments: str, typed: str = ""):
    """What a command does, in the context that the command line gives it."""
    with app.app_context():
        return app.test_cli_runner().invoke(args=arguments, input=typed)
