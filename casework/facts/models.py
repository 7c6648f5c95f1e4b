"""The table of facts. What it says lies sealed; what lies open is a kind, a month and a digest."""

from datetime import date
from uuid import UUID

from sqlalchemy import Date, Index, LargeBinary, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped

from casework.db import Base, internal, special


class Fact(Base):
    """One de-identified fact.

    `subject` is a keyed digest of the owner's id: it finds the fact again when its case changes,
    and leads nowhere without the keyring. `id` is its first half, so that a fact is sealed for its
    row before anybody knows whether there is one. `period_month` is the first day of the month of
    registration and never changes.
    """

    __tablename__ = "fact"
    __table_args__ = (
        UniqueConstraint("kind", "subject"),
        Index("ix_fact_kind_period_month", "kind", "period_month"),
    )

    id: Mapped[UUID] = internal(Uuid, primary_key=True)
    kind: Mapped[str] = internal(String(16))
    subject: Mapped[bytes] = internal(LargeBinary(32))
    period_month: Mapped[date] = internal(Date)
    blob: Mapped[bytes] = special(LargeBinary)
