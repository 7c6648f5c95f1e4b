"""Projects, donors, budget lines, rates and charges: nothing of a person. A charge names its source
by an opaque id."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import BigInteger, Date, ForeignKey, Index, Numeric, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped

from casework.db import Base, UtcDateTime, internal
from casework.kernel.ids import new_id
from casework.policy import Resource


class Donor(Base):
    """Who gives money: a state, an agency, a foundation."""

    __tablename__ = "donor"

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    name: Mapped[str] = internal(String(120), unique=True)


class Project(Base):
    """A programme with a beginning and an end, led by one organisation."""

    __tablename__ = "project"
    __table_args__ = (Index("ix_project_organisation", "organisation_id", "ends_on", "id"),)

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    code: Mapped[str] = internal(String(20), unique=True)
    title: Mapped[str] = internal(String(160))
    organisation_id: Mapped[UUID] = internal(Uuid, ForeignKey("organisation.id"))
    starts_on: Mapped[date] = internal(Date)
    ends_on: Mapped[date] = internal(Date)
    version: Mapped[int] = internal(default=1)

    def resource(self) -> Resource:
        """What the policy needs to know of it."""
        return Resource(kind="project", organisation_id=self.organisation_id)


class ProjectPartner(Base):
    """An organisation that works in a project it does not lead."""

    __tablename__ = "project_partner"

    project_id: Mapped[UUID] = internal(Uuid, ForeignKey("project.id"), primary_key=True)
    organisation_id: Mapped[UUID] = internal(Uuid, ForeignKey("organisation.id"), primary_key=True)


class BudgetLine(Base):
    """Money of one donor for one purpose of one project, in one currency."""

    __tablename__ = "budget_line"
    __table_args__ = (UniqueConstraint("project_id", "code"),)

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    project_id: Mapped[UUID] = internal(Uuid, ForeignKey("project.id"))
    donor_id: Mapped[UUID] = internal(Uuid, ForeignKey("donor.id"))
    code: Mapped[str] = internal(String(20))
    title: Mapped[str] = internal(String(160))
    currency: Mapped[str] = internal(String(3))
    amount_minor: Mapped[int] = internal(BigInteger)
    version: Mapped[int] = internal(default=1)


class ExchangeRate(Base):
    """How many dirhams one unit is worth from a day on. A wrong one is corrected by writing the
    same day again; charges already made keep the amount they were converted to."""

    __tablename__ = "exchange_rate"

    currency: Mapped[str] = internal(String(3), primary_key=True)
    day: Mapped[date] = internal(Date, primary_key=True)
    dirhams: Mapped[Decimal] = internal(Numeric(18, 6))
    source: Mapped[str] = internal(String(160))
    set_by_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    set_at: Mapped[datetime] = internal(UtcDateTime)


class Charge(Base):
    """An amount charged to a line on a day, as it was and in the line's currency at its rate.
    Never changed: a mistake is reversed by a charge of the opposite amount."""

    __tablename__ = "charge"
    __table_args__ = (
        Index("ix_charge_line", "line_id", "on", "id"),
        Index("ix_charge_source", "source_kind", "source_id"),
    )

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    line_id: Mapped[UUID] = internal(Uuid, ForeignKey("budget_line.id"))
    source_kind: Mapped[str] = internal(String(12))
    source_id: Mapped[UUID] = internal(Uuid)
    cost: Mapped[str] = internal(String(20))
    on: Mapped[date] = internal(Date)
    amount_minor: Mapped[int] = internal(BigInteger)
    currency: Mapped[str] = internal(String(3))
    line_minor: Mapped[int] = internal(BigInteger)
    recorded_at: Mapped[datetime] = internal(UtcDateTime)
    recorded_by_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    reverses_id: Mapped[UUID | None] = internal(
        Uuid, ForeignKey("charge.id"), nullable=True, unique=True
    )
