"""The pages of an account, each of which adds itself to the blueprint."""

from . import (  # noqa: F401 (they are imported for what they add)
    api_tokens,
    devices,
    hub,
    invitations,
    passkey_sign_in,
    passkeys,
    people,
    reset,
    second_step,
    views,
)
from .blueprint import accounts as accounts
