"""A host whose name has letters of its own: whoever sets it writes them, browsers send `xn--`."""

import pytest

from runstrength.web.accounts.relying_party import relying_party
from tests.web.test_config import configure, refusal

SENT = "xn--lufer-gra.example"


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("https://läufer.example", f"https://{SENT}"),
        ("https://Läufer.EXAMPLE:8443/", f"https://{SENT}:8443"),
        (f"https://{SENT}", f"https://{SENT}"),
        ("https://straße.example", "https://xn--strae-oqa.example"),
        ("http://192.168.1.5:5000", "http://192.168.1.5:5000"),
        ("https://[2001:db8::1]:8443", "https://[2001:db8::1]:8443"),
        ("https://log.example/below", "https://log.example/below"),
    ],
)
def test_an_address_is_kept_as_browsers_write_it(tmp_path, written, sent):
    assert configure(tmp_path, PUBLIC_URL=written)["PUBLIC_URL"] == sent


def test_the_password_in_front_of_a_host_stays_as_it_is(tmp_path):
    url = "smtp://anna:gr%C3%BCn@läufer.example:587"
    sent = f"smtp://anna:gr%C3%BCn@{SENT}:587"
    assert configure(tmp_path, SMTP_URL=url)["SMTP_URL"] == sent


def test_trusted_names_are_kept_as_browsers_send_them(tmp_path):
    names = "läufer.example .läufer.example läufer.example:8443 runs.example 192.168.1.5"
    assert configure(tmp_path, TRUSTED_HOSTS=names)["TRUSTED_HOSTS"] == [
        SENT,
        f".{SENT}",
        f"{SENT}:8443",
        "runs.example",
        "192.168.1.5",
    ]


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("PUBLIC_URL", "https://ru☃ns..example"),
        ("TRUSTED_HOSTS", "runs.example ru☃ns..example"),
        ("TRUSTED_HOSTS", "https://läufer.example"),
    ],
)
def test_letters_that_no_name_has_are_refused(tmp_path, setting, told):
    assert setting in refusal(tmp_path, **{setting: told})


def test_a_page_under_such_a_name_may_write_and_no_other(app):
    answers = {
        origin: app.test_client().post(
            "/sign-in", headers={"Origin": origin}, base_url=f"http://{SENT}"
        )
        for origin in (f"http://{SENT}", "http://laufer.example")
    }
    assert [answer.status_code for answer in answers.values()] == [422, 403]


@pytest.mark.parametrize("setting", ["PUBLIC_URL", "TRUSTED_HOSTS"])
def test_passkeys_are_for_the_name_as_it_is_sent(app, tmp_path, setting):
    told = {"PUBLIC_URL": "https://läufer.example", "TRUSTED_HOSTS": "läufer.example"}[setting]
    app.config[setting] = configure(tmp_path, **{setting: told})[setting]
    with app.test_request_context("/sign-in", base_url=f"https://{SENT}"):
        party = relying_party()
        assert (party.id, party.origin, party.is_here) == (SENT, f"https://{SENT}", True)
