"""Commands: `flask --app app backup [FOLDER]` and `flask --app app restore FOLDER`."""

from collections.abc import Mapping
from pathlib import Path

import click
from flask import Flask, current_app

from ..storage.backing_up.folder import BY_HAND
from ..storage.backing_up.making import BackupFailed, make
from ..storage.backing_up.manifest import Manifest, read
from ..storage.backing_up.restoring import HalfRestored, NotRestored
from ..storage.backing_up.restoring import restore as bring_back
from ..storage.database import DatabaseUnusable, db, migrate_database


def init_backup_commands(app: Flask) -> None:
    """Register the commands."""
    app.cli.add_command(backup)
    app.cli.add_command(restore)


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False))
def backup(folder: Path | None) -> None:
    """Back up everything, while the server runs, into a folder of backups."""
    try:
        made = make((folder or Path(current_app.config["BACKUPS"])).absolute(), BY_HAND)
    except BackupFailed as error:
        raise click.ClickException(f"No backup was made: {error}") from error
    manifest = read(made)
    click.echo(f"Backed up and checked: {made}")
    click.echo(_told(manifest.rows, len(manifest.files) - 1))
    _warn(manifest)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Set a log that is there aside, and take its place.")
def restore(folder: Path, replace: bool) -> None:
    """Bring a backup back, after looking through it, where no server runs."""
    try:
        manifest, aside = bring_back(folder.absolute(), replace)
        db.engine.dispose()
        migrate_database(current_app._get_current_object())
    except NotRestored as error:
        raise click.ClickException(f"Nothing was restored: {error}") from error
    except HalfRestored as error:
        told = f"Restored by half, and nothing starts on it: {error}. Mend that, and restore again."
        raise click.ClickException(told) from error
    except DatabaseUnusable as error:
        raise click.ClickException(f"Restored, but could not be migrated: {error}") from error
    click.echo(f"Restored what was backed up at {manifest.made_at}; counted and as it was:")
    click.echo(_told(manifest.rows, len(manifest.files) - 1))
    _warn(manifest)
    for path in aside:
        click.echo(f"What was there before is now {path}")


def _warn(manifest: Manifest) -> None:
    for told in manifest.warnings:
        click.echo(told, err=True)


def _told(rows: Mapping[str, int], files: int) -> str:
    """How many rows there are, and files."""
    counted = ", ".join(f"{name} {count}" for name, count in sorted(rows.items()) if count)
    return f"{counted or 'no rows'}; {files} files"
