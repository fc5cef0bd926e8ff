"""Commands: `flask --app app user add EMAIL`, and likewise `token EMAIL` and `demo EMAIL`."""

import sys

import click
from flask import Flask, current_app

from ..storage import accounts, example, marks, tokens
from ..storage.accounts import User
from ..storage.database import DatabaseUnusable, db, migrate_database
from ..training.example import Example, example_training
from ..training.rules import flags_for
from ..training.timeline import Timeline
from ..training.week import Week
from ..training.workouts import Workout
from . import clock, passwords
from .exercise_names import known_regions


def init_commands(app: Flask) -> None:
    """Register the commands."""
    app.cli.add_command(user)
    app.cli.add_command(token)
    app.cli.add_command(demo)


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


@click.command()
@click.argument("email")
def demo(email: str) -> None:
    """Put twelve weeks of example training into an account, once."""
    _migrate()
    try:
        user = example.lock_user(passwords.normalised(email))
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    if user is None:
        raise click.ClickException(f"{email} has no account")
    regions = known_regions(current_app)
    told = example_training(clock.today(user), user.settings.time_zone, regions)
    workouts = example.owned(user.id, told.workouts)
    check_ins = example.put_in(user.id, workouts, told.check_ins)
    if check_ins is None:
        click.echo(f"{user.email} has had the example training; nothing was added")
        return
    _mark(user, told, workouts)
    db.session.commit()
    planned = sum(w.planned for w in workouts)
    click.echo(
        f"Put {len(workouts) - planned} workouts since {min(w.local_date for w in workouts)}, "
        f"{planned} planned ones and {check_ins} check-ins into {user.email}"
    )


def _mark(user: User, told: Example, workouts: list[Workout]) -> None:
    """Mark the deload week, and set aside what the runner of the example does."""
    starts_on = user.settings.week_starts_on
    deloads = [Week.holding(day, starts_on) for day in told.deload_thursdays]
    for week in deloads:
        marks.mark_deload(user.id, week, True)
    timeline = Timeline(workouts, told.check_ins, deloads, starts_on)
    reasons = {(aside.rule, aside.date): aside.reason for aside in told.set_asides}
    for flag in flags_for(timeline, user.thresholds, clock.today(user)):
        if (flag.rule, flag.date) in reasons:
            marks.set_aside(user.id, flag, reasons[flag.rule, flag.date])


def _migrate() -> None:
    try:
        migrate_database(current_app._get_current_object())
    except DatabaseUnusable as error:
        raise click.ClickException(str(error)) from error
