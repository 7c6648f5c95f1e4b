"""The table of facts. What it says lies sealed; what lies open is a kind, a month and digests."""

from datetime import date
from uuid import UUID

from sqlalchemy import Date, Index, LargeBinary, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped

from casework.db import Base, internal, special
from casework.db.standing import Kept, Standing
from casework.kernel.ids import new_id


class Fact(Base):
    """One de-identified fact.

    `subject` is a keyed digest of the record's id: it finds the fact again when the record changes,
    and leads nowhere without the keyring. `place` and `apart` are keyed digests of the person with
    a number and with a class: they hold the bound of rows a person may have. A record that is over
    the bound has a row that says so in its seal and takes a place of the record itself. When a case
    is erased all three are replaced by chance, and no way leads back; a row of the kind `closed`,
    under the digest it had, keeps the record from being counted anew. `period_month` is the first
    day of the month of registration and never changes; nor do lattice and kind. All of them stand
    in the seal too (`seals`), so that a row which somebody moved is not counted where it lies now.
    An empty blob is a fact that was destroyed after its year was published: it still takes up its
    place.
    """

    __tablename__ = "fact"
    __table_args__ = (
        UniqueConstraint("kind", "subject"),
        Index("ix_fact_kind_period_month", "kind", "period_month"),
    )

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    lattice: Mapped[str] = internal(String(12))
    kind: Mapped[str] = internal(String(16))
    subject: Mapped[bytes] = internal(LargeBinary(32))
    place: Mapped[bytes] = internal(LargeBinary(32), unique=True)
    apart: Mapped[bytes | None] = internal(LargeBinary(32), unique=True, nullable=True)
    period_month: Mapped[date] = internal(Date)
    blob: Mapped[bytes] = special(LargeBinary)


FACTS_STAND = Standing(
    "fact_refuse",
    "a fact stays in its lattice, kind and month",
    {Fact.__tablename__: Kept(fixed=("id", "lattice", "kind", "period_month"), delete=None)},
)
FACTS_STAND.protect(Base.metadata)
