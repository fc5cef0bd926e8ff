"""A password that is changed while somebody signs in with the old one: the old one is over."""

import pytest

from runstrength.storage import accounts
from runstrength.storage.database import db
from runstrength.web import passwords
from tests.web.accounts.signing import sign_in
from tests.web.conftest import OWN_PAGE, PASSWORD
from tests.web.pages import Page
from tests.web.rows import user_id


@pytest.fixture
def changed_meanwhile(app, monkeypatch):
    """Somebody else sets Anna's password as soon as an old one was found to be right."""
    verify = passwords._hasher.verify
    anna = user_id(app, "anna@example.com")

    def right_and_over(stored, typed):
        verify(stored, typed)
        monkeypatch.undo()
        accounts.change_password(anna, passwords.hashed("a brand new password"))
        db.session.commit()

    class Hasher:
        verify = staticmethod(right_and_over)
        hash = staticmethod(passwords._hasher.hash)

    monkeypatch.setattr(passwords, "_hasher", Hasher)


@pytest.mark.usefixtures("changed_meanwhile")
def test_a_sign_in_with_the_old_one_opens_nothing(app):
    answer = sign_in(app.test_client(), "anna@example.com")
    assert answer.status_code == 422


@pytest.mark.usefixtures("changed_meanwhile")
def test_a_change_from_the_old_one_changes_nothing(app, anna):
    fields = Page(anna.get("/account/password")).fields()
    fields |= {"current": PASSWORD, "password": "what a thief would like"}
    answer = anna.client.post("/account/password", data=fields, headers=OWN_PAGE)
    assert answer.status_code == 422
    with app.app_context():
        assert passwords.account_with("anna@example.com", "a brand new password")
