"""Documents as they are stored: what they are, and their content in pieces, sealed."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped

from casework.cases.models import InOrder
from casework.db import Base, UtcDateTime, internal, special
from casework.documents.domain.documents import Deletion, Description
from casework.encryption import SealedField
from casework.kernel.ids import new_id


class Document(InOrder, Base):
    """One document of a case. Once deleted, its description and content are gone; that it was
    there, and why it went, stays."""

    __tablename__ = "document"
    __table_args__ = (UniqueConstraint("case_id", "seq"),)

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    added_at: Mapped[datetime] = internal(UtcDateTime)
    added_by_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    deleted_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)
    deleted_by_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("user.id"), nullable=True)
    description_blob: Mapped[bytes | None] = special(LargeBinary, nullable=True)
    deletion_blob: Mapped[bytes | None] = special(LargeBinary, nullable=True)
    description = SealedField(
        "description_blob", Description, owner_kind="case", owner_id="case_id"
    )
    deletion = SealedField("deletion_blob", Deletion, owner_kind="case", owner_id="case_id")

    @property
    def mark(self) -> str:
        """What it is called where its title may not stand: in a download, in a withdrawal."""
        return f"DOC-{self.seq}"


class DocumentPiece(Base):
    """A piece of the content, 64 KiB at most, sealed under the key of the file."""

    __tablename__ = "document_piece"

    document_id: Mapped[UUID] = internal(Uuid, ForeignKey("document.id"), primary_key=True)
    number: Mapped[int] = internal(primary_key=True)
    sealed: Mapped[bytes] = special(LargeBinary)
