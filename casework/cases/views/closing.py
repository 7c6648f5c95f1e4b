"""Closing: a caseworker proposes, a focal point answers."""

from typing import Any

from casework.cases import labels
from casework.cases.forms.records import ClosureAnswerForm, ClosureForm
from casework.cases.queries import Case, case_by_code, closure_of
from casework.cases.service import (
    approve_closure,
    closure_blocks,
    keep_open,
    propose_closure,
)
from casework.cases.views.blueprint import blueprint, form_page, of
from casework.kernel.refusals import ReasonMissing
from casework.policy import Permission
from casework.web.guard import guard, signed_in_actor


@blueprint.route("/c/<code>/close", methods=["GET", "POST"])
@guard(Permission.CASE_WORK, load=case_by_code)
def propose(case: Case) -> Any:
    """Why the case should close, and what stands against it."""
    actor, form = signed_in_actor(), ClosureForm()
    return form_page(
        "cases/propose.html",
        case,
        "close",
        form,
        act=lambda: propose_closure(
            case,
            form.closure(),
            actor,
            informed=bool(form.informed.data),
            expected_version=form.expected_version(),
        ),
        then=of(case, "case_file", done="closure_proposed"),
        blocks=[labels.BLOCKS[block] for block in closure_blocks(case, actor)],
    )


@blueprint.route("/c/<code>/closure", methods=["GET", "POST"])
@guard(Permission.CASE_CLOSE, load=case_by_code)
def closure(case: Case) -> Any:
    """The reason of the proposal and what stands against it; close, or keep open with a reason."""
    actor, form = signed_in_actor(), ClosureAnswerForm()
    proposed = closure_of(case) if case.proposed_by_id else None
    return form_page(
        "cases/closure.html",
        case,
        "close",
        form,
        act=lambda: _answer(case, form),
        then=of(case, "case_file", done="step_taken"),
        reason=labels.CLOSURE_REASONS[proposed.reason] if proposed else "",
        blocks=[labels.BLOCKS[block] for block in closure_blocks(case, actor)],
    )


def _answer(case: Case, form: ClosureAnswerForm) -> None:
    actor, version = signed_in_actor(), form.expected_version()
    if form.decision.data == "close":
        approve_closure(case, actor, expected_version=version)
    elif not form.reason.data:
        raise ReasonMissing(action="keep_open")
    else:
        keep_open(case, form.reason.data, actor, expected_version=version)
