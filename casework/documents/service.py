"""Keeping and deleting documents. Services flush; the caller commits: a document and its content
are there together or not at all."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import delete

from casework.audit import record
from casework.audit.catalogue import DocumentAdded, DocumentDeleted
from casework.cases.domain.consent import Purpose
from casework.cases.domain.records import not_ahead
from casework.cases.queries import Case, agreed_for_more, has_consent, today
from casework.cases.service.writing import digest_of, next_seq, of_list, take
from casework.cases.withdrawals import Loss, Question
from casework.db import db
from casework.documents import queries
from casework.documents.domain import documents as rules
from casework.documents.domain.documents import Deletion, Description, Examined
from casework.documents.models import Document, DocumentPiece
from casework.encryption import file_cipher
from casework.kernel import clock
from casework.kernel.ids import new_id
from casework.policy import Actor, Permission

WORK = Permission.CASE_WORK
FOR_PHOTOS = Purpose.PHOTOS
ENDS_PHOTOS = (FOR_PHOTOS, Purpose.CASE)


def add_document(
    case: Case,
    examined: Examined,
    kind: str,
    title: str,
    language: str,
    actor: Actor,
    *,
    dated: date | None = None,
) -> Document:
    """Seal a file that was looked through, with what is known of it. A photo of the person needs
    their agreement."""
    take(case, actor, WORK)
    of_list(kind, rules.KINDS, "kind")
    if dated is not None:
        not_ahead(dated, today())
    if kind == rules.PHOTO_OF_PERSON and agreed_for_more(case, FOR_PHOTOS) is None:
        raise rules.PhotoNotAgreed()
    if queries.count_of(case.id) >= rules.MOST_DOCUMENTS:
        raise rules.TooManyDocuments()
    size = len(examined.content)
    row = Document(
        id=new_id(),
        case_id=case.id,
        seq=next_seq(Document, case),
        added_at=clock.now(),
        added_by_id=actor.user_id,
    )
    row.description = Description(
        kind, title, language, examined.media, size, examined.pages, dated
    )
    db.session.add(row)
    db.session.flush()
    sealed = file_cipher("case", case.id, row.id).seal(examined.content)
    db.session.add_all(
        DocumentPiece(document_id=row.id, number=number, sealed=piece)
        for number, piece in enumerate(sealed)
    )
    db.session.flush()
    digest = digest_of(row.description_blob)
    record(DocumentAdded(case_id=case.id, document_id=row.id, digest=digest), actor)
    return row


def delete_document(case: Case, row: Document, reason: str, words: str, actor: Actor) -> None:
    """Destroy the content and description of a document; why it went stays on file. What the person
    asks to have deleted goes from a closed or merged file as well (Law 09-08, art. 8)."""
    take(case, actor, WORK, closed_too=reason == rules.PERSON_ASKS)
    of_list(reason, rules.BY_HAND, "reason")
    db.session.refresh(row, with_for_update=True)
    _destroy(row, reason, words, actor)


def photos_lost(case_id: UUID, question: Question) -> Iterable[Loss]:
    """The photos that would be deleted if this were withdrawn."""
    if not _ends_photos(case_id, question):
        return
    for row in queries.photos_of(case_id):
        yield Loss(None, row.mark, "document")


def take_back_photos(case_id: UUID, question: Question, actor: Actor) -> None:
    """Delete the photos of the person, in the transaction of the withdrawal."""
    if _ends_photos(case_id, question):
        for row in queries.photos_of(case_id):
            _destroy(row, "consent_withdrawn", "", actor)


def _ends_photos(case_id: UUID, question: Question) -> bool:
    """Photos from before they had a question of their own were kept under the one on testimony: a
    no to that ends them, unless the person has agreed to the photos themselves since."""
    if question[0] == Purpose.TESTIMONY:
        return not has_consent(case_id, FOR_PHOTOS)
    return question[0] in ENDS_PHOTOS


def _destroy(row: Document, reason: str, words: str, actor: Actor) -> None:
    if row.deleted_at is not None or row.description is None:
        raise rules.DeletedAlready()
    kind = row.description.reveal().kind
    db.session.execute(delete(DocumentPiece).where(DocumentPiece.document_id == row.id))
    row.deletion = Deletion(reason, kind, words)
    row.description = None
    row.deleted_at, row.deleted_by_id = clock.now(), actor.user_id
    db.session.flush()
    record(DocumentDeleted(case_id=row.case_id, document_id=row.id, reason=reason), actor)
