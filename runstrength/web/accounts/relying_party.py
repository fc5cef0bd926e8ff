"""For which site a passkey is made, and from which address its answers have to come."""

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import current_app, request

PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True, slots=True)
class RelyingParty:
    """A site: `id` is the host that browsers bind a passkey to; `origin` has scheme and port."""

    id: str
    origin: str

    @property
    def is_here(self) -> bool:
        """Whether the page is open at that address: elsewhere no browser gives its passkeys."""
        return self.origin == _origin(_here())


def relying_party() -> RelyingParty | None:
    """The site of this request; None where passkeys can't be had.

    It is the host of PUBLIC_URL, which whoever runs the server wrote down. Without one, it is the
    host by which the request came, if that is one of TRUSTED_HOSTS (Flask has refused others by
    then), or localhost, which every browser keeps to its own machine. Any other `Host` is just a
    word that whoever sent the request chose: to take it would let a passkey made for a server at
    one name answer for another name that happens to reach it. Browsers offer passkeys on https and
    localhost alone, and for no bare IP address; neither do we.
    """
    told = current_app.config["PUBLIC_URL"]
    url = urlsplit(told or _here())
    host = url.hostname or ""
    is_known = bool(told or current_app.config["TRUSTED_HOSTS"]) or host == "localhost"
    is_secure = url.scheme == "https" or host == "localhost"
    if not (is_known and is_secure and host) or _is_number(host):
        return None
    return RelyingParty(host, _origin(told or _here()))


def _here() -> str:
    """Where this request came, by a name as browsers send it: `host_url` has it for people."""
    return f"{request.scheme}://{request.host}"


def _origin(address: str) -> str:
    """An origin as browsers write it: in small letters, without the scheme's own port."""
    url = urlsplit(address)
    port = f":{url.port}" if url.port not in (None, PORTS.get(url.scheme)) else ""
    host = f"[{url.hostname}]" if ":" in (url.hostname or "") else url.hostname
    return f"{url.scheme}://{host}{port}"


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
