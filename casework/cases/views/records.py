"""Risk, legal duty, milestones, status and the card."""

from typing import Any

from flask import request

from casework.accounts.queries import organisation_names, organisations_in, user_displays
from casework.cases import labels
from casework.cases.domain.records import REPORTED_TO
from casework.cases.forms.opening import CardForm
from casework.cases.forms.records import DutyForm, MilestoneForm, RiskForm, StatusForm
from casework.cases.queries import (
    Case,
    card_of,
    case_by_code,
    duties_of,
    milestones_of,
    newest_risk,
    newest_status,
    records_of,
    risks_of,
)
from casework.cases.service import (
    record_card,
    record_legal_duty,
    record_milestone,
    record_risk,
    record_victim_status,
)
from casework.cases.views.blueprint import blueprint, form_page, of, page
from casework.kernel import clock
from casework.policy import Permission
from casework.web.guard import guard, signed_in_actor
from casework.web.languages import current_language


@blueprint.get("/c/<code>/risk")
@guard(Permission.CASE_READ, load=case_by_code)
def risk(case: Case) -> str:
    """The assessment in force, item by item, and the earlier ones."""
    found = risks_of(case.id)
    return page(
        "cases/risk.html",
        case,
        "risk",
        current=found[0][0] if found else None,
        risks=found[0][1] if found else None,
        earlier=[(row, risks.level) for row, risks in found[1:]],
        names=user_displays([row.made_by_id for row, _risks in found]),
        ended=bool(found) and found[0][0].valid_until <= clock.now(),
        before={item.code: item.level for item in found[1][1].items} if found[1:] else {},
        plans=records_of(case.id, "safety_plan"),
    )


@blueprint.route("/c/<code>/risk/new", methods=["GET", "POST"])
@guard(Permission.CASE_WORK, load=case_by_code)
def new_risk(case: Case) -> Any:
    """Look at every item once."""
    form = RiskForm()
    return form_page(
        "cases/new_risk.html",
        case,
        "risk",
        form,
        act=lambda: record_risk(
            case, form.risks(), signed_in_actor(), expected_version=form.expected_version()
        ),
        then=of(case, "risk", done="risk_recorded"),
        previous=lambda known: _risk_before(known, case),
    )


def _risk_before(form: RiskForm, case: Case) -> None:
    """The assessment on record."""
    if (known := newest_risk(case.id)) is not None:
        form.show(known[1])


@blueprint.get("/c/<code>/records")
@guard(Permission.CASE_READ, load=case_by_code)
def records(case: Case) -> str:
    """Steps of the pathway on record, the duty to report, the status, what the card says."""
    return page(
        "cases/records.html",
        case,
        "records",
        milestones=milestones_of(case.id),
        duties=duties_of(case.id),
        status=newest_status(case),
        person=card_of(case),
    )


@blueprint.route("/c/<code>/milestones", methods=["GET", "POST"])
@guard(Permission.CASE_WORK, load=case_by_code)
def milestone(case: Case) -> Any:
    """Record that something of the pathway happened."""
    form = MilestoneForm()
    wanted = request.args.get("kind", "")
    if request.method == "GET" and wanted in labels.MILESTONES:
        form.kind.data = wanted
    return form_page(
        "cases/milestone.html",
        case,
        "records",
        form,
        act=lambda: record_milestone(
            case,
            form.kind.data,
            form.milestone(),
            signed_in_actor(),
            expected_version=form.expected_version(),
        ),
        then=of(case, "records", done="record_kept"),
        previous=lambda known: _milestone_before(known, case, form.kind.data),
    )


def _milestone_before(form: MilestoneForm, case: Case, kind: str) -> None:
    """The step of the same kind that is on record already."""
    if (known := milestones_of(case.id).get(kind)) is not None:
        form.show(kind, known)


@blueprint.route("/c/<code>/duty", methods=["GET", "POST"])
@guard(Permission.CASE_WORK, load=case_by_code)
def duty(case: Case) -> Any:
    """A report the law requires, or why none is due: apart from any consent."""
    form = DutyForm()
    bodies = [one.id for one in organisations_in(case.region) if one.kind in REPORTED_TO]
    form.offer(organisation_names(bodies, current_language()).items())
    return form_page(
        "cases/duty.html",
        case,
        "records",
        form,
        act=lambda: record_legal_duty(
            case,
            form.duty(),
            bool(form.reported.data),
            signed_in_actor(),
            expected_version=form.expected_version(),
        ),
        then=of(case, "records", done="duty_recorded"),
    )


@blueprint.route("/c/<code>/status", methods=["GET", "POST"])
@guard(Permission.CASE_WORK, load=case_by_code)
def status(case: Case) -> Any:
    """What a body decided on the status of victim."""
    form = StatusForm()
    return form_page(
        "cases/status.html",
        case,
        "records",
        form,
        act=lambda: record_victim_status(
            case, form.decided(), signed_in_actor(), expected_version=form.expected_version()
        ),
        then=of(case, "records", done="record_kept"),
        previous=lambda known: _status_before(known, case),
    )


def _status_before(form: StatusForm, case: Case) -> None:
    """The decision on record."""
    if (known := newest_status(case)) is not None:
        form.show(known)


@blueprint.route("/c/<code>/card", methods=["GET", "POST"])
@guard(Permission.CASE_WORK, load=case_by_code)
def card(case: Case) -> Any:
    """What is said of the person without the name."""
    form = CardForm()
    return form_page(
        "cases/card.html",
        case,
        "records",
        form,
        act=lambda: record_card(
            case, form.card(), signed_in_actor(), expected_version=form.expected_version()
        ),
        then=of(case, "case_file", done="record_kept"),
        show=lambda known: known.show(card_of(case)),
    )
