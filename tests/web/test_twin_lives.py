"""What Ben does over several steps comes to the same, whether Anna is there or not."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from uuid import UUID

import pytest
from pyotp import TOTP

from runstrength.jobs.importing import go_on
from runstrength.storage import (
    exporting,
    idempotency,
    import_parts,
    imports,
    invitations,
    marks,
    origins,
    own_tokens,
    passkeys,
    recordings,
    restoring,
    routines,
    second_factors,
    shoes,
    tokens,
    trash,
    uploads,
    workouts,
)
from runstrength.storage.accounts import make_administrator, user_with
from runstrength.storage.database import db, now, only_reading
from runstrength.storage.import_parts import Did, State
from runstrength.storage.imports import Status
from runstrength.training.shoes import Shoe
from runstrength.training.week import Week, Weekday
from tests.web.api.build import run
from tests.web.conftest import PASSWORD
from tests.web.imports.bringing import say, upload
from tests.web.imports.files import MONDAY, gpx, packed, strong
from tests.web.pages import Page
from tests.web.routes import CODE, EXERCISE, FLAG, GONE, IMPORT, KEY, LIFT, ROUTINE, RUN, SOON
from tests.web.test_ownership import text_of
from tests.web.test_twins import PLANNED, answered, bens_log
from tests.web.twins import World, twins_of

# Of a chain of copies, which only a file makes quickly; what is looked at is the same elsewhere.
pytestmark = pytest.mark.sqlite
TODAY = datetime.now(UTC).date()
RUN_ID, LIFT_ID, GONE_ID = UUID(RUN), UUID(LIFT), UUID(GONE)


@pytest.fixture(scope="module")
def twins(stored_people, tmp_path_factory):
    """Both worlds."""
    yield from twins_of(stored_people, tmp_path_factory, bens_log)


def storage_of_accounts(ben: UUID) -> list:
    """What keeps Ben's account, asked past the web."""
    yield second_factors.is_on(ben), tokens.issue_session(ben, "a browser")
    yield second_factors.is_waiting_for(ben, KEY)
    yield second_factors.confirm(ben, KEY, TOTP(KEY).at(now()), now())
    yield second_factors.found(ben).codes_left
    codes = second_factors.renew_codes(ben)
    yield second_factors.are_codes(ben, codes)
    yield second_factors.take_recovery_code(ben, CODE)
    yield second_factors.take_recovery_code(ben, codes[0])
    yield second_factors.take_code(ben, TOTP(KEY).at(now() + timedelta(seconds=30)), now())
    yield second_factors.switch_off(ben)
    yield [key.name for key in passkeys.of(ben)]
    yield passkeys.find(ben, b"x" * 32).name
    yield passkeys.note_use(ben, b"x" * 32, 5, TODAY)
    passkeys.rename(ben, b"x" * 32, "mine")
    yield passkeys.add(ben, b"z" * 32, b"key", 0, "another")
    yield passkeys.use_up(ben, b"challenge")
    yield passkeys.remove(ben, b"x" * 32)
    made = tokens.issue(ben, tokens.TokenKind.INVITATION, "for Cara")
    yield [each.label for each in invitations.still_open(ben)]
    yield invitations.revoke(ben, invitations.still_open(ben)[0].hash)
    yield tokens.take(made, tokens.TokenKind.INVITATION)
    session = tokens.issue(ben, tokens.TokenKind.SESSION, "a phone")
    db.session.commit()
    signed_in = tokens.holder(session, TODAY, lock=True)
    db.session.commit()
    tokens.note_use(signed_in, TODAY + timedelta(days=1))
    first_of_api = bytes.fromhex(own_tokens.api_tokens(ben)[-1].name)
    yield tokens.complete(replace(signed_in, hash=first_of_api), "a known browser")
    yield [each.label for each in own_tokens.devices(ben, TODAY)]
    yield [each.label for each in own_tokens.api_tokens(ben)]
    own_tokens.add_api_token(ben, "watch", tokens.Scope.READ)
    yield own_tokens.end(ben, tokens.TokenKind.API, own_tokens.api_tokens(ben)[0].name)
    tokens.made_at(ben, tokens.TokenKind.API)
    tokens.revoke_others(signed_in)
    tokens.forget_expired(ben, TODAY + timedelta(days=365))
    tokens.revoke_kind(ben, tokens.TokenKind.CALENDAR)
    yield tokens.revoke(signed_in)


