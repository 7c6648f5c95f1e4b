"""The tables of the log. Rows are added and read, never changed: the database itself refuses."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Index,
    Integer,
    LargeBinary,
    String,
    Uuid,
    text,
)
from sqlalchemy.orm import Mapped

from casework.audit.append_only import protect
from casework.audit.chain import Seal
from casework.db import Base, UtcDateTime, internal


class AuditStream(Base):
    """The head of one stream: the row that a writer locks, so that events of a case queue up."""

    __tablename__ = "audit_stream"
    __table_args__ = (
        CheckConstraint("sealed_seq >= 0 and sealed_seq <= seq", name="sealed_after_written"),
        Index(
            "ix_audit_stream_unsealed",
            "kind",
            "id",
            sqlite_where=text("seq > sealed_seq"),
            postgresql_where=text("seq > sealed_seq"),
        ),
    )

    kind: Mapped[str] = internal(String(12), primary_key=True)
    id: Mapped[UUID] = internal(Uuid, primary_key=True)
    seq: Mapped[int] = internal(BigInteger)
    head: Mapped[bytes] = internal(LargeBinary(32))
    sealed_seq: Mapped[int] = internal(BigInteger, default=0)


class CopyPlace(Base):
    """How far the copies of one node reach: several nodes may each keep them on a disk of their
    own, and whichever seals copies at once, the others when their turn comes."""

    __tablename__ = "copy_place"

    name: Mapped[str] = internal(String(200), primary_key=True)
    copied_to: Mapped[int] = internal(BigInteger)
    copied_at: Mapped[datetime] = internal(UtcDateTime)


class AuditEvent(Base):
    """One event. Its place is (stream, seq), without gaps; `hash` is its keyed link."""

    __tablename__ = "audit_event"
    __table_args__ = (
        CheckConstraint("seq > 0", name="seq_from_one"),
        Index("ix_audit_event_at", "at"),
        Index("ix_audit_event_actor_id_at", "actor_id", "at"),
    )

    stream_kind: Mapped[str] = internal(String(12), primary_key=True)
    stream_id: Mapped[UUID] = internal(Uuid, primary_key=True)
    seq: Mapped[int] = internal(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = internal(UtcDateTime)
    actor_id: Mapped[UUID | None] = internal(Uuid)
    kind: Mapped[str] = internal(String(40))
    body: Mapped[bytes] = internal(LargeBinary)
    previous: Mapped[bytes] = internal(LargeBinary(32))
    hash: Mapped[bytes] = internal(LargeBinary(32))


class AuditCheckpoint(Base):
    """A signed Merkle root over the heads that moved since the checkpoint before."""

    __tablename__ = "audit_checkpoint"

    number: Mapped[int] = internal(Integer, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = internal(UtcDateTime)
    previous: Mapped[bytes] = internal(LargeBinary(32))
    root: Mapped[bytes] = internal(LargeBinary(32))
    streams: Mapped[int] = internal(Integer)
    events: Mapped[int] = internal(BigInteger)
    signature: Mapped[bytes] = internal(LargeBinary(64))

    def seal(self) -> Seal:
        """What was signed."""
        return Seal(self.number, self.at, self.previous, self.root, self.streams, self.events)


class AuditSealedHead(Base):
    """One leaf of a checkpoint: where a stream stood when it was sealed."""

    __tablename__ = "audit_sealed_head"
    __table_args__ = (Index("ix_audit_sealed_head_stream", "kind", "id", "seq"),)

    checkpoint: Mapped[int] = internal(Integer, primary_key=True, autoincrement=False)
    kind: Mapped[str] = internal(String(12), primary_key=True)
    id: Mapped[UUID] = internal(Uuid, primary_key=True)
    seq: Mapped[int] = internal(BigInteger)
    head: Mapped[bytes] = internal(LargeBinary(32))


protect(Base.metadata)
