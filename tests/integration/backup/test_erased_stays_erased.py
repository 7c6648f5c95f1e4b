"""Whoever was erased does not come back with an old backup: the register of erasures is applied in
the restore itself, before anybody can sign in."""

import shutil
from datetime import timedelta

import pytest
from sqlalchemy import select

from casework.audit.models import AuditEvent
from casework.audit.verification import verify
from casework.backup import refusals
from casework.backup.erasures import FILE_NAME
from casework.backup.restoring import restore
from casework.cases.models import Case, Person
from casework.db import db, migrating
from casework.encryption import SealBroken
from casework.retention import register
from casework.retention import service as retention
from casework.retention.models import Erasure
from tests.factories import actor_named
from tests.integration.retention.conftest import FIVE_YEARS, Archive


def erase(archive, code):
    """Two people erase a closed file, because the person asked."""
    case_id = archive.id_of(code)

    def two_people():
        dpo, focal = actor_named("dpo"), actor_named("focal_point")
        subject = retention.subjects.subject("case", case_id)
        row = retention.begin(subject, dpo)
        retention.ask(row, dpo, row.version)
        retention.confirm(row, code, focal, row.version)

    archive.run(two_people)
    return case_id


def held(app, case_id):
    """Whether the database holds the case, and in which state its erasure stands."""
    with app.app_context():
        case = db.session.get(Case, case_id)
        state = db.session.scalar(select(Erasure.state).where(Erasure.record_id == case_id))
        db.session.close()
    return case is not None, state


@pytest.fixture
def archive(vault):
    return Archive(vault.app)


@pytest.fixture
def quick_archive(quick_vault):
    return Archive(quick_vault.app)


def test_a_restored_backup_erases_again_who_was_erased_since(vault, archive, another):
    kept, gone = archive.closed(), archive.closed()
    old = vault.make()
    case_id = erase(archive, gone)
    there = another("again")
    found = vault.restore_on(there, old.records, old.keys)
    assert found.repeated == 1
    assert held(there, case_id) == (False, "erased")
    assert held(there, Archive(there).id_of(kept)) == (True, None)
    with there.app_context():
        row = db.session.scalar(select(Erasure).where(Erasure.code == gone))
        assert row.rows_deleted > 10
        assert row.keys_destroyed > 0
        assert {one.family_name for one in _identities()} == {"Zubaydawi"}
        assert db.session.query(Person).count() == 1
        kinds = set(db.session.scalars(select(AuditEvent.kind).distinct()))
        db.session.close()
        assert "ErasureRepeated" in kinds
        assert verify().whole


def _identities():
    return [one.identity.reveal() for one in db.session.query(Person)]


def test_without_the_register_the_erased_would_be_back(quick_vault, quick_archive):
    gone = quick_archive.closed()
    old = quick_vault.make()
    case_id = erase(quick_archive, gone)
    there = quick_vault.empty("without")
    with there.app_context():
        assert restore(old.records, old.keys, quick_vault.identities, None).repeated == 0
        db.session.close()
    assert held(there, case_id) == (True, None)


def test_what_was_still_worked_with_at_the_backup_is_erased_again_too(quick_vault, quick_archive):
    code = quick_archive.assigned()
    quick_archive.consent(code)
    quick_archive.identity(code)
    old = quick_vault.make()
    quick_archive.made_safe(code)
    quick_archive.close(code)
    case_id = erase(quick_archive, code)
    there = quick_vault.empty("open")
    assert quick_vault.restore_on(there, old.records, old.keys).repeated == 1
    assert held(there, case_id) == (False, "erased")


def test_a_newer_backup_that_knows_of_the_erasure_changes_nothing(quick_vault, quick_archive):
    case_id = erase(quick_archive, quick_archive.closed())
    new = quick_vault.make()
    there = quick_vault.empty("new")
    assert quick_vault.restore_on(there, new.records, new.keys).repeated == 0
    assert held(there, case_id) == (False, "erased")


def test_a_register_from_before_the_backup_or_of_somebody_else_is_refused(
    quick_vault, quick_archive
):
    quick_vault.make()
    file = quick_vault.folder / "keys" / FILE_NAME
    early = shutil.copy(file, quick_vault.folder / "early")
    quick_archive.pass_time(timedelta(hours=1))
    made = quick_vault.make()
    there = quick_vault.empty("refused")

    def refused(register_file, refusal):
        with there.app_context(), pytest.raises(refusal):
            restore(made.records, made.keys, quick_vault.identities, register_file)

    refused(early, refusals.ErasuresTooOld)
    refused(quick_vault.folder / "nowhere", refusals.NoErasures)
    damaged = bytearray(file.read_bytes())
    damaged[-1] ^= 1
    file.write_bytes(damaged)
    refused(file, SealBroken)
    with there.app_context(), pytest.raises(SealBroken):
        register.write(file)  # what cannot be read is not written over


def test_the_register_holds_nothing_in_clear_and_never_forgets(quick_vault, quick_archive):
    code = quick_archive.closed()
    erase(quick_archive, code)
    file = quick_vault.folder / "keys" / FILE_NAME
    content = file.read_bytes()
    assert file.stat().st_mode & 0o077 == 0
    assert code.encode() not in content
    there = quick_vault.empty("another")  # a database that knows of no erasure
    with there.app_context():
        migrating.make_schema()
        assert register.write(file) == 1
        assert [one.code for one in register.read(file).entries] == [code]


def test_the_erasure_stands_where_the_register_cannot_be_written(
    quick_vault, quick_archive, caplog
):
    code = quick_archive.closed()
    file = quick_vault.folder / "keys" / FILE_NAME
    file.parent.mkdir(parents=True, exist_ok=True)
    file.mkdir()
    case_id = erase(quick_archive, code)
    assert held(quick_vault.app, case_id) == (False, "erased")
    assert "erasures_not_written" in caplog.text
    file.rmdir()
    with quick_vault.app.app_context():
        assert register.keep_up()
        assert len(register.read(file).entries) == 1


def test_time_alone_brings_an_erasure_that_a_restore_repeats(quick_vault, quick_archive):
    """The usual way: five years, a notice, two people; the backup is from before all of it."""
    code = quick_archive.closed()
    old = quick_vault.make()
    quick_archive.pass_time(FIVE_YEARS)
    quick_archive.notices()
    case_id = erase_noticed(quick_archive, code)
    there = quick_vault.empty("late")
    assert quick_vault.restore_on(there, old.records, old.keys).repeated == 1
    assert held(there, case_id) == (False, "erased")


def erase_noticed(archive, code):
    case_id = archive.id_of(code)
    archive.pass_time(timedelta(days=31))

    def two_people():
        dpo, focal = actor_named("dpo"), actor_named("focal_point")
        row = retention.erasure_of(case_id)
        retention.ask(row, dpo, row.version)
        retention.confirm(row, code, focal, row.version)

    archive.run(two_people)
    return case_id
