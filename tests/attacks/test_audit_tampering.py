"""Everything an insider can do to the trace, done to a real database, and named in one run."""

from datetime import timedelta
from hashlib import sha256
from shutil import rmtree
from uuid import uuid4

import pytest
from flask import Flask

from casework.audit import record
from casework.audit.catalogue import CaseRead, DatabaseRestored
from casework.audit.chain import START, SYSTEM, Entry, Stream, merkle_root
from casework.audit.copies import copies_folder, heads_of
from casework.audit.keys import link, signer
from casework.audit.models import AuditCheckpoint
from casework.audit.sealing import seal_checkpoint
from casework.db import Base, db, unit_of_work, writing
from casework.encryption.keyring import Keyring, use_keyring
from casework.encryption.providers.changes import new_material
from casework.encryption.providers.memory import MaterialProvider
from casework.kernel.clock import now
from tests.tampering import (
    CASES,
    CHECKPOINT,
    EACH,
    EVENT,
    FIRST,
    LEAF,
    SECOND,
    STREAM,
    at,
    faults,
    insider,
    row,
    seal,
    write_events,
)

OF_FIRST = EVENT.c.stream_id == FIRST


@pytest.fixture(autouse=True)
def written(app: Flask):
    """Events of four cases, sealed and copied."""
    with app.app_context():
        seal()
        write_events()
        seal()
        yield
        db.session.rollback()


@pytest.mark.parametrize(
    "change",
    [
        {"body": b'{"case_id":"other"}'},
        {"actor_id": uuid4()},
        {"kind": "CaseOpened"},
        {"hash": bytes(32)},
    ],
)
def test_an_edited_event_is_named(app: Flask, change) -> None:
    with insider(app) as raw:
        raw.execute(EVENT.update().where(at(FIRST, 3)).values(**change))
    assert faults() == [f"edited: case {FIRST} #3"]


def test_an_event_edited_with_a_hash_made_without_the_key_is_named(app: Flask) -> None:
    with insider(app) as raw:
        body = b'{"part":"summary"}'
        forged = sha256(body).digest()
        raw.execute(EVENT.update().where(at(FIRST, 3)).values(body=body, hash=forged))
        raw.execute(EVENT.update().where(at(FIRST, 4)).values(previous=forged))
    assert faults()[0] == f"edited: case {FIRST} #3"


def test_an_event_deleted_from_the_middle_is_named(app: Flask) -> None:
    with insider(app) as raw:
        raw.execute(EVENT.delete().where(at(FIRST, 3)))
    assert faults() == [f"deleted from the middle: case {FIRST} #3"]


def test_the_first_event_of_a_case_deleted_is_named(app: Flask) -> None:
    with insider(app) as raw:
        raw.execute(EVENT.delete().where(at(FIRST, 1)))
    assert faults() == [f"deleted from the middle: case {FIRST} #1"]


def test_events_deleted_and_renumbered_are_named(app: Flask) -> None:
    with insider(app) as raw:
        raw.execute(EVENT.delete().where(at(FIRST, 3)))
        for seq in range(4, EACH + 1):
            raw.execute(EVENT.update().where(at(FIRST, seq)).values(seq=seq - 1))
    assert faults()[0] == f"reordered: case {FIRST} #3"


def test_events_deleted_from_the_end_are_named(app: Flask) -> None:
    with insider(app) as raw:
        raw.execute(EVENT.delete().where(OF_FIRST & (EVENT.c.seq > 4)))
    assert faults() == [f"deleted from the end: case {FIRST} #5"]


def test_an_end_deleted_with_its_head_put_right_is_named_by_the_checkpoint(app: Flask) -> None:
    with insider(app) as raw:
        raw.execute(EVENT.delete().where(OF_FIRST & (EVENT.c.seq > 4)))
        last = row(raw, EVENT, at(FIRST, 4))
        back = STREAM.update().where(STREAM.c.id == FIRST)
        raw.execute(back.values(seq=4, sealed_seq=4, head=last["hash"]))
    assert faults(copies=False) == [f"deleted from the end: case {FIRST} #5"]


def test_a_whole_case_deleted_is_named(app: Flask) -> None:
    with insider(app) as raw:
        raw.execute(EVENT.delete().where(OF_FIRST))
    assert faults() == [f"whole stream deleted: case {FIRST} #1"]


