"""Reads of documents, for those who were let into the case."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from casework.cases.domain.consent import Purpose
from casework.cases.queries import Case, case_by_code, has_consent
from casework.db import db
from casework.documents.domain.documents import PHOTO_OF_PERSON, Deletion, Description
from casework.documents.models import Document, DocumentPiece
from casework.encryption import file_cipher
from casework.policy import Actor, Resource


@dataclass(frozen=True)
class DocumentOfCase:
    """A document and its case, which decides who may touch it."""

    case: Case
    row: Document

    def resource(self) -> Resource:
        """The case decides."""
        return self.case.resource()

    @property
    def description(self) -> Description | None:
        """What is known of it; None once it was deleted."""
        return self.row.description.reveal() if self.row.description else None

    @property
    def deletion(self) -> Deletion | None:
        """Why it was deleted."""
        return self.row.deletion.reveal() if self.row.deletion else None

    @property
    def sealed(self) -> bool:
        """Whether it is a photo that nobody opens: the person was not asked about photos, or does
        not agree today. It stays kept until they answer."""
        said = self.description
        photo = said is not None and said.kind == PHOTO_OF_PERSON
        return photo and not has_consent(self.case.id, Purpose.PHOTOS)


def opened_document(actor: Actor, code: str, document_id: UUID) -> DocumentOfCase | None:
    """The same as `document_of`, for reading it."""
    found = document_of(actor, code, document_id)
    return found if found is not None and not found.sealed else None


def documents_of(case: Case) -> list[DocumentOfCase]:
    """All documents of a case, the newest first, deleted ones too."""
    rows = select(Document).where(Document.case_id == case.id).order_by(Document.seq.desc())
    return [DocumentOfCase(case, row) for row in db.session.scalars(rows)]


def document_of(actor: Actor, code: str, document_id: UUID) -> DocumentOfCase | None:
    """One document that is not deleted, if the actor may know of its case."""
    case = case_by_code(actor, code)
    if case is None:
        return None
    rows = select(Document).where(Document.id == document_id, Document.case_id == case.id)
    row = db.session.scalar(rows.where(Document.deleted_at.is_(None)))
    return DocumentOfCase(case, row) if row is not None else None


def count_of(case_id: UUID) -> int:
    """How many documents a case has."""
    kept = Document.case_id == case_id, Document.deleted_at.is_(None)
    return db.session.scalar(select(func.count()).select_from(Document).where(*kept)) or 0


def photos_of(case_id: UUID) -> list[Document]:
    """The photos of the person that are kept."""
    rows = select(Document).where(Document.case_id == case_id, Document.deleted_at.is_(None))
    return [
        row
        for row in db.session.scalars(rows.order_by(Document.seq))
        if row.description is not None and row.description.reveal().kind == PHOTO_OF_PERSON
    ]


def content_of(found: DocumentOfCase) -> bytes:
    """The whole content, opened in memory; SealBroken when a piece is missing or was altered."""
    pieces = select(DocumentPiece.sealed).where(DocumentPiece.document_id == found.row.id)
    sealed = db.session.scalars(pieces.order_by(DocumentPiece.number))
    return file_cipher("case", found.case.id, found.row.id).open(sealed)
