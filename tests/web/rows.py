"""What is in the database, read past the code that keeps it."""

from uuid import UUID

from flask import Flask
from sqlalchemy import select

from runstrength.storage.account_tables import users
from runstrength.storage.database import db

# A session's last-use date is the one thing that a GET may change.
MAY_CHANGE = {("tokens", "last_used_on")}


def everything(app: Flask) -> dict[str, list[dict]]:
    """Every row of every table, but for what a GET may change."""
    with app.app_context():
        return {
            table.name: sorted((_row(table, row) for row in _rows(table)), key=repr)
            for table in db.metadata.sorted_tables
        }


def belonging_to(app: Flask, email: str) -> dict[str, list[dict]]:
    """Every row of every table that is this user's; none where the account is deleted."""
    rows_of = everything(app)
    owner = next((row["id"] for row in rows_of["users"] if row["email"] == email), "nobody")
    return {
        name: [row for row in rows if owner in (row.get("user_id"), name == "users" and row["id"])]
        for name, rows in rows_of.items()
    }


def user_id(app: Flask, email: str) -> UUID:
    """The id of the user with this address."""
    with app.app_context():
        return db.session.execute(select(users.c.id).where(users.c.email == email)).scalar_one()


def _rows(table):
    return db.session.execute(select(table)).mappings()


def _row(table, row) -> dict:
    return {name: value for name, value in row.items() if (table.name, name) not in MAY_CHANGE}
