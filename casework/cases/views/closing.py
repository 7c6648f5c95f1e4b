"""Closing: a caseworker proposes, a focal point answers; the person is asked again afterwards."""

from typing import Any

from flask import request

from casework.accounts.queries import user_displays
from casework.cases import labels
from casework.cases.domain.closure import Silence, silence, usual_end
from casework.cases.forms.closing import ClosureAnswerForm, ClosureForm, FollowUpForm
from casework.cases.queries import (
    Case,
    attempts_of,
    case_by_code,
    closure_of,
    closures_of,
    follow_ups_of,
    follow_ups_waiting,
    today,
)
from casework.cases.service import (
    approve_closure,
    closure_blocks,
    keep_open,
    propose_closure,
    record_follow_up,
)
from casework.cases.service.withdrawing import waits_for_answer
from casework.cases.views.blueprint import blueprint, form_page, of
from casework.kernel.refusals import ReasonMissing
from casework.policy import Actor, Permission
from casework.web.guard import guard, signed_in_actor


@blueprint.route("/c/<code>/close", methods=["GET", "POST"])
@guard(Permission.CASE_WORK, load=case_by_code)
def propose(case: Case) -> Any:
    """Why the case should close, what is settled with it, and what stands against it."""
    actor, form = signed_in_actor(), ClosureForm()
    if request.method == "GET":
        form.propose_end(usual_end(today()))
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
        blocks=_blocks(case, actor),
        withdrawn=waits_for_answer(case),
        silence=_silence(case),
    )


@blueprint.route("/c/<code>/closure", methods=["GET", "POST"])
@guard(Permission.CASE_CLOSE, load=case_by_code)
def closure(case: Case) -> Any:
    """The reason of the proposal and what stands against it; close, or keep open with a reason.
    Without a proposal, a case whose person agrees to it no more can be kept open alone."""
    actor, form = signed_in_actor(), ClosureAnswerForm()
    return form_page(
        "cases/closure.html",
        case,
        "close",
        form,
        act=lambda: _answer(case, form),
        then=of(case, "case_file", done="step_taken"),
        proposed=closure_of(case) if case.proposed_by_id else None,
        withdrawn=waits_for_answer(case),
        blocks=_blocks(case, actor),
        silence=_silence(case),
    )


def _silence(case: Case) -> Silence:
    return silence(attempts_of(case.id))


def _answer(case: Case, form: ClosureAnswerForm) -> None:
    actor, version = signed_in_actor(), form.expected_version()
    if form.decision.data == "close":
        approve_closure(case, actor, expected_version=version)
    elif not form.reason.data:
        raise ReasonMissing(action="keep_open")
    else:
        keep_open(case, form.reason.data, actor, expected_version=version)


def _blocks(case: Case, actor: Actor) -> list[tuple[Any, Any, str | None]]:
    """What stands against closing, who can change it, and where, for those who work the case."""
    mine = actor.user_id in case.resource().assignee_ids
    return [
        (
            labels.BLOCKS[block],
            labels.UNBLOCKING[block],
            of(case, labels.UNBLOCKING_ENDPOINTS[block])
            if mine and block in labels.UNBLOCKING_ENDPOINTS
            else None,
        )
        for block in closure_blocks(case, actor)
    ]


@blueprint.route("/c/<code>/follow-up", methods=["GET", "POST"])
@guard(Permission.CASE_WORK, load=case_by_code)
def follow_up(case: Case) -> Any:
    """Ask the person how they are, on a channel they chose; say what came of it."""
    form, waiting = FollowUpForm(), follow_ups_waiting(case.id)
    chosen, done = closure_of(case), follow_ups_of(case)
    form.offer(chosen.channels if chosen else ())
    return form_page(
        "cases/follow_up.html",
        case,
        "follow_up",
        form,
        act=lambda: record_follow_up(
            case,
            waiting[0] if waiting else 0,
            form.follow_up(),
            signed_in_actor(),
            expected_version=form.expected_version(),
        ),
        then=of(case, "case_file", done="follow_up_recorded"),
        waiting=waiting,
        chosen=chosen.channels if chosen else (),
        recorded=done,
        earlier=closures_of(case.id),
        names=user_displays([row.recorded_by_id for row, _one in done]),
    )
