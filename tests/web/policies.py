"""What every answer has to say to a browser, whoever asked, and whatever came of it."""

from runstrength.web.security import KEPT_BY_NOBODY

PAGES = ("text/html", "text/javascript")


def assert_policies(answer) -> None:
    """See that an answer carries every policy."""
    headers = answer.headers
    policy = dict(
        part.strip().partition(" ")[::2] for part in headers["Content-Security-Policy"].split(";")
    )
    assert "unsafe" not in str(policy)
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    if "sandbox" in policy:
        assert policy["sandbox"] == ""  # Nothing is let out of it.
        assert answer.mimetype not in PAGES
        assert len(policy) == 4
    else:
        assert answer.mimetype in PAGES or answer.status_code in (204, 304)
        assert policy.pop("require-trusted-types-for") == "'script'"
        assert policy.pop("trusted-types") == "worker"
        assert policy["script-src"] == policy["style-src"] == "'self'"
        assert policy["form-action"] == policy["worker-src"] == policy["connect-src"] == "'self'"
        assert set(policy.values()) == {"'self'", "'none'"}
    assert headers["X-Content-Type-Options"] == "nosniff"
    # Pages whose very address is a secret tell it to nobody, not even to our own.
    assert headers["Referrer-Policy"] in ("same-origin", "strict-origin")
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert ("Permissions-Policy" in headers) is (answer.mimetype == "text/html")
    assert headers["Cache-Control"]
    if "Set-Cookie" in headers or answer.status_code >= 300:
        assert headers["Cache-Control"] in (KEPT_BY_NOBODY, "no-store")
    for name in headers.keys():  # noqa: SIM118 (a header may come twice)
        assert len(headers.getlist(name)) == 1 or name in ("Set-Cookie", "Vary"), name
