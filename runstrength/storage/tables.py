"""The tables. Every one of a user's is keyed by the user first, so that they can be spread.

The account itself, and what signs people in, stands in `account_tables.py`.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Text,
    Uuid,
    false,
    text,
)

from .account_tables import of_user
from .database import UtcDateTime, db

# Room for a number of MAX_DIGITS digits with its sign, point and exponent written out.
DECIMAL = String(60)

idempotency_keys = db.Table(
    "idempotency_keys",
    of_user(),
    Column("key", String(128), primary_key=True),
    Column("write", String(64), nullable=False),  # What the key is for, such as: put UUID.
    Column("version", Integer),  # Of the workout that the write made; null for any other write.
    Column("created_at", UtcDateTime, nullable=False),
)

# A row with `deleted_at` is a tombstone.
workouts = db.Table(
    "workouts",
    of_user(),
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("kind", String(8), nullable=False),
    Column("started_at", UtcDateTime, nullable=False),
    Column("time_zone", String(64), nullable=False),
    Column("local_date", Date, nullable=False),
    Column("duration_s", Integer, nullable=False),
    Column("effort", SmallInteger),
    Column("avg_hr_bpm", SmallInteger),
    Column("notes", Text, nullable=False),
    Column("planned", Boolean, nullable=False),
    Column("source", String(32), nullable=False),
    Column("saved_at", UtcDateTime, nullable=False),
    Column("deleted_at", UtcDateTime),
    CheckConstraint("kind IN ('run', 'lift')", name="kind"),
    Index("ix_workouts_local_date", "user_id", "local_date"),
    Index("ix_workouts_started_at", "user_id", "started_at", "id"),
)


def _of_workout(parent: str = "workouts", *columns: str) -> ForeignKeyConstraint:
    names = ["user_id", "workout_id", *columns]
    targets = ["user_id", "id" if parent == "workouts" else "workout_id"]
    targets += ["position"] * len(columns)
    return ForeignKeyConstraint(
        names,
        [f"{parent}.{target}" for target in targets],
        ondelete="CASCADE",
    )


shoes = db.Table(
    "shoes",
    of_user(),
    Column("id", Uuid, primary_key=True),
    Column("name", String(60), nullable=False),
    # What they had run before they were logged here.
    Column("before_m", Integer, nullable=False),
    Column("is_retired", Boolean, nullable=False),
)

runs = db.Table(
    "runs",
    Column("user_id", Uuid, primary_key=True),
    Column("workout_id", Uuid, primary_key=True),
    Column("type", String(16), nullable=False),
    Column("distance_value", DECIMAL),
    Column("distance_unit", String(2)),
    Column("moving_s", Integer),
    Column("intervals", String(200), nullable=False, server_default=text("''")),
    Column("is_treadmill", Boolean, nullable=False, server_default=false()),
    Column("elevation_gain_m", Integer),
    Column("shoe_id", Uuid),
    _of_workout(),
    ForeignKeyConstraint(["user_id", "shoe_id"], ["shoes.user_id", "shoes.id"]),
    Index("ix_runs_shoe", "user_id", "shoe_id"),
)

lift_exercises = db.Table(
    "lift_exercises",
    Column("user_id", Uuid, primary_key=True),
    Column("workout_id", Uuid, primary_key=True),
    Column("position", SmallInteger, primary_key=True),
    Column("exercise", String(100), nullable=False),
    Column("region", String(8), nullable=False),
    Column("form", String(16)),
    Column("notes", Text, nullable=False, server_default=text("''")),
    Column("superset", SmallInteger),
    # That of the workout, so that the last time an exercise was done is found by an index.
    Column("local_date", Date, nullable=False),
    _of_workout(),
    Index("ix_lift_exercises_exercise", "user_id", "exercise", "local_date"),
    Index("ix_lift_exercises_form", "user_id", "form", "local_date"),
)

lift_sets = db.Table(
    "lift_sets",
    Column("user_id", Uuid, primary_key=True),
    Column("workout_id", Uuid, primary_key=True),
    Column("exercise_position", SmallInteger, primary_key=True),
    Column("position", SmallInteger, primary_key=True),
    Column("kind", String(8), nullable=False),
    Column("reps", Integer),
    Column("weight_value", DECIMAL),
    Column("weight_unit", String(2)),
    Column("rir", SmallInteger),
    Column("duration_s", Integer),
    Column("side", String(5)),
    _of_workout("lift_exercises", "exercise_position"),
)

# The user's own routines; the ready ones are content. `exercises` is JSON: read and written whole.
routines = db.Table(
    "routines",
    of_user(),
    Column("id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("name", String(60), nullable=False),
    Column("exercises", Text, nullable=False),
    Column("saved_at", UtcDateTime, nullable=False),
)

check_ins = db.Table(
    "check_ins",
    of_user(),
    Column("local_date", Date, primary_key=True),
    *(
        Column(name, SmallInteger, nullable=False)
        for name in ("sleep", "energy", "soreness", "stress", "mood")
    ),
    Column("saved_at", UtcDateTime, nullable=False),
)

# A week is known by its Thursday, whichever day it starts on.
deload_weeks = db.Table(
    "deload_weeks",
    of_user(),
    Column("thursday", Date, primary_key=True),
)

# A flag's id changes with its workouts, so that a flag set aside comes back when they do.
set_asides = db.Table(
    "set_asides",
    of_user(),
    Column("flag_id", String(20), primary_key=True),
    Column("flag_date", Date, nullable=False),
    Column("reason", String(500), nullable=False),
    Column("saved_at", UtcDateTime, nullable=False),
    Index("ix_set_asides_flag_date", "user_id", "flag_date"),
)

# What a user brought: one upload. What holds several things is JSON.
imports = db.Table(
    "imports",
    of_user(),
    Column("id", Uuid, primary_key=True),
    Column("status", String(16), nullable=False),
    Column("files", Text, nullable=False),
    Column("answers", Text, nullable=False),
    Column("questions", Text, nullable=False),
    Column("names", Text, nullable=False),
    Column("done", BigInteger, nullable=False),
    Column("total", BigInteger, nullable=False),
    Column("problem", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    # Since when it has its status: what is done by now tells how long the rest will take.
    Column("status_at", UtcDateTime, nullable=False),
    Index("ix_imports_created_at", "user_id", "created_at"),
    Index("ix_imports_status", "status"),
)

# What an upload holds, part by part, before and after it is brought in.
import_rows = db.Table(
    "import_rows",
    of_user(),
    Column("import_id", Uuid, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("label", String(300), nullable=False),
    Column("state", String(16), nullable=False),
    Column("kind", String(16)),
    Column("local_date", Date),
    Column("document", Text),  # The workout or mark, as `exchange.documents` writes it.
    Column("reason", Text, nullable=False),
    Column("source", String(32), nullable=False),
    Column("source_id", String(200), nullable=False),
    Column("file", SmallInteger),  # Which of the upload's files, and what in it, is its recording.
    Column("member", Text),
    Column("track", Text),
    Column("workout_id", Uuid),  # What it becomes, or became.
    Column("like_id", Uuid),  # What is like it, in the log or in this upload.
    Column("done", String(16)),  # What came of it.
    Column("before", Text),  # The workout that it was merged into, as it was.
    ForeignKeyConstraint(
        ["user_id", "import_id"], ["imports.user_id", "imports.id"], ondelete="CASCADE"
    ),
    Index("ix_import_rows_state", "user_id", "import_id", "state", "position"),
)

# Where a workout came from: its id in another app, or what tells it apart there. What has one here
# is not brought in again, even if it was deleted since.
origins = db.Table(
    "origins",
    of_user(),
    Column("source", String(32), primary_key=True),
    Column("source_id", String(200), primary_key=True),
    Column("workout_id", Uuid, nullable=False),
    Column("import_id", Uuid),
    _of_workout(),
    ForeignKeyConstraint(["user_id", "import_id"], ["imports.user_id", "imports.id"]),
    Index("ix_origins_workout", "user_id", "workout_id"),
    Index("ix_origins_import", "user_id", "import_id"),
)

# The original file of a workout, which is kept in the folder of uploads under its hash, and the
# points that are drawn of it, as JSON.
recordings = db.Table(
    "recordings",
    of_user(),
    Column("workout_id", Uuid, primary_key=True),
    Column("sha256", LargeBinary(32), nullable=False),
    Column("name", String(255), nullable=False),
    Column("track", Text),
    Column("import_id", Uuid),
    _of_workout(),
    ForeignKeyConstraint(["user_id", "import_id"], ["imports.user_id", "imports.id"]),
    Index("ix_recordings_sha256", "user_id", "sha256"),
    Index("ix_recordings_import", "user_id", "import_id"),
)
