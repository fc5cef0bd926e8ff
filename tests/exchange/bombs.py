"""Files of a few kilobytes that would unpack to gigabytes, and archives that never end."""

import io
import struct
import zlib
from zipfile import ZIP_DEFLATED, ZIP_STORED

from .zips import zip_of

BLOCK = 8 * 1024**2
GIGABYTE = 1024**3


def zeros(size: int, head: bytes = b"") -> bytes:
    """Deflated: `head`, and `size` zeros behind it, a thousandth as long, made in no time."""
    first = zlib.compressobj(9, zlib.DEFLATED, -15)
    start = first.compress(head) + first.flush(zlib.Z_FULL_FLUSH)
    block = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = block.compress(bytes(BLOCK)) + block.flush(zlib.Z_FULL_FLUSH)
    return start + packed * (size // BLOCK) + b"\x03\x00"


def zip_bomb(name: str, size: int, head: bytes = b"", claims: int | None = None) -> bytes:
    """A zip file with one member that unpacks to `size`, whatever it claims."""
    return raw_zip([(name.encode(), zeros(size, head), size if claims is None else claims)])


def gzip_bomb(size: int, head: bytes = b"") -> bytes:
    """A gzip file that unpacks to `size`."""
    return b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + zeros(size, head) + struct.pack("<II", 0, 0)


def overlapping_bomb(count: int, size: int) -> bytes:
    """Fifield's: each of `count` members quotes the next one's header and shares all its bytes."""
    names = [b"%05d.csv" % n for n in range(count)]
    body, sizes = zeros(size), []
    for name in reversed(names):
        sizes.append(len(body))
        local = _local(name, len(body), size)
        body = b"\0" + struct.pack("<HH", len(local), len(local) ^ 0xFFFF) + local + body
    body = body[5:]  # Nothing quotes the first.
    step = len(local) + 5
    table = b"".join(
        _entry(name, packed, size, n * step)
        for n, (name, packed) in enumerate(zip(names, reversed(sizes), strict=True))
    )
    return body + table + _end(count, len(table), len(body))


def tree(depth: int, width: int, leaf: bytes) -> bytes:
    """Archives in archives, as 42.zip: `width` of them in each, `depth` deep."""
    for _ in range(depth):
        leaf = zip_of({f"lib {n}.zip": leaf for n in range(width)}, ZIP_DEFLATED)
    return leaf


def crowd(count: int) -> bytes:
    """A zip file of `count` entries without a byte, with the shortest names there are."""
    file, table = io.BytesIO(), io.BytesIO()
    for n in range(count):
        name = b"%x" % n
        table.write(_entry(name, 0, 0, file.tell()))
        file.write(_local(name, 0, 0))
    packed, size = table.getvalue(), file.tell()
    return file.getvalue() + packed + _zip64_end(count, len(packed), size)


def table_only(size: int) -> bytes:
    """A zip file that says its table of contents is its first `size` bytes."""
    return b"PK\x03\x04" + bytes(size - 4) + _end(1, size, 0)


def raw_zip(members: list[tuple[bytes, bytes, int]]) -> bytes:
    """A zip file of (name, deflated bytes, claimed size)."""
    body, table = b"", b""
    for name, packed, size in members:
        table += _entry(name, len(packed), size, len(body))
        body += _local(name, len(packed), size) + packed
    return body + table + _end(len(members), len(table), len(body))


def stored(files: dict[str, bytes]) -> bytes:
    """A zip file that packs nothing."""
    return zip_of(files, ZIP_STORED)


def _local(name: bytes, packed: int, size: int) -> bytes:
    fields = (b"PK\x03\x04", 20, 0, 8, 0, 0x21, 0, packed, min(size, 2**32 - 2), len(name), 0)
    return struct.pack("<4s5H3L2H", *fields) + name


def _entry(name: bytes, packed: int, size: int, at: int) -> bytes:
    fields = (b"PK\x01\x02", 20, 20, 0, 8, 0, 0x21, 0, packed, min(size, 2**32 - 2), len(name))
    return struct.pack("<4s6H3L5H2L", *fields, 0, 0, 0, 0, 0, at) + name


def _end(count: int, size: int, at: int) -> bytes:
    count = min(count, 0xFFFF)
    return struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count, count, size, at, 0)


def _zip64_end(count: int, size: int, at: int) -> bytes:
    record = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, size, at)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, at + size, 1)
    return record + locator + _end(0xFFFF, 2**32 - 1, 2**32 - 1)
