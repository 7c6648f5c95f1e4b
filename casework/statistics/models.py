"""What was published, and what it cost. Rows are added by a freeze and never change."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Integer, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped

from casework.db import Base, UtcDateTime, public
from casework.kernel.ids import new_id

from .immutable import DRAWN_STANDS, protect


class Release(Base):
    """One period of one kind, frozen once. `digest` is the SHA-256 of its cells; `lattice` says
    whose numbers they are: the country's, those of practice, or of the simulated country."""

    __tablename__ = "statistics_release"
    __table_args__ = (UniqueConstraint("lattice", "kind", "period"),)

    id: Mapped[UUID] = public(Uuid, primary_key=True, default=new_id)
    lattice: Mapped[str] = public(String(12))
    kind: Mapped[str] = public(String(16))
    period: Mapped[str] = public(String(7))
    frozen_at: Mapped[datetime] = public(UtcDateTime)
    digest: Mapped[str] = public(String(64))


class PublishedCell(Base):
    """One published value: whole, zero or more. `cell` joins its classes with a bar. `noisy` is
    the value before it was made to add up: as protected, never shown, kept for the year's public
    release (none in releases that are older than that)."""

    __tablename__ = "statistics_cell"

    release_id: Mapped[UUID] = public(ForeignKey("statistics_release.id"), primary_key=True)
    table: Mapped[str] = public("table_name", String(60), primary_key=True)
    cell: Mapped[str] = public(String(120), primary_key=True)
    value: Mapped[int] = public(Integer)
    noisy: Mapped[int | None] = public(Integer, nullable=True)


class BudgetEntry(Base):
    """What one table of a release cost each person counted in it: rho, as an exact fraction."""

    __tablename__ = "statistics_budget"

    release_id: Mapped[UUID] = public(ForeignKey("statistics_release.id"), primary_key=True)
    table: Mapped[str] = public("table_name", String(60), primary_key=True)
    rho: Mapped[str] = public(String(40))


class DrawnPeriod(Base):
    """A period of a kind of which noise was drawn, or may have been before a restore: it is never
    drawn again, whether its release is still here or not. A freeze adds its own; the worker adds
    what the log, the copies outside and a restore say, so that the dashboards, which can read none
    of these, tell a lost period from one that is not yet published."""

    __tablename__ = "statistics_drawn"

    lattice: Mapped[str] = public(String(12), primary_key=True)
    kind: Mapped[str] = public(String(16), primary_key=True)
    period: Mapped[str] = public(String(7), primary_key=True)


protect(Base.metadata)
DRAWN_STANDS.protect(Base.metadata)
