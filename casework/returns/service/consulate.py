"""Nobody is reminded to ask the consulate of a person who must not be known to it."""

from casework.cases.queries import Case
from casework.returns import queries
from casework.returns.domain.gates import may_ask_consulate
from casework.returns.domain.lists import FROM_THE_CONSULATE
from casework.returns.queries import Seat
from casework.returns.service.steps import known
from casework.tasks.service import complete_tasks

REMIND = "remind_document"
BARS = ("card", "consent")
"""What may bar the consulate once it is recorded: an asylum file, an agreement taken back."""


def agreement_or_card_changed(case: Case, kind: str) -> None:
    """The person took back the agreement to the consulate, or is found to seek asylum."""
    file = queries.running(case.id) if kind in BARS else None
    if file is not None:
        leave_alone(Seat(file, case, by_case=True))


def leave_alone(seat: Seat) -> None:
    """End every reminder to ask the consulate that nobody may ask any more."""
    found = known(seat)
    barred = [kind for kind in sorted(FROM_THE_CONSULATE) if not may_ask_consulate(found, kind)]
    if barred:
        complete_tasks("return", seat.file.id, *(f"{REMIND}_{kind}" for kind in barred))
