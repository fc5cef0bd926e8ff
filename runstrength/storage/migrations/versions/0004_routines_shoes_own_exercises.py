"""routines, shoes, the user's own exercises and plates; more of a run, an exercise and a set"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table("users", schema=None) as batch_op:
        batch_op.add_column(sa.Column("exercises", sa.Text(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("gear", sa.Text(), nullable=False, server_default="{}"))

    op.create_table(
        "shoes",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("before_m", sa.Integer(), nullable=False),
        sa.Column("is_retired", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_shoes_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_shoes")),
    )
    op.create_table(
        "routines",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("exercises", sa.Text(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_routines_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "id", name=op.f("pk_routines")),
    )

    with op.batch_alter_table("runs", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("intervals", sa.String(200), nullable=False, server_default=sa.text("''"))
        )
        batch_op.add_column(
            sa.Column("is_treadmill", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch_op.add_column(sa.Column("elevation_gain_m", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("shoe_id", sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_runs_shoes"), "shoes", ["user_id", "shoe_id"], ["user_id", "id"]
        )
        batch_op.create_index("ix_runs_shoe", ["user_id", "shoe_id"], unique=False)

    with op.batch_alter_table("lift_exercises", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("notes", sa.Text(), nullable=False, server_default=sa.text("''"))
        )
        batch_op.add_column(sa.Column("superset", sa.SmallInteger(), nullable=True))
    with op.batch_alter_table("lift_sets", schema=None) as batch_op:
        batch_op.add_column(sa.Column("side", sa.String(5), nullable=True))


def downgrade():
    with op.batch_alter_table("lift_sets", schema=None) as batch_op:
        batch_op.drop_column("side")
    with op.batch_alter_table("lift_exercises", schema=None) as batch_op:
        batch_op.drop_column("superset")
        batch_op.drop_column("notes")
    with op.batch_alter_table("runs", schema=None) as batch_op:
        batch_op.drop_index("ix_runs_shoe")
        batch_op.drop_constraint(batch_op.f("fk_runs_shoes"), type_="foreignkey")
        for name in ("shoe_id", "elevation_gain_m", "is_treadmill", "intervals"):
            batch_op.drop_column(name)
    op.drop_table("routines")
    op.drop_table("shoes")
    with op.batch_alter_table("users", schema=None) as batch_op:
        batch_op.drop_column("gear")
        batch_op.drop_column("exercises")
