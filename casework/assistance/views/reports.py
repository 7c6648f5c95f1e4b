"""The donor report of a project: on the page, as a spreadsheet, as a paper. The same numbers.

What it tells of people was published, so reading it and taking it out stand in the ledger of
questions like every other question and file; a file asks for a reason and a proof, and names the
releases that its numbers come from.
"""

from datetime import date
from typing import Any

from flask import Response, abort, current_app, render_template, request

from casework.assistance.forms import ReportFileForm
from casework.assistance.papers import report_paper
from casework.assistance.report import DonorReport, donor_report
from casework.assistance.sheets import workbook
from casework.assistance.views.blueprint import blueprint
from casework.audit import record, record_read
from casework.audit.catalogue import StatisticsExported, StatisticsRead
from casework.cases.queries import today
from casework.funding import queries as funding
from casework.funding.people import REASONS
from casework.funding.queries import Project
from casework.policy import Permission as P
from casework.web.forms import submit
from casework.web.guard import guard, signed_in_actor
from casework.web.languages import current_language

MIMETYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}


@blueprint.get("/k/<code>/report")
@guard(P.FUNDING_MANAGE, load=funding.led_project)
def report(project: Project) -> str:
    """Money and goods of a period, exact; people as published."""
    found = _asked(project)
    record_read(StatisticsRead(table="VIEW.DONOR", period=_period(found)), signed_in_actor())
    return render_template("assistance/report.html", project=project, report=found)


@blueprint.route("/k/<code>/report/file", methods=["GET", "POST"])
@guard(P.FUNDING_MANAGE, load=funding.led_project, fresh=True)
def report_file(project: Project) -> Any:
    """The same as a file: which, and why."""
    form, found = ReportFileForm(), _asked(project)
    if form.is_submitted() and form.validate():
        return _file(project, found, form.kind.data, form.reason.data)
    return submit(
        form,
        "assistance/report_file.html",
        act=lambda: None,
        then=lambda _none: "",
        project=project,
        report=found,
    )


def _asked(project: Project) -> DonorReport:
    first = _day("first", project.starts_on)
    last = _day("last", min(project.ends_on, max(today(), project.starts_on)))
    if last < first:
        abort(404)
    return donor_report(project.id, first, last)


def _day(name: str, usual: date) -> date:
    try:
        return date.fromisoformat(request.args.get(name, "")) if request.args.get(name) else usual
    except ValueError:
        return usual


def _period(found: DonorReport) -> str:
    return f"P{found.first.isoformat()}_{found.last.isoformat()}"


def _file(project: Project, found: DonorReport, kind: str, reason: str) -> Response:
    said = StatisticsExported(report=f"donor_{kind}", period=_period(found), reason=reason)
    record(said, signed_in_actor())
    why = str(REASONS[reason])
    if kind == "xlsx":
        content = workbook(project.title, found, why)
    else:
        demo = current_app.extensions["settings"].demo
        content = report_paper(
            project.title, project.code, found, why, current_language(), fiction=demo
        )
    name = f'attachment; filename="report-{project.code}.{kind}"'
    return Response(content, mimetype=MIMETYPES[kind], headers={"Content-Disposition": name})
