"""Organisations without accounts: the locked packet, and their answer written down."""

from typing import Any

from flask import current_app, make_response, render_template, request

from casework.kernel.refusals import NotFound, Refusal
from casework.papers.answers import pdf_answer
from casework.policy import Permission as P
from casework.referrals import pages
from casework.referrals.by_hand import lock_packet, newest_packet, note_answer
from casework.referrals.forms import ByHandForm, PacketForm
from casework.referrals.views.blueprint import blueprint
from casework.referrals.views.referring import case_and_referral
from casework.web.forms import submit
from casework.web.guard import guard, signed_in_actor


@blueprint.route("/c/<code>/referrals/<ref>/packet", methods=["GET", "POST"])
@guard(P.REFERRAL_SEND, load=case_and_referral, fresh=True)
def packet(sent: Any) -> Any:
    """Make the locked packet. Its password is on this one answer, and nowhere else."""
    form, shown = PacketForm(), {"sent": sent, "password": "", "status": 200}
    if request.method == "POST":
        shown.update(_made(sent, form))
    status = shown.pop("status")
    kept = newest_packet(sent.referral)
    return make_response(
        render_template("referrals/packet.html", form=form, kept=kept, **shown), status
    )


def _made(sent: Any, form: PacketForm) -> dict[str, Any]:
    if not form.validate():
        return {"status": 422}
    demo = current_app.extensions["settings"].demo
    try:
        _packet, password = lock_packet(
            sent.referral, form.language.data, signed_in_actor(), fiction=demo
        )
    except Refusal as refusal:
        form.refuse(refusal)
        return {"status": refusal.status}
    return {"password": password}


@blueprint.get("/c/<code>/referrals/<ref>/packet.pdf")
@guard(P.REFERRAL_SEND, load=case_and_referral, file_of="referrals.packet")
def packet_file(sent: Any) -> Any:
    """The locked file. Without its password nobody reads it."""
    kept = newest_packet(sent.referral)
    if kept is None or kept.file is None:
        raise NotFound()
    return pdf_answer(kept.file.reveal().pdf, f"{sent.referral.reference}-{kept.number}")


@blueprint.route("/c/<code>/referrals/<ref>/answer", methods=["GET", "POST"])
@guard(P.REFERRAL_SEND, load=case_and_referral)
def note(sent: Any) -> Any:
    """What they answered, with its reference and day."""
    form = pages.by_hand_form(ByHandForm(), sent.referral)
    return submit(
        form,
        "referrals/by_hand.html",
        act=lambda: note_answer(
            sent.referral, sent.case, form.noted(), signed_in_actor(), form.expected_version()
        ),
        then=lambda _done: sent.url("sent") + "?done=referral_noted",
        row=sent.referral,
        sent=sent,
    )
