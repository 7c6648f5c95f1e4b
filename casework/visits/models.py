"""Visits, employers and labour records as they are stored: three compartments, three kinds of key.

In clear stands what routes the work: codes, states, organisations, regions, days. A visit names its
employer's row, a labour record its own copy of it; no column leads from a visit to a labour record.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Index, LargeBinary, String, Uuid
from sqlalchemy.orm import Mapped

from casework.db import Base, UtcDateTime, internal, special
from casework.encryption import SealedField
from casework.kernel.ids import new_id
from casework.policy import Resource
from casework.visits.domain.labour import Complainant, LabourContent
from casework.visits.domain.records import Employer, GroupFacts, VisitCard
from casework.workflow.models import Tracked


class EmployerRecord(Base):
    """An employer, under a data key of its own."""

    __tablename__ = "employer"

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    version: Mapped[int] = internal(default=1)
    particulars_blob: Mapped[bytes] = special(LargeBinary)
    particulars = SealedField("particulars_blob", Employer, owner_kind="employer", owner_id="id")

    def __repr__(self) -> str:
        return "<EmployerRecord>"


class Visit(Tracked, Base):
    """One visit, meeting at the office or summons; the people met have a screening each."""

    __tablename__ = "visit"
    __table_args__ = (
        Index("ix_visit_author", "author_id", "started_at", "id"),
        Index("ix_visit_colleague", "colleague_id", "started_at", "id"),
        Index("ix_visit_region", "region", "started_at", "id"),
    )

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    reference: Mapped[str] = internal(String(8), unique=True)
    author_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    colleague_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("user.id"), nullable=True)
    organisation_id: Mapped[UUID] = internal(Uuid, ForeignKey("organisation.id"))
    region: Mapped[str] = internal(String(5))
    started_at: Mapped[datetime] = internal(UtcDateTime)
    employer_id: Mapped[UUID] = internal(Uuid, ForeignKey("employer.id"), unique=True)

    card_blob: Mapped[bytes] = special(LargeBinary)
    group_blob: Mapped[bytes] = special(LargeBinary)
    card = SealedField("card_blob", VisitCard, owner_kind="visit", owner_id="id")
    group = SealedField("group_blob", GroupFacts, owner_kind="visit", owner_id="id")

    priority = None  # nothing of it is more urgent than the rest

    def resource(self) -> Resource:
        """What the policy needs to know of it."""
        shared = {self.author_id, self.colleague_id} - {None}
        return Resource(
            kind="visit",
            region=self.region,
            organisation_id=self.organisation_id,
            owner_id=self.author_id,
            assignee_ids=frozenset(person for person in shared if person is not None),
        )

    def __repr__(self) -> str:
        return f"<Visit {self.reference}>"


class LabourRecord(Tracked, Base):
    """One matter of labour law at one place of work, for the labour inspectorate.

    `opened_on` is a day and not a moment, so that it is not matched with the act it came from.
    """

    __tablename__ = "labour_record"
    __table_args__ = (Index("ix_labour_record_list", "organisation_id", "opened_on", "id"),)

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    reference: Mapped[str] = internal(String(8), unique=True)
    organisation_id: Mapped[UUID] = internal(Uuid, ForeignKey("organisation.id"))
    handler_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("user.id"), nullable=True)
    region: Mapped[str] = internal(String(5))
    opened_on: Mapped[date] = internal(Date)
    employer_id: Mapped[UUID] = internal(Uuid, ForeignKey("employer.id"), unique=True)

    content_blob: Mapped[bytes] = special(LargeBinary)
    complainant_blob: Mapped[bytes | None] = special(LargeBinary, nullable=True)
    content = SealedField("content_blob", LabourContent, owner_kind="labour", owner_id="id")
    complainant = SealedField("complainant_blob", Complainant, owner_kind="labour", owner_id="id")

    priority = None  # nothing of it is more urgent than the rest

    def resource(self) -> Resource:
        """What the policy needs to know of it."""
        return Resource(kind="labour", region=self.region, organisation_id=self.organisation_id)

    def __repr__(self) -> str:
        return f"<LabourRecord {self.reference}>"
