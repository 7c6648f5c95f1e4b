"""Asking for a file, and fetching it."""

from typing import Any

from flask import Blueprint, Response, make_response, request, url_for

from casework.audit import record_read
from casework.audit.catalogue import StatisticsRead
from casework.facts.domain import SIMULATED
from casework.policy import Permission
from casework.web.forms import submit
from casework.web.guard import guard, signed_in_actor

from ..forms import lattice_alone, table_question
from ..labels import period_label
from ..question_words import table_title
from ..refused import write_refused, written_when_refused
from . import making, reasons
from .forms import ExportForm, ReasonForm
from .holds import columns_of_files

blueprint = Blueprint("statistics_exports", __name__)


@blueprint.route("/m/export", methods=["GET", "POST"])
@guard(Permission.STATISTICS_EXPORT)
def ask() -> Any:
    """Which file, of which period, and why."""
    actor = signed_in_actor()
    with written_when_refused("export", actor):
        lattice = lattice_alone(request.args)
    form = ExportForm().offer(lattice)
    answer = submit(
        form,
        "statistics/export.html",
        act=lambda: making.ask(
            form.report.data, form.period.data, form.reason.data, lattice, actor
        ),
        then=lambda ticket: url_for(".fetch", ticket=ticket),
        simulated=lattice == SIMULATED,
        columns=columns_of_files(),
    )
    if form.report.errors or form.period.errors:
        write_refused("export", actor)
    return answer


@blueprint.get("/m/export/<ticket>")
@guard(Permission.STATISTICS_EXPORT, file_of="statistics_exports.ask")
def fetch(ticket: str) -> Response:
    """The file of a ticket, made anew each time: it cannot differ."""
    actor = signed_in_actor()
    with written_when_refused("ticket", actor):
        export = making.export_of(ticket, actor)
        answer = make_response(making.file_of(export))
    answer.mimetype = making.MIMETYPES[export.file_name.rpartition(".")[2]]
    answer.headers["Content-Disposition"] = f'attachment; filename="{export.file_name}"'
    code = f"EXPORT.{export.report.value.upper().replace('_', '.')}"
    whose = SIMULATED if export.lattice == SIMULATED else None
    label = f"P{export.period.label}"
    record_read(StatisticsRead(table=code, period=label, lattice=whose), actor)
    return answer


@blueprint.route("/m/table", methods=["GET", "POST"])
@guard(Permission.STATISTICS_READ, fresh=True)
def reason() -> Any:
    """Why a table of a page is taken as a file; then the file, and others for a while."""
    actor = signed_in_actor()
    with written_when_refused("table", actor):
        question = table_question(request.args, actor)
    form = ReasonForm()
    asked: dict[str, Any] = request.args.to_dict()
    return submit(
        form,
        "statistics/reason.html",
        act=lambda: reasons.give(form.reason.data, actor),
        then=lambda _given: url_for("statistics.table_file", **asked),
        table=table_title(question.table),
        period=period_label(question.period),
        simulated=question.lattice == SIMULATED,
    )
