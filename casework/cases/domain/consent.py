"""What the person agrees to, purpose by purpose and recipient by recipient.

Help is never conditional on a yes (WHO ethical and safety recommendations, 2003; Council of Europe
Convention, art. 12.6 and 12.7). A no costs the same as a yes; a yes can be taken back at any time,
with effect at once. What was lawfully shared before is listed, not undone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import NAMESPACE_OID, UUID, uuid5

from casework.kernel.refusals import Conflict, Refusal
from casework.kernel.workflow import Span


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
    PHOTOS = "PP"


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
DELETION_ANSWERS = ("deleted", "returned", "kept_by_duty")
DELETION_TASK = "confirm_deletion"
RENEW_TASK = "renew_consent"
DELETION_TIME = Span(working_days=5)
WITH_RECIPIENT = frozenset({Purpose.SERVICE})
ONE_OR_ALL = frozenset({Purpose.LAW_ENFORCEMENT, Purpose.CONSULATE})
"""Purposes whose answer may name one body, or none: then it is for every body of that kind."""
TELLS = WITH_RECIPIENT | ONE_OR_ALL
"""Purposes under which somebody outside is told: a yes says of what."""
LONGEST = timedelta(days=366)
USUAL = timedelta(days=183)
ENDING_SOON = timedelta(days=14)
ASKED_ANEW_WITHIN = Span(working_days=2)
"""Within this an authority is asked, once who said yes for a child may speak for them no more."""
RENEWED_WITHIN = timedelta(days=7)
"""An agreement that is over may be given anew for so long before those who were told are asked to
delete it; they see nothing of it meanwhile."""


class RecipientMissing(Refusal):
    """Sharing with a service names the service: there is no consent to share with everybody."""

    field = "recipient"


class NoSuchRecipient(Refusal):
    """Only sharing with an organisation, the police or justice, or a consulate names whom."""

    field = "recipient"


class GroupsMissing(Refusal):
    """An agreement to be told of names what may be told: nobody agrees to whatever travels."""

    field = "data_groups"


class ValidityOutOfRange(Refusal):
    """A consent ends after today, and within a year."""

    field = "valid_until"


class GuardianSuspected(Refusal):
    """While a guardian is suspected, an authority agrees or refuses in their place."""

    field = "guardian_kind"


class SupporterMissing(Refusal):
    """For an adult who needs support to decide, who supports or represents them is named, and that
    this person gains nothing from the answer was looked at."""

    field = "supporter"


class GuardianMissing(Refusal):
    """For a child, the consent of a guardian or of the juvenile judge goes with the child's own
    view."""

    field = "guardian"


class ConsulateBarred(Refusal):
    """The consulate of an asylum seeker or refugee is never contacted, whatever was ticked."""

    field = "purpose"


class NothingToWithdraw(Conflict):
    """There is no consent in force for this purpose and recipient."""


GUARDIANS = ("guardian", "judge")
CAPACITIES = ("full", "supported", "represented")


@dataclass(frozen=True)
class Circumstance:
    """How an answer came about; sealed. `guardian` and `child_view` are for children; `capacity`
    and `supporter` for adults who decide with support (first) or by a representative, whose own
    interest was looked at (`no_conflict`). `script`: the version of the words that were read."""

    how: str
    language: str
    interpreter: str = "unknown"
    data_groups: tuple[str, ...] = ()
    guardian: str = ""
    child_view: str = ""
    note: str = ""
    explained_by: str = ""
    script: str = ""
    guardian_kind: str = ""
    capacity: str = "full"
    supporter: str = ""
    no_conflict: bool = False


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


def renew_task(question: tuple[str, UUID | None]) -> str:
    """The kind of the deadline to ask again before an agreement ends: one for each question."""
    purpose, recipient_id = question
    return f"{RENEW_TASK}.{uuid5(recipient_id or NAMESPACE_OID, purpose).hex[:20]}"


def newest_on(ledger: Iterable[Said], purpose: str, recipient_id: UUID | None) -> Said | None:
    """The person's last word on this purpose and recipient: what was said of this very body, or
    later of every body of its kind. `ledger` is in the order it was written."""
    found = [
        line for line in ledger
        if line.purpose == purpose and line.recipient_id in (recipient_id, None)
    ]  # fmt: skip
    return found[-1] if found else None


def latest(ledger: Iterable[Said]) -> dict[tuple[str, UUID | None], Said]:
    """The line in force for each question. `ledger` is in the order it was written."""
    return {line.key: line for line in ledger}


def in_force(ledger: Iterable[Said], purpose: str, recipient_id: UUID | None, today: date) -> bool:
    """Whether the person agrees, today, to this purpose and recipient."""
    said = newest_on(ledger, purpose, recipient_id)
    return said is not None and said.in_force(today)


def is_over(ledger: Iterable[Said], purpose: str, recipient_id: UUID | None, today: date) -> bool:
    """Whether the person agreed to this last, and the last day of it has passed."""
    said = newest_on(ledger, purpose, recipient_id)
    return said is not None and said.answer == Answer.GIVEN and not said.in_force(today)


def refused(ledger: Iterable[Said], purpose: str) -> bool:
    """Whether the person's last word on this purpose was a no."""
    said = latest(ledger).get((purpose, None))
    return said is not None and said.answer in (Answer.REFUSED, Answer.WITHDRAWN)


