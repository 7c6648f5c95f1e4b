"""Pages of documents, under /c/<code>/documents."""

from collections.abc import Iterator
from typing import Any

from flask import Blueprint, Response, current_app, g, request, url_for

from casework.accounts.queries import user_displays
from casework.audit import record_read
from casework.audit.catalogue import DocumentRead
from casework.cases.queries import Case, agreed_for_more, case_by_code
from casework.cases.views.blueprint import form_page, page
from casework.documents import queries, service, texts
from casework.documents.domain.documents import Examined, FileMissing
from casework.documents.examination import examine
from casework.documents.forms import LANGUAGES, DeleteForm, DocumentForm
from casework.documents.queries import DocumentOfCase
from casework.kernel.refusals import Refusal
from casework.policy import Permission
from casework.web.guard import guard, signed_in_actor

blueprint = Blueprint("documents", __name__)
TAB = "documents"
SENT_AT_ONCE = 64 * 1024


@blueprint.get("/c/<code>/documents")
@guard(Permission.CASE_READ, load=case_by_code)
def documents(case: Case) -> str:
    """Everything that is kept, and what was deleted and why."""
    found = queries.documents_of(case)
    people = [one.row.added_by_id for one in found] + [one.row.deleted_by_id for one in found]
    return page(
        "documents/documents.html",
        case,
        TAB,
        kept=[(one.row, one.description) for one in found if one.row.deleted_at is None],
        sealed={one.row.id for one in found if one.sealed},
        gone=[(one.row, one.deletion) for one in found if one.row.deleted_at is not None],
        names=user_displays(people),
        words=texts,
        languages_of_documents=LANGUAGES,
    )


def look_through() -> None:
    """Look through the file that was sent, before the store is asked for anything. What is wrong
    with it is kept, to be said beside its field."""
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return
    try:
        scanner = current_app.extensions["settings"].clamav_url
        g.examined = examine(sent.stream.read(), sent.filename, scanner)
    except Refusal as refusal:
        g.examined = refusal
    sent.stream.seek(0)


@blueprint.route("/c/<code>/documents/new", methods=["GET", "POST"])
@guard(Permission.CASE_WORK, load=case_by_code, prepare=look_through)
def add(case: Case) -> Any:
    """Send a file, and say what it is."""
    form = DocumentForm()
    return form_page(
        "documents/add.html",
        case,
        TAB,
        form,
        act=lambda: service.add_document(
            case,
            _examined(),
            form.kind.data,
            form.title.data,
            form.language.data,
            signed_in_actor(),
            dated=form.dated.data.earliest() if form.dated.data else None,
        ),
        then=url_for(".documents", code=case.code, done="document_added"),
        photos_agreed=agreed_for_more(case, service.FOR_PHOTOS) is not None,
    )


def _examined() -> Examined:
    found = g.get("examined")
    if isinstance(found, Refusal):
        raise found
    if found is None:
        raise FileMissing()
    made: Examined = found
    return made


@blueprint.get("/c/<code>/documents/<uuid:document_id>/file")
@guard(Permission.CASE_READ, load=queries.opened_document, file_of="documents.documents")
def download(found: DocumentOfCase) -> Response:
    """The file as a download: a browser is told never to show it."""
    described = found.description
    content = queries.content_of(found)
    record_read(DocumentRead(case_id=found.case.id, document_id=found.row.id), signed_in_actor())
    answer = Response(_in_pieces(content), mimetype=described.media if described else None)
    name = f"{found.row.mark}.{described.ending if described else 'bin'}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Content-Length"] = str(len(content))
    return answer


@blueprint.route("/c/<code>/documents/<uuid:document_id>/delete", methods=["GET", "POST"])
@guard(Permission.CASE_WORK, load=queries.document_of)
def delete(found: DocumentOfCase) -> Any:
    """Delete a document, with the reason."""
    form = DeleteForm()
    return form_page(
        "documents/delete.html",
        found.case,
        TAB,
        form,
        act=lambda: service.delete_document(
            found.case,
            found.row,
            form.reason.data,
            form.words.data or "",
            signed_in_actor(),
        ),
        then=url_for(".documents", code=found.case.code, done="document_deleted"),
        described=found.description,
        words=texts,
    )


def _in_pieces(content: bytes) -> Iterator[bytes]:
    return (content[at : at + SENT_AT_ONCE] for at in range(0, len(content), SENT_AT_ONCE))
