"""The look at statements is looked at: which of them say whose rows they mean."""

from uuid import uuid4

import pytest
from sqlalchemy import and_, delete, exists, func, insert, literal, or_, select, union_all, update

from runstrength.storage.account_tables import tokens, users
from runstrength.storage.tables import lift_exercises, runs, shoes, workouts
from tests.web.bound import look

ME = uuid4()
MINE = workouts.c.user_id == ME
OF_RUN = (runs.c.user_id == workouts.c.user_id) & (runs.c.workout_id == workouts.c.id)
OF_TOKEN = tokens.c.user_id == ME
LATE = runs.c.workout_id == workouts.c.id  # Whoever's.
HIS = exists().where(lift_exercises.c.user_id == ME, lift_exercises.c.workout_id == workouts.c.id)
ANYONES = exists().where(lift_exercises.c.workout_id == workouts.c.id)


@pytest.mark.parametrize(
    "statement",
    [
        select(workouts).where(MINE),
        select(workouts).where(and_(workouts.c.version > 1, MINE)),
        select(workouts).join(runs, OF_RUN).where(MINE),
        select(workouts).outerjoin(runs, OF_RUN).where(MINE),
        select(workouts).join(runs, OF_RUN).where(runs.c.user_id == ME),
        select(workouts).where(MINE, HIS),
        select(tokens, users).join(users, users.c.id == tokens.c.user_id).where(users.c.id == ME),
        select(select(workouts).where(MINE).subquery()),
        union_all(
            select(workouts.c.id).where(MINE), select(shoes.c.id).where(shoes.c.user_id == ME)
        ),
        select(func.count()).select_from(shoes).where(shoes.c.user_id == ME),
        update(workouts).where(MINE).values(version=2),
        delete(workouts).where(MINE),
        insert(shoes).values(user_id=ME),
    ],
)
def test_bound(statement):
    assert look(statement)[1] == []


@pytest.mark.parametrize(
    "statement",
    [
        select(workouts),
        select(workouts).where(workouts.c.id == ME),
        select(workouts).where(or_(MINE, workouts.c.version > 1)),
        select(workouts).where(~MINE),
        select(workouts).where(workouts.c.user_id != ME),
        select(workouts).where(workouts.c.user_id.is_not(None)),
        select(workouts).join(runs, LATE).where(MINE),
        select(workouts).outerjoin(runs, LATE).where(MINE),
        # What a left join asks of its right side leaves the left as it was.
        select(workouts).outerjoin(runs, OF_RUN & (runs.c.user_id == ME)),
        select(workouts).join(runs, OF_RUN),
        select(workouts).where(MINE, ANYONES),
        select(users.c.email).where(users.c.is_administrator),
        select(tokens, users).join(users, users.c.id == tokens.c.user_id),
        select(select(workouts).subquery()),
        select(select(workouts.c.id).limit(1).scalar_subquery()),
        # What stands by itself is not bound by the table's other use around it.
        select(workouts).where(MINE, workouts.c.id.in_(select(select(workouts.c.id).subquery()))),
        union_all(select(workouts.c.id).where(MINE), select(shoes.c.id)),
        update(workouts).where(workouts.c.id == ME).values(version=2),
        update(workouts).values(version=2),
        delete(workouts).where(workouts.c.id.in_(select(runs.c.workout_id))),
        delete(workouts).where(MINE, workouts.c.id.in_(select(runs.c.workout_id))),
        insert(shoes).from_select(["id"], select(workouts.c.id)),
        insert(shoes).from_select(["id"], select(literal(1)).where(exists(select(shoes.c.id)))),
    ],
)
def test_not_bound(statement):
    assert look(statement)[1] != []
