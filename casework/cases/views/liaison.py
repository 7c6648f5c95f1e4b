"""Pages of the liaison of the prosecution, under /p: reports, measures, formal status."""

from datetime import datetime
from typing import Any

from flask import render_template, request, url_for

from casework.accounts.queries import user_displays
from casework.audit import record_read
from casework.audit.catalogue import CaseRead
from casework.cases.domain.protection import Measure
from casework.cases.forms.protection import MeasureForm
from casework.cases.forms.records import StatusForm
from casework.cases.queries import (
    Case,
    case_of_liaison,
    measures_asked,
    report_of,
    reports_of,
    reports_page,
    statuses_of,
    thread,
    threads_of,
    today,
)
from casework.cases.service import (
    confirm_report,
    note_shown,
    record_decision,
    record_victim_status,
)
from casework.cases.views.blueprint import blueprint
from casework.db import unit_of_work
from casework.kernel.refusals import NotFound
from casework.policy import Actor, Permission
from casework.web.codes import region_name
from casework.web.forms import Form, submit
from casework.web.guard import guard, signed_in_actor

MORE = 26


@blueprint.get("/p")
@guard(Permission.LIAISON_LIST)
def reports() -> str:
    """The reports of one's regions, newest first, and the measures that wait for a decision."""
    actor = signed_in_actor()
    found = reports_page(actor, before=_moment(request.args.get("before", "")), size=MORE)
    shown = found[: MORE - 1]
    more = len(found) > len(shown)
    older = url_for(".reports", before=shown[-1].recorded_at.isoformat()) if more else None
    return render_template(
        "cases/liaison/reports.html",
        shown=shown,
        older=older,
        asked=measures_asked(actor),
        region_name=region_name,
    )


@blueprint.get("/p/<code>")
@guard(Permission.LIAISON_READ, load=case_of_liaison)
def formal(case: Case) -> str:
    """What one may know of a case: its reports by date, its measures, its formal status."""
    _read(case, "formal")
    statuses = statuses_of(case)
    return render_template(
        "cases/liaison/formal.html",
        case=case,
        reports=reports_of(case),
        measures=threads_of(case.id, "measure"),
        statuses=statuses,
        names=user_displays([row.recorded_by_id for row, _said in statuses]),
        today=today(),
        region_name=region_name,
    )


def _case_of_report(actor: Actor, code: str, seq: str) -> Case | None:
    case = case_of_liaison(actor, code)
    return case if case is not None and report_of(case, seq) is not None else None


@blueprint.route("/p/<code>/report/<seq>", methods=["GET", "POST"])
@guard(Permission.LIAISON_READ, load=_case_of_report, fresh=True)
def report(case: Case) -> Any:
    """One report as it was made; opening it is written down, and what it tells of the identity."""
    seq = str((request.view_args or {})["seq"])
    found = report_of(case, seq)
    assert found is not None  # noqa: S101 - the guard loaded it
    row, duty = found
    if request.method == "GET":
        _read(case, "report")
        if duty.identity:
            with unit_of_work():
                note_shown(case, signed_in_actor(), "report", "legal_duty")
    form = Form()
    return submit(
        form,
        "cases/liaison/report.html",
        act=lambda: confirm_report(case, row, signed_in_actor()),
        then=lambda _done: url_for(".formal", code=case.code, done="report_received"),
        row=case,
        case=case,
        kept=row,
        duty=duty,
        names=user_displays([row.recorded_by_id, row.received_by_id]),
    )


@blueprint.route("/p/<code>/measure", methods=["GET", "POST"])
@guard(Permission.FORMAL_RECORD, load=case_of_liaison)
def formal_measure(case: Case) -> Any:
    """A protection measure; with `of`, what was decided of one that was asked for."""
    form, before = MeasureForm(), _measure_before(case)
    if request.method == "GET" and before is not None:
        form.show(before[1])
    thread_id = before[0].thread_id if before is not None else None
    return _formal_page(
        case,
        form,
        "measure",
        lambda: record_decision(
            case,
            form.content(),
            signed_in_actor(),
            thread_id=thread_id,
            expected_version=form.expected_version(),
        ),
    )


@blueprint.route("/p/<code>/status", methods=["GET", "POST"])
@guard(Permission.FORMAL_RECORD, load=case_of_liaison)
def formal_status(case: Case) -> Any:
    """What the competent authority decided on the status of victim."""
    form = StatusForm()
    return _formal_page(
        case,
        form,
        "status",
        lambda: record_victim_status(
            case, form.decided(), signed_in_actor(), expected_version=form.expected_version()
        ),
    )


def _formal_page(case: Case, form: Form, kind: str, act: Any) -> Any:
    if request.method == "GET":
        _read(case, "formal")
    return submit(
        form,
        "cases/liaison/record.html",
        act=act,
        then=lambda _done: url_for(".formal", code=case.code, done="record_kept"),
        row=case,
        case=case,
        kind=kind,
    )


def _measure_before(case: Case) -> tuple[Any, Measure] | None:
    asked = request.args.get("of", "")
    if not asked:
        return None
    found = thread(case.id, asked, "measure")
    if found is None:
        raise NotFound()
    return found


def _read(case: Case, part: str) -> None:
    record_read(CaseRead(case_id=case.id, part=part), signed_in_actor())


def _moment(text: str) -> datetime | None:
    """A moment as an address carries it; what is none is left out."""
    try:
        found = datetime.fromisoformat(text[:40])
    except ValueError:
        return None
    return found if found.tzinfo is not None else None
