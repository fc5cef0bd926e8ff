"""How much of a file is read: what is far beyond any training log is refused, and said so."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds in bytes and counts; settings may move them."""

    unpacked_bytes: int = 4 * 1024**3  # All of an archive; ten years of Apple Health are 2 GB.
    recording_bytes: int = 64 * 1024**2  # One recording; a day at one point a second is 30 MB.
    ratio: int = 200  # Unpacked to packed; XML reaches 50.
    members: int = 100_000  # Files in all archives of one upload.
    depth: int = 2  # Archives inside an archive: Garmin's has one.
    rows: int = 1_000_000  # Of a CSV file; ten sets a day are 100,000 in 27 years.
    workouts: int = 50_000  # Three a day for 45 years.
    field_characters: int = 100_000  # One cell or text.


USUAL = Limits()
