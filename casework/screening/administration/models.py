"""Versions of questionnaires written here, and the answers that they are tried on.

A document holds questions, never a person. A published row never changes and never goes away; that
it is no longer offered is noted beside it.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped

from casework.db import Base, UtcDateTime, internal
from casework.kernel.ids import new_id
from casework.policy import Resource
from casework.screening.administration.immutable import protect

DRAFT, PROPOSED, PUBLISHED, DISCARDED = "draft", "proposed", "published", "discarded"


class InstrumentVersion(Base):
    """One version written here. `number` grows by one for each and is never used again, even when
    the draft is discarded. `base_hash` is what it was copied from.

    `reader_id` is who was asked to read and publish it; `returned` why it was sent back.
    `report` is what an import could not carry over, one line each.
    """

    __tablename__ = "instrument_version"
    __table_args__ = (UniqueConstraint("instrument_id", "number"),)

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    instrument_id: Mapped[str] = internal(String(40))
    number: Mapped[int] = internal()
    state: Mapped[str] = internal(String(10), index=True, default=DRAFT)
    document: Mapped[str] = internal(Text)
    content_hash: Mapped[str] = internal(String(64), index=True)
    base_hash: Mapped[str | None] = internal(String(64), nullable=True)
    report: Mapped[str] = internal(Text, default="")
    author_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    made_at: Mapped[datetime] = internal(UtcDateTime)
    saved_at: Mapped[datetime] = internal(UtcDateTime)
    proposed_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)
    reader_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("user.id"), nullable=True)
    returned: Mapped[str] = internal(String(500), default="")
    published_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)
    published_by_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("user.id"), nullable=True)
    version: Mapped[int] = internal(default=1)

    def resource(self) -> Resource:
        """Whose draft it is, for the policy."""
        return Resource(kind="instrument", owner_id=self.author_id)


class InstrumentWithdrawal(Base):
    """A published version, written here or come with the software, that is offered no more."""

    __tablename__ = "instrument_withdrawal"
    __table_args__ = (UniqueConstraint("instrument_id", "content_hash"),)

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    instrument_id: Mapped[str] = internal(String(40))
    content_hash: Mapped[str] = internal(String(64))
    withdrawn_at: Mapped[datetime] = internal(UtcDateTime)
    withdrawn_by_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    reason: Mapped[str] = internal(String(500))


class InstrumentExample(Base):
    """Answers that nobody gave, on which versions are compared. Codes and numbers, no words."""

    __tablename__ = "instrument_example"

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    instrument_id: Mapped[str] = internal(String(40), index=True)
    title: Mapped[str] = internal(String(80))
    answers: Mapped[str] = internal(Text)
    author_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    saved_at: Mapped[datetime] = internal(UtcDateTime)
    version: Mapped[int] = internal(default=1)

    def resource(self) -> Resource:
        """It is every administrator's."""
        return Resource(kind="instrument_example")


protect(Base.metadata)
