"""Whoever left since a backup does not come in again with it."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from casework.accounts import seals
from casework.accounts.models import Delegation, Enrolment, RecoveryCode
from casework.accounts.service import disable_user, enrolment_link, restored
from casework.accounts.service.checking import check_accounts
from casework.accounts.service.factors import make_codes
from casework.db import db, unit_of_work
from casework.kernel import clock
from casework.starting import ready_to_serve
from tests.factories import actor_named, user_named
from tests.integration.accounts.passwords import browser_at, come_in, give_password
from tests.integration.accounts.proofs import give_app
from tests.integration.backup.conftest import people

LEFT = "caseworker"


@pytest.fixture
def again(quick_vault):
    """A machine restored from a backup that is older than a leaver's last day."""
    app = quick_vault.app
    people(app)
    give_password(app, "administrator")
    with app.app_context(), unit_of_work():
        administrator, officer = actor_named("administrator"), user_named("dpo")
        enrolment_link(officer, administrator)
        make_codes(actor_named("dpo"))
        away = Delegation(
            absent_id=officer.id,
            stand_in_id=administrator.user_id,
            starts_at=clock.now(),
            ends_at=clock.now() + timedelta(days=9),
            made_by_id=officer.id,
            made_at=clock.now(),
        )
        seals.seal_delegation(away)
        db.session.add(away)
    made = quick_vault.make()
    with app.app_context(), unit_of_work():
        disable_user(user_named(LEFT), actor_named("administrator"))
    there = quick_vault.empty("restored")
    quick_vault.restore_on(there, made.records, made.keys)
    return there


def run(app, *line, code=0):
    answer = app.test_cli_runner().invoke(args=["accounts", "confirm", *line])
    assert answer.exit_code == code, answer.output
    return answer.output


def test_nothing_is_served_after_a_restore_before_the_accounts_were_compared(again, quick_vault):
    with pytest.raises(SystemExit, match="accounts confirm"):
        ready_to_serve(again)
    give_app(again, LEFT)
    shown = run(again, "--stop", LEFT, "--yes")
    assert f"{LEFT}: caseworker, " in shown
    assert re.search(rf"^{LEFT}: .*, totp of 2026-\d\d-\d\d$", shown, re.M)
    ready_to_serve(again)
    assert "no restore waits" in run(again, "--yes", code=1)
    assert "no restore waits" in run(quick_vault.app, "--yes", code=1)


def test_who_was_named_does_not_come_in_and_the_check_of_the_night_agrees(again):
    run(again, "--stop", LEFT, "--yes")
    with again.app_context():
        assert not user_named(LEFT).usable
        assert check_accounts() == 0
        assert db.session.scalar(select(func.count()).select_from(Enrolment)) > 0
    come_in(browser_at(again), LEFT, status=422)


def test_nobody_is_confirmed_where_a_name_is_wrong_or_no_administrator_would_be_left(again):
    assert "nobody.here" in run(again, "--stop", "nobody.here", "--yes", code=1)
    assert "LastAdministrator" in run(again, "--stop", "administrator", "--yes", code=1)
    with again.app_context():
        assert restored.wait_to_be_confirmed()
        assert user_named(LEFT).usable


def test_links_codes_and_absences_of_a_backup_end_with_its_restore(again):
    with again.app_context():
        for model in (Enrolment, RecoveryCode):
            unused = select(func.count()).select_from(model).where(model.used_at.is_(None))
            assert db.session.scalar(unused) == 0
        running = select(func.count()).select_from(Delegation)
        assert db.session.scalar(running.where(Delegation.ends_at > clock.now())) == 0
