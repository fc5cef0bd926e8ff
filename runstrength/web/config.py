"""Configuration from the environment, and the folder where data lives."""

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from secrets import token_hex
from urllib.parse import urlsplit

import idna

from ..exchange.limits import USUAL

# A note of 10,000 characters fits many times; a field that is too long gets its own message.
MEGABYTE = 1024 * 1024
MOST_BODY_BYTES = 4 * MEGABYTE
# More servers in front than anyone has: a slip, such as the port.
MOST_PROXIES = 9
LOG_FORMATS = ("plain", "json")
SIGN_UPS = ("open", "invitation", "closed")


class ConfigError(Exception):
    """The app can't start as it is configured; the message says why in one line."""


def configuration(environ: Mapping[str, str], root: Path) -> dict:
    """Flask's settings. Makes the data folder and the secret key where they are missing."""
    home = Path(environ.get("RUNSTRENGTH_HOME") or root / "instance").absolute()
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        secret = environ.get("SECRET_KEY") or _kept_secret(home / "secret_key")
    except OSError as error:
        raise ConfigError(f"{home}: can't keep data there ({error.strerror})") from error
    return {
        "SECRET_KEY": secret,
        "SQLALCHEMY_DATABASE_URI": environ.get("DATABASE_URL")
        or f"sqlite:///{home / 'runstrength.sqlite3'}",
        "UPLOADS": home / "uploads",
        "HOME": home,
        "BACKUPS": Path(environ.get("BACKUPS") or home / "backups").absolute(),
        # "off": somebody else makes them.
        "BACKUP": _one_of(environ, "BACKUP", ("on", "off")),
        "QUEUE": home / "queue.sqlite3",
        "REDIS_URL": environ.get("REDIS_URL"),
        # "apart": somebody else starts the worker, such as systemd.
        "WORKER": environ.get("WORKER") or "beside",
        "IMPORT_BYTES": _number(environ, "IMPORT_MB", 1024, most=99999) * MEGABYTE,
        "IMPORT_LIMITS": replace(
            USUAL,
            unpacked_bytes=_number(environ, "IMPORT_UNPACKED_MB", 4096, most=99999) * MEGABYTE,
            workouts=_number(environ, "IMPORT_WORKOUTS", USUAL.workouts, most=99999),
        ),
        "HOST": environ.get("HOST") or "127.0.0.1",
        "PORT": _number(environ, "PORT", 5000, most=65535),
        "TRUSTED_PROXIES": _number(environ, "TRUSTED_PROXIES", 0, most=MOST_PROXIES),
        # By which names it may be reached; none given: by any.
        "TRUSTED_HOSTS": _hosts(environ, "TRUSTED_HOSTS"),
        # Where people find it, for what is sent by mail: a request's own `Host` may be anyone's.
        "PUBLIC_URL": _address(environ, "PUBLIC_URL", ("https", "http")),
        "SIGN_UP": _one_of(environ, "SIGN_UP", SIGN_UPS),
        "SMTP_URL": _address(environ, "SMTP_URL", ("smtp", "smtps")),
        "MAIL_FROM": environ.get("MAIL_FROM"),
        # For people: what went wrong alone. As JSON: every request, too.
        "LOG_FORMAT": _one_of(environ, "LOG_FORMAT", LOG_FORMATS),
        # Below so much room it says that it is not ready.
        "LEAST_FREE_BYTES": _number(environ, "LEAST_FREE_MB", 100, most=99999) * MEGABYTE,
        "MAX_CONTENT_LENGTH": MOST_BODY_BYTES,
        "MAX_FORM_MEMORY_SIZE": MOST_BODY_BYTES,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "WTF_CSRF_TIME_LIMIT": None,  # As long as the session; a page may stay open for days.
        "COMPRESS_MIMETYPES": [
            "text/html",
            "text/css",
            "text/javascript",
            "application/json",
            "application/problem+json",
            "image/svg+xml",
        ],
        "COMPRESS_ALGORITHM": ["br", "gzip"],
        # Pages are made anew each time: past these levels, time grows more than size shrinks.
        "COMPRESS_BR_LEVEL": 4,
        "COMPRESS_LEVEL": 4,
    }


def _kept_secret(path: Path) -> str:
    """The secret key of this installation, made once; only its owner can read it."""
    if not path.exists():
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(token_hex(32))
            file.flush()
            os.fsync(file.fileno())
        # A link is made whole or not at all: of two processes that start at once, one wins.
        with suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
        _sync(path.parent)
    return path.read_text()


def _sync(folder: Path) -> None:
    """Bring the names in a folder to the disk: a power cut may take a file without its name."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _one_of(environ: Mapping[str, str], name: str, words: tuple[str, ...]) -> str:
    """One of some words; the first where none is given."""
    word = environ.get(name) or words[0]
    if word not in words:
        raise ConfigError(f"{name}: must be one of {', '.join(words)}, not {word[:20]!r}")
    return word


def _address(environ: Mapping[str, str], name: str, schemes: tuple[str, ...]) -> str | None:
    """An address without a slash at its end."""
    address = environ.get(name)
    if not address:
        return None
    parts = urlsplit(address)
    if parts.scheme not in schemes or not parts.hostname:
        raise ConfigError(f"{name}: must be an address that begins with {schemes[0]}://")
    before, at, host = parts.netloc.rpartition("@")
    return parts._replace(netloc=before + at + _ascii(host, name)).geturl().rstrip("/")


def _hosts(environ: Mapping[str, str], name: str) -> list[str] | None:
    """Names of hosts, with spaces between them."""
    return [_ascii(each, name) for each in (environ.get(name) or "").split()] or None


def _ascii(host: str, name: str) -> str:
    """A host as browsers send it: `läufer.example` is `xn--lufer-gra.example`."""
    if host.isascii():
        return host
    dot = "." if host.startswith(".") else ""
    own, colon, port = host.removeprefix(".").partition(":")
    try:
        sent = idna.encode(own, uts46=True) + (colon + port).encode("ascii")
    except UnicodeError as error:  # idna's own is one, too.
        raise ConfigError(f"{name}: {host[:60]!r} is no name of a host") from error
    return dot + sent.decode()


def _number(environ: Mapping[str, str], name: str, usual: int, most: int) -> int:
    text = environ.get(name) or str(usual)
    if not re.fullmatch(r"[0-9]{1,5}", text) or int(text) > most:
        raise ConfigError(f"{name}: must be a number between 0 and {most}, not {text[:20]!r}")
    return int(text)
