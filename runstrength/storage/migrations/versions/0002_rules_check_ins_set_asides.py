"""rules, check-ins, deload weeks, flags set aside"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

BACKFILL = """
    UPDATE lift_exercises SET local_date = (
        SELECT workouts.local_date FROM workouts
        WHERE workouts.user_id = lift_exercises.user_id AND workouts.id = lift_exercises.workout_id
    )
"""


def upgrade():
    with op.batch_alter_table("users", schema=None) as batch_op:
        batch_op.add_column(sa.Column("rules", sa.Text(), server_default="{}", nullable=False))

    with op.batch_alter_table("lift_exercises", schema=None) as batch_op:
        batch_op.add_column(sa.Column("local_date", sa.Date(), nullable=True))
    op.execute(BACKFILL)
    with op.batch_alter_table("lift_exercises", schema=None) as batch_op:
        batch_op.alter_column("local_date", existing_type=sa.Date(), nullable=False)
        batch_op.create_index(
            "ix_lift_exercises_exercise", ["user_id", "exercise", "local_date"], unique=False
        )
        batch_op.create_index(
            "ix_lift_exercises_form", ["user_id", "form", "local_date"], unique=False
        )

    op.create_table(
        "check_ins",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("sleep", sa.SmallInteger(), nullable=False),
        sa.Column("energy", sa.SmallInteger(), nullable=False),
        sa.Column("soreness", sa.SmallInteger(), nullable=False),
        sa.Column("stress", sa.SmallInteger(), nullable=False),
        sa.Column("mood", sa.SmallInteger(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_check_ins_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "local_date", name=op.f("pk_check_ins")),
    )
    op.create_table(
        "deload_weeks",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("thursday", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_deload_weeks_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "thursday", name=op.f("pk_deload_weeks")),
    )
    op.create_table(
        "set_asides",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("flag_id", sa.String(length=20), nullable=False),
        sa.Column("flag_date", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_set_asides_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "flag_id", name=op.f("pk_set_asides")),
    )
    with op.batch_alter_table("set_asides", schema=None) as batch_op:
        batch_op.create_index("ix_set_asides_flag_date", ["user_id", "flag_date"], unique=False)


def downgrade():
    op.drop_table("set_asides")
    op.drop_table("deload_weeks")
    op.drop_table("check_ins")
    with op.batch_alter_table("lift_exercises", schema=None) as batch_op:
        batch_op.drop_index("ix_lift_exercises_form")
        batch_op.drop_index("ix_lift_exercises_exercise")
        batch_op.drop_column("local_date")
    with op.batch_alter_table("users", schema=None) as batch_op:
        batch_op.drop_column("rules")
