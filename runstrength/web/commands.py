"""Commands: `flask --app app user add EMAIL`, `flask --app app token EMAIL`."""

import sys

import click
from flask import Flask, current_app

from ..storage import accounts, tokens
from ..storage.database import DatabaseUnusable, db, migrate_database
from . import passwords


def init_commands(app: Flask) -> None:
    """Register the commands."""
    app.cli.add_command(user)
    app.cli.add_command(token)


@click.group()
def user() -> None:
    """Accounts."""


@user.command("add")
@click.argument("email")
def add_user(email: str) -> None:
    """Add an account; its password is read from standard input."""
    _migrate()
    password = sys.stdin.readline().rstrip("\r\n")
    try:
        address = passwords.normalised(email)
        passwords.check_length(password)
        accounts.add_user(address, passwords.hashed(password), accounts.Settings())
        db.session.commit()
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    except accounts.EmailTaken as error:
        raise click.ClickException(f"{address} has an account already") from error
    click.echo(f"Added {address}")


@click.command()
@click.argument("email")
def token(email: str) -> None:
    """Print a new API token of an account."""
    _migrate()
    try:
        found = accounts.password_of(passwords.normalised(email))
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    if found is None:
        raise click.ClickException(f"{email} has no account")
    made = tokens.issue(found[0], tokens.TokenKind.API, "made on the command line")
    db.session.commit()
    click.echo(made)


def _migrate() -> None:
    try:
        migrate_database(current_app._get_current_object())
    except DatabaseUnusable as error:
        raise click.ClickException(str(error)) from error
