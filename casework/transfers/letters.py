"""The minutes of a hand-over, for both to sign: what is handed over, never what stands in it."""

from collections.abc import Iterable

from casework.accounts import queries as accounts
from casework.cases.queries import Case, duties_of, ledger, notes_of, risks_of
from casework.letters.registry import Subject
from casework.papers.blocks import Facts, Heading, Paper, Paragraph, Signatures, Table
from casework.tasks.queries import open_tasks
from casework.transfers import queries
from casework.transfers.domain import TransferState
from casework.web.formats import long_date, number
from casework.web.languages import _, within

SHOWN = (TransferState.PROPOSED, TransferState.ACCEPTED)


def transfers_to_sign(case: Case) -> Iterable[Subject]:
    """A transfer that waits or was accepted."""
    for one in queries.transfers_of(case.id):
        if one.state in SHOWN:
            yield Subject(one.reference, long_date(one.proposed_at))


def minutes(case: Case, about: str, language: str) -> Paper:
    """The minutes of one transfer."""
    transfer = queries.transfer_of_case(case.id, about)
    assert transfer is not None and transfer.note is not None  # noqa: S101 - one of the subjects
    names = accounts.organisation_names(
        [transfer.from_organisation_id, transfer.to_organisation_id], language
    )
    sender = names[transfer.from_organisation_id]
    taker = names[transfer.to_organisation_id]
    with within(language):
        facts = [
            (_("Case code"), case.code),
            (_("Handed over by"), sender),
            (_("Taken over by"), taker),
            (_("Proposed on"), long_date(transfer.proposed_at)),
        ]
        if transfer.answered_at is not None:
            facts.append((_("Taken over on"), long_date(transfer.answered_at)))
        return Paper(
            title=_("Hand-over minutes"),
            code=case.code,
            language=language,
            blocks=(
                Facts(tuple(facts)),
                Heading(_("What is handed over")),
                Table((_("Records"), _("How many")), _counted(case), (3, 1)),
                Heading(_("Hand-over note")),
                Paragraph(transfer.note.reveal().note),
                Paragraph(
                    _("From the acceptance on, the former organisation has no access to the file."),
                    small=True,
                ),
                Signatures((sender, taker)),
            ),
        )


def _counted(case: Case) -> tuple[tuple[str, str], ...]:
    rows = (
        (_("Answers on consent"), len(ledger(case.id))),
        (_("Risk assessments"), len(risks_of(case.id))),
        (_("Notes"), len(notes_of(case.id))),
        (_("Records of the duty to report"), len(duties_of(case.id))),
        (_("Deadlines that run"), len(open_tasks("case", case.id))),
    )
    return tuple((label, number(count)) for label, count in rows)
