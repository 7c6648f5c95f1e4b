"""The recipient's side: the inbox, one request, three equal answers, what follows."""

from typing import Any

from flask import abort, render_template, request, url_for

from casework.policy import Permission as P
from casework.referrals import pages, queries, service
from casework.referrals.forms import AcceptForm, DeclineForm, StepForm
from casework.referrals.views.blueprint import blueprint
from casework.web.forms import submit
from casework.web.guard import guard, signed_in_actor


@blueprint.get("/r")
@guard(P.REFERRAL_INBOX)
def inbox() -> str:
    """Requests addressed to the own organisation, by time left."""
    box = request.args.get("box", "waiting")
    if box not in queries.BOXES:
        abort(404)
    return render_template(
        "referrals/inbox.html",
        **pages.inbox_page(signed_in_actor(), box, request.args.get("after", "")),
    )


@blueprint.get("/r/<ref>")
@guard(P.REFERRAL_READ, load=queries.received_referral)
def received(referral: Any) -> str:
    """One request: what is asked, what is shown now, three equal answers."""
    copy = request.args.get("copy", "")
    return render_template(
        "referrals/received.html",
        copy=copy if copy.replace("-", "").isalnum() and len(copy) == 36 else "",
        **pages.received_page(referral, signed_in_actor()),
    )


@blueprint.post("/r/<ref>/accept")
@guard(P.REFERRAL_ANSWER, load=queries.received_referral)
def accept(referral: Any) -> Any:
    """Take the person on."""
    form = AcceptForm.offering(service.who_receives(referral))
    return submit(
        form,
        "referrals/received.html",
        act=lambda: service.accept(
            referral,
            signed_in_actor(),
            form.expected_version(),
            form.arrival(),
            form.receiver(),
        ),
        then=lambda _done: url_for(".received", ref=referral.reference, done="referral_accepted"),
        row=referral,
        **pages.received_page(referral, signed_in_actor(), with_form=False),
    )


@blueprint.route("/r/<ref>/decline", methods=["GET", "POST"])
@guard(P.REFERRAL_ANSWER, load=queries.received_referral)
def decline(referral: Any) -> Any:
    """Say no, with one reason; what was shared is withdrawn."""
    form = DeclineForm()
    return submit(
        form,
        "referrals/decline.html",
        act=lambda: service.decline(
            referral,
            form.reason.data,
            form.words.data or "",
            signed_in_actor(),
            form.expected_version(),
        ),
        then=lambda _done: url_for(".inbox", done="referral_declined"),
        row=referral,
        referral=referral,
    )


@blueprint.route("/r/<ref>/<any(start, no_show, deliver):action>", methods=["GET", "POST"])
@guard(P.REFERRAL_ANSWER, load=pages.step_of)
def advance(step: Any) -> Any:
    """The person came, did not come, or was helped."""
    form = StepForm()
    return submit(
        form,
        "referrals/advance.html",
        act=lambda: service.advance(
            step.referral, step.action, signed_in_actor(), form.expected_version()
        ),
        then=lambda _done: url_for(".inbox", box="active", done="referral_advanced"),
        row=step.referral,
        referral=step.referral,
        action=step.action,
    )


@blueprint.post("/r/<ref>/team")
@guard(P.REFERRAL_ANSWER, load=queries.received_referral)
def to_team(referral: Any) -> Any:
    """Let all who answer requests here see it."""
    form = AcceptForm.offering(service.who_receives(referral))
    return submit(
        form,
        "referrals/received.html",
        act=lambda: service.give_to_team(referral, signed_in_actor(), form.expected_version()),
        then=lambda _done: url_for(".received", ref=referral.reference, done="referral_to_team"),
        row=referral,
        **pages.received_page(referral, signed_in_actor(), with_form=False),
    )
