"""The recipient's paper: what stands on the page, with the number of the copy and a reason."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import url_for

from casework.cases.queries import case_by_id
from casework.letters import service as printing
from casework.letters.forms import PrintForm
from casework.papers.answers import pdf_answer
from casework.policy import Actor, Resource
from casework.policy import Permission as P
from casework.referrals import pages, queries
from casework.referrals.letters import referral_letter
from casework.referrals.views.blueprint import blueprint
from casework.web.forms import submit
from casework.web.guard import guard, signed_in_actor

LETTER = "received"


@dataclass(frozen=True)
class Received:
    """A copy that somebody of the recipient printed a moment ago."""

    referral: queries.Referral
    copy: Any

    def resource(self) -> Resource:
        """The referral decides."""
        return self.referral.resource()


def _copy(actor: Actor, ref: str, copy_id: UUID) -> Received | None:
    referral = queries.received_referral(actor, ref)
    if referral is None:
        return None
    made = printing.copy_to_take(actor, referral.case_id, copy_id)
    mine = made is not None and made.letter == LETTER and made.about == referral.reference
    return Received(referral, made) if mine else None


@blueprint.route("/r/<ref>/print", methods=["GET", "POST"])
@guard(P.REFERRAL_READ, load=queries.received_referral, fresh=True)
def print_received(referral: Any) -> Any:
    """In which language, and why; then the copy."""
    form = PrintForm()
    return submit(
        form,
        "referrals/print.html",
        act=lambda: printing.print_copy(
            case_by_id(referral.case_id),
            form.wanted(LETTER, referral.reference),
            signed_in_actor(),
            referral_letter(referral, form.language.data),
        ),
        then=lambda made: url_for(".received", ref=referral.reference, copy=made.id),
        referral=referral,
    )


@blueprint.get("/r/<ref>/copies/<uuid:copy_id>.pdf")
@guard(P.REFERRAL_READ, load=_copy, file_of="referrals.received")
def take_received(found: Received) -> Any:
    """The file; that it was read is written down as for the page."""
    pages.received_page(found.referral, signed_in_actor(), with_form=False)
    paper = referral_letter(found.referral, found.copy.language)
    file = printing.take_copy(found.copy, paper, signed_in_actor())
    return pdf_answer(file, f"{found.referral.reference}-{found.copy.number}")
