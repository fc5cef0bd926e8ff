"""Zip files made for tests, and made wrong."""

import io
import stat
import zipfile


def zip_of(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file with these members."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return file.getvalue()


def link(name: str, target: str, kind: int = stat.S_IFLNK) -> bytes:
    """A zip file with one symbolic link, or another `kind` of entry."""
    file = io.BytesIO()
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = (kind | 0o777) << 16
    with zipfile.ZipFile(file, "w") as made:
        made.writestr(info, target)
    return file.getvalue()


def renamed(data: bytes, old: bytes, new: bytes) -> bytes:
    """A zip file whose member has another name, of the same length, which zipfile refuses."""
    assert len(old) == len(new)
    assert old in data
    return data.replace(old, new)
