"""A backup is one instant, opens for its recipients alone, and comes back whole or not at all."""

from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from casework.audit.chain import SYSTEM
from casework.audit.queries import events_of
from casework.audit.verification import verify
from casework.backup import making, refusals, restoring
from casework.backup.folder import check_label, label_path
from casework.backup.opening import look_through
from casework.backup.parts import PARTS, tables_of
from casework.backup.snapshot import count_of, log_of, snapshot
from casework.cases.models import Person
from casework.db import Base, db, unit_of_work
from casework.encryption import age, create_keyring, destroy_data_key, keyring_path
from casework.encryption.matching.tokens import MatchToken
from casework.encryption.refusals import DataKeyMissing
from casework.statistics.domain.periods import Period
from tests.attacks.statistics_country import fictional_country, register
from tests.integration.backup.conftest import people
from tests.integration.cases.conftest import case_named
from tests.tampering import seal


def state(app):
    """Every count and sum, and where the log stands; a restore itself notes that it was one."""
    with app.app_context():
        with snapshot() as connection:
            tables = [table for part in PARTS for table in tables_of(part)]
            found = {table.name: count_of(connection, table) for table in tables}
            del found["restoration"]
            found["log"] = log_of(connection)
        db.session.close()
    return found


def assert_the_same_but_for_the_restore(app, before):
    """One event says that it was restored; nothing else differs."""
    after = state(app)
    assert after["log"].events == before["log"].events + 1
    grown = ("log", "audit_event", "audit_stream")
    assert {name: one for name, one in after.items() if name not in grown} == {
        name: one for name, one in before.items() if name not in grown
    }
    with app.app_context():
        restored = events_of("system", SYSTEM, kinds=("DatabaseRestored",))
        assert len(restored) == 1
        db.session.close()


def name_in(app, code):
    """The family name in a case file, opened."""
    with app.app_context():
        case = case_named(code)
        person = db.session.query(Person).filter_by(case_id=case.id).one()
        found = person.identity.reveal().family_name
        db.session.close()
    return found


def test_an_empty_machine_gets_the_same_log_the_same_counts_and_records_that_open(vault, another):
    (code,) = people(vault.app)
    with vault.app.app_context():
        with unit_of_work():
            register(fictional_country(Period.parse("2026-09"), 1, 20))
        seal()
    before = state(vault.app)
    made = vault.make()
    there = another("restored")
    found = vault.restore_on(there, made.records, made.keys)
    assert found.audit == before["log"]
    assert_the_same_but_for_the_restore(there, before)
    assert found.audit.checkpoint > 0
    assert found.first_fault == ""
    assert found.opened.records > 3
    assert found.opened.erased == 0
    assert name_in(there, code) == "Zubaydawi"
    with there.app_context():
        assert verify(vault.app.extensions["settings"].home / "checkpoints").whole


def test_what_is_committed_while_it_is_made_is_in_the_next_one(vault, another, monkeypatch):
    people(vault.app)
    before = state(vault.app)
    rows_of, written = making.rows_of, []

    def writing_meanwhile(connection, table, counts):
        if not written:
            written.append(people(vault.app))
        return rows_of(connection, table, counts)

    monkeypatch.setattr(making, "rows_of", writing_meanwhile)
    made = vault.make()
    monkeypatch.undo()
    assert state(vault.app)["log"] != before["log"]
    there = another("meanwhile")
    found = vault.restore_on(there, made.records, made.keys)
    assert found.audit == before["log"]
    assert_the_same_but_for_the_restore(there, before)


def test_a_full_database_is_never_restored_into(vault):
    made = vault.make()
    before = state(vault.app)
    with pytest.raises(refusals.NotEmpty):
        vault.restore_on(vault.app, made.records, made.keys)
    assert state(vault.app) == before


def test_a_restore_that_dies_leaves_an_empty_database_and_can_be_run_again(
    vault, another, monkeypatch
):
    people(vault.app)
    made = vault.make()
    there = another("again")

    def dies(*_told):
        raise MemoryError

    monkeypatch.setattr(restoring, "_compare", dies)
    with pytest.raises(MemoryError):
        vault.restore_on(there, made.records, made.keys)
    monkeypatch.undo()
    with there.app_context():
        assert restoring.refuse_unless_empty() is None
    assert vault.restore_on(there, made.records, made.keys).first_fault == ""


@pytest.mark.parametrize(("at", "cut"), [(0.0, False), (0.5, False), (0.98, True)])
def test_a_damaged_or_cut_file_is_refused_and_nothing_is_written(quick_vault, at, cut):
    people(quick_vault.app)
    made = quick_vault.make()
    content = bytearray(made.records.read_bytes())
    place = int(len(content) * at)
    if cut:
        del content[place:]
    else:
        content[place] ^= 1
    made.records.write_bytes(content)
    with pytest.raises(refusals.LabelDiffers):
        check_label(made.records)
    there = quick_vault.empty("damaged")
    with pytest.raises(refusals.FileDamaged):
        quick_vault.restore_on(there, made.records, made.keys)
    with there.app_context():
        assert restoring.refuse_unless_empty() is None


