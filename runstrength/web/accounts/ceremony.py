"""The two ceremonies of passkeys: what a device is asked for, and what its answer is worth.

`webauthn` does the cryptography. A challenge is 32 random bytes in the browser's signed cookie,
good for five minutes, for one ceremony, and for one answer (`storage.passkeys.use_up`).
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from secrets import token_bytes
from uuid import UUID

import webauthn
from flask import session
from webauthn.helpers import parse_authentication_credential_json, parse_authenticator_data
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)
from webauthn.registration.verify_registration_response import VerifiedRegistration

from ...storage import passkeys
from ...storage.accounts import User
from .. import clock
from .relying_party import RelyingParty

LIFE_S = 5 * 60
CHALLENGE_BYTES = 32
KEPT = "passkey"  # Under which the browser's cookie has the challenge.
SIGN_IN = "sign in"
# What reading a false answer may end in: it is what anyone may send.
FALSE = (
    WebAuthnException,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    RecursionError,
)
VERIFIED = UserVerificationRequirement.REQUIRED
COPIED = (
    "This passkey was used in a way that a copy of it would be. Sign in with your password, "
    "delete the passkey under Account, and add a new one."
)


class Refused(Exception):
    """An answer that opens nothing; the message says why, in words for the page."""


def options_to_add(site: RelyingParty, user: User) -> dict:
    """What a browser asks a device for a new passkey of the user's with."""
    known = [PublicKeyCredentialDescriptor(each.credential_id) for each in passkeys.of(user.id)]
    options = webauthn.generate_registration_options(
        rp_id=site.id,
        rp_name="RunStrength",
        user_id=user.id.bytes,
        user_name=user.email,
        challenge=_new_challenge(_to_add(user)),
        timeout=LIFE_S * 1000,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=VERIFIED
        ),
        exclude_credentials=known,
    )
    return webauthn.helpers.options_to_json_dict(options)


def added(site: RelyingParty, user: User, credential: str) -> VerifiedRegistration:
    """The new passkey in a device's answer. Raises `Refused`."""
    challenge = _challenge_for(_to_add(user))
    try:
        found = webauthn.verify_registration_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=site.id,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except FALSE as error:
        raise Refused("That passkey could not be checked. Please try again.") from error
    if not passkeys.use_up(user.id, challenge):
        raise Refused("That was sent before. Please start again.")
    return found


def options_to_sign_in(site: RelyingParty) -> dict:
    """What a browser asks a device with for whichever passkey of ours it has."""
    options = webauthn.generate_authentication_options(
        rp_id=site.id,
        challenge=_new_challenge(SIGN_IN),
        timeout=LIFE_S * 1000,
        user_verification=VERIFIED,
    )
    return webauthn.helpers.options_to_json_dict(options)


def answered(site: RelyingParty, credential: str) -> UUID:
    """Whose passkey a device's answer proves, in the same words for whatever is false.

    What an answer says of itself is noted first, in the statement that finds its key, and stands
    only if the answer is true: what raises `Refused` has to be rolled back. Before that comes what
    belongs to the account: whoever changes its passkeys holds it first, too.
    """
    challenge = _challenge_for(SIGN_IN)
    try:
        read = parse_authentication_credential_json(credential)
        # The handle is not signed: it says where to look, and the key there has to fit.
        user_id = UUID(bytes=read.response.user_handle or b"")
        counter = parse_authenticator_data(read.response.authenticator_data).sign_count
        is_new = passkeys.use_up(user_id, challenge)
        noted = passkeys.note_use(user_id, read.raw_id, counter, clock.now().date())
        webauthn.verify_authentication_response(
            credential=read,
            expected_challenge=challenge,
            expected_rp_id=site.id,
            expected_origin=site.origin,
            credential_public_key=noted or _public_key(user_id, read.raw_id),
            # The counter is compared where it is stored; only a true signature is told of it.
            credential_current_sign_count=0,
            require_user_verification=True,
        )
    except FALSE as error:
        raise Refused("That passkey does not open an account here.") from error
    if not is_new:
        raise Refused("That was sent before. Please start again.")
    if not noted:
        raise Refused(COPIED)
    return user_id


def _public_key(user_id: UUID, credential_id: bytes) -> bytes:
    """Raises `LookupError` for one that is not known."""
    known = passkeys.find(user_id, credential_id)
    if known is None:
        raise LookupError("no such passkey")
    return known.public_key


def _to_add(user: User) -> str:
    return f"add for {user.id}"


def _new_challenge(purpose: str) -> bytes:
    challenge = token_bytes(CHALLENGE_BYTES)
    made_at = int(clock.now().timestamp())
    session[KEPT] = [purpose, made_at, urlsafe_b64encode(challenge).decode()]
    return challenge


def _challenge_for(purpose: str) -> bytes:
    """The challenge that this browser was given for a ceremony. Raises `Refused`."""
    kept_for, made_at, challenge = session.pop(KEPT, None) or ("", 0, "")
    age_s = clock.now().timestamp() - made_at
    if kept_for != purpose or not -LIFE_S < age_s < LIFE_S:
        raise Refused("That took too long. Please start again.")
    return urlsafe_b64decode(challenge)
