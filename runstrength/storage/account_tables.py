"""The tables of accounts: who there is, and what signs them in."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Text,
    Uuid,
    false,
)

from .database import UtcDateTime, db


def of_user() -> Column:
    """The owner, who is the first part of a table's key."""
    return Column("user_id", Uuid, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)


users = db.Table(
    "users",
    Column("id", Uuid, primary_key=True),
    Column("email", String(320), nullable=False, unique=True),
    Column("password_hash", String(255), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("time_zone", String(64), nullable=False),
    Column("distance_unit", String(2), nullable=False),
    Column("weight_unit", String(2), nullable=False),
    Column("week_starts_on", SmallInteger, nullable=False),
    # Thresholds that the user moved and rules that are off, as JSON.
    Column("rules", Text, nullable=False, server_default="{}"),
    # The user's own exercises, as JSON: few, and wanted wherever one is named.
    Column("exercises", Text, nullable=False, server_default="[]"),
    # The user's own bar and plates, as JSON; empty for what most gyms have.
    Column("gear", Text, nullable=False, server_default="{}"),
    # Which exercise a name in another app means, by the user's own word, as JSON.
    Column("names_elsewhere", Text, nullable=False, server_default="{}"),
    # Who may invite others; the first account is.
    Column("is_administrator", Boolean, nullable=False, server_default=false()),
)

# Browser sessions and API tokens alike: one row, one device; to delete it is to revoke it.
tokens = db.Table(
    "tokens",
    of_user(),
    Column("hash", LargeBinary(32), primary_key=True),
    Column("kind", String(16), nullable=False),
    # What an API token may do; the other kinds are what they are for.
    Column("scope", String(8), nullable=False, server_default="write"),
    Column("label", String(200), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("last_used_on", Date, nullable=False),
)

# A second step at sign-in, by an app that shows codes. It counts once a first code was typed.
second_factors = db.Table(
    "second_factors",
    of_user(),
    Column("secret", String(64), nullable=False),
    Column("is_confirmed", Boolean, nullable=False),
    # The 30 s of the newest code that was taken: none is taken twice.
    Column("last_step", BigInteger, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
)

# Each stands in for a code once. 120 random bits, so that a plain hash is enough.
recovery_codes = db.Table(
    "recovery_codes",
    of_user(),
    Column("hash", LargeBinary(32), primary_key=True),
)

passkeys = db.Table(
    "passkeys",
    of_user(),
    Column("credential_id", LargeBinary(1023), primary_key=True),
    Column("public_key", LargeBinary, nullable=False),
    Column("sign_count", BigInteger, nullable=False),
    Column("name", String(60), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("last_used_on", Date),
)

# Not a user's: failures are counted for addresses that have no account, too.
sign_in_failures = db.Table(
    "sign_in_failures",
    Column("id", Integer, primary_key=True),
    Column("account", LargeBinary(32), nullable=False),
    Column("address", String(64), nullable=False),
    Column("failed_at", UtcDateTime, nullable=False),
    Index("ix_sign_in_failures_account", "account", "failed_at"),
    Index("ix_sign_in_failures_address", "address", "failed_at"),
)