def test_files_are_named_for_what_they_hold_and_refused_in_the_wrong_order(quick_vault):
    made = quick_vault.make()
    there = quick_vault.empty("order")
    with pytest.raises(refusals.OtherPart):
        quick_vault.restore_on(there, made.keys, made.records)


def test_a_backup_of_fictional_people_is_refused_in_production(quick_vault):
    made = quick_vault.make()
    phrase = "a passphrase kept elsewhere"
    there = quick_vault.empty("real", mode="production", keyring_passphrase=phrase)
    keyring_path(there.extensions["settings"].home).unlink()
    create_keyring(keyring_path(there.extensions["settings"].home), phrase)
    with pytest.raises(refusals.OtherMode):
        quick_vault.restore_on(there, made.records, made.keys)


def test_a_backup_of_another_schema_is_refused(quick_vault, monkeypatch):
    monkeypatch.setattr(making.migrating, "current_revisions", lambda: ("0007",))
    made = quick_vault.make()
    monkeypatch.undo()
    with pytest.raises(refusals.OtherSchema, match="0007"):
        quick_vault.restore_on(quick_vault.empty("schema"), made.records, made.keys)


def test_a_backup_that_another_keyring_made_is_refused(quick_vault):
    made = quick_vault.make()
    there = quick_vault.empty("forged")
    keyring_path(there.extensions["settings"].home).unlink()
    create_keyring(keyring_path(there.extensions["settings"].home), None)
    with pytest.raises(refusals.NotSignedByUs):
        quick_vault.restore_on(there, made.records, made.keys)


def test_keys_from_before_the_records_are_refused(quick_vault, clock):
    early = quick_vault.make()
    clock.advance(making.clock.now() - making.clock.now().replace(hour=0))
    late = quick_vault.make()
    with pytest.raises(refusals.KeysTooOld):
        quick_vault.restore_on(quick_vault.empty("old"), late.records, early.keys)


def test_who_was_erased_since_does_not_come_back_with_newer_keys(quick_vault, clock):
    """Records are kept long, keys a short time: what is destroyed meanwhile stays shut."""
    kept, erased = people(quick_vault.app, 2)
    old = quick_vault.make()
    with quick_vault.app.app_context(), unit_of_work():
        case = case_named(erased)
        person = db.session.query(Person).filter_by(case_id=case.id).one()
        db.session.query(MatchToken).filter_by(person_id=person.id).delete()
        destroy_data_key("case", case.id)
    clock.advance(making.clock.now() - making.clock.now().replace(hour=0))
    people(quick_vault.app)  # newer keys hold more than the old records need
    new = quick_vault.make()
    there = quick_vault.empty("erased")
    found = quick_vault.restore_on(there, old.records, new.keys)
    assert found.opened.erased > 0
    assert name_in(there, kept) == "Zubaydawi"
    with pytest.raises(DataKeyMissing):
        name_in(there, erased)


def test_files_hold_nothing_in_clear_and_records_hold_no_key(quick_vault):
    (code,) = people(quick_vault.app)
    made = quick_vault.make()
    for file in (made.records, made.keys, label_path(made.records), label_path(made.keys)):
        content = file.read_bytes()
        assert file.stat().st_mode & 0o077 == 0
        for clear in (code.encode(), b"caseworker", b"Zubaydawi", b"argon2"):
            assert clear not in content
    assert not {"data_key", "match_token"} & {table.name for table in tables_of("records")}
    everything = {table.name for part in PARTS for table in tables_of(part)}
    assert set(Base.metadata.tables) - everything == {"user_session", "half_sign_in"}


def test_looking_through_a_backup_writes_nothing(quick_vault):
    people(quick_vault.app)
    made = quick_vault.make()
    before = state(quick_vault.app)
    with quick_vault.app.app_context():
        found = look_through(made.records, made.keys, quick_vault.identities)
    assert found.records.audit == made.audit
    assert state(quick_vault.app) == before


def test_somebody_else_opens_nothing(quick_vault):
    made = quick_vault.make()
    secret, _recipient = age.new_identity()
    other = quick_vault.folder / "other"
    other.write_text(secret)
    with quick_vault.app.app_context(), pytest.raises(refusals.FileDamaged):
        look_through(made.records, None, age.identities_in(other))


def test_a_disk_that_is_full_leaves_nothing_behind(quick_vault, monkeypatch):
    def full(*_told):
        raise OSError(28, "no space")

    monkeypatch.setattr(making, "rows_of", full)
    with pytest.raises(refusals.NoPlaceToWrite, match="No space left"):
        quick_vault.make()
    assert [file.name for file in Path(quick_vault.folder / "records").iterdir()] == []


def test_sessions_end_with_the_machine(quick_vault, client_as):
    client_as("caseworker").get("/")
    made = quick_vault.make()
    there = quick_vault.empty("sessions")
    quick_vault.restore_on(there, made.records, made.keys)
    with there.app_context():
        assert db.session.execute(text("select count(*) from user_session")).scalar_one() == 0
        assert "user_session" in inspect(db.engine).get_table_names()
