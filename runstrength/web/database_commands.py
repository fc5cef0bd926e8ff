"""Command: `flask --app app move-to URL`, from SQLite to PostgreSQL."""

import click
from flask import Flask, current_app

from ..storage.database import DatabaseUnusable
from ..storage.in_use import InUse, alone
from ..storage.moving import Moved, NotMoved
from ..storage.moving import move_to as move

SHOWN = 16


def init_database_commands(app: Flask) -> None:
    """Register the commands."""
    app.cli.add_command(move_to)


@click.command("move-to")
@click.argument("url", envvar="MOVE_TO")
def move_to(url: str) -> None:
    """Copy the whole log into an empty PostgreSQL at URL, and compare the two.

    URL may stand in MOVE_TO instead, where no list of processes shows its password. The old
    database stays as it is; stop RunStrength first, so that nothing is logged there meanwhile.
    """
    try:
        with alone(current_app.config["HOME"]):
            moved = move(current_app._get_current_object(), url)
    except (DatabaseUnusable, InUse, NotMoved) as error:
        raise click.ClickException(str(error)) from error
    click.echo(_table(moved))
    total = sum(each.new.rows for each in moved)
    click.echo(f"\n{total:,} rows are there, the same as here. Set DATABASE_URL to use them.")


def _table(moved: list[Moved]) -> str:
    """A line a table: its rows and the beginning of its digest, here and there."""
    lines = [f"{'table':18}{'rows here':>12}{'rows there':>12}  {'digest here':18}digest there"]
    lines += [
        f"{each.table:18}{each.old.rows:12,}{each.new.rows:12,}"
        f"  {each.old.digest[:SHOWN]:18}{each.new.digest[:SHOWN]}"
        for each in moved
    ]
    return "\n".join(lines)
