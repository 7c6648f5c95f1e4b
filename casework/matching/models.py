"""Searches and pairs as they are stored: who, when and which cases in clear; in what the two agree
lies sealed, because it describes a person."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped

from casework.db import Base, UtcDateTime, internal, special
from casework.encryption import SealedField
from casework.kernel.ids import new_id
from casework.matching.domain import Alike, Compared, Found
from casework.policy import Resource
from casework.workflow.models import Tracked

SEARCH_LENGTH = 4096


def _one_length(length: int) -> int:
    """A search that found nothing takes as much room as one that found five."""
    if length > SEARCH_LENGTH:
        raise ValueError("a search keeps five cases at most")
    return SEARCH_LENGTH


class MatchSearch(Base):
    """One search of one person. What was typed is not kept; what was found is, sealed, for as long
    as its author may ask the focal point about it."""

    __tablename__ = "match_search"
    __table_args__ = (Index("ix_match_search_user", "user_id", "at"),)

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    user_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    region: Mapped[str] = internal(String(5))
    at: Mapped[datetime] = internal(UtcDateTime)
    reason: Mapped[str] = internal(String(20))
    case_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("case.id"), nullable=True)
    asked_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)
    found_blob: Mapped[bytes] = special(LargeBinary)
    found = SealedField(
        "found_blob", Found, owner_kind="search", owner_id="id", padded_length=_one_length
    )

    def resource(self) -> Resource:
        """Its author's alone."""
        return Resource(kind="search", region=self.region, owner_id=self.user_id)


class MatchReview(Tracked, Base):
    """A case and an earlier one that may be the same person's. `case_id` is empty while the person
    was only searched for. Sealed under the key of the earlier case: erased with it."""

    __tablename__ = "match_review"
    __table_args__ = (
        UniqueConstraint("case_id", "earlier_case_id"),
        Index("ix_match_review_list", "state", "made_at", "id"),
    )

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    reference: Mapped[str] = internal(String(8), unique=True)
    case_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("case.id"), nullable=True)
    earlier_case_id: Mapped[UUID] = internal(Uuid, ForeignKey("case.id"), index=True)
    region: Mapped[str] = internal(String(5))
    earlier_region: Mapped[str] = internal(String(5))
    made_at: Mapped[datetime] = internal(UtcDateTime)
    made_by_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    asked_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)
    proposed_by_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("user.id"), nullable=True)
    leading_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("case.id"), nullable=True)
    comparing_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("case.id"), nullable=True)
    compared_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)
    alike_blob: Mapped[bytes] = special(LargeBinary)
    compared_blob: Mapped[bytes | None] = special(LargeBinary, nullable=True)
    priority = None  # a pair is never an emergency: help does not wait for it
    alike = SealedField("alike_blob", Alike, owner_kind="case", owner_id="earlier_case_id")
    compared = SealedField("compared_blob", Compared, owner_kind="case", owner_id="earlier_case_id")

    @property
    def regions(self) -> tuple[str, ...]:
        """Where the two lie, each once."""
        return tuple(dict.fromkeys((self.region, self.earlier_region)))

    def resource_in(self, region: str) -> Resource:
        """The pair as the focal point of one of its regions sees it."""
        return Resource(kind="match", region=region)

    def resource(self) -> Resource:
        """The pair in the region of the newer case."""
        return self.resource_in(self.region)
