"""Commands, where the server runs: `flask --app app user add EMAIL`, `user reset EMAIL`,
`user administrator EMAIL`, `invite NAME`, `token EMAIL` and `demo EMAIL`.
"""

import sys
from uuid import UUID

import click
from flask import Flask, current_app

from ..jobs.backups import BackupFailed, migrate_safely
from ..jobs.mail import reset_link
from ..storage import accounts, example, invitations, marks, own_tokens, tokens
from ..storage.accounts import User
from ..storage.database import DatabaseUnusable, db
from ..storage.tokens import Scope, TokenKind
from ..training.example import Example, example_training
from ..training.rules import flags_for
from ..training.timeline import Timeline
from ..training.week import Week
from ..training.workouts import Workout
from . import clock, passwords
from .exercise_names import known_regions

SCOPES = [scope.value for scope in Scope]


def init_commands(app: Flask) -> None:
    """Register the commands."""
    app.cli.add_command(user)
    app.cli.add_command(invite)
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
        passwords.check(password, address)
        accounts.add_user(address, passwords.hashed(password), accounts.Settings())
        db.session.commit()
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    except accounts.EmailTaken as error:
        raise click.ClickException(f"{address} has an account already") from error
    click.echo(f"Added {address}")


@user.command("reset")
@click.argument("email")
def reset_password(email: str) -> None:
    """Print a link by which a user chooses a new password, once and within 30 minutes."""
    user_id = _user_with(email)
    tokens.revoke_kind(user_id, TokenKind.RESET)
    made = tokens.issue(user_id, TokenKind.RESET, "made on the command line")
    db.session.commit()
    click.echo(reset_link(_base(), made))


@user.command("administrator")
@click.argument("email")
def make_administrator(email: str) -> None:
    """Let a user invite others."""
    accounts.make_administrator(_user_with(email))
    db.session.commit()
    click.echo(f"{email} is an administrator")


@click.command()
@click.argument("name")
def invite(name: str) -> None:
    """Print a link by which somebody makes an account, once and within 7 days."""
    _migrate()
    if current_app.config["SIGN_UP"] == "closed":
        raise click.ClickException("no accounts are made by invitation while SIGN_UP is closed")
    administrator = accounts.administrator()
    if administrator is None:
        raise click.ClickException("there is no administrator; see `user administrator EMAIL`")
    if len(invitations.still_open(administrator)) >= invitations.MOST_OPEN:
        raise click.ClickException(f"{invitations.MOST_OPEN} invitations are open already")
    made = tokens.issue(administrator, TokenKind.INVITATION, name[:60])
    db.session.commit()
    click.echo(f"{_base()}/invitations/{made}")


@click.command()
@click.argument("email")
@click.option("--name", default="made on the command line", help="What it is for.")
@click.option("--scope", type=click.Choice(SCOPES), default="write", help="What it may do.")
def token(email: str, name: str, scope: str) -> None:
    """Print a new API token of an account."""
    try:
        made = own_tokens.add_api_token(_user_with(email), name[:60], Scope(scope))
    except own_tokens.TooManyTokens as error:
        raise click.ClickException(str(error)) from error
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


def _user_with(email: str) -> UUID:
    _migrate()
    try:
        found = accounts.password_of(passwords.normalised(email))
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    if found is None:
        raise click.ClickException(f"{email} has no account")
    return found[0]


def _base() -> str:
    """Where people find this server, as far as it is known here."""
    config = current_app.config
    host = "127.0.0.1" if config["HOST"] in ("0.0.0.0", "::") else config["HOST"]  # noqa: S104
    host = f"[{host}]" if ":" in host else host
    return config["PUBLIC_URL"] or f"http://{host}:{config['PORT']}"


def _migrate() -> None:
    try:
        migrate_safely(current_app._get_current_object())
    except (BackupFailed, DatabaseUnusable) as error:
        raise click.ClickException(str(error)) from error
