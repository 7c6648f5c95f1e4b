"""Voluntary returns as they are stored: routing in clear, everything recorded sealed under the key
of the case. Where somebody returns to, when and with whom is in no column."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped

from casework.db import Base, UtcDateTime, internal, special
from casework.encryption import SealedField
from casework.kernel.ids import new_id
from casework.policy import Resource
from casework.returns.domain.entry import Entry
from casework.workflow.models import Tracked


class ReturnFile(Tracked, Base):
    """One return of one person: who runs it, how far it is, whether it rests.

    `paused_at` is set while the person wants it to rest. The unique index on the running case
    keeps a case to one return at a time.
    """

    __tablename__ = "return_file"
    __table_args__ = (
        Index("ix_return_file_officer", "organisation_id", "state", "opened_at", "id"),
        UniqueConstraint("running_case_id"),
    )

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    reference: Mapped[str] = internal(String(8), unique=True)
    case_id: Mapped[UUID] = internal(Uuid, ForeignKey("case.id"), index=True)
    running_case_id: Mapped[UUID | None] = internal(Uuid, nullable=True)
    region: Mapped[str] = internal(String(5))
    priority: Mapped[str] = internal(String(2))
    organisation_id: Mapped[UUID] = internal(Uuid, ForeignKey("organisation.id"))
    officer_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("user.id"), nullable=True)
    opened_at: Mapped[datetime] = internal(UtcDateTime)
    opened_by_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    paused_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)
    ended_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)

    def resource(self) -> Resource:
        """For those who run it; the case's own caseworkers are decided on the case."""
        return Resource(
            kind="return",
            region=self.region,
            organisation_id=self.organisation_id,
            assignee_ids=frozenset({self.officer_id} if self.officer_id else ()),
        )

    def __repr__(self) -> str:
        return f"<ReturnFile {self.reference}>"


class ReturnRecord(Base):
    """One record of one part: added, never changed. The newest of a part counts."""

    __tablename__ = "return_record"
    __table_args__ = (UniqueConstraint("return_id", "seq"),)

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    return_id: Mapped[UUID] = internal(Uuid, ForeignKey("return_file.id"))
    case_id: Mapped[UUID] = internal(Uuid, ForeignKey("case.id"))
    seq: Mapped[int] = internal()
    part: Mapped[str] = internal(String(12))
    recorded_at: Mapped[datetime] = internal(UtcDateTime)
    recorded_by_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    entry_blob: Mapped[bytes | None] = special(LargeBinary, nullable=True)
    entry = SealedField("entry_blob", Entry, owner_kind="case", owner_id="case_id")
