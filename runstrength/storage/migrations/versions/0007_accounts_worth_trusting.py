"""scopes of tokens, second factors, recovery codes, passkeys, and an administrator"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# Whoever came first set it up.
FIRST = """
    UPDATE users SET is_administrator = true WHERE id = (
        SELECT id FROM users ORDER BY created_at, id LIMIT 1
    )
"""


def upgrade():
    with op.batch_alter_table("users", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("is_administrator", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
    op.execute(FIRST)
    with op.batch_alter_table("tokens", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("scope", sa.String(length=8), server_default="write", nullable=False)
        )
    op.create_table(
        "second_factors",
        _owner(),
        sa.Column("secret", sa.String(length=64), nullable=False),
        sa.Column("is_confirmed", sa.Boolean(), nullable=False),
        sa.Column("last_step", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        *_keys("second_factors"),
    )
    op.create_table(
        "recovery_codes",
        _owner(),
        sa.Column("hash", sa.LargeBinary(length=32), nullable=False),
        *_keys("recovery_codes", "hash"),
    )
    op.create_table(
        "passkeys",
        _owner(),
        sa.Column("credential_id", sa.LargeBinary(length=1023), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_on", sa.Date(), nullable=True),
        *_keys("passkeys", "credential_id"),
    )


def _owner():
    return sa.Column("user_id", sa.Uuid(), nullable=False)


def _keys(table, *more):
    yield sa.ForeignKeyConstraint(
        ["user_id"], ["users.id"], name=op.f(f"fk_{table}_users"), ondelete="CASCADE"
    )
    yield sa.PrimaryKeyConstraint("user_id", *more, name=op.f(f"pk_{table}"))


def downgrade():
    for table in ("passkeys", "recovery_codes", "second_factors"):
        op.drop_table(table)
    with op.batch_alter_table("tokens", schema=None) as batch_op:
        batch_op.drop_column("scope")
    with op.batch_alter_table("users", schema=None) as batch_op:
        batch_op.drop_column("is_administrator")
