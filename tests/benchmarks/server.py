"""The app with a hello-world route beside its own, and two users: one year and ten years of log."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

from flask import Flask, g
from sqlalchemy import event

from runstrength.storage import accounts, tokens, workouts
from runstrength.storage.database import db, migrate_database
from runstrength.training.quantities import Distance, DistanceUnit, Weight
from runstrength.training.workouts import Lift, LiftExercise, Region, Run, RunType, Set, Workout
from runstrength.web.application import create_app
from runstrength.web.current import public
from runstrength.web.serving import serve

# The log ends on the last Sunday, so that today's pages have something to look back on.
_NOW = datetime.now(UTC).replace(hour=7, minute=0, second=0, microsecond=0)
LAST = _NOW - timedelta(days=_NOW.weekday() + 1)
WEEK = timedelta(days=7)


def main() -> None:
    """Fill the database and serve."""
    app = create_app()
    app.add_url_rule("/hello", view_func=public(hello))
    migrate_database(app)
    with app.app_context():
        for name, weeks in (("one-year", 52), ("ten-years", 520)):
            user_id = accounts.add_user(f"{name}@example.com", "none", accounts.Settings())
            for workout in log_of(weeks):
                workouts.put(user_id, None, workout, None)
            print(name, tokens.issue(user_id, tokens.TokenKind.SESSION, name), flush=True)
        db.session.commit()
        print("guide", app.extensions["guide"].cited.slug, flush=True)
        count_statements(app)
    serve(app)


def hello() -> str:
    """Answer as little as can be."""
    return "hello"


def log_of(weeks: int) -> list[Workout]:
    """Four runs and two lifts a week, some of them colliding."""
    return [w for n in range(weeks) for w in _week(LAST - n * WEEK)]


def count_statements(app: Flask) -> None:
    """Say in a header how many statements a page ran."""

    @event.listens_for(db.engine, "before_cursor_execute")
    def count(*_args):
        g.statements = g.get("statements", 0) + 1

    @app.after_request
    def say(response):
        response.headers["X-Statements"] = str(g.get("statements", 0))
        return response


def _week(sunday: datetime) -> list[Workout]:
    kinds = ((6, 3, "easy"), (5, 8, "intervals"), (3, 6, "steady"), (0, None, "long"))
    runs = [
        Run(
            id=uuid4(),
            started_at=sunday - timedelta(days=days),
            time_zone="Europe/Berlin",
            duration_s=3000,
            effort=effort,
            type=RunType(kind),
            distance=Distance(Decimal("10.5"), DistanceUnit.KM),
        )
        for days, effort, kind in kinds
    ]
    squats = LiftExercise(
        exercise="squats",
        region=Region.LOWER,
        sets=(Set(reps=5, weight=Weight(Decimal(80)), rir=1),) * 5,
    )
    rows = LiftExercise(
        exercise="rows", region=Region.UPPER, sets=(Set(reps=8, weight=Weight(Decimal(50))),) * 5
    )
    lifts = [
        Lift(
            id=uuid4(),
            started_at=sunday - timedelta(days=days, hours=-10),
            time_zone="Europe/Berlin",
            duration_s=3600,
            effort=7,
            exercises=(squats, rows),
        )
        for days in (6, 2)
    ]
    return [*runs, *lifts]


if __name__ == "__main__":
    main()