def test_a_whole_case_deleted_with_its_head_is_named_by_the_checkpoint(app: Flask) -> None:
    with insider(app) as raw:
        raw.execute(EVENT.delete().where(OF_FIRST))
        raw.execute(STREAM.delete().where(STREAM.c.id == FIRST))
    assert faults(copies=False) == [f"whole stream deleted: case {FIRST} #1"]


def test_a_case_deleted_everywhere_in_the_database_is_named_by_the_copy(app: Flask) -> None:
    with insider(app) as raw:
        raw.execute(EVENT.delete().where(OF_FIRST))
        raw.execute(STREAM.delete().where(STREAM.c.id == FIRST))
        raw.execute(LEAF.delete().where(LEAF.c.id == FIRST))
    found = faults()
    assert found[0].startswith("checkpoint changed: checkpoint #")
    assert found[1:] == [f"whole stream deleted: case {FIRST} #1"]


def test_a_log_that_was_emptied_is_named_for_every_case(app: Flask) -> None:
    with insider(app) as raw:
        raw.execute(EVENT.delete())
    assert {f"whole stream deleted: case {case} #1" for case in CASES} <= set(faults())


def test_two_events_in_each_others_place_are_named(app: Flask) -> None:
    with insider(app) as raw:
        for seq, other in ((3, 900), (4, 3), (900, 4)):
            raw.execute(EVENT.update().where(at(FIRST, seq)).values(seq=other))
    assert faults()[0] == f"reordered: case {FIRST} #3"


def test_an_event_moved_to_another_case_is_named_in_both(app: Flask) -> None:
    with insider(app) as raw:
        moved = {"stream_id": SECOND, "seq": EACH + 1}
        raw.execute(EVENT.update().where(at(FIRST, EACH)).values(**moved))
    assert set(faults()) == {
        f"deleted from the end: case {FIRST} #{EACH}",
        f"edited: case {SECOND} #{EACH + 1}",
    }


def test_an_event_added_without_the_key_is_named(app: Flask) -> None:
    with insider(app) as raw:
        last = row(raw, EVENT, at(FIRST, EACH))
        added = {**last, "seq": EACH + 1, "previous": last["hash"], "hash": bytes(32)}
        raw.execute(EVENT.insert().values(**added))
        onward = STREAM.update().where(STREAM.c.id == FIRST)
        raw.execute(onward.values(seq=EACH + 1, head=bytes(32)))
    assert faults() == [f"edited: case {FIRST} #{EACH + 1}"]


def test_a_stream_head_changed_is_named(app: Flask) -> None:
    with insider(app) as raw:
        raw.execute(STREAM.update().where(STREAM.c.id == FIRST).values(head=bytes(32)))
    assert faults() == [f"stream head changed: case {FIRST} #{EACH}"]


@pytest.mark.parametrize("change", [{"root": bytes(32)}, {"events": 5}, {"signature": bytes(64)}])
def test_a_changed_checkpoint_is_named(app: Flask, change) -> None:
    with insider(app) as raw:
        raw.execute(CHECKPOINT.update().where(CHECKPOINT.c.number == 1).values(**change))
    assert faults(copies=False)[0] == "checkpoint changed: checkpoint #1"


def test_a_deleted_checkpoint_is_named(app: Flask) -> None:
    write_events(1)
    seal()
    with insider(app) as raw:
        raw.execute(CHECKPOINT.delete().where(CHECKPOINT.c.number == 1))
    assert faults()[0] == "checkpoint deleted: checkpoint #1"


def test_an_older_database_put_back_is_named(app: Flask) -> None:
    tables = (EVENT, STREAM, CHECKPOINT, LEAF)
    with insider(app) as raw:
        kept = [list(raw.execute(table.select()).mappings()) for table in tables]
    write_events(2)
    seal()
    with insider(app) as raw:
        for table, rows in zip(tables, kept, strict=True):
            raw.execute(table.delete())
            raw.execute(table.insert(), [dict(one) for one in rows])
    older = kept[2][-1]["number"]
    assert faults() == [f"an older database was put back: checkpoint #{older + 1}"]
    assert faults(copies=False) == []  # consistent in itself: only the second place knows
    said = {"id": uuid4(), "made_at": now(), "restored_at": now()}
    with insider(app) as raw:  # a row that says "restored" leads to no empty folder
        raw.execute(Base.metadata.tables["restoration"].insert().values(said))
    assert faults() == [f"an older database was put back: checkpoint #{older + 1}"]


