"""What a caseworker writes down besides identity, consent and risk; all sealed."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from casework.kernel.refusals import Refusal

MILESTONES = (
    "safety_plan",
    "guardian",
    "authority",
    "bia",
    "bid",
    "reintegration_plan",
)
"""Facts of the pathway recorded by hand with their date, authority and reference: the safety plan
was made, a guardian is named, an authority decided to protect the child, the best interests were
assessed (bia) or determined (bid), the reintegration plan was signed."""

WITH_A_RECORD = frozenset({"safety_plan", "guardian", "authority", "bia", "bid"})
"""Milestones that follow from a fuller record of their own, and are not recorded without it."""

REVEAL_REASONS = ("planned_call", "official_document", "appointment", "person_asks", "other")
DUTY_BASES = ("penal_code_448_7", "child_protection", "other")
CLOSURE_REASONS = (
    "goals_met",
    "moved_to_other_provider",
    "returned_and_monitored",
    "reunified",
    "person_withdrew",
    "lost_contact",
    "refused_all",
    "not_victim_after_assessment",
    "duplicate",
    "deceased",
    "transferred_abroad",
    "detained_or_removed",
    "no_longer_eligible",
)
STATUSES = ("not_assessed", "possible", "identified", "not_victim", "inconclusive")
FORMAL = frozenset({"identified", "not_victim"})
COMPETENT = frozenset({"court", "police", "other_authority"})
EVIDENCE = ("indications", "reasonable_grounds", "conclusive_grounds", "judgment")
REVIEWS = ("asked", "upheld", "changed")
DECIDING_BODIES = ("police", "ngo", "court", "other_authority", "other")


class DateAhead(Refusal):
    """What happened cannot have happened after today."""

    field = "on"


class InformedWhyMissing(Refusal):
    """When the person was not told of a report, the danger that forbade it is written down."""

    field = "not_informed_because"


class NotCompetent(Refusal):
    """Only a competent authority identifies a victim, or says that somebody is none."""

    field = "body"


class DecisionUnreferenced(Refusal):
    """A formal decision is recorded with its reference and the evidence it rests on."""

    field = "reference"


class AuthorityMissing(Refusal):
    """A report names the authority it went to."""

    field = "authority"


class PersonNotInformed(Refusal):
    """A case is closed with the person's knowledge, or after trying to reach them."""

    field = "informed"


def not_ahead(day: date, today: date) -> None:
    """Refuse a day after today."""
    if day > today:
        raise DateAhead()


@dataclass(frozen=True)
class Words:
    """A reason in somebody's own words."""

    text: str


@dataclass(frozen=True)
class Milestone:
    """What was recorded, on which day, by whom decided, under which reference."""

    on: date
    authority: str = ""
    reference: str = ""


REPORTED_TO = ("police", "prosecution")
"""The kinds of bodies that a report of the law goes to."""


@dataclass(frozen=True)
class LegalDuty:
    """A report the law asks for, apart from any consent; or why none is due.

    `content` says what was passed on, kept to what the authority needs; `identity` the name and
    birth as they were passed on, where the law required that and only there. `recipient_id` is the
    police or prosecution body of the directory that was told: the law opens the file to it alone.
    """

    basis: str
    on: date
    authority: str = ""
    content: str = ""
    informed: bool = True
    not_informed_because: str = ""
    identity: str = ""
    recipient_id: UUID | None = None

    def __post_init__(self) -> None:
        if not self.informed and not self.not_informed_because:
            raise InformedWhyMissing()


@dataclass(frozen=True)
class VictimStatus:
    """What a body decided on the person's status, when, on which grounds.

    `evidence` grades what it rests on (`EVIDENCE`); `review` says that the person asked for the
    decision to be looked at again, or what came of that (`REVIEWS`), on `review_on`.
    """

    status: str
    body: str
    on: date
    grounds: str = ""
    reference: str = ""
    evidence: str = ""
    review: str = ""
    review_on: date | None = None

    def check(self, today: date) -> None:
        """Refuse a formal decision of a body that makes none, or without its reference; and what
        lies ahead."""
        not_ahead(self.on, today)
        if self.review_on is not None:
            not_ahead(self.review_on, today)
        if self.status not in FORMAL:
            return
        if self.body not in COMPETENT:
            raise NotCompetent()
        if not (self.reference and self.evidence):
            raise DecisionUnreferenced()


@dataclass(frozen=True)
class Closure:
    """Why a case should close, in a reason of the list and the caseworker's words; and what is
    settled with it: what the person thought of the help (`feedback`), until when the file is kept,
    on which channels they chose to be asked again (none: never), and for a detention or removal to
    whom it was reported."""

    reason: str
    words: str
    feedback: str = "not_possible"
    keep_until: date | None = None
    channels: tuple[str, ...] = ()
    report: str = ""
