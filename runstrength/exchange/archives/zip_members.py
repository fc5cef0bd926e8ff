"""Which entries of a zip file are taken: plain files, plain names, bytes of their own."""

import re
import stat
from collections.abc import Iterable
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipInfo

LONGEST_NAME = 500
LOCAL_HEADER = 30  # Bytes before a member's own, its name not counted.
ENCRYPTED = 0x1 | 0x40 | 0x2000
# What systems add of their own accord.
_LITTER = re.compile(r"(?:^|/)(?:__MACOSX/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_DRIVE = re.compile(r"[A-Za-z]:")
SHOWN = 100  # Characters of a name.


def is_passed_over(info: ZipInfo) -> bool:
    """Whether an entry is a folder, or what a computer leaves in folders."""
    return info.filename.endswith("/") or bool(_LITTER.search(info.filename))


def complaint(info: ZipInfo) -> str | None:
    """Why a member is not taken; None where nothing is wrong with it."""
    return _name_complaint(info.orig_filename) or _content_complaint(info)


def _name_complaint(name: str) -> str | None:
    if _CONTROLS.search(name):
        return "its name holds characters that can't be shown"
    if len(name) > LONGEST_NAME:
        return f"its name is longer than {LONGEST_NAME} characters"
    if "\\" in name or "!/" in name:
        return "its name holds characters that no export has"
    if not name or name.startswith("/") or _DRIVE.match(name) or ".." in name.split("/"):
        return "its name leads out of the archive"
    return None


def _content_complaint(info: ZipInfo) -> str | None:
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind and not stat.S_ISREG(kind):
        return "it is a link or a device, not a file"
    if info.flag_bits & ENCRYPTED:
        return "it is locked with a password"
    # LZMA may ask for gigabytes of memory by its own header, and no export uses it or bzip2.
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        return "it is packed in a way that is not known here"
    return None


def overlapping(infos: Iterable[ZipInfo], table_at: int) -> bool:
    """Whether members share bytes, so that a short file holds endlessly much (Fifield, 2019)."""
    places = sorted((info.header_offset, info.compress_size) for info in infos)
    ends = (offset + LOCAL_HEADER + size for offset, size in places)
    starts = [offset for offset, _ in places[1:]] + [table_at]
    return any(end > start for end, start in zip(ends, starts, strict=False))


def shown(name: str) -> str:
    """A name as it can be shown to people."""
    plain = _CONTROLS.sub("�", name)
    return plain if len(plain) <= SHOWN else f"{plain[: SHOWN - 1]}…"
