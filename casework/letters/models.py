"""Which copies were printed: what, about what, by whom, when and why. Never what stood on them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped

from casework.db import Base, UtcDateTime, internal
from casework.kernel.ids import new_id


class PrintedCopy(Base):
    """One copy of one letter. `about` is the reference of a request or record, or empty."""

    __tablename__ = "printed_copy"
    __table_args__ = (UniqueConstraint("case_id", "letter", "about", "number"),)

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    case_id: Mapped[UUID] = internal(Uuid, ForeignKey("case.id"))
    letter: Mapped[str] = internal(String(20))
    about: Mapped[str] = internal(String(12), default="")
    language: Mapped[str] = internal(String(2))
    number: Mapped[int] = internal()
    reason: Mapped[str] = internal(String(16))
    printed_by_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    printed_at: Mapped[datetime] = internal(UtcDateTime)
