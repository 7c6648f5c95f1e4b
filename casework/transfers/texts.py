"""The words of transfers."""

from casework.transfers import domain
from casework.transfers.domain import DeclineReason, TransferState
from casework.web.errors import explain
from casework.web.languages import _l, _lp

STATES = {
    TransferState.PROPOSED: _lp("transfer", "Waiting for an answer"),
    TransferState.ACCEPTED: _lp("transfer", "Taken over"),
    TransferState.DECLINED: _lp("transfer", "Not taken over"),
    TransferState.EXPIRED: _lp("transfer", "No answer in time"),
    TransferState.CANCELLED: _lp("transfer", "Withdrawn"),
}
TONES = {
    TransferState.PROPOSED: "blue",
    TransferState.ACCEPTED: "green",
    TransferState.DECLINED: "ochre",
    TransferState.EXPIRED: "brick",
}
DECLINE_REASONS = {
    DeclineReason.FULL.value: _l("We cannot follow more people now"),
    DeclineReason.OUT_OF_SCOPE.value: _l("Not what we do"),
    DeclineReason.SECURITY.value: _l("Not safe here for the person"),
    DeclineReason.CONFLICT.value: _l("A conflict of interest"),
    DeclineReason.OTHER.value: _l("Another reason"),
}
TASKS = {
    "answer_transfer": _l("Answer: take a case over?"),
    "transfer_unanswered": _l("Nobody took the case over: decide anew"),
}


def register_texts() -> None:
    """How the refusals of a transfer read."""
    explain(
        domain.NotAskedOfThePerson,
        _l("The person has not agreed that this organisation be told. Ask them first."),
    )
    explain(
        domain.WholeFileNotAgreed,
        _l(
            "Whoever takes a case over opens the whole file, and the person agreed that this "
            "organisation be told a part only. Ask them whether all of it may be told."
        ),
    )
    explain(
        domain.ProposalOver,
        _l(
            "The proposal %(reference)s to take a case over has ended: it was answered, withdrawn, "
            "or its time passed. Nothing of it is shown any more. If you need to know more, ask "
            "whoever proposed it: %(organisation)s."
        ),
    )
    explain(domain.NobodyThere, _l("Nobody there works cases in this region."))
    explain(domain.AlreadyProposed, _l("This case is proposed to an organisation already."))
    explain(domain.NotInTheRegion, _l("Whoever takes a case over works in its region."))
    explain(domain.CaseStays, _l("A closed or merged case is handed to nobody."))
