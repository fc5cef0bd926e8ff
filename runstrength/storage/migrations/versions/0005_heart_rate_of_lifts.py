"""the average heart rate of lifts too: it moves from runs to workouts"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

UP = """
    UPDATE workouts SET avg_hr_bpm = (
        SELECT runs.avg_hr_bpm FROM runs
        WHERE runs.user_id = workouts.user_id AND runs.workout_id = workouts.id
    )
"""
DOWN = """
    UPDATE runs SET avg_hr_bpm = (
        SELECT workouts.avg_hr_bpm FROM workouts
        WHERE workouts.user_id = runs.user_id AND workouts.id = runs.workout_id
    )
"""


def upgrade():
    with op.batch_alter_table("workouts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("avg_hr_bpm", sa.SmallInteger(), nullable=True))
    op.execute(UP)
    with op.batch_alter_table("runs", schema=None) as batch_op:
        batch_op.drop_column("avg_hr_bpm")


def downgrade():
    with op.batch_alter_table("runs", schema=None) as batch_op:
        batch_op.add_column(sa.Column("avg_hr_bpm", sa.SmallInteger(), nullable=True))
    op.execute(DOWN)
    with op.batch_alter_table("workouts", schema=None) as batch_op:
        batch_op.drop_column("avg_hr_bpm")
