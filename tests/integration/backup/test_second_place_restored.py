"""After a restore the second place goes on, beside the copies of what was lost."""

from datetime import timedelta

from casework.accounts.service import sealing
from casework.audit.copies import copies_folder, copy_checkpoints, last_copied, second_place
from casework.audit.faults import Kind
from casework.audit.sealing import last_checkpoint
from casework.audit.verification import verify
from casework.db import Base, db, unit_of_work
from casework.db.installation import Restoration
from casework.journal.verifying import verify_when_due
from tests.tampering import faults, insider, seal, write_events


def test_seals_of_a_restored_database_are_copied_beside_those_that_were_lost(vault, another, clock):
    with vault.app.app_context():
        write_events()
        seal()
        db.session.close()
    old = vault.make()
    with vault.app.app_context():
        for _ in range(4):
            write_events()
            seal()
        before = second_place()
        assert copies_folder() == before
        lost = last_copied(before)
        db.session.close()
    clock.advance(timedelta(hours=1))
    there = another("again", checkpoint_folder=before)
    vault.restore_on(there, old.records, old.keys)
    with there.app_context():
        write_events()
        seal()
        assert copies_folder().parent == before
        newest = last_checkpoint().number
        assert last_copied(copies_folder()) == newest < lost
        assert copy_checkpoints(copies_folder()) == 0
        assert verify_when_due() == 0
        assert verify(copies_folder()).copies == newest
        assert Kind.OLDER_DATABASE in {one.kind for one in verify(before).faults}
        assert copies_folder().stat().st_mode & 0o077 == 0
        db.session.close()
        db.engine.dispose()


def test_a_database_that_an_older_version_restored_is_sealed_beside_its_own_copies(
    sqlite_app, clock
):
    """That version noted a restore in a row, and nothing in the trace."""
    with sqlite_app.app_context():
        for _ in range(4):
            write_events()
            seal()
        with insider(sqlite_app) as connection:
            for table in ("audit_sealed_head", "audit_checkpoint", "audit_event", "audit_stream"):
                connection.execute(Base.metadata.tables[table].delete())
        clock.advance(timedelta(hours=1))
        made_at = clock.now() - timedelta(hours=2)
        with unit_of_work() as session:
            session.add(Restoration(made_at=made_at, restored_at=clock.now()))
        assert copies_folder() == second_place()
        own = second_place() / f"restored-{clock.now():%Y%m%dT%H%M%SZ}"
        own.mkdir()
        write_events()
        seal()
        assert last_copied(own) == last_checkpoint().number
        clock.advance(timedelta(hours=1))
        assert sealing.restore_to_tell().made_at == made_at
        db.session.rollback()
        assert sealing.seal_what_is_not().accounts == 0
        with unit_of_work() as session:
            session.add(Restoration(made_at=made_at, restored_at=clock.now()))
        (second_place() / f"restored-{clock.now():%Y%m%dT%H%M%SZ}").mkdir()
        seal()
        assert copies_folder() == own
        assert faults() == []