def without_case(ledger: Iterable[Said]) -> bool:
    """Whether the person was asked about a case (P2) and their last word was no yes: who is not
    sure did not agree."""
    said = latest(ledger).get((Purpose.CASE, None))
    return said is not None and said.answer != Answer.GIVEN


def came_back(ledger: Iterable[Said]) -> bool:
    """Whether the person agrees to a case (P2) who did not before."""
    words = [line.answer for line in ledger if line.key == (Purpose.CASE, None)]
    return len(words) > 1 and words[-1] == Answer.GIVEN != words[-2]


def said_no(ledger: Iterable[Said], question: tuple[str, UUID | None]) -> bool:
    """Whether the person's last word on this question, or on a case at all (P2), was a no. Then no
    vital interest stands in for a yes: that is for somebody who could not be asked."""
    said = list(ledger)
    line = newest_on(said, *question)
    no = line is not None and line.answer in (Answer.REFUSED, Answer.WITHDRAWN)
    return no or refused(said, Purpose.CASE)


def check(
    said: Said,
    circumstance: Circumstance,
    today: date,
    *,
    child: bool,
    asylum: str,
    guardian_suspected: bool = False,
) -> None:
    """Refuse a line that could not stand: no recipient, over already, a child alone or behind a
    guardian who is suspected, an adult whose support is not known, a consulate that must not
    know."""
    if said.purpose in WITH_RECIPIENT and said.recipient_id is None:
        raise RecipientMissing(purpose=said.purpose)
    if said.purpose not in TELLS and said.recipient_id is not None:
        raise NoSuchRecipient(purpose=said.purpose)
    if said.answer != Answer.GIVEN:
        return
    if said.purpose == Purpose.CONSULATE and asylum == "yes":
        raise ConsulateBarred(purpose=said.purpose)
    if said.purpose in TELLS and not circumstance.data_groups:
        raise GroupsMissing(purpose=said.purpose)
    if said.valid_until is None or not today < said.valid_until <= today + LONGEST:
        raise ValidityOutOfRange(purpose=said.purpose)
    _check_who_decides(circumstance, child=child, guardian_suspected=guardian_suspected)


def carries_more(how: Circumstance | None, *, child: bool, doubted: bool) -> bool:
    """Whether a yes that was given may carry something new: for a child, one that a guardian gave
    with the child's view, and while that guardian is `doubted` only the word of an authority."""
    if not child:
        return True
    if how is None or not (how.guardian and how.child_view):
        return False
    return how.guardian_kind == "judge" or not doubted


def _check_who_decides(
    circumstance: Circumstance, *, child: bool, guardian_suspected: bool
) -> None:
    if child:
        if not (circumstance.guardian and circumstance.child_view):
            raise GuardianMissing()
        if guardian_suspected and circumstance.guardian_kind != "judge":
            raise GuardianSuspected()
    elif circumstance.capacity != "full" and not (
        circumstance.supporter and circumstance.no_conflict
    ):
        raise SupporterMissing()
