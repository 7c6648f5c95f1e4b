"""Pages of exchange: a questionnaire as a form, a form as a draft, filled forms as screenings."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, make_response, render_template, url_for

from casework.audit import record_read
from casework.audit.catalogue import ExportMade
from casework.exchange import queries
from casework.exchange.domain.exporting import form_of
from casework.exchange.drafting import import_form
from casework.exchange.forms import ImportFormForm, ImportSubmissionsForm
from casework.exchange.pages import draft_report, submissions_report
from casework.exchange.queries import SubmissionImport
from casework.exchange.submitting import import_submissions
from casework.exchange.wording import wording
from casework.exchange.workbook import XFORM, XLSX, as_xform, as_xlsx
from casework.policy import Actor, Permission, Resource
from casework.screening.domain.instrument import Instrument
from casework.web.forms import submit
from casework.web.guard import guard, signed_in_actor

blueprint = Blueprint("exchange", __name__)
AT_ONCE = 200


@dataclass(frozen=True)
class Version:
    """A published version, open to whoever may read questionnaires."""

    instrument: Instrument

    def resource(self) -> Resource:
        """It belongs to nobody."""
        return Resource(kind="instrument")


def _version(actor: Actor, id: str, number: int) -> Version | None:
    found = queries.version(id, str(number))
    return Version(found) if found is not None else None


@blueprint.get("/a/instruments/<id>/<int:number>/form.xlsx")
@guard(Permission.INSTRUMENT_READ, load=_version)
def as_workbook(version: Version) -> Response:
    """The XLSForm of a published version."""
    content = as_xlsx(form_of(version.instrument, wording()))
    return _download(version.instrument, content, XLSX, "xlsx")


@blueprint.get("/a/instruments/<id>/<int:number>/form.xml")
@guard(Permission.INSTRUMENT_READ, load=_version)
def as_xml(version: Version) -> Response:
    """The XForm of a published version."""
    content = as_xform(form_of(version.instrument, wording())).encode()
    return _download(version.instrument, content, XFORM, "xml")


@blueprint.route("/a/instruments/import", methods=["GET", "POST"])
@guard(Permission.INSTRUMENT_DRAFT)
def bring_form() -> Any:
    """A form of another tool becomes a draft."""
    form = ImportFormForm()
    return submit(
        form,
        "exchange/bring_form.html",
        act=lambda: import_form(
            form.file.data.read(), form.language.data, form.file.data.filename or "",
            signed_in_actor(),
        ),
        then=lambda made: url_for(
            ".form_report", id=made.instrument_id, number=made.number, done="form_imported"
        ),
    )  # fmt: skip


@blueprint.get("/a/instruments/<id>/<int:number>/import")
@guard(Permission.INSTRUMENT_READ, load=draft_report)
def form_report(report: Any) -> str:
    """What could not be carried over."""
    return render_template("exchange/form_report.html", report=report)


@blueprint.route("/s/import", methods=["GET", "POST"])
@guard(Permission.SCREENING_START)
def bring_submissions() -> Any:
    """Forms filled in with another tool become screenings of whoever imports them."""
    actor = signed_in_actor()
    form = ImportSubmissionsForm().offer(actor)
    return submit(
        form,
        "exchange/bring_submissions.html",
        act=lambda: import_submissions(
            form.file.data.read(), queries.versions()[form.instrument.data],
            form.province.data or "", actor, AT_ONCE,
        ),
        then=lambda made: url_for(".submissions_done", import_id=made.id),
        most=AT_ONCE,
    )  # fmt: skip


def _own_import(actor: Actor, import_id: UUID) -> SubmissionImport | None:
    return queries.own_import(actor, import_id)


@blueprint.get("/s/import/<uuid:import_id>")
@guard(Permission.SCREENING_WRITE, load=_own_import)
def submissions_done(made: SubmissionImport) -> str:
    """What became of the rows of a file."""
    return render_template("exchange/submissions_report.html", report=submissions_report(made))


def _download(instrument: Instrument, content: bytes, kind: str, ending: str) -> Response:
    record_read(ExportMade(report=f"form.{instrument.id}"[:48], count=1), signed_in_actor())
    answer = make_response(content)
    answer.mimetype = kind
    name = f"sanad-{instrument.id}-{instrument.version}.{ending}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
