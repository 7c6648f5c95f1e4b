"""Consent: the matrix, one answer at a time, the screens for the person, and taking it back."""

from typing import Any
from uuid import UUID

from flask import render_template, request
from flask_babel import force_locale

from casework.accounts.queries import organisation_names, organisations_in, user_displays
from casework.cases import labels, screens
from casework.cases.consent_matrix import matrix
from casework.cases.domain.consent import DATA_GROUPS, USUAL, Answer, Purpose
from casework.cases.forms.consents import AskForm, ConsentForm, WithdrawForm
from casework.cases.queries import (
    Case,
    card_of,
    case_by_code,
    child_facts,
    deletions_of,
    groups_agreed,
    today,
)
from casework.cases.service import (
    answers_itself,
    ending_soon,
    kept,
    kept_after_all,
    losses,
    questions_of,
    record_consent,
    shared_before,
    withdraw_consent,
)
from casework.cases.views.blueprint import blueprint, form_page, of
from casework.cases.withdrawals import Question
from casework.kernel.refusals import NotFound
from casework.policy import Permission
from casework.web.forms import Form, submit
from casework.web.guard import guard, signed_in_actor
from casework.web.languages import LOCALES, _, current_language


@blueprint.route("/c/<code>/consent", methods=["GET", "POST"])
@guard(Permission.CASE_WORK, load=case_by_code)
def consent(case: Case) -> Any:
    """What the person agreed to, and a form for one more answer."""
    actor, form = signed_in_actor(), ConsentForm()
    form.offer(_organisations(case))
    if request.method == "GET":
        asked = request.args.get
        groups = _to_tell(case, request.args.getlist("groups"))
        form.explained_by.data = user_displays([actor.user_id]).get(actor.user_id, "")
        form.propose(asked("purpose", ""), asked("recipient", ""), groups, today() + USUAL)
    return form_page(
        "cases/consent.html",
        case,
        "consent",
        form,
        act=lambda: record_consent(
            case,
            form.said(),
            form.circumstance(),
            actor,
            expected_version=form.expected_version(),
        ),
        then=of(case, "consent", done="consent_recorded"),
        matrix=matrix(case),
        ending=ending_soon(case.id),
        deletions=_deletions(case),
        kept=_named(kept_after_all(case)),
        suspected=card_of(case).child and child_facts(case.id).guardian_suspected,
    )


@blueprint.route("/c/<code>/consent/withdraw", methods=["GET", "POST"])
@guard(Permission.CASE_WORK, load=case_by_code)
def withdraw(case: Case) -> Any:
    """Who would lose what, then at once."""
    question = _question()
    form = WithdrawForm()
    return form_page(
        "cases/withdraw.html",
        case,
        "consent",
        form,
        act=lambda: withdraw_consent(
            case,
            question,
            form.circumstance(),
            signed_in_actor(),
            expected_version=form.expected_version(),
        ),
        then=of(case, "consent", done="consent_withdrawn"),
        ending=matrix(case, only=questions_of(case, question)),
        losses=_named(losses(case, question)),
        kept=_named(kept(case, question)),
        before=_named(shared_before(case, question)),
    )


@blueprint.route("/c/<code>/consent/ask", methods=["GET", "POST"])
@guard(Permission.CASE_WORK, load=case_by_code)
def ask(case: Case) -> Any:
    """What will be asked on the screen, in which language."""
    form = AskForm()
    form.offer(_organisations(case))
    return submit(
        form,
        "cases/ask.html",
        act=lambda: screens.prepare(case, form.query()),
        then=lambda plan: of(case, "screen", purpose=plan.purposes[0], **plan.query()),
        case=case,
        tab="consent",
        child=card_of(case).child,
    )


