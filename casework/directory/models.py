"""Numbers to call and what services say of themselves, kept as data: both change."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Index, String, Uuid
from sqlalchemy.orm import Mapped

from casework.db import Base, UtcDateTime, internal, public
from casework.directory.domain import OLDEST, ContactKind, Takes
from casework.kernel.ids import new_id
from casework.policy import Resource


class Contact(Base):
    """A published number: of the whole country, or of one region.

    `verified_on` is the day on which somebody called it; a number nobody has called yet says so.
    """

    __tablename__ = "contact"
    __table_args__ = (Index("ix_contact_region_kind", "region", "kind"),)

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    kind: Mapped[str] = public(String(20))
    name: Mapped[str] = public(String(80), default="")
    number: Mapped[str] = public(String(30))
    region: Mapped[str | None] = public(String(5))
    source: Mapped[str] = public(String(160))
    verified_on: Mapped[date | None] = public(Date)
    effective_from: Mapped[date] = public(Date)
    withdrawn_on: Mapped[date | None] = public(Date)
    reported_at: Mapped[datetime | None] = internal(UtcDateTime)
    version: Mapped[int] = internal(default=1)

    @property
    def kind_code(self) -> ContactKind:
        """Whom it reaches."""
        return ContactKind(self.kind)

    def resource(self) -> Resource:
        """What the policy needs to know of it."""
        return Resource(kind="contact", region=self.region)


class ServiceProfile(Base):
    """What an organisation says of itself beside its name, hours and phone: whom it takes, which
    languages are spoken, when this was last found right. No row: nobody has said anything yet."""

    __tablename__ = "service_profile"

    organisation_id: Mapped[UUID] = internal(Uuid, ForeignKey("organisation.id"), primary_key=True)
    sex: Mapped[str] = public(String(6), default="all")
    age_from: Mapped[int] = public(default=0)
    age_to: Mapped[int] = public(default=OLDEST)
    languages: Mapped[str] = public(String(120), default="")
    email: Mapped[str | None] = public(String(120))
    opening: Mapped[str] = public(String(20), default="")
    verified_on: Mapped[date | None] = public(Date)
    reported_at: Mapped[datetime | None] = internal(UtcDateTime)
    reported: Mapped[str | None] = internal(String(12))
    version: Mapped[int] = internal(default=1)

    @property
    def takes(self) -> Takes:
        """Who is accepted."""
        return Takes(self.sex, self.age_from, self.age_to)


class ServiceCapacity(Base):
    """Whether one service of an organisation can take somebody now: yes, few, no; and since when
    that is said. A band, never a count."""

    __tablename__ = "service_capacity"

    organisation_id: Mapped[UUID] = internal(Uuid, ForeignKey("organisation.id"), primary_key=True)
    service: Mapped[str] = public(String(20), primary_key=True)
    band: Mapped[str] = public(String(3))
    said_on: Mapped[date] = public(Date)