def test_an_older_database_from_before_a_restore_is_named(app: Flask) -> None:
    """All that was lost with the restore is there, and nothing that was written since."""
    tables = (EVENT, STREAM, CHECKPOINT, LEAF)
    with insider(app) as raw:
        kept = [list(raw.execute(table.select()).mappings()) for table in tables]
    before = copies_folder()
    with unit_of_work():
        record(DatabaseRestored(made_at="UTC-2026-11-16-090000", digest="0" * 64), None)
    seal()
    assert copies_folder().parent == before
    assert faults() == []
    with insider(app) as raw:
        for table, rows in zip(tables, kept, strict=True):
            raw.execute(table.delete())
            raw.execute(table.insert(), [dict(one) for one in rows])
    older = kept[2][-1]["number"]
    assert faults() == [f"an older database was put back: checkpoint #{older + 1}"]


def test_a_restore_that_the_keys_did_not_write_is_none(app: Flask) -> None:
    with unit_of_work():
        record(CaseRead(case_id=FIRST), None)
    place = copies_folder()
    with insider(app) as raw:
        values = {"kind": "DatabaseRestored", "stream_kind": "system", "stream_id": SYSTEM}
        newest = row(raw, EVENT, at(FIRST, EACH + 1))
        raw.execute(EVENT.insert().values({**newest, **values, "seq": 999}))
    assert copies_folder() == place


def test_a_stream_rewritten_with_the_keyring_at_hand_is_named_by_the_copy(app: Flask) -> None:
    with insider(app) as raw:
        head = rewrite(raw)
        number = raw.execute(LEAF.select().where(LEAF.c.id == FIRST)).mappings().one()["checkpoint"]
        raw.execute(LEAF.update().where(LEAF.c.id == FIRST).values(head=head))
    sign_anew(app, number)
    assert faults(copies=False) == []
    assert faults()[0] == f"checkpoint replaced: checkpoint #{number}"


def claim_sealed(app: Flask) -> None:
    """What the triggers let a writer of rows do: say that a stream is sealed as far as it goes."""
    db.session.rollback()
    with writing(), db.engine.begin() as raw:
        raw.execute(STREAM.update().where(STREAM.c.id == FIRST).values(sealed_seq=STREAM.c.seq))


def test_a_stream_said_to_be_sealed_is_named_and_sealed_all_the_same(app: Flask) -> None:
    write_events(2)
    claim_sealed(app)
    assert faults() == [f"said to be sealed where no checkpoint is: case {FIRST} #{EACH + 2}"]
    seal()
    assert faults() == []
    with insider(app) as raw:
        raw.execute(EVENT.delete().where(OF_FIRST & (EVENT.c.seq > EACH)))
        last = row(raw, EVENT, at(FIRST, EACH))
        back = STREAM.update().where(STREAM.c.id == FIRST)
        raw.execute(back.values(seq=EACH, sealed_seq=EACH, head=last["hash"]))
    assert faults(copies=False) == [f"deleted from the end: case {FIRST} #{EACH + 1}"]


def test_a_new_case_said_to_be_sealed_and_then_deleted_whole_is_named(app: Flask) -> None:
    case_id = uuid4()
    with unit_of_work():
        record(CaseRead(case_id=case_id), None)
    with insider(app) as raw:
        raw.execute(STREAM.update().where(STREAM.c.id == case_id).values(sealed_seq=1))
    seal()
    with insider(app) as raw:
        raw.execute(EVENT.delete().where(EVENT.c.stream_id == case_id))
        raw.execute(STREAM.delete().where(STREAM.c.id == case_id))
    assert faults(copies=False) == [f"whole stream deleted: case {case_id} #1"]


