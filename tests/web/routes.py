"""Every route of the app, and how to try it: with what of Anna's, and what others get for it.

A route that is not here fails `test_ownership`. The other user has one run, which is of today.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from runstrength.training.week import Week
from tests.web.api.build import run
from tests.web.api.flagged import flag_id
from tests.web.conftest import PASSWORD

RUN, LIFT, GONE = (f"0b6f1e2c-7c1f-4a53-8f0e-00000000000{n}" for n in (1, 2, 3))  # Anna's.
SHOE = "0b6f1e2c-7c1f-4a53-8f0e-000000000004"  # Anna's.
ROUTINE = "0b6f1e2c-7c1f-4a53-8f0e-000000000005"  # Anna's.
IMPORT = "0b6f1e2c-7c1f-4a53-8f0e-000000000006"  # Anna's, not confirmed yet.
TODAY = datetime.now(UTC).date()
SOON = TODAY + timedelta(days=3)
NEXT_WEEK = Week.holding(TODAY + timedelta(days=7)).name
FLAG = flag_id("back-to-back-hard", "2025-06-17", RUN, LIFT)  # Anna's, and set aside.
MEANT = {"date": "2025-06-17", "reason": "a training camp"}
WELL = dict.fromkeys(("sleep", "energy", "soreness", "stress", "mood"), 4)
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
OF_A_ROUTINE = {
    "name": "Mine",
    "exercises-0-exercise": "squats",
    "exercises-0-sets": "3",
    "exercises-0-amount": "8-12",
}
EXERCISE = "own-canary"  # Anna's, as well.
OWN_EXERCISE = {"name": "Sled push", "region": "lower", "counts": "reps", "load": "weight"}
NEW_PASSWORD = {"current": PASSWORD, "password": "another long password"}
OWN_PASSWORD = {"password": PASSWORD}
KEY, CODE = "JBSWY3DPEHPK3PXP" * 2, "ABCDEFGHIJKLMNOPQRSTUVWX"  # Anna's.
NO_LINK = "A" * 64
NO_HASH = "00" * 32  # Of no token; Anna's own are tried in tests/web/accounts.
PASSKEY = "eHh4" * 10 + "eHg="  # Anna's.
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
    """A request; `for_another` is the status that a user gets who is not Anna.

    `writes` says whether that changes what is the other's own; None: it does where the status is
    201 or 302.
    """

    path: str
    for_another: int = 200
    fields: dict = field(default_factory=dict)
    page: str = ""  # Where the form with a token stands, if that is needed.
    public: bool = False
    writes: bool | None = None


ROUTES: dict[tuple[str, str], list[Try]] = {
    # Open to anyone.
    ("GET", "static"): [Try("/static/{version}/icons/any.svg", public=True)],
    ("GET", "frame"): [Try("/static/{version}/frame.css", public=True)],
    ("GET", "healthz"): [Try("/healthz", public=True)],
    ("GET", "readyz"): [Try("/readyz", public=True)],
    ("GET", "manifest"): [Try("/manifest.webmanifest", public=True)],
    ("GET", "offline.worker"): [Try("/service-worker.js", public=True)],
    ("GET", "offline.instead"): [Try("/offline", public=True)],
    ("POST", "offline.share"): [Try("/share", 503, public=True)],
    ("GET", "accounts.home"): [Try("/", 302, public=True)],
    ("GET", "accounts.sign_up"): [Try("/sign-up", public=True)],
    ("GET", "accounts.sign_in"): [Try("/sign-in", public=True)],
    ("GET", "accounts.forgotten"): [Try("/reset", public=True)],
    ("POST", "accounts.ask_for_reset"): [
        Try("/reset", 200, {"email": "anna@example.com"}, public=True)
    ],
    # No such link is good; those that are: tests/web/accounts.
    ("GET", "accounts.choose_password"): [Try(f"/reset/{NO_LINK}", 404, public=True)],
    ("POST", "accounts.set_password"): [
        Try(f"/reset/{NO_LINK}", 404, {"password": PASSWORD}, public=True)
    ],
    ("GET", "accounts.open_invitation"): [Try(f"/invitations/{NO_LINK}", 404, public=True)],
    ("POST", "accounts.accept_invitation"): [
        Try(f"/invitations/{NO_LINK}", 404, ANNAS_SIGN_UP, public=True)
    ],
    ("POST", "accounts.create_account"): [
        Try("/sign-up", 422, ANNAS_SIGN_UP, page="/sign-up", public=True)
    ],
    ("POST", "accounts.open_session"): [
        Try("/sign-in", 422, ANNAS_SIGN_IN, page="/sign-in", public=True)
    ],
    # Without a password that was given, there is no second step.
    ("GET", "accounts.ask_second_step"): [Try("/sign-in/second-step", 302, public=True)],
    ("POST", "accounts.give_second_step"): [
        Try("/sign-in/second-step", 302, {"code": "000000"}, public=True, writes=False)
    ],
    ("POST", "accounts.ask_with_passkey"): [Try("/sign-in/passkey/options", 422, public=True)],
    ("POST", "accounts.open_session_by_passkey"): [
        Try("/sign-in/passkey", 422, {"credential": "{}"}, public=True)
    ],
    ("GET", "guide.contents"): [Try("/guide", public=True)],
    ("GET", "guide.article"): [Try("/guide/running-and-weight-training", public=True)],
    ("GET", "api.openapi"): [Try("/api/v1/openapi.json", public=True)],
    ("GET", "exercises.show_all"): [
        Try("/exercises", public=True),
        Try("/exercises?q=canary", public=True),
    ],
    ("GET", "exercises.show"): [
        Try("/exercises/squats", public=True),
        Try(f"/exercises/{EXERCISE}", 404, public=True),
    ],
    ("GET", "exporting.calendar"): [
        Try(f"/calendar/{token}.ics", 404, public=True) for token in ("x", "A" * 64)
    ],
    # Everyone's own.
    ("GET", "exercises.new"): [Try("/exercises/new")],
    ("POST", "exercises.add"): [Try("/exercises/new", 302, OWN_EXERCISE)],
    ("GET", "exercises.edit"): [Try(f"/exercises/{EXERCISE}/edit", 404)],
    ("POST", "exercises.change"): [Try(f"/exercises/{EXERCISE}/edit", 404, OWN_EXERCISE)],
    ("POST", "exercises.remove"): [Try(f"/exercises/{EXERCISE}/remove", 404)],
    ("POST", "exercises.restore"): [Try(f"/exercises/{EXERCISE}/restore", 404)],
    ("GET", "today.show"): [Try("/today")],
    # The date is the day's own, which a list can't know: any other is refused, and stores nothing.
    ("POST", "today.check_in"): [Try("/today/check-in", 422, {"date": "2025-06-16"})],
    ("GET", "week.this_week"): [Try("/week")],
    ("GET", "week.week"): [Try("/week/2025-W25")],
    ("POST", "week.mark_deload"): [Try("/week/2025-W25/deload", 302, {"deload": "1"})],
    ("POST", "week.set_aside"): [Try(f"/flags/{FLAG}/set-aside", 404, MEANT)],
    ("POST", "week.take_back"): [Try(f"/flags/{FLAG}/take-back", 302, writes=False)],
    ("GET", "plan.this_week"): [Try("/plan")],
    ("GET", "plan.week"): [Try("/plan/2025-W25")],
    ("GET", "plan.show_arrangement"): [Try(f"/plan/2025-W25/arrange?pinned={RUN}")],
    ("POST", "plan.copy"): [Try(f"/plan/{NEXT_WEEK}/copy", 302)],
    ("POST", "plan.outline"): [Try(f"/plan/{NEXT_WEEK}/outline", 302, {"outline": "lighter-week"})],
    ("POST", "plan.settle_flag"): [Try("/plan/2025-W25/settle", 404, {"flag": "0" * 20})],
    ("POST", "plan.move"): [
        Try("/plan/moves", 404, {"move": f"{each}:{SOON}:1"}) for each in (RUN, LIFT, GONE)
    ],
    ("GET", "log.choose"): [Try("/log")],
    ("GET", "log.new"): [
        Try("/log/run"),
        Try("/log/lift"),
        *(Try(f"/log/lift?{how}={each}", 404) for how in ("like", "after") for each in (RUN, LIFT)),
        Try(f"/log/lift?routine={ROUTINE}", 404),
    ],
    ("GET", "history.months"): [Try("/history")],
    ("GET", "history.calendar"): [Try("/history/calendar?month=2025-06")],
    ("GET", "records.show"): [Try("/records")],
    ("GET", "routines.show_all"): [Try("/routines")],
    ("GET", "routines.show"): [Try("/routines/core"), Try(f"/routines/{ROUTINE}", 404)],
    ("GET", "routines.new"): [Try("/routines/new"), Try(f"/routines/new?like={ROUTINE}", 404)],
    ("POST", "routines.save"): [Try("/routines/new", 302, {"id": ROUTINE, **OF_A_ROUTINE})],
    ("GET", "routines.edit"): [Try(f"/routines/{ROUTINE}/edit", 404)],
    ("POST", "routines.replace"): [
        Try(f"/routines/{ROUTINE}/edit", 404, {**OF_A_ROUTINE, "base_version": "1"})
    ],
    ("POST", "routines.delete"): [Try(f"/routines/{ROUTINE}/delete", 404, {"base_version": "1"})],
    ("POST", "routines.keep"): [
        Try(f"/workouts/{each}/routine", 404) for each in (RUN, LIFT, GONE)
    ],
    ("GET", "trends.show"): [Try("/trends"), Try("/trends?weeks=52")],
    ("GET", "settings.more"): [Try("/more")],
    ("GET", "offline.waiting"): [Try("/waiting")],
    ("GET", "rules.show"): [Try("/rules")],
    ("POST", "rules.change"): [Try("/rules", 302, {"legs_before_run": "30"}, page="/rules")],
    ("GET", "shoes.show"): [Try("/shoes")],
    ("POST", "shoes.add"): [Try("/shoes", 302, {"id": SHOE, "name": "Trainers"})],
    ("POST", "shoes.change"): [Try(f"/shoes/{SHOE}", 404, {"name": "Trainers"})],
    ("POST", "shoes.retire"): [Try(f"/shoes/{SHOE}/retire", 404, {"retired": "1"})],
    ("POST", "shoes.delete"): [Try(f"/shoes/{SHOE}/delete", 404)],
    ("GET", "settings.show"): [Try("/settings")],
    ("POST", "settings.change"): [Try("/settings", 302, {"weight_unit": "lb"}, page="/settings")],
    ("POST", "settings.equip"): [
        Try("/settings/gear", 302, {"gear-bar": "15", "gear-plates": "20x2"}, page="/settings")
    ],
    ("GET", "imports.show_all"): [Try("/imports")],
    ("POST", "imports.upload"): [Try("/imports", 422, page="/imports")],
    ("GET", "imports.show"): [Try(f"/imports/{IMPORT}", 404)],
    ("GET", "imports.rows"): [Try(f"/imports/{IMPORT}/rows/new", 404)],
    ("POST", "imports.answer"): [Try(f"/imports/{IMPORT}/answers", 404)],
    ("POST", "imports.confirm"): [Try(f"/imports/{IMPORT}/confirm", 404)],
    ("POST", "imports.undo"): [Try(f"/imports/{IMPORT}/undo", 404)],
    ("GET", "imports.efforts"): [Try("/efforts")],
    ("POST", "imports.fill_in"): [
        Try("/efforts", 302, {f"effort-{RUN}": "1"}, page="/efforts", writes=False)
    ],
    ("GET", "api.list_imports"): [Try("/api/v1/imports")],
    ("POST", "api.start_import"): [Try("/api/v1/imports", 415)],
    ("GET", "api.get_import"): [Try(f"/api/v1/imports/{IMPORT}", 404)],
    ("POST", "api.confirm_import"): [Try(f"/api/v1/imports/{IMPORT}/confirm", 404)],
    ("DELETE", "api.undo_import"): [Try(f"/api/v1/imports/{IMPORT}", 404)],
    ("GET", "exporting.show"): [Try("/export")],
    ("GET", "exporting.download"): [Try("/export/runstrength.zip")],
    ("GET", "exporting.download_workout"): [
        Try(f"/workouts/{each}/download.{kind}", 404)
        for kind in ("csv", "gpx", "tcx")
        for each in (RUN, LIFT, GONE)
    ],
    ("GET", "exporting.download_original"): [
        Try(f"/workouts/{each}/original", 404) for each in (RUN, LIFT, GONE)
    ],
    ("GET", "exporting.show_year"): [Try("/years/2025")],
    ("POST", "exporting.make_address"): [Try("/export/calendar", 200, page="/export", writes=True)],
    ("POST", "exporting.revoke_address"): [Try("/export/calendar/revoke", 302, page="/export")],
    ("GET", "api.get_export"): [Try("/api/v1/export")],
    ("GET", "accounts.delete"): [Try("/account/delete")],
    ("POST", "accounts.delete_account"): [
        Try("/account/delete", 302, {"password": PASSWORD}, page="/account/delete")
    ],
    ("GET", "accounts.password"): [Try("/account/password")],
    ("POST", "accounts.replace_password"): [
        Try("/account/password", 302, NEW_PASSWORD, page="/account/password")
    ],
    ("GET", "accounts.second_step"): [Try("/account/second-step")],
    ("POST", "accounts.begin_second_step"): [
        Try("/account/second-step", 200, OWN_PASSWORD, page="/account/second-step", writes=True)
    ],
    # Where it is off there is nothing to confirm, renew or end: tests/web/accounts tries them on.
    ("POST", "accounts.confirm_second_step"): [
        Try("/account/second-step/confirm", 302, {"key": KEY, "code": "000000"}, writes=False)
    ],
    ("POST", "accounts.renew_recovery_codes"): [
        Try("/account/second-step/codes", 422, OWN_PASSWORD)
    ],
    ("POST", "accounts.end_second_step"): [Try("/account/second-step/off", 422, OWN_PASSWORD)],
    ("POST", "accounts.download_recovery_codes"): [
        Try("/account/second-step/recovery-codes.txt", 302, {"codes": CODE}, writes=False)
    ],
    # For an administrator, and Ben is none.
    ("GET", "accounts.people"): [Try("/account/people", 404)],
    ("POST", "accounts.invite"): [Try("/account/people/invitations", 404, {"label": "Cara"})],
    ("POST", "accounts.revoke_invitation"): [
        Try("/account/people/invitations/revoke", 404, {"invitation": NO_HASH})
    ],
    ("GET", "accounts.hub"): [Try("/account")],
    ("GET", "accounts.devices"): [Try("/account/devices")],
    ("POST", "accounts.sign_out_device"): [Try(f"/account/devices/{NO_HASH}/sign-out", 404)],
    ("POST", "accounts.sign_out_others"): [
        # There is none to end.
        Try("/account/devices/sign-out-others", 302, writes=False)
    ],
    ("GET", "accounts.api_tokens"): [Try("/account/tokens")],
    ("POST", "accounts.make_api_token"): [
        Try("/account/tokens", 200, {"name": "Watch"}, page="/account/tokens?", writes=True)
    ],
    ("POST", "accounts.revoke_api_token"): [Try(f"/account/tokens/{NO_HASH}/revoke", 404)],
    ("GET", "accounts.passkeys"): [Try("/account/passkeys")],
    ("POST", "accounts.ask_for_passkey"): [
        Try("/account/passkeys/options", 200, OWN_PASSWORD, page="/account/passkeys")
    ],
    ("POST", "accounts.add_passkey"): [Try("/account/passkeys", 422, {"credential": "{}"})],
    ("POST", "accounts.rename_passkey"): [
        Try(f"/account/passkeys/{PASSKEY}/name", 404, {"name": "Mine"})
    ],
    ("POST", "accounts.delete_passkey"): [Try(f"/account/passkeys/{PASSKEY}/delete", 404)],
    ("POST", "accounts.sign_out"): [Try("/sign-out", 302, page="/more")],
    ("GET", "api.list_workouts"): [Try("/api/v1/workouts")],
    ("GET", "api.list_flags"): [Try("/api/v1/flags?from=2025-06-01&to=2025-06-30")],
    ("GET", "api.get_week"): [Try("/api/v1/weeks/2025-W25")],
    ("PUT", "api.put_week"): [Try("/api/v1/weeks/2025-W25", 200, {"deload": True}, writes=True)],
    ("GET", "api.list_check_ins"): [Try("/api/v1/check-ins?from=2025-06-01&to=2025-06-30")],
    ("GET", "api.get_check_in"): [Try("/api/v1/check-ins/2025-06-16", 404)],
    ("PUT", "api.put_check_in"): [Try("/api/v1/check-ins/2025-06-16", 201, WELL)],
    ("DELETE", "api.delete_check_in"): [Try("/api/v1/check-ins/2025-06-16", 204, writes=False)],
    ("PUT", "api.put_set_aside"): [Try(f"/api/v1/set-asides/{FLAG}", 404, MEANT)],
    ("DELETE", "api.delete_set_aside"): [Try(f"/api/v1/set-asides/{FLAG}", 204, writes=False)],
    ("POST", "api.post_arrange"): [Try("/api/v1/weeks/2025-W25/arrange", 200, {"pinned": [RUN]})],
    ("POST", "api.post_settle"): [Try("/api/v1/settle", 404, {"flag": FLAG, "date": "2025-06-17"})],
    ("POST", "api.ask_what_if"): [
        Try("/api/v1/what-if", 200, {**DOCUMENT, "id": each}) for each in (RUN, LIFT, GONE)
    ],
    ("POST", "log.preview"): [
        Try("/log/run/what-if", 200, TYPED),
        Try("/log/lift/what-if", 200, {**TYPED, "id": LIFT}),
    ],
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
    ("POST", "history.rate"): [
        Try(f"/workouts/{each}/effort", 404, {"base_version": version, "effort": "1"})
        for each, version in ((RUN, "1"), (LIFT, "1"), (GONE, "2"))
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
