"""Keeping, opening, losing and deleting documents."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from casework.audit.queries import events_of
from casework.cases.service import withdraw_consent
from casework.cases.service.writing import CaseClosed
from casework.db import db, unit_of_work
from casework.documents import queries, service
from casework.documents.domain.documents import (
    DeletedAlready,
    Examined,
    PhotoNotAgreed,
    TooManyDocuments,
)
from casework.documents.models import Document, DocumentPiece
from casework.encryption import SealBroken
from casework.kernel.refusals import NotPermitted
from tests.factories import actor_named
from tests.integration.cases.conftest import IN_WORDS, case_named
from tests.integration.documents.conftest import MARK, TITLE

LARGE = Examined("application/pdf", b"%PDF-" + MARK + bytes(300_000), 3)


def rows(archive, model):
    with archive.app.app_context():
        found = len(db.session.scalars(select(model)).all())
        db.session.close()
        return found


def test_a_document_comes_back_as_it_was_kept(both_archive):
    code = both_archive.assigned()
    both_archive.keep(code, content=LARGE.content)
    found = both_archive.see(code, lambda case: queries.content_of(queries.documents_of(case)[0]))
    assert found == LARGE.content
    assert [one.title for one in both_archive.kept(code)] == [TITLE]


def test_a_document_that_was_not_committed_leaves_no_orphan(both_archive):
    code = both_archive.assigned()

    def add_and_fail(case):
        service.add_document(case, LARGE, "medical", TITLE, "fr", actor_named("caseworker"))
        assert db.session.scalars(select(DocumentPiece)).all()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        both_archive.on(code, add_and_fail)
    assert (rows(both_archive, Document), rows(both_archive, DocumentPiece)) == (0, 0)


def test_deleting_destroys_every_piece_and_keeps_the_reason(both_archive):
    code = both_archive.assigned()
    both_archive.keep(code, content=LARGE.content)

    def delete(case):
        row = queries.documents_of(case)[0].row
        service.delete_document(case, row, "mistake", "Autre dossier", actor_named("caseworker"))

    both_archive.on(code, delete)
    assert rows(both_archive, DocumentPiece) == 0
    assert both_archive.kept(code) == [None]
    deletion = both_archive.see(code, lambda case: queries.documents_of(case)[0].deletion)
    assert (deletion.reason, deletion.kind) == ("mistake", "medical")
    with pytest.raises(DeletedAlready):
        both_archive.on(code, delete)


def test_a_closed_file_loses_only_what_the_person_asks_to_have_deleted(archive):
    code = archive.assigned()
    archive.keep(code)
    archive.on(code, lambda case: setattr(case, "state", "S16"))

    def delete(reason):
        return lambda case: service.delete_document(
            case, queries.documents_of(case)[0].row, reason, "", actor_named("caseworker")
        )

    with pytest.raises(CaseClosed):
        archive.on(code, delete("not_needed"))
    archive.on(code, delete("person_asks"))
    assert archive.kept(code) == [None]


def test_a_photo_of_the_person_needs_their_agreement_and_goes_when_it_is_withdrawn(archive):
    code = archive.assigned()
    archive.consent(code)
    with pytest.raises(PhotoNotAgreed):
        archive.keep(code, "photo_person")
    archive.consent(code, "PP")
    archive.keep(code, "photo_person")
    archive.keep(code, "medical")
    marks = archive.see(code, lambda case: list(service.photos_lost(case.id, ("PP", None))))
    assert [(one.organisation_id, one.reference) for one in marks] == [(None, "DOC-1")]
    archive.on(
        code,
        lambda case: withdraw_consent(case, ("PP", None), IN_WORDS, actor_named("caseworker")),
    )
    assert [one.kind if one else None for one in archive.kept(code)] == ["medical", None]


def test_a_photo_from_before_stays_sealed_until_the_person_agreed_to_photos(
    archive, client_as, monkeypatch
):
    code = archive.assigned()
    archive.consent(code)
    archive.consent(code, "P9")
    with pytest.raises(PhotoNotAgreed):
        archive.keep(code, "photo_person")
    with monkeypatch.context() as before:
        before.setattr(service, "FOR_PHOTOS", "P9")
        archive.keep(code, "photo_person")
    kept = archive.see(code, lambda case: queries.documents_of(case)[0].row.id)
    worker = client_as("caseworker")
    at = f"/c/{code}/documents"
    worker.get(f"{at}/{kept}/file", 404)
    page = worker.get(at).text
    assert f"{kept}/file" not in page
    assert "purpose=PP" in page
    archive.consent(code, "PP")
    assert f"{kept}/file" in worker.get(at).text
    worker.get(f"{at}/{kept}/file")
    archive.consent(code, "P9", "refused")
    assert archive.kept(code) != [None]
    archive.consent(code, "PP", "refused")
    assert archive.kept(code) == [None]


@pytest.mark.parametrize("how", ["refused", "withdrawn"])
def test_a_photo_goes_with_the_agreement_to_a_case_though_its_own_ended_before(archive, clock, how):
    code = archive.assigned()
    archive.consent(code, "PP")
    archive.keep(code, "photo_person")
    archive.keep(code, "medical")
    clock.advance(timedelta(days=367))
    archive.consent(code)
    lost = archive.see(code, lambda case: list(service.photos_lost(case.id, ("P2", None))))
    assert [one.reference for one in lost] == ["DOC-1"]
    question = ("P2", None)
    if how == "refused":
        archive.consent(code, "P2", "refused")
    else:
        worker = archive.actor("caseworker")
        archive.on(code, lambda case: withdraw_consent(case, question, IN_WORDS, worker))
    assert [one.kind if one else None for one in archive.kept(code)] == ["medical", None]


def test_a_piece_that_was_altered_or_lost_is_a_failure_never_half_a_document(archive):
    code = archive.assigned()
    archive.keep(code, content=LARGE.content)
    with archive.app.app_context(), unit_of_work():
        last = db.session.scalars(select(DocumentPiece).order_by(DocumentPiece.number.desc()))
        db.session.delete(last.first())
    with pytest.raises(SealBroken):
        archive.see(code, lambda case: queries.content_of(queries.documents_of(case)[0]))


def test_a_piece_of_another_document_does_not_open_here(archive):
    code = archive.assigned()
    archive.keep(code)
    archive.keep(code, content=b"%PDF-other")
    with archive.app.app_context(), unit_of_work():
        one, other = db.session.scalars(select(DocumentPiece)).all()
        one.sealed, other.sealed = other.sealed, one.sealed
    with pytest.raises(SealBroken):
        archive.see(code, lambda case: queries.content_of(queries.documents_of(case)[0]))


def test_strangers_and_focal_points_keep_and_delete_nothing(archive):
    code = archive.assigned()
    archive.keep(code)
    for persona in ("focal_point", "colleague_caseworker", "administrator"):
        with pytest.raises(NotPermitted):
            archive.on(
                code,
                lambda case, who=persona: service.add_document(
                    case, LARGE, "medical", TITLE, "fr", actor_named(who)
                ),
            )


def test_a_case_keeps_no_more_documents_than_can_be_looked_through(archive, monkeypatch):
    monkeypatch.setattr("casework.documents.domain.documents.MOST_DOCUMENTS", 1)
    code = archive.assigned()
    archive.keep(code)
    with pytest.raises(TooManyDocuments):
        archive.keep(code)


def test_title_and_content_are_in_no_file_and_no_row(archive):
    code = archive.assigned()
    archive.keep(code, content=LARGE.content)
    with archive.app.app_context():
        path = Path(db.engine.url.database)
    for file in (one for one in path.parent.rglob("*") if one.is_file()):
        content = file.read_bytes()
        assert MARK not in content, file
        assert b"canaritre" not in content, file


def test_every_opening_is_written_down_with_who_and_which(archive, client_as):
    code = archive.assigned()
    document = archive.keep(code)
    worker = client_as("caseworker")
    worker.http.get(f"/c/{code}/documents/{document}/file")
    with archive.app.app_context():
        found = events_of("case", case_named(code).id, kinds=("DocumentRead",))
        assert [str(one.said["document_id"]) for one in found] == [document]
        assert [one.actor_id for one in found] == [actor_named("caseworker").user_id]
        db.session.close()
    assert "a ouvert un document" in worker.get(f"/c/{code}/access").text
    assert "Document ajouté" in worker.get(f"/c/{code}/timeline").text
