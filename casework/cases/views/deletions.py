"""Being asked to delete what one was told, under /w; writing an answer down by hand."""

from typing import Any

from flask import render_template, request, url_for

from casework.accounts.queries import organisation_names
from casework.cases.forms.consents import DeletionForm
from casework.cases.queries import (
    Case,
    DeletionRequest,
    case_by_code,
    deletion_asked,
    deletion_of_case,
    deletions_waiting,
)
from casework.cases.service import answer_deletion, answers_itself, record_answer
from casework.cases.views.blueprint import blueprint, form_page, of
from casework.policy import Actor, Permission
from casework.web.forms import submit
from casework.web.guard import guard, signed_in_actor
from casework.web.languages import current_language

MOST = 50


@blueprint.get("/w")
@guard(Permission.DELETION_LIST)
def deletions() -> str:
    """What one's organisation is asked to delete and has not answered."""
    waiting = deletions_waiting(signed_in_actor(), MOST)
    return render_template("cases/deletions/list.html", waiting=waiting)


@blueprint.route("/w/<ref>", methods=["GET", "POST"])
@guard(Permission.DELETION_ANSWER, load=deletion_asked)
def deletion(asked: DeletionRequest) -> Any:
    """What is to be deleted, by its reference and day alone; what was told is shown no more."""
    form = DeletionForm()
    return submit(
        form,
        "cases/deletions/asked.html",
        act=lambda: answer_deletion(
            asked, form.answer.data, signed_in_actor(), form.expected_version()
        ),
        then=lambda _done: url_for(".deletion", ref=asked.reference, done="deletion_answered"),
        row=asked,
        asked=asked,
    )


def _case_of_request(actor: Actor, code: str, ref: str) -> Case | None:
    case = case_by_code(actor, code)
    return case if case is not None and deletion_of_case(case.id, ref) is not None else None


@blueprint.route("/c/<code>/deletions/<ref>", methods=["GET", "POST"])
@guard(Permission.CASE_WORK, load=_case_of_request)
def deletion_by_hand(case: Case) -> Any:
    """The answer of a body without an account, by telephone or letter."""
    asked = deletion_of_case(case.id, str((request.view_args or {})["ref"]))
    assert asked is not None  # noqa: S101 - the guard loaded it
    form = DeletionForm()
    names = organisation_names([asked.organisation_id], current_language())
    return form_page(
        "cases/deletions/by_hand.html",
        case,
        "consent",
        form,
        act=lambda: record_answer(
            case,
            asked,
            form.answer.data,
            signed_in_actor(),
            expected_version=form.expected_version(),
        ),
        then=of(case, "consent", done="deletion_recorded"),
        asked=asked,
        themselves=answers_itself(asked),
        name=names.get(asked.organisation_id, ""),
    )
