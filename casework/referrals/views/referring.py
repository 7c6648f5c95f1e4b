"""The sender's side: four steps, what was sent, taking it back."""

from typing import Any

from flask import redirect, render_template, request, url_for

from casework.cases.queries import case_by_code
from casework.policy import Permission as P
from casework.referrals import addressing, pages, queries, service
from casework.referrals.agreement import leads_to_withdrawal, question_of
from casework.referrals.forms import (
    AddressForm,
    SendForm,
    SharingForm,
    StepForm,
    TakeBackForm,
)
from casework.referrals.told import previewed
from casework.referrals.views.blueprint import blueprint
from casework.web.forms import submit
from casework.web.guard import guard, signed_in_actor
from casework.web.headers import reloaded_at


def case_and_referral(actor: Any, code: str, ref: str) -> "pages.Sent | None":
    case = case_by_code(actor, code)
    referral = queries.referral_of_case(case.id, ref) if case is not None else None
    return pages.Sent(case, referral) if case is not None and referral is not None else None


def _sent_step(actor: Any, code: str, ref: str, action: str) -> "pages.SentStep | None":
    sent = case_and_referral(actor, code, ref)
    return pages.SentStep(sent, action) if sent is not None else None


@blueprint.get("/c/<code>/referrals")
@guard(P.REFERRAL_SENT_READ, load=case_by_code)
def of_case(case: Any) -> str:
    """All referrals of a case."""
    return render_template("referrals/of_case.html", case=case, rows=pages.rows_of_case(case))


@blueprint.route("/c/<code>/refer", methods=["GET", "POST"])
@guard(P.REFERRAL_SEND, load=case_by_code)
def refer(case: Any) -> Any:
    """Step 1: the service, the organisation, the urgency."""
    form = AddressForm()
    wanted = addressing.offer_addresses(form, case, request.args.get("service", ""))
    if not form.is_submitted():
        form.recipient.data = request.args.get("recipient") or None
    return submit(
        form,
        "referrals/address.html",
        act=lambda: service.prepare(case, form.addressed(), signed_in_actor()),
        then=lambda made: url_for(".share", code=case.code, ref=made.reference),
        case=case,
        wanted=wanted,
        hints=addressing.address_hints(case, wanted),
        risk_missing=addressing.risk_missing(case),
    )


@blueprint.route("/c/<code>/referrals/<ref>/share", methods=["GET", "POST"])
@guard(P.REFERRAL_SEND, load=case_and_referral)
def share(sent: Any) -> Any:
    """Step 2: what travels, field by field."""
    referral = sent.open_draft()
    form = pages.sharing_form(SharingForm(), referral)
    return submit(
        form,
        "referrals/share.html",
        act=lambda: service.choose(
            referral,
            form.preparation(referral.service, referral.priority),
            form.expected_version(),
        ),
        then=lambda _done: sent.url("agreement"),
        row=referral,
        show=lambda known: pages.show_shared(known, referral),
        sent=sent,
        needed=pages.needed_of(referral),
    )


@blueprint.get("/c/<code>/referrals/<ref>/agreement")
@guard(P.REFERRAL_SEND, load=case_and_referral)
def agreement(sent: Any) -> str:
    """Step 3: whether the person agreed that this organisation be told."""
    sent.open_draft()
    return render_template(
        "referrals/agreement.html",
        sent=sent,
        consent=sent.consent(),
        **sent.to_agree(),
    )


@blueprint.route("/c/<code>/referrals/<ref>/preview", methods=["GET", "POST"])
@guard(P.REFERRAL_SEND, load=case_and_referral, fresh=True)
def preview(sent: Any) -> Any:
    """Step 4: exactly what the recipient will see, and sending. What names the person is shown for
    five minutes and a reason, once they agreed; until then it is said that it goes along."""
    referral, form = sent.open_draft(), SendForm()
    look = previewed(referral, sent.case, signed_in_actor(), agreed=sent.may_be_told())
    seen, form.seen.data = form.seen.data or "", look.seen
    answer = submit(
        form,
        "referrals/preview.html",
        act=lambda: service.send(
            referral,
            sent.case,
            signed_in_actor(),
            form.expected_version(),
            form.urgent_reason.data or "",
            seen,
        ),
        then=lambda _done: sent.url("sent") + "?done=referral_sent",
        row=referral,
        sent=sent,
        look=look,
        consent=sent.consent(),
    )
    return reloaded_at(answer, look.until) if look.until else answer


@blueprint.get("/c/<code>/referrals/<ref>")
@guard(P.REFERRAL_SENT_READ, load=case_and_referral)
def sent(sent: Any) -> Any:
    """What the sender sees of a referral: its answer, its history, what was shared."""
    if sent.referral.state == "draft":
        return redirect(sent.url("share"), code=303)
    return render_template("referrals/sent.html", sent=sent, **pages.sent_page(sent))


@blueprint.route("/c/<code>/referrals/<ref>/cancel", methods=["GET", "POST"])
@guard(P.REFERRAL_SEND, load=case_and_referral)
def cancel(sent: Any) -> Any:
    """Take back what was sent; the recipient sees it no more. Where the person changed their mind,
    their withdrawal is written down, which takes it back."""
    form = TakeBackForm()

    def act() -> str:
        if leads_to_withdrawal(sent.referral, form.reason.data):
            purpose, recipient = question_of(sent.referral)
            return url_for(
                "cases.withdraw", code=sent.case.code, purpose=purpose, recipient=recipient
            )
        service.take_back(
            sent.referral,
            sent.case,
            "cancel",
            form.reason.data,
            signed_in_actor(),
            form.expected_version(),
        )
        return str(sent.url("sent")) + "?done=referral_cancelled"

    return submit(
        form, "referrals/cancel.html", act=act, then=lambda url: url, row=sent.referral, sent=sent
    )


@blueprint.route("/c/<code>/referrals/<ref>/<any(discard, close):action>", methods=["GET", "POST"])
@guard(P.REFERRAL_SEND, load=_sent_step)
def end(step: Any) -> Any:
    """Drop a draft, or finish what was delivered."""
    form, sent = StepForm(), step.sent
    return submit(
        form,
        "referrals/end.html",
        act=lambda: service.take_back(
            sent.referral,
            sent.case,
            step.action,
            None,
            signed_in_actor(),
            form.expected_version(),
        ),
        then=lambda _done: url_for(".of_case", code=sent.case.code, done="referral_ended"),
        row=sent.referral,
        sent=sent,
        action=step.action,
    )
