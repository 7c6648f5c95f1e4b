"""What is sealed with a visit: where and how, what was noted for all, and, apart, the employer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from casework.kernel.refusals import Conflict, Refusal
from casework.visits.domain.entry import Place, Setting

NOTE_LIMIT = 280


class LegalForm(StrEnum):
    """How an employer is set up."""

    COMPANY = "company"
    SOLE_TRADER = "sole_trader"
    COOPERATIVE = "cooperative"
    ASSOCIATION = "association"
    INDIVIDUAL = "individual"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class VisitCard:
    """The skeleton of a visit: all that a focal point sees of it. `hour` is 0 to 23."""

    setting: Setting
    place: Place
    sector: str
    province: str
    day: date
    hour: int


@dataclass(frozen=True)
class GroupFacts:
    """What was seen once for everybody: for each fact the answer, two counts, a short note.

    `labour` is the reference of the labour record that came of the visit; it stands only here, so
    that nothing in clear leads from the one to the other.
    """

    noted: Mapping[str, str] = field(default_factory=dict)
    workers: int | None = None
    children: int | None = None
    note: str = ""
    labour: str = ""

    def __repr__(self) -> str:
        return "GroupFacts()"


@dataclass(frozen=True)
class Employer:
    """Who employs, in a compartment of its own. `registration` is the ICE or the number in the
    register of commerce."""

    name: str = ""
    address: str = ""
    legal_form: LegalForm = LegalForm.UNKNOWN
    registration: str = ""
    contact: str = ""

    def __repr__(self) -> str:
        return "Employer()"


class NotAColleague(Refusal):
    """A visit is shared with another inspector of the own organisation only."""

    field = "colleague"


class OutsideYourRegions(Refusal):
    """A visit lies in a region where its author works."""

    field = "province"


class InTheFuture(Refusal):
    """A visit is recorded when it has begun."""

    field = "day"


class VisitClosed(Conflict):
    """Nothing is added to a visit that was closed; it can be opened again."""
