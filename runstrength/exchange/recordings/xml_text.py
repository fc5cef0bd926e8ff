"""The text of an XML file, as UTF-8 that a parser takes, a piece at a time.

Apps write blanks before the declaration, control characters, a bare "&", and encodings other than
those that they declare. What only looks wrong is put right here, so that the parser may be strict.
"""

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

PIECE_BYTES = 64 * 1024
_BLANK = b" \t\r\n\0\xef\xbb\xbf"  # UTF-8's byte order mark among them.
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r"))  # XML forbids them.
_DECLARED = re.compile(rb"<\?xml[^>]{1,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{2,20})[\"']")
# Python has codecs that are no encodings of text, so only those that XML is found in are taken.
_ENCODINGS = re.compile(
    r"iso-8859-\d{1,2}|windows-125\d|koi8-[ru]|shift_jis|euc-(?:jp|kr)|gbk|gb2312|gb18030|big5",
    re.IGNORECASE,
)
_MISLABELLED = "cp1252"  # What text is that should be UTF-8 and is not.
_LONGEST_MARK = 12  # "&#x10FFFF;" and "<![CDATA[" are shorter.
_NO_CHARACTER = b"&#xFFFD;"
_BEGINS_MARK = re.compile(rb"[<&\]]")
_AMPERSANDS = re.compile(
    rb"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\dA-Fa-f]{1,6});)"
    rb"|&#(?:(\d+)|x([\dA-Fa-f]+));"
)


def pieces(file: BinaryIO) -> Iterator[bytes]:
    """The file's text without what comes before its first tag; nothing for an empty file."""
    is_literal = False
    for piece in _between_marks(_without_blanks_before(_clean(file))):
        repaired, is_literal = _repaired(piece, is_literal)
        yield repaired


def root(head: bytes) -> str:
    """The name of the outermost element, without its prefix, if it begins in `head`."""
    text, at = _begin(head).decode("utf-8", "replace"), 0
    while True:
        at = _END_OF_BLANKS.match(text, at).end()
        end = next((end for mark, end in _PASSED_OVER if text.startswith(mark, at)), None)
        if end is None:
            break
        at = text.find(end, at)
        if at < 0:
            return ""
        at += len(end)
    name = _ROOT.match(text, at)
    return name[1] if name else ""


_END_OF_BLANKS = re.compile(r"\s*")
_PASSED_OVER = (("<!--", "-->"), ("<?", "?>"))
_ROOT = re.compile(r"(?:<!DOCTYPE\s+|<)(?:[\w.-]+:)?([\w.-]+)")


def _begin(head: bytes) -> bytes:
    """A file's beginning in UTF-8, cleaned."""
    text = codecs.getincrementaldecoder(_encoding(head))("replace").decode(head)
    return _plain(text).lstrip(_BLANK)


def _clean(file: BinaryIO) -> Iterator[bytes]:
    head = file.read(PIECE_BYTES)
    encoding = _encoding(head)
    decoder = codecs.getincrementaldecoder(encoding)("strict" if encoding == "utf-8" else "replace")
    while head:
        yield _plain(_decoded(decoder, head))
        head = file.read(PIECE_BYTES)
    yield _plain(_decoded(decoder, b"", final=True))


def _encoding(head: bytes) -> str:
    """What the bytes show to be, before what they declare to be."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    begin = head.lstrip(_BLANK)
    if head[:4].count(0) == 2 and begin[1:2] == b"\0":
        return "utf-16-be" if head[:1] == b"\0" else "utf-16-le"
    declared = _DECLARED.match(begin)
    name = declared[1].decode() if declared else ""
    if not _ENCODINGS.fullmatch(name) or _is_utf_8(head):
        return "utf-8"
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "utf-8"


def _is_utf_8(head: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def _decoded(decoder: codecs.IncrementalDecoder, piece: bytes, *, final: bool = False) -> str:
    try:
        return decoder.decode(piece, final)
    except UnicodeDecodeError:
        waiting = decoder.getstate()[0]
        decoder.reset()
        return (waiting + piece).decode(_MISLABELLED, "replace")


def _plain(text: str) -> bytes:
    return text.encode("utf-8", "replace").translate(None, _CONTROLS)


def _without_blanks_before(parts: Iterator[bytes]) -> Iterator[bytes]:
    for part in parts:
        begin = part.lstrip(_BLANK)
        if begin:
            yield begin
            break
    yield from parts


def _between_marks(parts: Iterator[bytes]) -> Iterator[bytes]:
    """The same text, cut where no mark is."""
    rest = b""
    for part in parts:
        data = rest + part
        mark = _BEGINS_MARK.search(data, max(0, len(data) - _LONGEST_MARK))
        end = mark.start() if mark else len(data)
        yield data[:end]
        rest = data[end:]
    yield rest


def _repaired(data: bytes, is_literal: bool) -> tuple[bytes, bool]:
    """A piece with its "&" put right, except in CDATA, and whether that is open at its end."""
    parts, at = [], 0
    while at < len(data):
        mark = b"]]>" if is_literal else b"<![CDATA["
        found = data.find(mark, at)
        end = len(data) if found < 0 else found + len(mark)
        part = data[at:end]
        parts.append(part if is_literal or b"&" not in part else _AMPERSANDS.sub(_mark, part))
        is_literal, at = is_literal ^ (found >= 0), end
    return b"".join(parts), is_literal


def _mark(found: re.Match) -> bytes:
    """What stands for a mark: for a bare "&" its entity, for no character a sign of it."""
    whole, decimal, hexadecimal = found[0], found[1], found[2]
    if whole == b"&":
        return b"&amp;"
    code = int(decimal) if decimal else int(hexadecimal, 16)
    return whole if _is_character(code) else _NO_CHARACTER


def _is_character(code: int) -> bool:
    """Whether XML 1.0 allows it."""
    plane_0 = code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE
    return plane_0 or 0x10000 <= code <= 0x10FFFF