@blueprint.route("/c/<code>/consent/ask/<purpose>", methods=["GET", "POST"])
@guard(Permission.CASE_WORK, load=lambda actor, code, purpose: case_by_code(actor, code))
def screen(case: Case) -> Any:
    """One question, in the person's language, with nothing else on the page."""
    purpose = str((request.view_args or {})["purpose"])
    plan = screens.Plan.read(request.args)
    if purpose not in plan.purposes or not _may_be_asked(case, plan):
        raise NotFound()
    form = Form()
    with force_locale(LOCALES[plan.screen]):
        return submit(
            form,
            "cases/person/question.html",
            act=lambda: _answered(case, plan, purpose, form),
            then=lambda _done: _next(case, plan, purpose),
            row=case,
            case=case,
            plan=plan,
            question=screens.question(purpose, plan),
        )


@blueprint.get("/c/<code>/consent/thanks")
@guard(Permission.CASE_WORK, load=case_by_code)
def thanks(case: Case) -> Any:
    """The last screen: nothing of the file on it."""
    plan = screens.Plan.read(request.args)
    with force_locale(LOCALES[plan.screen]):
        return render_template("cases/person/thanks.html", case=case)


def _answered(case: Case, plan: screens.Plan, purpose: str, form: Form) -> None:
    answer = {"yes": Answer.GIVEN, "no": Answer.REFUSED, "later": Answer.LATER}.get(
        request.form.get("answer", "")
    )
    if answer is None:
        raise screens.NoAnswer()
    record_consent(
        case,
        plan.said(purpose, answer, today() + USUAL),
        plan.circumstance(purpose),
        signed_in_actor(),
        expected_version=form.expected_version(),
    )


def _next(case: Case, plan: screens.Plan, purpose: str) -> str:
    following = plan.after(purpose)
    if following is None:
        return of(case, "thanks", screen=plan.screen)
    return of(case, "screen", purpose=following, **plan.query())


def _may_be_asked(case: Case, plan: screens.Plan) -> bool:
    """An address that names a recipient names one that the form would have offered."""
    shares = Purpose.SERVICE in plan.purposes
    return not shares or plan.recipient_id in {one for one, _name in _organisations(case)}


def _organisations(case: Case) -> list[tuple[UUID, str]]:
    """Those that work in the region, except the case's own."""
    language = current_language()
    return [
        (one.id, one.name_in(language))
        for one in organisations_in(case.region)
        if one.id != case.organisation_id
    ]


def _to_tell(case: Case, wanted: list[str]) -> list[str]:
    """What a request would tell, and what this recipient is agreed to be told already: a yes to
    less would take the rest back."""
    try:
        agreed = groups_agreed(case, *_question()) if request.args.get("purpose") else frozenset()
    except NotFound:
        agreed = frozenset()
    return [group for group in DATA_GROUPS if group in {*wanted, *agreed}]


def _question() -> Question:
    recipient = request.args.get("recipient", "")
    try:
        purpose = Purpose(request.args.get("purpose", ""))
        return purpose.value, UUID(recipient) if recipient else None
    except ValueError:
        raise NotFound() from None


def _deletions(case: Case) -> list[tuple[str, Any, bool]]:
    """Whom, what was asked of them, and whether their answer is to be written down by hand."""
    found = deletions_of(case.id)
    names = organisation_names([one.organisation_id for one in found], current_language())
    return [
        (
            names.get(one.organisation_id, ""),
            one,
            one.answered_at is None and not answers_itself(one),
        )
        for one in found
    ]


def _named(found: Any) -> list[tuple[str, str, Any, list[Any]]]:
    """Whom, by which reference, in which way they were told, and what they see of the person."""
    names = organisation_names([loss.organisation_id for loss in found], current_language())
    kept_here = _("kept in this file, deleted at once")
    return [
        (
            names.get(loss.organisation_id, "") if loss.organisation_id else kept_here,
            loss.reference,
            labels.LOST.get(loss.what, ""),
            [labels.DATA_GROUPS[group] for group in loss.groups],
        )
        for loss in found
    ]
