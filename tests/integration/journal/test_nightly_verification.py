"""The worker verifies the log once a night, and what it finds reaches the officer."""

from dataclasses import replace
from datetime import timedelta
from shutil import rmtree

import pytest
from sqlalchemy import func, select

from casework.audit.copies import copies_folder, copy_checkpoints
from casework.audit.models import AuditEvent
from casework.audit.queries import last_verified
from casework.audit.sealing import seal_checkpoint
from casework.audit.verification import verify
from casework.db import db
from casework.health import checks
from casework.health.domain import Verdict
from casework.health.service import look
from casework.jobs.second_place import keep_copies, tell_missing
from casework.journal.telling import tell_alarms
from casework.journal.verifying import is_due, verify_when_due
from casework.kernel.clock import SteppedClock, use
from tests.tampering import CHECKPOINT, EVENT, FIRST, at, insider, seal, write_events


@pytest.fixture
def written(app):
    with app.app_context():
        write_events()
        seal()
        yield app
        db.session.rollback()


def verdict():
    (found,) = look([checks.log_verified])
    return found.verdict, found.advice


def test_a_whole_log_is_verified_once_a_night_and_its_age_is_watched(written, clock):
    assert verdict() == (Verdict.WARN, "never_verified")
    assert verify_when_due() == 0
    assert last_verified().said["events"] >= 24
    assert verdict() == (Verdict.PASS, "verified_fine")
    assert not is_due()
    clock.advance(timedelta(hours=26))
    assert is_due()
    clock.advance(timedelta(hours=24))
    assert verdict() == (Verdict.FAIL, "verified_late")


def test_a_verification_dated_in_the_future_does_not_stand_for_the_nights_before_it(written, clock):
    with use(SteppedClock(clock.now() + timedelta(days=400))):
        assert verify_when_due() == 0
    assert is_due()
    assert verdict() == (Verdict.FAIL, "verified_late")
    assert verify_when_due() == 0
    assert not is_due()
    assert verdict() == (Verdict.PASS, "verified_fine")


def test_a_log_that_was_touched_gives_alarm_to_the_officer(written, client_as):
    with insider(written) as raw:
        raw.execute(EVENT.delete().where(at(FIRST, 3)))
    db.session.rollback()
    assert verify_when_due() == 1
    assert verdict() == (Verdict.FAIL, "log_touched")
    assert tell_alarms() == 1
    assert tell_alarms() == 0
    assert "Journal altéré" in client_as("dpo").get("/m/alarms").text


def test_a_second_place_that_was_emptied_is_not_filled_again_in_silence(written, clock, client_as):
    assert tell_missing(copies_folder()) == 0
    clock.advance(timedelta(minutes=2))
    rmtree(copies_folder())
    assert tell_missing(copies_folder()) >= 1
    copy_checkpoints(copies_folder())
    db.session.rollback()
    assert tell_missing(copies_folder()) == 0
    tell_alarms()
    assert "Journal altéré" in client_as("dpo").get("/m/alarms").text


def test_nodes_with_folders_of_their_own_lag_behind_each_other_without_alarm(written, clock):
    """Whichever node seals copies at once; the other one when its turn comes, minutes later."""
    first = written.extensions["settings"]
    second = replace(first, node="second", checkpoint_folder=first.home / "of the second")

    def sealed_by(node):
        written.extensions["settings"] = node
        clock.advance(timedelta(minutes=5))
        write_events(1)
        assert seal_checkpoint()
        return keep_copies(copies_folder()), [str(one) for one in verify(copies_folder()).faults]

    for _turn in range(2):
        assert sealed_by(first) == (0, [])
        assert sealed_by(second) == (0, [])
        assert sealed_by(second) == (0, [])
    assert how_many("CopiesBegun") == 1
    written.extensions["settings"] = first
    assert verify(copies_folder()).whole
    rmtree(copies_folder())
    assert not verify(copies_folder()).whole
    lost, faults = sealed_by(first)
    assert (lost > 4, faults) == (True, [])
    assert how_many("CopiesMadeAnew") == 1
    assert sealed_by(second) == sealed_by(first) == (0, [])


def how_many(kind):
    return db.session.scalar(
        select(func.count()).select_from(AuditEvent).where(AuditEvent.kind == kind)
    )


def test_the_journal_says_up_to_which_event_it_is_whole_and_when_that_was_found(written, client_as):
    page = client_as("dpo").get("/a/audit").text
    assert "Pas encore vérifié en entier" in page
    assert verify_when_due() == 0
    events = last_verified().said["events"]
    page = client_as("dpo").get("/a/audit").text
    assert f"jusqu’à l’événement {events}" in page
    assert "Sa signature est bonne." in page
    assert 'role="alert"' not in page


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "Chaîne rompue à l’événement 3 ("),
        ("ar", "انقطعت السلسلة عند العملية رقم 3"),
        ("en", "Broken at event 3 of"),
    ],
)
def test_the_journal_says_first_of_all_where_it_is_broken_how_and_what_to_do(
    written, client_as, language, said
):
    with insider(written) as raw:
        raw.execute(EVENT.delete().where(at(FIRST, 3)))
    db.session.rollback()
    assert verify_when_due() == 1
    page = client_as("dpo", language).get("/a/audit").text
    alert = page.partition('role="alert"')[2]
    assert said in alert.partition("</div>")[0]
    assert FIRST.hex[:8] in alert
    assert "audit verify --checkpoint" in alert
    for persona in ("dpo", "administrator"):
        home = client_as(persona, language).get("/").text
        listed = home.partition('aria-labelledby="list-log_touched"')[2]
        assert 'href="/a/audit"' in listed.partition("</section>")[0]


def test_a_checkpoint_that_our_key_did_not_sign_is_said_before_the_next_night(written, client_as):
    assert verify_when_due() == 0
    with insider(written) as raw:
        raw.execute(CHECKPOINT.update().values(events=CHECKPOINT.c.events + 1))
    page = client_as("administrator").get("/a/audit").text
    assert "ne porte pas la signature de cette installation" in page.partition('role="alert"')[2]


def test_whoever_reads_the_journal_has_it_verified_by_the_worker_once(written, client_as):
    assert verify_when_due() == 0
    assert not is_due()
    officer = client_as("dpo")
    for _twice in range(2):
        page = officer.get("/a/audit")
        (form,) = [one for one in page.forms() if one.action == "/a/audit/verify"] or [None]
        officer.post("/a/audit/verify", form.filled({}) if form else page.form("person").filled({}))
        assert "Une vérification a été demandée" in officer.get("/a/audit").text
    assert how_many("VerificationAsked") == 1
    assert is_due()
    assert verify_when_due() == 0
    assert not is_due()
    assert "a été demandée" not in officer.get("/a/audit").text
