"""What the person agrees to, purpose by purpose and recipient by recipient.

Help is never conditional on a yes (WHO ethical and safety recommendations, 2003; Council of Europe
Convention, art. 12.6 and 12.7). A no costs the same as a yes; a yes can be taken back at any time,
with effect at once. What was lawfully shared before is listed, not undone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from casework.kernel.refusals import Refusal


class Purpose(StrEnum):
    """What a consent is for."""

    SCREENING = "P1"
    CASE = "P2"
    SERVICE = "P3"
    LAW_ENFORCEMENT = "P4"
    FAMILY = "P5"
    CONSULATE = "P6"
    RETURN = "P7"
    STATISTICS = "P8"
    TESTIMONY = "P9"


class Answer(StrEnum):
    """What the person said. `later` leaves the question open; silence is not a row."""

    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    LATER = "later"


class How(StrEnum):
    """How the answer was given."""

    ORAL = "oral"
    WRITTEN = "written"
    WITNESSED = "witnessed"


DATA_GROUPS = ("profile", "needs", "safety", "contact", "identity", "health", "facts", "documents")
WITH_RECIPIENT = frozenset({Purpose.SERVICE})
LONGEST = timedelta(days=366)
USUAL = timedelta(days=183)
ENDING_SOON = timedelta(days=14)


class RecipientMissing(Refusal):
    """Sharing with a service names the service: there is no consent to share with everybody."""

    field = "recipient"


class ValidityOutOfRange(Refusal):
    """A consent ends after today, and within a year."""

    field = "valid_until"


class GuardianMissing(Refusal):
    """For a child, the consent of a guardian or of the juvenile judge goes with the child's own
    view."""

    field = "guardian"


class ConsulateBarred(Refusal):
    """The consulate of an asylum seeker or refugee is never contacted, whatever was ticked."""

    field = "purpose"


class NothingToWithdraw(Refusal):
    """There is no consent in force for this purpose and recipient."""

    status = 409


@dataclass(frozen=True)
class Circumstance:
    """How an answer came about; sealed. `guardian` and `child_view` are for children."""

    how: str
    language: str
    interpreter: str = "unknown"
    data_groups: tuple[str, ...] = ()
    guardian: str = ""
    child_view: str = ""
    note: str = ""


@dataclass(frozen=True)
class Said:
    """One line of the ledger: the newest line for a purpose and recipient is the one in force."""

    purpose: str
    answer: str
    recipient_id: UUID | None = None
    valid_until: date | None = None

    @property
    def key(self) -> tuple[str, UUID | None]:
        """The question that was answered."""
        return self.purpose, self.recipient_id

    def in_force(self, today: date) -> bool:
        """Given, and not over."""
        given = self.answer == Answer.GIVEN
        return given and (self.valid_until is None or self.valid_until >= today)


def latest(ledger: Iterable[Said]) -> dict[tuple[str, UUID | None], Said]:
    """The line in force for each question. `ledger` is in the order it was written."""
    return {line.key: line for line in ledger}


def in_force(ledger: Iterable[Said], purpose: str, recipient_id: UUID | None, today: date) -> bool:
    """Whether the person agrees, today, to this purpose and recipient."""
    said = latest(ledger).get((purpose, recipient_id))
    return said is not None and said.in_force(today)


def refused(ledger: Iterable[Said], purpose: str) -> bool:
    """Whether the person's last word on this purpose was a no."""
    said = latest(ledger).get((purpose, None))
    return said is not None and said.answer in (Answer.REFUSED, Answer.WITHDRAWN)


def check(said: Said, circumstance: Circumstance, today: date, *, child: bool, asylum: str) -> None:
    """Refuse a line that could not stand: no recipient, over already, a child alone, a consulate
    that must not know."""
    if said.purpose in WITH_RECIPIENT and said.recipient_id is None:
        raise RecipientMissing(purpose=said.purpose)
    if said.answer != Answer.GIVEN:
        return
    if said.valid_until is None or not today < said.valid_until <= today + LONGEST:
        raise ValidityOutOfRange(purpose=said.purpose)
    if child and not (circumstance.guardian and circumstance.child_view):
        raise GuardianMissing(purpose=said.purpose)
    if said.purpose == Purpose.CONSULATE and asylum == "yes":
        raise ConsulateBarred(purpose=said.purpose)
