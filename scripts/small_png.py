"""PNGs of at most 256 colours: drawings and screens of flat areas take a third of the bytes."""

import struct
import zlib
from base64 import b64decode, b64encode

from playwright.sync_api import Page

SIGNATURE = b"\x89PNG\r\n\x1a\n"
# The most frequent colours stay as they are; the others, of softened edges, take the nearest.
READ = """async (address) => {
  const picture = new Image();
  picture.src = address;
  await picture.decode();
  const {width, height} = picture;
  const context = new OffscreenCanvas(width, height).getContext("2d");
  context.drawImage(picture, 0, 0);
  const bytes = context.getImageData(0, 0, width, height).data;
  const pixels = new Uint32Array(bytes.buffer);
  const counts = new Map();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  const colours = [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a) || a - b);
  const palette = colours.slice(0, 256);
  const parts = (colour) => [0, 8, 16, 24].map((shift) => (colour >>> shift) & 255);
  const kept = palette.map(parts);
  const places = new Map(palette.map((colour, n) => [colour, n]));
  for (const colour of colours.slice(256)) {
    const own = parts(colour);
    const away = kept.map((one) => one.reduce((sum, part, n) => sum + (part - own[n]) ** 2, 0));
    places.set(colour, away.indexOf(Math.min(...away)));
  }
  const indexes = Uint8Array.from(pixels, (pixel) => places.get(pixel));
  let text = "";
  for (let n = 0; n < indexes.length; n += 8192) {
    text += String.fromCharCode(...indexes.subarray(n, n + 8192));
  }
  return {width, height, palette: kept, indexes: btoa(text)};
}"""


def packed(page: Page, png: bytes) -> bytes:
    """The same picture as a PNG with a palette; `page` is any that may run scripts."""
    read = page.evaluate(READ, f"data:image/png;base64,{b64encode(png).decode()}")
    width, height, palette = read["width"], read["height"], read["palette"]
    indexes = b64decode(read["indexes"])
    rows = b"".join(b"\0" + indexes[n : n + width] for n in range(0, len(indexes), width))
    chunks = [
        _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
        _chunk(b"PLTE", b"".join(bytes(colour[:3]) for colour in palette)),
    ]
    if any(alpha < 255 for *_, alpha in palette):
        chunks.append(_chunk(b"tRNS", bytes(colour[3] for colour in palette)))
    chunks += [_chunk(b"IDAT", zlib.compress(rows, 9)), _chunk(b"IEND", b"")]
    return SIGNATURE + b"".join(chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
