"""The sealer: signs a checkpoint over the streams that moved, and copies it to a second place.

One checkpoint holds at most `AT_ONCE` heads; a long backlog makes several. Because each names the
one before and lists full heads, every event written before the seal is covered: by its own chain up
to a head, by the Merkle root over heads, and by the copy outside the database.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select, text, tuple_, update

from casework.audit.chain import START, Head, Seal, Stream, merkle_root
from casework.audit.keys import signer
from casework.audit.models import AuditCheckpoint, AuditSealedHead, AuditStream
from casework.audit.sealed import behind, sealed_upto
from casework.db import db, unit_of_work
from casework.kernel.clock import now

AT_ONCE = 1000
LEADER = 0x5A6E6164  # one number for all nodes of one PostgreSQL


@dataclass(frozen=True)
class Sealed:
    """A checkpoint that was just made."""

    seal: Seal
    signature: bytes
    heads: tuple[Head, ...]


def seal_checkpoint() -> Sealed | None:
    """Seal what moved since the last checkpoint; None when nothing moved or another node seals.

    A stream that somebody is writing to at this moment is left for the next round, so that sealing
    never waits for a writer and never sees half an act. Which streams moved is looked for before
    anything is locked: it walks over all of them.
    """
    asked = _asked()
    if not asked:
        return None
    with unit_of_work():
        if not _leads():
            return None
        moved = _moved(asked)
        return _seal(moved) if moved else None


def last_checkpoint() -> AuditCheckpoint | None:
    """The newest checkpoint."""
    newest = select(AuditCheckpoint).order_by(AuditCheckpoint.number.desc()).limit(1)
    return db.session.scalars(newest).first()


def _leads() -> bool:
    """On PostgreSQL one node at a time; on SQLite the writer's lock has settled it already."""
    if db.session.get_bind().dialect.name == "sqlite":
        return True
    asked = text("SELECT pg_try_advisory_xact_lock(:leader)")
    return bool(db.session.scalar(asked, {"leader": LEADER}))


def _asked() -> list[tuple[Any, ...]]:
    wanted = behind().order_by(AuditStream.kind, AuditStream.id).limit(AT_ONCE)
    found = [tuple(row) for row in db.session.execute(wanted)]
    db.session.rollback()
    return found


def _moved(asked: list[tuple[Any, ...]]) -> Sequence[Any]:
    upto = sealed_upto()
    wanted = (
        select(AuditStream.kind, AuditStream.id, AuditStream.seq, AuditStream.head)
        .add_columns(upto.label("sealed"))
        .where(tuple_(AuditStream.kind, AuditStream.id).in_(asked), AuditStream.seq > upto)
        .order_by(AuditStream.kind, AuditStream.id)
        .with_for_update(skip_locked=True, of=AuditStream)
    )
    return db.session.execute(wanted).all()


def _seal(moved: Sequence[Any]) -> Sealed:
    heads = tuple(Head(Stream(row.kind, row.id), row.seq, row.head) for row in moved)
    before = last_checkpoint()
    seal = Seal(
        number=before.number + 1 if before else 1,
        at=now().replace(microsecond=0),
        previous=before.seal().digest() if before else START,
        root=merkle_root(head.leaf() for head in heads),
        streams=len(heads),
        events=(before.events if before else 0) + sum(row.seq - row.sealed for row in moved),
    )
    sealed = Sealed(seal, signer().sign(seal.message()), heads)
    _write(sealed)
    return sealed


def _write(sealed: Sealed) -> None:
    seal = sealed.seal
    db.session.add(
        AuditCheckpoint(
            number=seal.number,
            at=seal.at,
            previous=seal.previous,
            root=seal.root,
            streams=seal.streams,
            events=seal.events,
            signature=sealed.signature,
        )
    )
    rows = [
        {
            "checkpoint": seal.number,
            "kind": head.stream.kind,
            "id": head.stream.id,
            "seq": head.seq,
            "head": head.link,
        }
        for head in sealed.heads
    ]
    db.session.execute(insert(AuditSealedHead), rows)
    reached = [
        {"kind": head.stream.kind, "id": head.stream.id, "sealed_seq": head.seq}
        for head in sealed.heads
    ]
    db.session.execute(update(AuditStream), reached)