def test_a_head_under_no_checkpoint_is_named_and_stops_no_sealing(app: Flask) -> None:
    write_events(1)
    with insider(app) as raw:
        head = row(raw, STREAM, STREAM.c.id == FIRST)
        leaf = {"kind": "case", "id": FIRST, "seq": EACH + 1, "head": head["head"]}
        raw.execute(LEAF.insert().values(checkpoint=9000, **leaf))
    assert faults() == ["checkpoint deleted: checkpoint #9000"]
    made = seal_checkpoint()
    assert made is not None
    assert FIRST in {one.stream.id for one in made.heads}


def test_a_count_of_events_that_is_not_theirs_is_named(app: Flask) -> None:
    with insider(app) as raw:
        newest = raw.execute(CHECKPOINT.select().order_by(CHECKPOINT.c.number.desc())).first()
        fewer = CHECKPOINT.update().where(CHECKPOINT.c.number == newest.number)
        raw.execute(fewer.values(events=newest.events - 1))
    sign_anew(app, newest.number)
    found = f"events fewer or more than the checkpoint counted: checkpoint #{newest.number}"
    assert faults(copies=False) == [found]


def test_a_line_taken_out_of_the_second_place_is_named(app: Flask) -> None:
    for _ in range(2):
        write_events(1)
        seal()
    (path,) = copies_folder().glob("*.jsonl")
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:1] + lines[2:]))
    assert faults()[0].startswith("copy of a checkpoint changed or missing: checkpoint #2")


def test_a_second_place_that_was_removed_or_cut_short_is_named(app: Flask, clock) -> None:
    write_events(1)
    seal()
    clock.advance(timedelta(minutes=2))
    assert faults() == []
    (path,) = copies_folder().glob("*.jsonl")
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:-1]))
    assert faults() == [f"copies end before this checkpoint: checkpoint #{len(lines)}"]
    rmtree(copies_folder())
    assert faults() == ["copies end before this checkpoint: checkpoint #1"]


@pytest.mark.parametrize(
    "line", [b"\n", b"{}\n", b"\xff\xfe\n", b'{"number":1,"at":7}\n', b"[" * 2000 + b"\n"]
)
def test_a_line_of_the_second_place_that_says_nothing_is_named(app: Flask, line: bytes) -> None:
    write_events(1)
    seal()
    (path,) = copies_folder().glob("*.jsonl")
    path.write_bytes(line + path.read_bytes().partition(b"\n")[2])
    assert faults() == ["copy of a checkpoint changed or missing: checkpoint #1"]


def test_the_trace_of_another_keyring_is_not_taken_for_ours(app: Flask) -> None:
    with use_keyring(Keyring(MaterialProvider(new_material()))):
        assert len(faults(copies=False)) > len(CASES)


def test_the_command_fails_and_names_the_first_broken_link(app: Flask) -> None:
    with insider(app) as raw:
        raw.execute(EVENT.delete().where(at(FIRST, 3)))
    db.session.rollback()
    result = app.test_cli_runner().invoke(args=["audit", "verify"])
    assert result.exit_code == 1
    assert f"First broken link: deleted from the middle: case {FIRST} #3" in result.output


def rewrite(raw) -> bytes:
    """The first case's stream with its last event gone, every link made anew with the key."""
    previous = START
    for seq in range(1, EACH + 1):
        found = row(raw, EVENT, at(FIRST, seq))
        body = b'{"part":"list"}' if seq == 3 else found["body"]
        entry = Entry(
            Stream("case", FIRST), seq, found["at"], None, str(found["kind"]), body, previous
        )
        made = link(entry.message())
        changed = {"body": body, "previous": previous, "hash": made}
        raw.execute(EVENT.update().where(at(FIRST, seq)).values(**changed))
        previous = made
    raw.execute(STREAM.update().where(STREAM.c.id == FIRST).values(head=previous))
    return previous


def sign_anew(app: Flask, number: int) -> None:
    """The checkpoint made again over the rewritten heads, with the signing key."""
    root = merkle_root(head.leaf() for head in heads_of(number))
    with insider(app) as raw:
        raw.execute(CHECKPOINT.update().where(CHECKPOINT.c.number == number).values(root=root))
    seal_ = db.session.get_one(AuditCheckpoint, number).seal()
    db.session.rollback()
    with insider(app) as raw:
        signature = signer().sign(seal_.message())
        where = CHECKPOINT.c.number == number
        raw.execute(CHECKPOINT.update().where(where).values(signature=signature))
