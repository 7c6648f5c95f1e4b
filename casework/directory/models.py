"""Numbers to call, kept as data: they change, and each says where it comes from."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, Index, String, Uuid
from sqlalchemy.orm import Mapped

from casework.db import Base, UtcDateTime, internal, public
from casework.directory.domain import ContactKind
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
