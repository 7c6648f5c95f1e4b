"""What is recorded in a reintegration. Every record is sealed under the key of the case."""

from dataclasses import dataclass
from datetime import date

from casework.kernel.sealed_entry import SealedEntry


@dataclass(frozen=True)
class PlanLine:
    """What one thing done for a goal costs: in kind by default, in minor units of its currency.
    `line`: the budget line it is meant to be charged to, once that is known. What is really paid is
    a grant or a charge."""

    words: str
    minor: int
    currency: str
    in_kind: bool = True
    line: str = ""


@dataclass(frozen=True)
class Goal:
    """One goal in the person's own words, with what is done for it and what that costs. `number`
    stays the same when it is written anew."""

    number: int
    dimension: str
    words: str
    activity: str
    provider: str = ""
    due: date | None = None
    status: str = "planned"
    obstacle: str = ""
    lines: tuple[PlanLine, ...] = ()


@dataclass(frozen=True)
class Signature:
    """The plan was agreed with the person and signed; a child's own view is written down."""

    on: date
    signed: str
    words: str = ""


@dataclass(frozen=True)
class Visit:
    """A visit of a month, with its safety check. Who was not reached was not visited."""

    on: date
    month: int
    reached: bool
    alone: bool | None = None
    safe: bool | None = None
    worries: str = ""
    words: str = ""


@dataclass(frozen=True)
class Answer:
    """One answer of the survey: a step of its scale, or not applicable."""

    item: str
    value: str


@dataclass(frozen=True)
class Survey:
    """A survey as it was answered, with the version of its items and weights for ever. `child`: no
    score is made of it."""

    on: date
    version: str
    answers: tuple[Answer, ...]
    child: bool = False


@dataclass(frozen=True)
class Outcome:
    """How the reintegration goes, on a day."""

    on: date
    code: str
    words: str = ""


@dataclass(frozen=True)
class Instalment:
    """One payment of a grant, and what shows that it arrived. The amount is charged to a budget
    line; `charge` names that charge."""

    grant: str
    charge: str
    on: date
    evidence: str


@dataclass(frozen=True)
class Wish:
    """What a grant is for: goods by default, with the supplier's quote; money with its reason."""

    words: str
    minor: int
    currency: str
    in_cash: bool = False
    cash_reason: str = ""
    supplier: str = ""
    quote: str = ""
    instalments: int = 1


Recorded = Goal | Signature | Visit | Survey | Outcome | Instalment


@dataclass(frozen=True)
class Entry(SealedEntry):
    """One record as it is sealed: exactly one part, under its name."""

    goal: Goal | None = None
    signature: Signature | None = None
    visit: Visit | None = None
    survey: Survey | None = None
    outcome: Outcome | None = None
    instalment: Instalment | None = None
