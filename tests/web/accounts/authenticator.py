"""A device with passkeys, in software: it makes keys and signs with them, true or false."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from secrets import token_bytes

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

SITE, ORIGIN = "localhost", "http://localhost"
PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40
AAGUID = bytes(range(16))


@dataclass
class Passkey:
    """A key pair for a site, as the device keeps it."""

    id: bytes
    site: str
    user_handle: bytes
    key: ec.EllipticCurvePrivateKey


@dataclass
class Authenticator:
    """A phone. `counts`: whether its passkeys count; the rest is what it says when it answers."""

    counts: bool = False
    is_verified: bool = True
    origin: str = ORIGIN
    site: str | None = None  # The one that it says instead of the one that it is asked for.
    sign_count: int = 0
    passkeys: list[Passkey] = field(default_factory=list)

    def create(self, options: dict) -> str:
        """Make a passkey, as the server's options ask for."""
        key = ec.generate_private_key(ec.SECP256R1())
        site = self.site or options["rp"]["id"]
        made = Passkey(token_bytes(32), site, unpacked(options["user"]["id"]), key)
        self.passkeys.append(made)
        attested = AAGUID + len(made.id).to_bytes(2, "big") + made.id + cose(key)
        data = self._data(made, ATTESTED) + attested
        return answer(
            made,
            clientDataJSON=self._client_data("webauthn.create", options),
            attestationObject=cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data}),
        )

    def get(self, options: dict, **instead: bytes) -> str:
        """Sign with the newest passkey; `instead` replaces parts of the answer."""
        made = self.passkeys[-1]
        client_data = self._client_data("webauthn.get", options)
        data = self._data(made)
        signed = made.key.sign(data + sha256(client_data).digest(), ec.ECDSA(SHA256()))
        parts = {
            "clientDataJSON": client_data,
            "authenticatorData": data,
            "signature": signed,
            "userHandle": made.user_handle,
        }
        return answer(made, **parts | instead)

    def _data(self, made: Passkey, flags: int = 0) -> bytes:
        self.sign_count += self.counts
        flags |= PRESENT | (VERIFIED if self.is_verified else 0)
        site = sha256((self.site or made.site).encode()).digest()
        return site + bytes([flags]) + self.sign_count.to_bytes(4, "big")

    def _client_data(self, kind: str, options: dict) -> bytes:
        said = {"type": kind, "challenge": options["challenge"], "origin": self.origin}
        return json.dumps(said).encode()


def answer(made: Passkey, **parts: bytes) -> str:
    """An answer as the page sends it."""
    response = {name: packed(part) for name, part in parts.items()}
    document = {"id": packed(made.id), "rawId": packed(made.id), "type": "public-key"}
    return json.dumps({**document, "response": response})


def cose(key: ec.EllipticCurvePrivateKey) -> bytes:
    """The public key in COSE's form: an elliptic curve's point on P-256, for ES256."""
    point = key.public_key().public_numbers()
    x, y = (number.to_bytes(32, "big") for number in (point.x, point.y))
    return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})


def packed(data: bytes) -> str:
    """Bytes as base64url, without padding."""
    return urlsafe_b64encode(data).decode().rstrip("=")


def unpacked(text: str) -> bytes:
    """The bytes of base64url without padding."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
