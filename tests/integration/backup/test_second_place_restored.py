"""After a restore the second place goes on, beside the copies of what was lost."""

from datetime import timedelta

from casework.audit.copies import copies_folder, copy_checkpoints, last_copied, second_place
from casework.audit.faults import Kind
from casework.audit.sealing import last_checkpoint
from casework.audit.verification import verify
from casework.db import db
from casework.journal.verifying import verify_when_due
from tests.tampering import seal, write_events


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
