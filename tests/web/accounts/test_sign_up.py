"""Signing up: an account, a session, and the units and zone that the browser proposes."""

import pytest

from runstrength.storage import accounts
from runstrength.training.quantities import DistanceUnit, WeightUnit
from runstrength.web import passwords
from tests.web.conftest import PASSWORD
from tests.web.pages import Page
from tests.web.world import rows

CARA = {"email": "cara@example.com", "password": PASSWORD}


def test_a_new_account_is_signed_in_and_lands_on_its_week(stranger):
    response = sign_up(stranger, time_zone="Asia/Tokyo", distance_unit="mi", weight_unit="lb")
    week = stranger.get(response.location)

    assert (response.status_code, response.location) == (302, "/today")
    assert week.status_code == 200
    assert settings_of(stranger, CARA["email"]) == accounts.Settings(
        time_zone="Asia/Tokyo", distance_unit=DistanceUnit.MI, weight_unit=WeightUnit.LB
    )


def test_the_start_page_is_the_guides_opening_with_sign_up(stranger, app):
    page = Page(stranger.get("/"))
    cited = app.extensions["guide"].cited

    assert cited.title in page.main
    assert cited.excerpt in page.main
    assert f"/guide/{cited.slug}" in page.links.values()
    assert {"email", "password", "time_zone"} <= page.fields("/sign-up").keys()


def test_the_start_page_of_the_signed_in_is_today(anna):
    assert anna.get("/").location == "/today"


def test_only_a_hash_of_the_password_is_stored(stranger, app):
    sign_up(stranger)

    with app.app_context():
        _, kept = accounts.password_of(CARA["email"])
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert PASSWORD not in kept


@pytest.mark.parametrize(
    ("languages", "distance", "weight"),
    [
        ("en-US,en;q=0.9", "mi", "lb"),
        ("en-GB", "mi", "kg"),
        ("de-DE,en-US;q=0.5", "km", "kg"),
        ("", "km", "kg"),
        ("*", "km", "kg"),
    ],
)
def test_sign_up_proposes_the_units_of_the_browsers_language(stranger, languages, distance, weight):
    page = Page(stranger.get("/sign-up", headers={"Accept-Language": languages}))
    fields = page.fields()

    assert (fields["distance_unit"], fields["weight_unit"]) == (distance, weight)


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("email", ""),
        ("email", "cara"),
        ("email", "cara@"),
        ("email", "cara@example.com\0"),
        ("email", "cara@example.com\nBcc: all"),
        ("email", f"{'c' * 400}@example.com"),
        ("password", ""),
        ("password", "seven77"),
        ("password", "x" * 257),
        ("time_zone", "Mars/Olympus"),
        ("time_zone", ""),
        ("distance_unit", "parsec"),
        ("weight_unit", "stone"),
    ],
)
def test_a_bad_field_is_named_and_no_account_is_made(stranger, app, field, typed):
    before = rows(app)
    page = Page(sign_up(stranger, **{field: typed}))

    assert page.status == 422
    assert list(page.faults) == [field]
    assert rows(app) == before
    assert page.fields("/sign-up")["password"] == ""


@pytest.mark.parametrize("name", ["time_zone", "password", "email"])
def test_a_field_that_was_not_sent_is_named(stranger, app, name):
    fields = Page(stranger.get("/sign-up")).fields() | CARA
    del fields[name]
    response = post(stranger, fields)

    assert response.status_code == 422
    assert list(Page(response).faults) == [name]


def test_what_was_typed_stays_but_for_the_password(stranger):
    page = Page(sign_up(stranger, password="short", time_zone="Asia/Tokyo", weight_unit="lb"))
    fields = page.fields("/sign-up")

    assert (fields["email"], fields["time_zone"]) == (CARA["email"], "Asia/Tokyo")
    assert fields["weight_unit"] == "lb"
    assert "short" not in fields.values()


@pytest.mark.parametrize("email", ["anna@example.com", "Anna@Example.com"])
def test_an_address_can_have_one_account(stranger, app, email):
    before = rows(app)
    page = Page(sign_up(stranger, email=email))

    assert page.status == 422
    assert "account already" in page.faults["email"]
    assert rows(app) == before


@pytest.mark.parametrize("password", ["eight-88", "x" * 256, "pässwörter", "  spaces  ", "🏃" * 8])
def test_a_password_may_hold_anything(stranger, app, password):
    assert sign_up(stranger, password=password).status_code == 302
    with app.app_context():
        assert passwords.account_with(CARA["email"], password)


def test_a_form_without_its_token_is_refused(stranger, app):
    before = rows(app)
    fields = Page(stranger.get("/sign-up")).fields() | CARA
    response = post(stranger, fields | {"csrf_token": "forged"})

    assert response.status_code == 422
    assert rows(app) == before


def sign_up(client, **typed):
    """Fill in the form for a new account."""
    return post(client, Page(client.get("/sign-up")).fields() | CARA | typed)


def post(client, fields: dict):
    """Send the form for a new account."""
    return client.post("/sign-up", data=fields, headers={"Sec-Fetch-Site": "same-origin"})


def settings_of(client, email: str) -> accounts.Settings:
    """What an account's settings page shows."""
    fields = Page(client.get("/settings")).fields()
    assert email in client.get("/more").text
    return accounts.Settings(
        fields["time_zone"],
        DistanceUnit(fields["distance_unit"]),
        WeightUnit(fields["weight_unit"]),
    )
