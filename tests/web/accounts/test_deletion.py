"""An account that is deleted is gone: every row, every file, every session."""

from io import BytesIO
from uuid import UUID

import pytest
from sqlalchemy import Uuid, insert, inspect, select

from runstrength.storage import accounts, throttle, tokens, uploads
from runstrength.storage.account_tables import sign_in_failures
from runstrength.storage.database import db
from runstrength.web import clock
from tests.web.conftest import PASSWORD
from tests.web.pages import Page
from tests.web.rows import belonging_to, everything, user_id
from tests.web.test_statements import statements
from tests.web.world import calendar_of

ANNA, BEN = "anna@example.com", "ben@example.com"


@pytest.fixture
def full(app, anna, ben, tmp_path):
    """A row of Anna's and one of Ben's in every table that has users', and a file of each."""
    app.config["UPLOADS"] = tmp_path / "uploads"
    for person in (anna, ben):
        calendar_of(person)
        owner = user_id(app, person.email)
        with app.app_context():
            for table in db.metadata.sorted_tables:
                if "user_id" in table.c and table.name != "tokens":
                    db.session.execute(insert(table).values(**filled(table, owner)))
            throttle.note_failure(person.email, "198.51.100.7")
            uploads.keep_original(owner, BytesIO(b"a recording"))
            db.session.commit()


def filled(table, owner: UUID) -> dict:
    """A row of a user's, with something in every column that needs it."""
    row = {}
    for column in table.c:
        if column.name == "user_id":
            row[column.name] = owner
        elif isinstance(column.type, Uuid):
            row[column.name] = UUID(int=5)
        elif not column.nullable and column.server_default is None:
            row[column.name] = value_for(table, column)
    return row


def value_for(table, column):
    """Something that a column takes."""
    if column.name == "kind" and table.name == "workouts":
        return "run"
    kind = column.type.python_type if not hasattr(column.type, "impl") else None
    if kind is None:
        return accounts.now()
    if kind.__name__ == "date":
        return accounts.now().date()
    return {"int": 1, "str": "x", "bytes": b"x" * 32, "bool": False}[kind.__name__]


def deleted(person, password: str = PASSWORD, **more):
    fields = Page(person.get("/account/delete")).fields() | {"password": password}
    return person.post("/account/delete", fields, **more)


def rows_naming(owner: UUID) -> list[tuple[str, dict]]:
    """Every row of the database itself, whatever the app knows of it, that holds a user's id."""
    found, tables = [], inspect(db.session.connection())
    for name in tables.get_table_names():
        columns = {column["name"] for column in tables.get_columns(name)}
        for column in columns & {"user_id", "id"}:
            # An id is a UUID, 32 digits or a number, by the table and by the database.
            text = f"""replace(CAST("{column}" AS TEXT), '-', '')"""
            asked = f'SELECT * FROM "{name}" WHERE {text} = :owner'  # noqa: S608
            rows = db.session.execute(db.text(asked), {"owner": owner.hex}).mappings()
            found += [(name, dict(row)) for row in rows]
    return found


@pytest.mark.usefixtures("full")
def test_no_row_in_any_table_and_no_file_stays(app, anna):
    owner, ben = user_id(app, ANNA), user_id(app, BEN)
    hers, bens = belonging_to(app, ANNA), belonging_to(app, BEN)
    assert [name for name, rows in hers.items() if not rows] == ["sign_in_failures"]
    with app.app_context():
        assert len({name for name, _ in rows_naming(owner)}) == len(hers) - 1

    answer = deleted(anna)
    assert (answer.status_code, answer.location) == (302, "/")
    with app.app_context():
        assert rows_naming(owner) == []
        failed = db.session.execute(select(sign_in_failures.c.account)).scalars().all()
        assert len(failed) == 1
        assert not (app.config["UPLOADS"] / str(owner)).exists()
        assert (app.config["UPLOADS"] / str(ben)).exists()
    assert belonging_to(app, BEN) == bens


def test_no_table_is_left_to_what_a_database_does_in_a_cascade(anna):
    with statements() as sent:
        deleted(anna)
    emptied = {each.split()[2] for each in sent if each.startswith("DELETE FROM")}
    assert {table.name for table in db.metadata.sorted_tables} <= emptied


@pytest.mark.usefixtures("full")
def test_every_session_token_and_address_ends(app, anna):
    other_device = app.test_client()
    other_device.set_cookie("runstrength", anna.client.get_cookie("runstrength").value)
    path = calendar_of(anna)
    answer = deleted(anna)
    assert "runstrength=; " in str(answer.headers.getlist("Set-Cookie"))
    assert "Your account is deleted" in anna.get("/").text
    assert other_device.get("/today").location.startswith("/sign-in")
    assert anna.api("GET", "/workouts").status_code == 401
    assert app.test_client().get(path).status_code == 404


def test_the_address_can_be_used_for_a_new_account(app, anna):
    deleted(anna)
    with app.app_context():
        accounts.add_user(ANNA, "x", accounts.Settings())
        db.session.commit()


def test_a_wrong_password_deletes_nothing(app, anna):
    before = everything(app)
    answer = deleted(anna, "not my password")
    assert answer.status_code == 422
    assert "That is not your password." in answer.text
    after = everything(app)
    assert len(after.pop("sign_in_failures")) == len(before.pop("sign_in_failures")) + 1
    assert after == before


def test_without_the_pages_token_nothing_is_deleted(app, anna):
    before = everything(app)
    assert anna.post("/account/delete", {"password": PASSWORD}).status_code == 422
    assert everything(app) == before


def test_an_api_token_deletes_nothing(app, anna):
    before = everything(app)
    headers = {"Authorization": f"Bearer {anna.token}"}
    answer = app.test_client().post("/account/delete", data={"password": PASSWORD}, headers=headers)
    assert answer.status_code == 403
    assert everything(app) == before


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_many_wrong_passwords_have_to_wait(app, anna, accept):
    with app.app_context():
        device = tokens.holder(session_of(anna), clock.now().date(), lock=False).hash.hex()
        for _ in range(throttle.MOST_BY_ACCOUNT):
            throttle.note_failure(ANNA, "198.51.100.7", device)
        db.session.commit()
    fields = Page(anna.get("/account/delete")).fields() | {"password": PASSWORD}
    headers = {"Sec-Fetch-Site": "same-origin", "Accept": accept}
    answer = anna.client.post("/account/delete", data=fields, headers=headers)
    assert (answer.status_code, answer.is_json) == (429, accept == "application/json")
    assert "Too many tries" in answer.text
    assert int(answer.headers["Retry-After"]) > 0
    assert user_id(app, ANNA)


def test_whoever_fails_elsewhere_keeps_nobody_from_deleting_their_account(app, anna):
    with app.app_context():
        for _ in range(throttle.MOST_BY_ACCOUNT):
            throttle.note_failure(ANNA, "198.51.100.7")
        db.session.commit()
    assert deleted(anna).status_code == 302


def session_of(person) -> str:
    return person.client.get_cookie("runstrength").value


def test_a_script_is_told_what_is_wrong_by_its_field(anna):
    fields = Page(anna.get("/account/delete")).fields() | {"password": "wrong"}
    headers = {"Sec-Fetch-Site": "same-origin", "Accept": "application/json"}
    answer = anna.client.post("/account/delete", data=fields, headers=headers)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json["errors"]] == ["password"]