def storage_of_the_log(ben: UUID) -> list:
    """What keeps Ben's log, asked past the web."""
    yield sorted(workouts.find_several(ben, [RUN_ID, LIFT_ID, GONE_ID]).items())[0]
    yield workouts.fill_efforts(ben, {workout.id: 4 for workout in workouts.between(*_always(ben))})
    yield idempotency.version_made(ben, f"first {RUN}", RUN_ID)
    idempotency.made(ben, f"first {RUN}", 5)
    shoes.put(ben, Shoe(id=UUID(int=9), name="A second pair", before_m=0))
    workouts.move(ben, workouts.find(ben, LIFT_ID), date(2025, 6, 18), None)
    trash.discard(ben, [RUN_ID])
    trash.remove(ben, workouts.find(ben, LIFT_ID), None)
    marks.remove_check_in(ben, date(2025, 6, 16))
    marks.mark_deload(ben, Week.holding(date(2025, 6, 12), Weekday.MONDAY), False)
    restoring.remove_deload(ben, date(2025, 6, 12))
    marks.take_back(ben, FLAG)
    yield restoring.remove_exercise(user_with(ben), user_with(ben).exercises[EXERCISE])
    yield restoring.remove_routine(ben, routines.find(ben, UUID(ROUTINE)))
    recordings.forget_deleted(ben)
    yield recordings.digests(ben) == uploads.originals(ben)
    yield list(exporting.saved_at(ben, [GONE_ID]))


def storage_of_imports(ben: UUID) -> list:
    """What keeps Ben's imports, asked past the web."""
    own = UUID(IMPORT)
    yield [row.label for row in import_parts.rows(ben, own, list(State))]
    yield import_parts.reasons(ben, own, State.NEW, 5), import_parts.row_at(ben, own, 0).label
    yield import_parts.doubtful(ben, own, 5)[0], import_parts.next_positions(ben, own, 5)
    import_parts.decide(ben, own, 0, State.LEFT)
    import_parts.note_done(ben, own, [(0, Did.KEPT, None)])
    yield import_parts.kept(ben, own), import_parts.next_done(ben, own, 5)
    yield import_parts.done_before(ben, own, RUN_ID, 99)
    yield origins.known(ben, [("strava", RUN)])
    origins.forget(ben, own, [])
    imports.change(ben, own, done=1)
    db.session.commit()
    imports.note_progress(ben, own, 1, 2)
    import_parts.stage(ben, own, [])
    yield imports.find(ben, own).total, import_parts.counts(ben, own)


def _always(ben: UUID) -> tuple:
    return ben, date(2000, 1, 1), date(2100, 1, 1)


@pytest.mark.parametrize("asked", [storage_of_accounts, storage_of_the_log, storage_of_imports])
def test_what_storage_is_asked_for_ben(twins, asked):
    def act(world: World) -> list[str]:
        ben = world.ben_id
        with world.app.app_context():
            told = [repr(each) for each in asked(ben)]
            db.session.commit()
        return told

    twins.alike(act)


def test_an_import_is_confirmed_and_taken_back(twins):
    def act(world: World) -> list[str]:
        ben, told = world.ben, []
        for data in (
            packed(a__gpx=gpx(), b__gpx=gpx(MONDAY + timedelta(days=9))),
            strong(("2025-06-20 07:00:00", "Sled (Machine)"), ("2025-06-17 07:00:00", "Squat")),
        ):
            address = upload(ben, data)
            told += [answered(ben.get(address)), answered(ben.get(f"{address}/rows/new"))]
            told.append(answered(say(ben, address, "answers", weight_unit="kg")))
            said = {"weight_unit": "kg", "name_0": EXERCISE, "row_0": "here", "row_1": "new"}
            told.append(answered(say(ben, address, "confirm", **said)))
            told += [answered(ben.get(path)) for path in (address, "/efforts", "/history")]
            told.append(answered(say(ben, address, "undo", keep="1")))
            told += [answered(ben.get(path)) for path in (address, "/history")]
        return told

    twins.alike(act)


