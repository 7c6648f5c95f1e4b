"""Screenings as they are stored: routing in clear, everything that describes somebody sealed.

A screening keeps its own data key for life. A case that opens from it is linked, never merged, and
erasing the case destroys the keys of its screenings too.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Uuid
from sqlalchemy.orm import Mapped

from casework.db import Base, UtcDateTime, internal, special
from casework.encryption import SealedField
from casework.kernel.ids import new_id
from casework.policy import Resource
from casework.screening.administration import models as administration  # noqa: F401 - their tables
from casework.screening.domain.record import Answers, BandTerms, Reporter, Result, ScreeningCard
from casework.screening.domain.revision import Revision
from casework.workflow.models import Tracked


class Screening(Tracked, Base):
    """One interview with one person, from draft to outcome. It holds no identity.

    `due_at` is the moment by which the next act is due; `answered_at` when a focal point confirmed
    the outcome; `seen_again_id` names the screening of the same person that followed a watch. The
    instrument's hash is that of the very version the answers were given to.
    """

    __tablename__ = "screening"
    __table_args__ = (
        Index("ix_screening_author_list", "author_id", "started_at", "id"),
        Index("ix_screening_queue", "region", "state", "priority", "due_at", "id"),
    )

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    reference: Mapped[str] = internal(String(8), unique=True)
    author_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    organisation_id: Mapped[UUID] = internal(Uuid, ForeignKey("organisation.id"), index=True)
    region: Mapped[str] = internal(String(5))
    priority: Mapped[str | None] = internal(String(2), nullable=True)
    instrument_id: Mapped[str] = internal(String(40))
    instrument_version: Mapped[str] = internal(String(20))
    instrument_hash: Mapped[str] = internal(String(64))
    started_at: Mapped[datetime] = internal(UtcDateTime)
    saved_at: Mapped[datetime] = internal(UtcDateTime)
    sent_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)
    answered_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)
    seen_again_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("screening.id"), nullable=True)
    due_at: Mapped[datetime] = internal(UtcDateTime)
    triaged_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)
    triaged_by_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("user.id"), nullable=True)
    case_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("case.id"), nullable=True, unique=True)
    visit_id: Mapped[UUID | None] = internal(
        Uuid, ForeignKey("visit.id"), nullable=True, index=True
    )

    answers_blob: Mapped[bytes] = special(LargeBinary)
    card_blob: Mapped[bytes] = special(LargeBinary)
    result_blob: Mapped[bytes | None] = special(LargeBinary, nullable=True)
    reporter_blob: Mapped[bytes | None] = special(LargeBinary, nullable=True)
    answers = SealedField("answers_blob", Answers, owner_kind="screening", owner_id="id")
    card = SealedField(
        "card_blob",
        ScreeningCard,
        owner_kind="screening",
        owner_id="id",
        version=2,
        upgrades={1: lambda plain: plain},
    )
    result = SealedField("result_blob", Result, owner_kind="screening", owner_id="id")
    reporter = SealedField("reporter_blob", Reporter, owner_kind="reporter", owner_id="id")

    def resource(self) -> Resource:
        """What the policy needs to know of it."""
        return Resource(
            kind="screening",
            region=self.region,
            organisation_id=self.organisation_id,
            owner_id=self.author_id,
        )

    def __repr__(self) -> str:
        return f"<Screening {self.reference}>"


class BandChange(Base):
    """Somebody asked for another band, or noted another view of it.

    A raise stands at once; a lowering waits for `decision`; a view changes nothing. decision: None
    (waiting), approved, refused, settled (the band was confirmed or raised first), or noted.
    """

    __tablename__ = "band_change"

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    screening_id: Mapped[UUID] = internal(Uuid, ForeignKey("screening.id"), index=True)
    direction: Mapped[str] = internal(String(5))
    requested_by_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    requested_at: Mapped[datetime] = internal(UtcDateTime)
    decided_by_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("user.id"), nullable=True)
    decided_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)
    decision: Mapped[str | None] = internal(String(10), nullable=True, index=True)

    terms_blob: Mapped[bytes] = special(LargeBinary)
    terms = SealedField("terms_blob", BandTerms, owner_kind="screening", owner_id="screening_id")


class ScreeningRevision(Base):
    """A correction of a screening that was sent, by its author: both versions of the answers.

    standing: draft (being written), in_force (the answers are replaced), addition (a case was open
    already: the screening stays as it was), read (a focal point read the addition). `number` is
    that of the version it makes, the one sent first being 1.
    """

    __tablename__ = "screening_revision"

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    screening_id: Mapped[UUID] = internal(Uuid, ForeignKey("screening.id"), index=True)
    author_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    number: Mapped[int] = internal()
    version: Mapped[int] = internal(default=1)
    standing: Mapped[str] = internal(String(10))
    begun_at: Mapped[datetime] = internal(UtcDateTime)
    sent_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)
    read_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)
    read_by_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("user.id"), nullable=True)

    revision_blob: Mapped[bytes] = special(LargeBinary)
    revision = SealedField(
        "revision_blob", Revision, owner_kind="screening", owner_id="screening_id"
    )
