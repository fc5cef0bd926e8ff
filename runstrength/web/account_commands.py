"""Commands for who can't get into their account: `flask --app app user second-step-off EMAIL`."""

import click

from ..storage import accounts, second_factors
from ..storage.database import db
from . import commands, passwords
from .logs import event


def init_account_commands() -> None:
    """Register the commands, beside those of every account."""
    commands.user.add_command(second_step_off)


@click.command("second-step-off")
@click.argument("email")
def second_step_off(email: str) -> None:
    """Switch off the second step of who lost phone and recovery codes; the password stays."""
    try:
        found = accounts.password_of(passwords.normalised(email))
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    if found is None:
        raise click.ClickException(f"{email} has no account")
    accounts.lock(found[0])
    was_on = second_factors.switch_off(found[0])
    db.session.commit()
    if was_on:
        event("second-factor-off", user=found[0], by="command")
    click.echo(f"The second step of {email} {'is' if was_on else 'was'} off")