def test_an_export_brings_back_what_was_removed(twins):
    def act(world: World) -> list[str]:
        ben = world.ben
        archive = ben.get("/export/runstrength.zip", buffered=True)
        told = [text_of(archive)]
        for path in (f"/workouts/{RUN}/delete", f"/workouts/{LIFT}/delete"):
            told.append(answered(ben.post(path, {"base_version": "1"})))
        told.append(answered(ben.post(f"/routines/{ROUTINE}/delete", {"base_version": "1"})))
        told.append(answered(ben.api("DELETE", "/check-ins/2025-06-16")))
        address = upload(ben, archive.data, names=("runstrength.zip",))
        told.append(answered(say(ben, address, "confirm")))
        told.append(answered(ben.get(address)))
        told.append(answered(say(ben, address, "undo")))
        return told

    twins.alike(act)


def test_a_plan_is_moved_copied_and_settled(twins):
    def act(world: World) -> list[str]:
        ben = world.ben
        later = str(date.fromisoformat(str(SOON)) + timedelta(days=1))
        week = f"{date.fromisoformat(later):%G-W%V}"
        told = [answered(ben.post("/plan/moves", {"move": f"{PLANNED}:{later}:1"}))]
        told.append(answered(ben.post(f"/plan/{week}/copy")))
        told.append(answered(ben.get(f"/plan/{week}/arrange?pinned={PLANNED}")))
        sent = {"pinned": [PLANNED, RUN], "busy": [later]}
        told.append(answered(ben.api("POST", f"/weeks/{week}/arrange", sent)))
        shown = {"every": "4", "shown": [RUN, LIFT, GONE], f"effort-{PLANNED}": "9"}
        page = Page(ben.get("/efforts")).fields()
        told.append(answered(ben.post("/efforts", page | shown)))
        return [*told, answered(ben.get(f"/plan/{week}"))]

    twins.alike(act)


def test_a_workout_is_replaced_rated_deleted_and_restored(twins):
    def act(world: World) -> list[str]:
        ben, told = world.ben, []
        for workout_id in (RUN, LIFT):
            path = f"/workouts/{workout_id}"
            fields = Page(ben.get(f"{path}/edit")).fields(f"{path}/edit")
            told.append(answered(ben.post(f"{path}/edit", fields | {"notes": "again"})))
            rated = {"base_version": "2", "effort": "3"}
            told.append(answered(ben.post(f"{path}/effort", rated)))
            told.append(answered(ben.post(f"{path}/delete", {"base_version": "3"})))
            told.append(answered(ben.post(f"{path}/restore")))
            key = {"Idempotency-Key": f"first {workout_id}"}
            told.append(answered(ben.api("PUT", path, run("Mon 07:00", effort=9), key)))
            key = {"Idempotency-Key": f"second {workout_id}", "If-Match": "*"}
            told += [answered(ben.api("DELETE", path, headers=key)) for _ in range(2)]
        return [*told, answered(ben.get("/history?q=hills")), answered(ben.get("/history?q=squat"))]

    twins.alike(act)


def test_the_workers_jobs(twins):
    def act(world: World) -> list[str]:
        with world.app.app_context():
            ben = world.ben_id
            with only_reading():
                asked = imports.find(ben, UUID(IMPORT)).status
            uploads.keep_original(ben, BytesIO(b"named by nothing"))
            imports.move_to(ben, UUID(IMPORT), Status.IMPORTING)
            db.session.commit()
            go_on(ben, UUID(IMPORT))
            imports.move_to(ben, UUID(IMPORT), Status.UNDOING)
            db.session.commit()
            go_on(ben, UUID(IMPORT))
            return [asked, imports.find(ben, UUID(IMPORT)).status]

    twins.alike(act)


def test_the_account_is_deleted(twins):
    def act(world: World) -> list[str]:
        page = Page(world.ben.get("/account/delete")).fields()
        return [answered(world.ben.post("/account/delete", page | {"password": PASSWORD}))]

    twins.alike(act)


def test_an_administrator_sees_nobodys_log(twins):
    def act(world: World) -> list[str]:
        with world.app.app_context():
            make_administrator(world.ben_id)
            db.session.commit()
        paths = ("/today", "/week", "/history", "/records", "/trends?weeks=52", "/shoes", "/more")
        paths += ("/imports", "/plan", "/exercises", "/routines", "/api/v1/workouts", "/account")
        return [answered(world.ben.get(path)) for path in paths]

    twins.alike(act)
