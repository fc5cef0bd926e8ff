"""The PNGs that the project draws, read to the pixel: 8 bits, a palette, no filter."""

import struct
import zlib
from dataclasses import dataclass

SIGNATURE = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True)
class Png:
    """A picture: its size, and its pixels row by row as (red, green, blue, alpha)."""

    width: int
    height: int
    pixels: list[tuple[int, int, int, int]]

    def at(self, place: int) -> tuple[float, float]:
        """How far right and down of the centre a pixel lies, as parts of the width and height."""
        down, right = divmod(place, self.width)
        return (right + 0.5) / self.width - 0.5, (down + 0.5) / self.height - 0.5


def png_size(data: bytes) -> str:
    """Width and height, as a manifest writes them: `192x192`."""
    assert data.startswith(SIGNATURE)
    width, height = struct.unpack(">II", data[16:24])
    return f"{width}x{height}"


def read_png(data: bytes) -> Png:
    """The pixels."""
    chunks = _chunks(data)
    width, height, *form = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
    assert form == [8, 3, 0, 0, 0]
    colours = zip(*(chunks[b"PLTE"][n::3] for n in range(3)), strict=True)
    alphas = chunks.get(b"tRNS", b"").ljust(256, b"\xff")
    palette = [(*colour, alpha) for colour, alpha in zip(colours, alphas, strict=False)]
    raw = zlib.decompress(chunks[b"IDAT"])
    rows = [raw[n : n + width + 1] for n in range(0, len(raw), width + 1)]
    assert len(rows) == height
    assert {row[0] for row in rows} == {0}
    return Png(width, height, [palette[index] for row in rows for index in row[1:]])


def _chunks(data: bytes) -> dict[bytes, bytes]:
    found, place = {}, len(SIGNATURE)
    while place < len(data):
        (length,) = struct.unpack(">I", data[place : place + 4])
        found[data[place + 4 : place + 8]] = data[place + 8 : place + 8 + length]
        place += length + 12
    return found
