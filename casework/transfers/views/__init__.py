"""Pages of transfers: proposing, what was proposed, the other side's answer."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, render_template, url_for

from casework.accounts import queries as accounts
from casework.cases.queries import case_by_code
from casework.cases.views.blueprint import form_page
from casework.policy import Actor, Resource
from casework.policy import Permission as P
from casework.transfers import pages, queries, service
from casework.transfers.forms import DeclineForm, ProposeForm, StepForm
from casework.web.forms import submit
from casework.web.guard import guard, signed_in_actor
from casework.web.languages import current_language

blueprint = Blueprint("transfers", __name__)


@dataclass(frozen=True)
class OfCase:
    """A transfer seen from the side that proposed it: the case decides."""

    case: Any
    transfer: queries.CaseTransfer

    def resource(self) -> Resource:
        """The case decides."""
        found: Resource = self.case.resource()
        return found


def _of_case(actor: Actor, code: str, ref: str) -> OfCase | None:
    case = case_by_code(actor, code)
    found = queries.transfer_of_case(case.id, ref) if case is not None else None
    return OfCase(case, found) if case is not None and found is not None else None


@blueprint.route("/c/<code>/transfer", methods=["GET", "POST"])
@guard(P.TRANSFER_PROPOSE, load=case_by_code)
def propose(case: Any) -> Any:
    """To whom, and the note; below it, what was proposed before."""
    form = ProposeForm()
    names = accounts.organisation_names(service.may_take(case), current_language())
    form.organisation.choices = [(str(one), name) for one, name in names.items()]
    return form_page(
        "transfers/propose.html",
        case,
        "transfer",
        form,
        act=lambda: service.propose(
            case, form.organisation_id(), form.note.data, signed_in_actor()
        ),
        then=url_for(".propose", code=case.code, done="transfer_proposed"),
        earlier=pages.rows_of(queries.transfers_of(case.id)),
    )


@blueprint.route("/c/<code>/transfer/<ref>/cancel", methods=["GET", "POST"])
@guard(P.TRANSFER_PROPOSE, load=_of_case)
def cancel(found: OfCase) -> Any:
    """The case stays."""
    form = StepForm()
    return submit(
        form,
        "transfers/cancel.html",
        act=lambda: service.cancel(
            found.transfer, found.case, signed_in_actor(), form.expected_version()
        ),
        then=lambda _done: url_for(".propose", code=found.case.code, done="transfer_cancelled"),
        row=found.transfer,
        found=found,
    )


@blueprint.get("/h")
@guard(P.TRANSFER_LIST)
def listed() -> str:
    """What others propose, and what became of what one proposed."""
    actor = signed_in_actor()
    return render_template(
        "transfers/listed.html",
        waiting=pages.rows_of(queries.waiting_for(actor), received=True),
        proposed=pages.rows_of(queries.proposed_by(actor)),
    )


@blueprint.get("/h/<ref>")
@guard(P.TRANSFER_ANSWER, load=queries.transfer_for_recipient)
def received(transfer: Any) -> str:
    """One proposal: what is known before accepting, two equal answers."""
    form = StepForm()
    form.version.data = transfer.version
    return render_template("transfers/received.html", form=form, **_shown(transfer))


@blueprint.post("/h/<ref>/accept")
@guard(P.TRANSFER_ANSWER, load=queries.transfer_for_recipient)
def accept(transfer: Any) -> Any:
    """Take the case over."""
    form = StepForm()
    return submit(
        form,
        "transfers/received.html",
        act=lambda: service.accept(transfer, signed_in_actor(), form.expected_version()),
        then=lambda code: url_for("cases.case_file", code=code, done="transfer_taken"),
        row=transfer,
        **_shown(transfer),
    )


@blueprint.route("/h/<ref>/decline", methods=["GET", "POST"])
@guard(P.TRANSFER_ANSWER, load=queries.transfer_for_recipient)
def decline(transfer: Any) -> Any:
    """Say no, with one reason."""
    form = DeclineForm()
    return submit(
        form,
        "transfers/decline.html",
        act=lambda: service.decline(
            transfer, form.reason.data, signed_in_actor(), form.expected_version()
        ),
        then=lambda _done: url_for(".listed", done="transfer_declined"),
        row=transfer,
        transfer=transfer,
    )


def _shown(transfer: Any) -> dict[str, Any]:
    known = service.known_to_recipient(transfer, signed_in_actor())
    return {"transfer": transfer, "known": known, **pages.received(transfer, known)}
