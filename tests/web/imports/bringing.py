"""What a person does to bring a file in."""

from io import BytesIO
from uuid import UUID

from werkzeug.test import TestResponse

from runstrength.storage import imports, workouts
from runstrength.storage.imports import Import
from tests.web.conftest import OWN_PAGE, Person
from tests.web.pages import Page
from tests.web.rows import user_id


def upload(person: Person, *files: bytes, names: tuple[str, ...] = (), **said: str) -> str:
    """Send files by the page's own form, and give the address of the import."""
    names = names or tuple(f"file-{n}" for n, _ in enumerate(files))
    token = token_on(person, "/imports")
    fields = {"csrf_token": token, **said}
    fields["file"] = [(BytesIO(data), name) for data, name in zip(files, names, strict=True)]
    answer = person.client.post("/imports", data=fields, headers=OWN_PAGE)
    assert answer.status_code == 302, answer.text
    return answer.location


def say(person: Person, address: str, action: str, **fields: str) -> TestResponse:
    """Send one of the forms of an import's page."""
    token = token_on(person, address)
    typed = {_field(name): said for name, said in fields.items()}
    return person.post(f"{address}/{action}", {"csrf_token": token, **typed})


def brought(person: Person, address: str) -> Import:
    """The import at this address, as it is stored."""
    app = person.client.application
    with app.app_context():
        return imports.find(user_id(app, person.email), UUID(address.rpartition("/")[2]))


def bring(person: Person, *files: bytes, **fields: str) -> str:
    """Upload and confirm."""
    address = upload(person, *files)
    assert say(person, address, "confirm", **fields).status_code == 302
    return address


def logged(person: Person) -> list:
    """The workouts in the log, oldest first."""
    app = person.client.application
    with app.app_context():
        return workouts.page_before(user_id(app, person.email), None, 1000)[::-1]


def token_on(person: Person, address: str) -> str:
    """The token that a page's forms carry."""
    return Page(person.get(address)).all("input", name="csrf_token")[0].get("value")


def _field(name: str) -> str:
    """A field as the form calls it: `name_0` stands for `name-0`."""
    return name.replace("_", "-") if name.startswith(("name_", "row_")) else name
