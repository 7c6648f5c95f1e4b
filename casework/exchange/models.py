"""What is remembered of files that were imported: counts and places, nothing of what they said."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, String, Text, Uuid
from sqlalchemy.orm import Mapped

from casework.db import Base, UtcDateTime, internal
from casework.kernel.ids import new_id
from casework.policy import Resource


class SubmissionImport(Base):
    """One file of filled forms: how many rows it had, how many became screenings, how many had
    before, how many were refused. `remarks` has a line for each: row, code, question or column."""

    __tablename__ = "submission_import"

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    author_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"), index=True)
    instrument_id: Mapped[str] = internal(String(40))
    instrument_version: Mapped[str] = internal(String(20))
    made_at: Mapped[datetime] = internal(UtcDateTime)
    rows: Mapped[int] = internal()
    added: Mapped[int] = internal()
    known: Mapped[int] = internal()
    refused: Mapped[int] = internal()
    remarks: Mapped[str] = internal(Text)

    def resource(self) -> Resource:
        """Whose import it is, for the policy."""
        return Resource(kind="submission_import", owner_id=self.author_id)


class ImportedSubmission(Base):
    """One identifier that another server gave to a filled form, as a keyed digest: the same form
    is never imported twice, and the table says nothing to whoever steals it."""

    __tablename__ = "imported_submission"

    digest: Mapped[bytes] = internal(LargeBinary(32), primary_key=True)
    import_id: Mapped[UUID] = internal(Uuid, ForeignKey("submission_import.id"), index=True)
    screening_id: Mapped[UUID] = internal(Uuid, ForeignKey("screening.id"), index=True)
