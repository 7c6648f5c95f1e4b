"""Children: who speaks for them, what is best for them, how old they are, where their family is.

Whoever may be under 18 is a child until an age assessment says otherwise (Council of Europe
Convention on action against trafficking, art. 10.3). A guardian is named as soon as a child alone
is identified and the child's own view is heard in every decision (Convention on the Rights of the
Child, art. 3, 12 and 20; its Committee's General Comment 6, 2005). Best interests are assessed by
one trained worker, and determined by several for a durable solution (UNHCR guidelines, 2021).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from casework.kernel.refusals import Conflict, Refusal
from casework.kernel.workflow import Deadline, Span

GUARDIAN_KINDS = ("parent", "relative", "provisional", "appointed", "institution")
AUTHORITIES = ("prosecutor", "juvenile_judge", "other_judge")
AGE_RESULTS = ("minor", "adult", "undetermined")
SOLUTIONS = ("local", "reunification", "return", "resettlement", "temporary_care", "separation")
DURABLE = frozenset({"local", "reunification", "return", "resettlement"})
"""Where a child can stay for good. A panel is also asked before a child is taken into temporary
care or separated from the parents: that protects now, and leaves the durable solution to find."""
GOES_BACK = frozenset({"return", "reunification"})
SUITABLE = "suitable"
FAMILY_RESULTS = (SUITABLE, "unsuitable", "not_found")
WISHES = ("yes", "no", "not_sure")
SMALLEST_PANEL = 2

NAME_GUARDIAN = Deadline("name_guardian", Span(hours=24))
ASSESS_INTERESTS = Deadline(
    "assess_interests",
    Span(days=7),
    by_priority=(("P1", Span(hours=72)), ("P2", Span(hours=72))),
)
"""72 hours; seven days where the child's situation is stable (P3, P4)."""


class NotAChild(Conflict):
    """This is recorded of somebody who is, or may be, under 18."""


class ChildViewMissing(Refusal):
    """What the child says is written down with every decision about them."""

    field = "child_view"


class SuspicionUnsaid(Refusal):
    """A guardian is suspected for a reason, and it is written down."""

    field = "suspicion"


class UntrainedWorker(Refusal):
    """Best interests are assessed by somebody trained to talk with children."""

    field = "trained"


class PanelTooSmall(Refusal):
    """Best interests are determined by several: at least two, each on a line."""

    field = "panel"


class AssessedBefore(Conflict):
    """A determination comes after an assessment of the best interests, never in its place."""


class DecisionWithoutReference(Refusal):
    """A decision of a prosecutor or a judge is known by its reference."""

    field = "reference"


class AgeAssessmentUnfit(Refusal):
    """Age is assessed as a last resort, by several disciplines, with the person's consent."""

    field = "consented"


class AgeInDoubt(Refusal):
    """The doubt about an age under 18 ends with an age assessment or a document, never by
    itself."""

    field = "age_doubt"


class TracingBarred(Refusal):
    """A family is not searched for against the child's wish or where it puts somebody in danger."""

    field = "risk_to_child"


@dataclass(frozen=True)
class Guardian:
    """Who speaks for the child, since when, by whose decision. `suspected`: the guardian may have
    a part in what happened, or gains from it; an authority then decides in their place."""

    name: str
    kind: str
    on: date
    authority: str = ""
    reference: str = ""
    suspected: bool = False
    suspicion: str = ""

    def __post_init__(self) -> None:
        if self.suspected and not self.suspicion:
            raise SuspicionUnsaid()


@dataclass(frozen=True)
class AuthorityDecided:
    """What a prosecutor or a judge decided to protect the child, recorded by hand."""

    on: date
    authority: str
    reference: str
    court: str = ""

    def __post_init__(self) -> None:
        if not self.reference:
            raise DecisionWithoutReference()


@dataclass(frozen=True)
class InterestsAssessed:
    """Best-interests assessment: quick, by one trained worker, before each important step."""

    on: date
    by_whom: str
    trained: bool
    child_view: str
    findings: str = ""
    recommendation: str = ""

    def __post_init__(self) -> None:
        _heard(self.child_view)
        if not self.trained:
            raise UntrainedWorker()


@dataclass(frozen=True)
class InterestsDetermined:
    """Best-interests determination: by a panel, for a durable solution."""

    on: date
    panel: tuple[str, ...]
    solution: str
    child_view: str
    grounds: str = ""
    reference: str = ""

    def __post_init__(self) -> None:
        _heard(self.child_view)
        if len(self.panel) < SMALLEST_PANEL:
            raise PanelTooSmall(count=len(self.panel))


@dataclass(frozen=True)
class AgeAssessed:
    """An age assessment, and why nothing gentler could answer the question."""

    on: date
    result: str
    by_whom: str
    last_resort: str
    several_disciplines: bool
    consented: bool
    reference: str = ""

    def __post_init__(self) -> None:
        if not (self.several_disciplines and self.consented and self.last_resort):
            raise AgeAssessmentUnfit()


@dataclass(frozen=True)
class Tracing:
    """A search for the family: what the child wants, and that nobody is put in danger by it."""

    on: date
    child_view: str
    wish: str
    risk_to_child: bool
    risk_to_family: bool
    by_whom: str = ""

    def __post_init__(self) -> None:
        _heard(self.child_view)
        if self.wish == "no" or self.risk_to_child or self.risk_to_family:
            raise TracingBarred()


@dataclass(frozen=True)
class FamilyAssessed:
    """What a service found of the family to which the child might go."""

    on: date
    by_whom: str
    result: str
    grounds: str = ""
    reference: str = ""


@dataclass(frozen=True)
class ReceptionConfirmed:
    """Who will receive the child on arrival, confirmed by whom."""

    on: date
    by_whom: str
    who_receives: str
    reference: str = ""


@dataclass(frozen=True)
class ChildFacts:
    """What the gates know of a child's records: whether the guardian is suspected, which solution
    the last determination named, and whether the last age assessment found an adult."""

    guardian_suspected: bool = False
    solution: str = ""
    found_adult: bool = False

    @property
    def settled(self) -> bool:
        """The last determination named a durable solution."""
        return self.solution in DURABLE

    @property
    def may_go_back(self) -> bool:
        """A return is begun when the last determination named it. That the family was assessed and
        somebody receives the child is asked by the return itself."""
        return self.solution in GOES_BACK


def facts_of(newest: Mapping[str, object]) -> ChildFacts:
    """The facts in the newest records of each kind."""
    guardian, bid, age = (newest.get(kind) for kind in ("guardian", "bid", "age"))
    return ChildFacts(
        guardian_suspected=isinstance(guardian, Guardian) and guardian.suspected,
        solution=bid.solution if isinstance(bid, InterestsDetermined) else "",
        found_adult=isinstance(age, AgeAssessed) and age.result == "adult",
    )


def _heard(child_view: str) -> None:
    if not child_view:
        raise ChildViewMissing()
