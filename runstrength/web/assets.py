"""One version for all static files, in their address, so that a browser may keep them for good."""

from hashlib import sha256
from pathlib import Path


def static_version(folder: Path) -> str:
    """A hash over every file below `folder`: names and contents."""
    digest = sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]
