"""Reintegrations as they are stored: routing in clear, everything said and agreed sealed under the
key of the case. No goal, amount, answer or outcome is in a column; what was paid is a charge."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, ForeignKey, LargeBinary, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped

from casework.db import Base, UtcDateTime, internal, special
from casework.encryption import SealedField
from casework.kernel.ids import new_id
from casework.policy import Resource
from casework.reintegration.domain.lists import months_of
from casework.reintegration.domain.records import Entry, Wish
from casework.workflow.models import Tracked


class ReintegrationFile(Base):
    """The reintegration of one person. `return_id`: the return after which it begins; whoever runs
    that return works it, besides the people of the case. Months count from `counted_from`;
    `closer_from`: the day from which the person is visited more closely than it began."""

    __tablename__ = "reintegration_file"

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    reference: Mapped[str] = internal(String(8), unique=True)
    case_id: Mapped[UUID] = internal(Uuid, ForeignKey("case.id"), unique=True)
    return_id: Mapped[UUID | None] = internal(
        Uuid, ForeignKey("return_file.id"), nullable=True, index=True
    )
    region: Mapped[str] = internal(String(5))
    visited: Mapped[str] = internal(String(8))
    counted_from: Mapped[date] = internal(Date)
    closer_from: Mapped[date | None] = internal(Date, nullable=True)
    opened_at: Mapped[datetime] = internal(UtcDateTime)
    opened_by_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    version: Mapped[int] = internal(default=1)

    def months(self) -> tuple[int, ...]:
        """The months in which somebody visits."""
        return months_of(self.visited, self.counted_from, self.closer_from)

    def __repr__(self) -> str:
        return f"<ReintegrationFile {self.reference}>"


class ReintegrationRecord(Base):
    """One record: added, never changed. The newest of a goal counts; surveys all stay."""

    __tablename__ = "reintegration_record"
    __table_args__ = (UniqueConstraint("file_id", "seq"),)

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    file_id: Mapped[UUID] = internal(Uuid, ForeignKey("reintegration_file.id"))
    case_id: Mapped[UUID] = internal(Uuid, ForeignKey("case.id"))
    seq: Mapped[int] = internal()
    part: Mapped[str] = internal(String(12))
    recorded_at: Mapped[datetime] = internal(UtcDateTime)
    recorded_by_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    entry_blob: Mapped[bytes | None] = special(LargeBinary, nullable=True)
    entry = SealedField("entry_blob", Entry, owner_kind="case", owner_id="case_id")


class Grant(Tracked, Base):
    """What is given towards a goal. Money paid of it is charged to budget lines by its id."""

    __tablename__ = "reintegration_grant"

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    file_id: Mapped[UUID] = internal(Uuid, ForeignKey("reintegration_file.id"), index=True)
    case_id: Mapped[UUID] = internal(Uuid, ForeignKey("case.id"), index=True)
    region: Mapped[str] = internal(String(5))
    priority: Mapped[str] = internal(String(2))
    proposed_at: Mapped[datetime] = internal(UtcDateTime)
    proposed_by_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    wish_blob: Mapped[bytes] = special(LargeBinary)
    wish = SealedField("wish_blob", Wish, owner_kind="case", owner_id="case_id")

    def resource(self) -> Resource:
        """For steps of Sanad itself; whoever acts is decided on the case or on the return."""
        return Resource(kind="grant", region=self.region)
