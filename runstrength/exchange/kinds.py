"""What kind a file is, by what is in it and never by its name; for others, what they seem to be."""

import re
from itertools import islice
from types import ModuleType

from .archives.archive import ZIPS, Archive, Member
from .archives.unpacking import GZIP, Exhausted
from .found import Unreadable
from .lifting import fitnotes, hevy, liftosaur, strong
from .recordings import fit
from .recordings.recordings import RECORDINGS
from .services import apple_health, garmin, strava
from .tables.csv_rows import header_of

GZIPPED, ZIPPED, OWN = "gzip", "zip", "runstrength"
STRAVA, GARMIN, APPLE_HEALTH = "strava", "garmin", "apple-health"
# Of these, the first that knows a file reads it; narrow looks come before wide ones.
READERS: dict[str, ModuleType] = {
    **RECORDINGS,
    APPLE_HEALTH: apple_health,
    GARMIN: garmin,
    STRAVA: strava,
    "hevy": hevy,
    "strong": strong,
    "liftosaur": liftosaur,
    "fitnotes": fitnotes,
}
OWN_MEMBER = "runstrength.json"
_OWN_JSON = re.compile(rb'\s*\{\s*"format":\s*"runstrength"')
MOST_TRIED = 200  # Strava's export has some thirty tables at its root.

_EXCEL = "it is an Excel file: open it and save it as CSV"
_PICTURE, _FILM = "it is a picture", "it is a film"
_DATABASE = "it is an app's own backup: export your data as CSV there instead"
_BEGINNINGS = {
    b"\xff\xd8\xff": _PICTURE,
    b"\x89PNG": _PICTURE,
    b"GIF8": _PICTURE,
    b"BM": _PICTURE,
    b"II*\0": _PICTURE,
    b"MM\0*": _PICTURE,
    b"%PDF": "it is a PDF",
    b"\xd0\xcf\x11\xe0": _EXCEL,
    b"SQLite format 3\0": _DATABASE,
    b"Rar!": "it is a RAR archive: unpack it and send the files, or pack them as zip",
    b"7z\xbc\xaf": "it is a 7z archive: unpack it and send the files, or pack them as zip",
    b"bplist": "it is an app's own settings",
    b"ID3": "it is a sound",
    b"OggS": "it is a sound",
    b"\x7fELF": "it is a program",
    b"MZ": "it is a program",
}
# What stands at other places than the first.
_PLACED = (
    (4, re.compile(rb"ftyp(?:hei|hev|mif|msf|avif)"), _PICTURE),
    (8, re.compile(rb"WEBP"), _PICTURE),
    (4, re.compile(rb"ftyp"), _FILM),
    (257, re.compile(rb"ustar"), "it is a tar archive: unpack it and send the files"),
)
_HTML = re.compile(rb"<!doctype html|<html", re.I)
_XML = re.compile(rb"<\?xml|<\w")
_TEXT_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
BEGINNING = 64  # Bytes by which text is told from other files; a table's names are longer.
_SHOWN_COLUMNS = 4


def kind_of(head: bytes) -> str:
    """A key of `READERS`, or one of the kinds that hold other files; "" for what is none."""
    if head.startswith(GZIP):
        return GZIPPED
    if head.startswith(ZIPS):
        return ZIPPED
    if _OWN_JSON.match(head.removeprefix(b"\xef\xbb\xbf")):
        return OWN
    # Most files of an archive are pictures and the like; a dozen readers need not look at each.
    readers = READERS if _is_text(head[:BEGINNING]) and not _foreign(head) else {"fit": fit}
    return next((kind for kind, reader in readers.items() if reader.is_mine(head)), "")


def seems(head: bytes) -> str:
    """What a file of no known kind seems to be, and what to do about it."""
    if what := _foreign(head):
        return what
    return _text(head) if _is_text(head) else "it is of a kind that is not known here"


def archive_kind(archive: Archive) -> str:
    """What an archive is an export of: `OWN`, a key of `READERS`, or "" for any other."""
    if archive.named(OWN_MEMBER):
        return OWN
    names = [member.plain_name for member in archive.members()]
    if any(name.endswith(garmin.LIST) or name.startswith("DI_CONNECT/") for name in names):
        return GARMIN
    if strava_table(archive):
        return STRAVA
    return APPLE_HEALTH if apple_export(archive) else ""


def strava_table(archive: Archive) -> Member | None:
    """The table of activities in Strava's export, at its root or in its only folder."""
    return _first(archive, ".csv", strava)


def apple_export(archive: Archive) -> Member | None:
    """The list of all that Apple Health knows; its name follows the phone's language."""
    return _first(archive, ".xml", apple_health)


def _first(archive: Archive, ending: str, reader: ModuleType) -> Member | None:
    near = (
        member
        for member in archive.members()
        if member.plain_name.endswith(ending) and member.plain_name.count("/") <= 1
    )
    return next((m for m in islice(near, MOST_TRIED) if reader.is_mine(_head(m))), None)


def _head(member: Member) -> bytes:
    try:
        return member.head()
    except Exhausted:
        raise
    except Unreadable:
        return b""


def archive_seems(archive: Archive) -> str:
    """What an archive without a workout in it seems to be."""
    if archive.named("[Content_Types].xml"):
        return _EXCEL if archive.named("xl/workbook.xml") else "it is a text document"
    if archive.named("mimetype"):
        return "it is an office document: save it as CSV"
    return "it holds no file" if not len(archive) else "there is no workout in it"


def _foreign(head: bytes) -> str:
    """What a file is that no reader is for, told by its first bytes; "" for any other."""
    if not head:
        return "it is empty"
    if head.startswith(tuple(_BEGINNINGS)):
        return next(what for start, what in _BEGINNINGS.items() if head.startswith(start))
    return next((what for at, pattern, what in _PLACED if pattern.match(head, at)), "")


def _is_text(head: bytes) -> bool:
    return head.startswith((b"\xff\xfe", b"\xfe\xff")) or not _TEXT_CONTROLS.search(head)


def _text(head: bytes) -> str:
    plain = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not plain:
        return "it is empty"
    if _HTML.search(plain[:1024]):
        return "it is a web page: download the file itself"
    if _XML.match(plain):
        return "it is an XML file of another app"
    if plain.startswith((b"{", b"[")):
        return "it is a JSON file of another app"
    columns = header_of(head)
    if len(columns) < 2:
        return "it is a text, not a table or a recording"
    names = ", ".join(name[:30] for name in columns[:_SHOWN_COLUMNS])
    return f"it is a table of an app that is not known here; its columns begin {names}"
