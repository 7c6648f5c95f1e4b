"""Assigning a case, and confirming a step of the pathway."""

from typing import Any
from uuid import UUID

from flask import request, url_for

from casework.accounts.queries import organisation_names
from casework.cases import labels
from casework.cases.domain.gates import parse
from casework.cases.domain.pathway import BY_REFERRALS
from casework.cases.forms.opening import AssignForm
from casework.cases.forms.records import StepForm
from casework.cases.panels import gate_page
from casework.cases.progress import CLOSING, arrow_of
from casework.cases.queries import Case, card_of, case_by_code
from casework.cases.queries.takers import takers_of
from casework.cases.service import Why, assign, gates_of, note_urgency_seen, step
from casework.cases.views.blueprint import blueprint, form_page, of
from casework.kernel.refusals import NotPermitted
from casework.kernel.workflow import Transition
from casework.policy import Actor, Permission, decide
from casework.web.forms import Form, submit
from casework.web.guard import guard, signed_in_actor
from casework.web.languages import current_language

GATE_ENDPOINTS = {
    "G-INTERP": "card",
    "G-DUTY": "duty",
    "G-RISK": "new_risk",
    "G-CONSENT": "consent",
    "G-AGE": "card",
    "G-GUARD": "child",
    "G-AUTHORITY": "child",
    "G-BIA": "child",
    "G-BID": "child",
    "G-SAFE": "risk",
}
CHILD_GATES = frozenset({"G-GUARD", "G-AUTHORITY", "G-BIA", "G-BID"})


def _case_of_step(actor: Actor, code: str, action: str) -> Case | None:
    """The case, when the pathway has a step of this name that is confirmed by hand."""
    known = action in labels.CONSEQUENCES and action not in BY_REFERRALS | CLOSING
    return case_by_code(actor, code) if known else None


@blueprint.route("/c/<code>/step/<action>", methods=["GET", "POST"])
@guard(Permission.CASE_SKELETON, load=_case_of_step)
def take_step(case: Case) -> Any:
    """What the step means, what it still lacks, and two equal buttons."""
    action, actor = str((request.view_args or {})["action"]), signed_in_actor()
    arrow = arrow_of(case, action)
    form = StepForm()
    return form_page(
        "cases/step.html",
        case,
        "step",
        form,
        act=lambda: _taken(case, action, arrow, form, actor),
        then=of(case, "case_file", done="step_taken"),
        action=action,
        arrow=arrow if arrow and _permitted(arrow, case, actor) else None,
        gates=_gates(case, action, actor),
    )


def _taken(case: Case, action: str, arrow: Transition | None, form: StepForm, actor: Actor) -> None:
    words = form.reason.data or None
    needs = arrow is not None and arrow.needs_reason
    why = Why(words=words if needs else None)
    step(case, action, actor, expected_version=form.expected_version(), why=why)


def _permitted(arrow: Transition, case: Case, actor: Actor) -> bool:
    if not decide(actor, Permission(arrow.permission), case.resource()).allowed:
        raise NotPermitted()
    return True


def _gates(case: Case, action: str, actor: Actor) -> list[tuple[Any, str, str]]:
    """Each condition: its words, its verdict, and where it can be met."""
    child = card_of(case).child
    return [
        (
            labels.GATES[gate],
            verdict.value,
            _where(case, parse(gate)[0]),
        )
        for gate, verdict in gates_of(case, action, actor).items()
        if child or parse(gate)[0] not in CHILD_GATES
    ]


def _where(case: Case, rule: str) -> str:
    """Where a condition is met."""
    elsewhere = gate_page(rule)
    if elsewhere is not None:
        return url_for(elsewhere, code=case.code)
    return of(case, GATE_ENDPOINTS.get(rule, "records"))


@blueprint.route("/c/<code>/assign", methods=["GET", "POST"])
@guard(Permission.CASE_ASSIGN, load=case_by_code)
def assign_case(case: Case) -> Any:
    """Choose a caseworker who works in the region."""
    form = AssignForm()
    offered = _offer_people(form, case)
    return form_page(
        "cases/assign.html",
        case,
        "assign",
        form,
        act=lambda: assign(
            case,
            UUID(form.caseworker.data),
            signed_in_actor(),
            backup_id=form.chosen_backup(),
            expected_version=form.expected_version(),
        ),
        then=of(case, "case_file", done="case_assigned"),
        own_house=case.organisation_id in offered,
    )


def _offer_people(form: AssignForm, case: Case) -> set[UUID]:
    """Offer whom the case may be given to; gives their organisations."""
    people = takers_of(case.region, case.organisation_id, case.conflicted_ids())
    bodies = organisation_names([one.organisation_id for one in people], current_language())
    named = [
        (str(one.id), f"{one.display_name} · {bodies.get(one.organisation_id, '')}")
        for one in people
    ]
    form.caseworker.choices = named
    form.backup.choices = named
    if request.method == "GET" and case.assignee_id:
        form.caseworker.data = str(case.assignee_id)
        form.backup.data = str(case.backup_id) if case.backup_id else None
    return {one.organisation_id for one in people}


@blueprint.post("/c/<code>/urgency-seen")
@guard(Permission.CASE_TRIAGE, load=case_by_code)
def urgency_seen(case: Case) -> Any:
    """The focal point looked at a referral that was made in an emergency."""
    return submit(
        Form(),
        "cases/step.html",
        act=lambda: note_urgency_seen(case, signed_in_actor()),
        then=lambda _done: of(case, "case_file", done="record_kept"),
        case=case,
    )
