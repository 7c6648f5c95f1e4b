"""What a caseworker writes down besides identity, consent and risk; all sealed."""

from dataclasses import dataclass
from datetime import date, timedelta

from casework.kernel.refusals import Refusal

NOTE_KINDS = ("call", "meeting", "accompaniment", "service", "other")

MILESTONES = (
    "safety_plan",
    "guardian",
    "bia",
    "bid",
    "plan",
    "voluntariness",
    "fitness",
    "reintegration_plan",
)
"""Facts of the pathway recorded by hand with their date, authority and reference: the safety plan
was made, a guardian is named, the child's best interests were assessed (bia) or determined (bid),
the plan was agreed with the person, the wish to return was confirmed, a doctor found the person fit
to travel, the reintegration plan was signed."""

LASTS = {"voluntariness": timedelta(days=7)}
"""How long a milestone may be relied on, where time wears it out."""

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
DECIDING_BODIES = ("police", "ngo", "court", "other_authority", "other")


class DateAhead(Refusal):
    """What happened cannot have happened after today."""

    field = "on"


class InformedWhyMissing(Refusal):
    """When the person was not told of a report, the danger that forbade it is written down."""

    field = "not_informed_because"


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
class NoteText:
    """A working note: what was done, with whom, what was agreed."""

    kind: str
    text: str
    with_whom: str = ""
    next_step: str = ""


@dataclass(frozen=True)
class Milestone:
    """What was recorded, on which day, by whom decided, under which reference."""

    on: date
    authority: str = ""
    reference: str = ""


@dataclass(frozen=True)
class LegalDuty:
    """A report the law asks for, apart from any consent; or why none is due.

    `content` says what was passed on, kept to what the authority needs.
    """

    basis: str
    on: date
    authority: str = ""
    content: str = ""
    informed: bool = True
    not_informed_because: str = ""

    def __post_init__(self) -> None:
        if not self.informed and not self.not_informed_because:
            raise InformedWhyMissing()


@dataclass(frozen=True)
class VictimStatus:
    """What a body decided on the person's status, when, on which grounds."""

    status: str
    body: str
    on: date
    grounds: str = ""
    reference: str = ""


@dataclass(frozen=True)
class Closure:
    """Why a case should close, in a reason of the list and the caseworker's words."""

    reason: str
    words: str
