"""Everything of an account's in one file, ready to be sent."""

import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile, TemporaryFile
from typing import BinaryIO

from flask import Response, current_app, send_file

from ..exchange.account.belongings import Dated, Deload, NameElsewhere, SetAside, Settings
from ..exchange.account.own import kind_of_original
from ..exchange.writing.own import Account, chunks
from ..storage import accounts, exporting, routines, uploads
from ..storage.accounts import User
from . import clock
from .exercise_names import exercise_name
from .shoe_names import shelf_of

HEAD_BYTES = 4096
IN_MEMORY_BYTES = 1024 * 1024
DAMAGED = (OSError, EOFError, zlib.error)  # What unpacking says of an original that is broken.


class _Names(dict):
    """The name of each exercise that is asked for; one that is gone has its id's."""

    def get(self, exercise: str, otherwise: str = "") -> str:
        """The name of an exercise."""
        return exercise_name(exercise)


def exported(user: User) -> Response:
    """The account's zip file.

    It is made on the disk first: however slowly it is fetched, nothing waits for it, and what is
    read of the log was read in one go.
    """
    folder = Path(current_app.config["UPLOADS"])
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = TemporaryFile(dir=folder)  # noqa: SIM115 (it is closed once it was sent)
    try:
        for piece in chunks(account_of(user)):
            file.write(piece)
        size = file.tell()
        file.seek(0)
    except BaseException:
        file.close()
        raise
    name = f"runstrength-{clock.today(user)}.zip"
    answer = send_file(file, "application/zip", as_attachment=True, download_name=name, etag=False)
    answer.content_length = size
    return answer


def account_of(user: User) -> Account:
    """What is written of an account, read as it is written."""
    chosen = user.settings
    return Account(
        made_at=clock.now(),
        single={
            "settings": Settings(
                time_zone=chosen.time_zone,
                distance_unit=chosen.distance_unit,
                weight_unit=chosen.weight_unit,
                week_starts_on=chosen.week_starts_on,
            ),
            "rules": user.thresholds,
            "gear": user.gear,
        },
        lists={
            "exercises": user.exercises.values(),
            "names_elsewhere": (
                NameElsewhere(app=app, name=name, exercise=exercise)
                for app, name, exercise in accounts.names_of(user)
            ),
            "routines": routines.of_user(user.id),
            "shoes": shelf_of(user).shoes,
            "check_ins": (Dated(*each) for each in exporting.all_check_ins(user.id)),
            "deload_weeks": map(Deload, exporting.all_deload_weeks(user.id)),
            "set_asides": (
                SetAside(flag=flag, date=day, reason=reason)
                for flag, day, reason in exporting.all_set_asides(user.id)
            ),
            "workouts": exporting.all_workouts(user.id),
        },
        originals=_originals(user),
        exercises=_Names(),
        shoes={shoe.id: shoe.name for shoe in shelf_of(user).shoes},
    )


def _originals(user: User) -> Iterator[tuple[str, Callable[[], BinaryIO]]]:
    for kept in exporting.all_originals(user.id):
        kind = "fit"
        # What can't be read now can't be read in a moment either: then its name stands for it.
        with suppress(*DAMAGED), _opened(user, kept.sha256) as file:
            kind = kind_of_original(file.read(HEAD_BYTES))
        yield f"{kept.workout_id}.{kind}", lambda kept=kept: _whole(user, kept.sha256)


def _whole(user: User, sha256: bytes) -> BinaryIO:
    """An original, once it was read to its end. Raises `OSError` for one that can't be."""
    spool = SpooledTemporaryFile(IN_MEMORY_BYTES)  # noqa: SIM115 (whoever asked closes it)
    try:
        with _opened(user, sha256) as file:
            copyfileobj(file, spool)
    except DAMAGED as error:
        spool.close()
        raise OSError(f"{sha256.hex()} is damaged") from error
    spool.seek(0)
    return spool


def _opened(user: User, sha256: bytes) -> BinaryIO:
    file = uploads.original(user.id, sha256)
    if file is None:
        raise FileNotFoundError(sha256.hex())
    return file
