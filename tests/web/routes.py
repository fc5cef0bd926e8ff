"""Every route of the app, and how to try it: with what of Anna's, and what others get for it.

A route that is not here fails `test_ownership`.
"""

from dataclasses import dataclass, field

from tests.web.api.build import run
from tests.web.conftest import PASSWORD

RUN, LIFT, GONE = (f"0b6f1e2c-7c1f-4a53-8f0e-00000000000{n}" for n in (1, 2, 3))  # Anna's.
DOCUMENT = run("Mon 07:00", effort=3)
TYPED = {
    "id": RUN,
    "date": "2025-06-16",
    "time": "07:00",
    "time_zone": "Europe/Berlin",
    "duration": "45",
    "type": "easy",
    "exercises-0-exercise": "squats",
    "exercises-0-form": "",
    "exercises-0-sets-0-reps": "5",
}
NEW_PASSWORD = {"current": PASSWORD, "password": "another long password"}
ANNAS_SIGN_IN = {"email": "anna@example.com", "password": "not her password"}
ANNAS_SIGN_UP = {
    "email": "anna@example.com",
    "password": "another long password",
    "time_zone": "UTC",
    "distance_unit": "km",
    "weight_unit": "kg",
}


@dataclass(frozen=True)
class Try:
    """A request; `for_another` is the status that a user gets who is not Anna."""

    path: str
    for_another: int = 200
    fields: dict = field(default_factory=dict)
    page: str = ""  # Where the form with a token stands, if that is needed.
    public: bool = False


ROUTES: dict[tuple[str, str], list[Try]] = {
    # Open to anyone.
    ("GET", "static"): [Try("/static/{version}/icon.svg", public=True)],
    ("GET", "accounts.home"): [Try("/", 302, public=True)],
    ("GET", "accounts.sign_up"): [Try("/sign-up", public=True)],
    ("GET", "accounts.sign_in"): [Try("/sign-in", public=True)],
    ("POST", "accounts.create_account"): [
        Try("/sign-up", 422, ANNAS_SIGN_UP, page="/sign-up", public=True)
    ],
    ("POST", "accounts.open_session"): [
        Try("/sign-in", 422, ANNAS_SIGN_IN, page="/sign-in", public=True)
    ],
    ("GET", "guide.contents"): [Try("/guide", public=True)],
    ("GET", "guide.article"): [Try("/guide/running-and-weight-training", public=True)],
    ("GET", "api.openapi"): [Try("/api/v1/openapi.json", public=True)],
    # Everyone's own.
    ("GET", "week.this_week"): [Try("/week")],
    ("GET", "week.week"): [Try("/week/2025-W25")],
    ("GET", "log.choose"): [Try("/log")],
    ("GET", "log.new"): [Try("/log/run"), Try("/log/lift")],
    ("GET", "history.months"): [Try("/history")],
    ("GET", "settings.more"): [Try("/more")],
    ("GET", "settings.show"): [Try("/settings")],
    ("POST", "settings.change"): [Try("/settings", 302, {"weight_unit": "lb"}, page="/settings")],
    ("GET", "accounts.password"): [Try("/account/password")],
    ("POST", "accounts.replace_password"): [
        Try("/account/password", 302, NEW_PASSWORD, page="/account/password")
    ],
    ("POST", "accounts.sign_out"): [Try("/sign-out", 302, page="/more")],
    ("GET", "api.list_workouts"): [Try("/api/v1/workouts")],
    ("GET", "api.list_flags"): [Try("/api/v1/flags?from=2025-06-01&to=2025-06-30")],
    ("GET", "api.get_week"): [Try("/api/v1/weeks/2025-W25")],
    # By id: another user's is not there; to store under it makes a row of one's own.
    ("POST", "log.save"): [
        Try("/log/run", 302, TYPED),
        Try("/log/lift", 302, {**TYPED, "id": LIFT}),
        Try("/log/run", 302, {**TYPED, "id": GONE}),
    ],
    ("GET", "log.edit"): [Try(f"/workouts/{each}/edit", 404) for each in (RUN, LIFT, GONE)],
    ("POST", "log.replace"): [
        Try(f"/workouts/{each}/edit", 404, {**TYPED, "base_version": "1"})
        for each in (RUN, LIFT, GONE)
    ],
    ("GET", "history.show"): [Try(f"/workouts/{each}", 404) for each in (RUN, LIFT, GONE)],
    ("POST", "history.delete"): [
        Try(f"/workouts/{each}/delete", 404, {"base_version": "1"}) for each in (RUN, LIFT, GONE)
    ],
    ("POST", "history.restore"): [
        Try(f"/workouts/{each}/restore", 404) for each in (RUN, LIFT, GONE)
    ],
    ("GET", "api.get_workout"): [Try(f"/api/v1/workouts/{each}", 404) for each in (RUN, GONE)],
    ("PUT", "api.put_workout"): [
        Try(f"/api/v1/workouts/{each}", 201, DOCUMENT) for each in (RUN, LIFT, GONE)
    ],
    ("DELETE", "api.delete_workout"): [
        Try(f"/api/v1/workouts/{each}", 404) for each in (RUN, LIFT, GONE)
    ],
}
