"""What lies sealed: a house and its address, a room, a resident, the intake, the logs, incidents.

A house sees of a person an alias and what lodging needs, never the screening or the case file.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from casework.shelter.domain.refusals import (
    ExitPlanMissing,
    NoneUnreasoned,
    SafeContactMissing,
)

REGIMES = ("open", "protected")
CARE = ("medical", "psychological", "children", "pregnancy", "disability", "addiction", "legal")
NEEDS = ("none", "step_free", "personal_help", "hearing", "sight", "pregnant")
PAPERS = ("with_person", "receipt", "none")
HEALTH = ("fine", "soon", "at_once")
SAFETY = ("safe", "afraid", "threat_near")
CARE_KINDS = ("daily", "health", "psychological", "children", "legal", "contact")
OUT_REASONS = ("cleaning", "repair", "isolation", "staff")
NONE_FOR = ("refused", "gone", "unsafe")
"""Why somebody leaves without: they want none, they are gone, or one would endanger them."""
HEARD = ("read", "read_aloud", "interpreter", "sign")


@dataclass(frozen=True)
class UnitCard:
    """A house: how its own people call it, where arrivals are met, whom to ring and when."""

    name: str
    meeting_point: str = ""
    phone: str = ""
    languages: tuple[str, ...] = ()
    care: tuple[str, ...] = ()
    regime: str = "open"
    hours: str = ""


@dataclass(frozen=True)
class Address:
    """Where a house is. Under a key of its own, for the people of the house and a named escort."""

    lines: str
    directions: str = ""


@dataclass(frozen=True)
class RoomCard:
    """A room. Its profile is sealed, so that no stored row tells the sex or age of who is in it."""

    name: str
    profile: str
    accessible: bool = False
    note: str = ""


@dataclass(frozen=True)
class Resident:
    """What a house knows of somebody who comes: an alias and what lodging needs. `doubt`: treated
    as a child until the doubt about the age is settled. `threat`: from which region the danger
    comes; the rules ask it, no page of the house shows it."""

    alias: str
    code: str
    sex: str
    age_band: str
    child: bool
    languages: tuple[str, ...] = ()
    girls: int = 0
    boys: int = 0
    need: str = "none"
    lgbti: bool = False
    apart: tuple[str, ...] = ()
    health: str = ""
    arrival: str = ""
    doubt: bool = False
    threat: str = ""


@dataclass(frozen=True)
class Intake:
    """The first conversation, within two hours of the arrival. No test and no search is in it: they
    are not done. `agreed_to`: the version of the house rules, heard in `language`."""

    safety: str
    health: str
    papers: str
    consent: bool
    belongings: str = ""
    receipt: str = ""
    urgent_needs: str = ""
    language: str = ""
    heard: str = ""
    agreed_to: int = 0


@dataclass(frozen=True)
class Leaving:
    """How a stay ended: where to, what was planned, how the person may be reached safely. Where
    there is no plan or no contact, `no_plan` and `no_contact` say which of `NONE_FOR` it is, and
    `because` what it rests on."""

    reason: str
    plan: str = ""
    safe_contact: str = ""
    no_plan: str = ""
    no_contact: str = ""
    because: str = ""

    def check(self) -> None:
        """Nobody leaves without a plan and a safe contact, unless it is said why there is none."""
        if not self.plan.strip() and self.no_plan not in NONE_FOR:
            raise ExitPlanMissing()
        if not self.safe_contact.strip() and self.no_contact not in NONE_FOR:
            raise SafeContactMissing()
        none = not self.plan.strip() or not self.safe_contact.strip()
        if none and not self.because.strip():
            raise NoneUnreasoned()


@dataclass(frozen=True)
class Words:
    """A text of the log or of a decision."""

    text: str
    kind: str = ""


@dataclass(frozen=True)
class RulesText:
    """The house rules, as they are read to people, by language."""

    texts: tuple[tuple[str, str], ...]

    def in_language(self, language: str) -> str:
        """The text in a language; empty when it was not written."""
        return dict(self.texts).get(language, "")


class IncidentType(StrEnum):
    """What can happen in a house."""

    THREAT = "threat_by_offender"
    BREACH = "breach_of_address"
    SELF_HARM = "self_harm"
    VIOLENCE = "violence"
    STAFF_ABUSE = "abuse_by_staff"
    CHILD_RISK = "child_risk"
    HEALTH = "health_emergency"
    MISSING = "missing"
    FIRE = "fire"


GRAVE = 3
"""From this severity of 1 to 4 on, the duty officer is told within the hour."""


@dataclass(frozen=True)
class IncidentReport:
    """What happened: people by alias, never by name."""

    type: str
    at: datetime
    people: str = ""
    what: str = ""
    action: str = ""
    authority: str = ""
    follow_up: str = ""
