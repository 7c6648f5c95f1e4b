"""The donor report of a project: on the page, as a spreadsheet, as a paper. The same numbers."""

from datetime import date
from typing import Any

from flask import Response, abort, current_app, render_template, request

from casework.assistance.papers import report_paper
from casework.assistance.report import DonorReport, donor_report
from casework.assistance.sheets import workbook
from casework.assistance.views.blueprint import blueprint
from casework.audit import record_read
from casework.audit.catalogue import ExportMade
from casework.cases.queries import today
from casework.funding import queries as funding
from casework.funding.queries import Project
from casework.policy import Permission as P
from casework.web.guard import guard, signed_in_actor
from casework.web.languages import current_language

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("/k/<code>/report")
@guard(P.FUNDING_MANAGE, load=funding.led_project)
def report(project: Project) -> str:
    """Money and goods of a period, exact; people as published."""
    return render_template("assistance/report.html", project=project, report=_asked(project))


@blueprint.get("/k/<code>/report.xlsx")
@guard(P.FUNDING_MANAGE, load=funding.led_project)
def report_sheet(project: Project) -> Any:
    """The same, as a spreadsheet."""
    return _file(project, "xlsx", SHEET, workbook(project.title, _asked(project)))


@blueprint.get("/k/<code>/report.pdf")
@guard(P.FUNDING_MANAGE, load=funding.led_project)
def report_pdf(project: Project) -> Any:
    """The same, as a paper."""
    demo = current_app.extensions["settings"].demo
    content = report_paper(
        project.title, project.code, _asked(project), current_language(), fiction=demo
    )
    return _file(project, "pdf", "application/pdf", content)


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


def _file(project: Project, ending: str, kind: str, content: bytes) -> Any:
    record_read(_event(ending), signed_in_actor())
    name = f'attachment; filename="report-{project.code}.{ending}"'
    return Response(content, mimetype=kind, headers={"Content-Disposition": name})


def _event(ending: str) -> ExportMade:
    return ExportMade(report=f"donor_report_{ending}")
