"""Questions and answers, from either side."""

from typing import Any

from flask import url_for

from casework.policy import Permission as P
from casework.referrals import queries
from casework.referrals.domain.questions import TO_RECIPIENT, TO_SENDER
from casework.referrals.forms import AskForm, ReplyForm
from casework.referrals.questions import ask, reply, thread
from casework.referrals.views.blueprint import blueprint
from casework.referrals.views.referring import case_and_referral
from casework.web.forms import submit
from casework.web.guard import guard, signed_in_actor


@blueprint.route("/r/<ref>/ask", methods=["GET", "POST"])
@guard(P.REFERRAL_ANSWER, load=queries.received_referral)
def ask_sender(referral: Any) -> Any:
    """The recipient asks one thing before answering, or later."""
    return _ask(referral, AskForm.to(TO_SENDER), url_for(".received", ref=referral.reference), True)


@blueprint.route("/c/<code>/referrals/<ref>/ask", methods=["GET", "POST"])
@guard(P.REFERRAL_SEND, load=case_and_referral)
def ask_recipient(sent: Any) -> Any:
    """The sender asks how it goes."""
    return _ask(sent.referral, AskForm.to(TO_RECIPIENT), sent.url("sent"), False)


@blueprint.route("/r/<ref>/reply", methods=["GET", "POST"])
@guard(P.REFERRAL_ANSWER, load=queries.received_referral)
def reply_to_sender(referral: Any) -> Any:
    """The recipient answers the sender."""
    return _reply(referral, url_for(".received", ref=referral.reference), True)


@blueprint.route("/c/<code>/referrals/<ref>/reply", methods=["GET", "POST"])
@guard(P.REFERRAL_SEND, load=case_and_referral)
def reply_to_recipient(sent: Any) -> Any:
    """The sender answers the recipient."""
    return _reply(sent.referral, sent.url("sent"), False)


def _ask(referral: Any, form: AskForm, back: str, from_recipient: bool) -> Any:
    return submit(
        form,
        "referrals/ask.html",
        act=lambda: ask(
            referral,
            form.topic.data,
            form.words.data,
            signed_in_actor(),
            from_recipient=from_recipient,
        ),
        then=lambda _done: back + "?done=referral_asked",
        referral=referral,
        back=back,
    )


def _reply(referral: Any, back: str, from_recipient: bool) -> Any:
    form = ReplyForm()
    return submit(
        form,
        "referrals/reply.html",
        act=lambda: reply(
            referral, form.words.data, signed_in_actor(), from_recipient=from_recipient
        ),
        then=lambda _done: back + "?done=referral_replied",
        referral=referral,
        back=back,
        thread=thread(referral),
        mine=from_recipient,
    )
