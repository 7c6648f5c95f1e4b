"""The gates of a return: named rules over what is on record. A missing record answers fail.

What has to hold on the journey (fitness, risks, will) is looked at for the hour it leaves, not for
the hour the step is pressed: a finding that wears out before the journey opens nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from casework.kernel.clock import MOROCCO
from casework.kernel.workflow import Transition, Verdict
from casework.returns.domain.lists import FROM_THE_CONSULATE, OPTIONS, Part
from casework.returns.domain.records import (
    Arrival,
    Choice,
    Counselling,
    Departure,
    Eligibility,
    Fitness,
    Paper,
    Project,
    ReturnRisk,
    Travel,
)

REFLECTION = timedelta(hours=48)
RISK_LASTS = timedelta(days=30)
FIT_LASTS = timedelta(days=10)
FIT_LASTS_SHORT = timedelta(hours=72)
WILL_LASTS = timedelta(days=7)
WRITTEN_WITHIN = timedelta(days=1)
BOARDING = timedelta(hours=1)
"""Boarding opens at most this long before the journey leaves."""

Record = TypeVar("Record")


@dataclass(frozen=True)
class Known:
    """What is on record of one return when a step is asked for.

    `newest` holds the newest record of each part, `papers` the newest of each document;
    `counselled_at` is the moment the options were explained, `chosen_at` the one the decision was
    written down; `started` whether the case itself
    moved on to a return. `asked_again_at` is when the will at the door was written down; a will
    from before `will_from` does not count: the journey was booked or changed then, or the return
    went on after a rest.
    """

    at: datetime
    today: date
    child: bool = False
    asylum: str = "unknown"
    paused: bool = False
    started: bool = False
    agreed: bool = False
    consulate_agreed: bool = False
    guardian: bool = False
    determined: bool = False
    family_suitable: bool = False
    received_by: str = ""
    counselled_at: datetime | None = None
    chosen_at: datetime | None = None
    asked_again_at: datetime | None = None
    will_from: datetime | None = None
    newest: Mapping[Part, Any] = field(default_factory=dict)
    papers: Mapping[str, Paper] = field(default_factory=dict)

    def one(self, part: Part, kind: type[Record]) -> Record | None:
        """The newest record of a part."""
        found = self.newest.get(part)
        return found if isinstance(found, kind) else None

    @property
    def leaves_at(self) -> datetime:
        """The hour the journey leaves; the present one while there is no journey."""
        journey = self.one(Part.TRAVEL, Travel)
        return journey.departs_at if journey is not None else self.at

    @property
    def leaves_on(self) -> date:
        """The day of the journey in Morocco."""
        return self.leaves_at.astimezone(MOROCCO).date()

    @property
    def seeks_asylum(self) -> bool:
        """An asylum seeker or refugee, from the card or from counselling."""
        told = self.one(Part.COUNSELLING, Counselling)
        return self.asylum == "yes" or (told is not None and told.asylum == "yes")


Rule = Callable[[Known, str], bool]


def verdicts(arrow: Transition, known: Known) -> dict[str, Verdict]:
    """What each gate of the arrow answers. Nothing of a return can be overridden."""
    return {gate: Verdict.PASS if answer(gate, known) else Verdict.FAIL for gate in arrow.gates}


def answer(gate: str, known: Known) -> bool:
    """Whether one gate is open."""
    name, _, rest = gate.partition("(")
    return RULES[name](known, rest.rstrip(")"))


def counselled(known: Known, argument: str) -> bool:
    """All options were explained, not only returning."""
    told = known.one(Part.COUNSELLING, Counselling)
    return told is not None and set(told.options) >= set(OPTIONS)


def reflected(known: Known, argument: str) -> bool:
    """At least 48 hours lie between counselling and the decision, not only before the step that
    makes it count."""
    if known.counselled_at is None:
        return False
    decided = known.at if known.chosen_at is None else known.chosen_at
    return decided >= known.counselled_at + REFLECTION


def chosen_freely(known: Known, argument: str) -> bool:
    """Free, informed and by somebody able to decide; `again`: confirmed in the 7 days before the
    journey leaves, and for this very journey."""
    choice = known.one(Part.CHOICE, Choice)
    free = choice is not None and choice.free and choice.informed and choice.alone
    able = choice is not None and choice.capacity != "doubtful"
    if not (free and able):
        return False
    return _confirmed_lately(known) if argument == "again" else True


def _confirmed_lately(known: Known) -> bool:
    leaving = known.one(Part.DEPARTURE, Departure)
    if leaving is None or not leaving.confirmed or not _of_this_journey(leaving, known):
        return False
    return timedelta(0) <= known.leaves_at - leaving.at <= WILL_LASTS


def _of_this_journey(leaving: Departure, known: Known) -> bool:
    """The person said yes to the journey as it is now: another day, route, escort or reception, and
    a rest, ask for the will once more. The hour is typed to the minute."""
    if known.will_from is None:
        return True
    written = known.asked_again_at is not None and known.asked_again_at >= known.will_from
    return written and leaving.at >= known.will_from.replace(second=0, microsecond=0)


def warned_of_asylum(known: Known, argument: str) -> bool:
    """An asylum seeker or refugee read and signed what a return ends, before anything goes on;
    `asked`: it is known whether there is an asylum file."""
    told = known.one(Part.COUNSELLING, Counselling)
    if told is None or told.asylum == "unknown":
        return False
    if argument == "asked" or not known.seeks_asylum:
        return True
    choice = known.one(Part.CHOICE, Choice)
    return choice is not None and choice.warned


def risk_reduced(known: Known, argument: str) -> bool:
    """Assessed in both countries in the last 30 days, and no risk stays unreduced; `leaving`: in
    the 30 days before the journey."""
    risk = known.one(Part.RISK, ReturnRisk)
    day = known.leaves_on if argument == "leaving" else known.today
    return risk is not None and risk.bearable and timedelta(0) <= day - risk.on <= RISK_LASTS


def best_interests(known: Known, argument: str) -> bool:
    """For a child, the last formal determination of the best interests is that the child goes
    back."""
    return not known.child or known.determined


def family_ready(known: Known, argument: str) -> bool:
    """For a child, a service found the family suitable, and somebody confirmed who receives the
    child. Both are written in the case file, which counts here as it counts there."""
    return not known.child or (known.family_suitable and bool(known.received_by))


def guarded(known: Known, argument: str) -> bool:
    """For a child, a guardian who is not suspected is named, and agrees beside the child's own
    view."""
    if not known.child:
        return True
    choice = known.one(Part.CHOICE, Choice)
    return known.guardian and choice is not None and bool(choice.guardian and choice.child_view)


def papers_ready(known: Known, argument: str) -> bool:
    """A travel document that holds on the day of the journey, and the exit authorisation."""
    day = known.leaves_on
    travel = any(_holds(known, kind, day) for kind in ("passport", "laissez_passer"))
    return travel and _holds(known, "exit_authorisation", day)


def _holds(known: Known, kind: str, day: date) -> bool:
    paper = known.papers.get(kind)
    if paper is None:
        return False
    if paper.state == "not_needed":
        return kind not in ("passport", "laissez_passer")
    return paper.state == "obtained" and (paper.valid_until is None or paper.valid_until >= day)


def fit(known: Known, argument: str) -> bool:
    """A doctor found the person fit, and the finding has not worn out when the journey leaves."""
    found = known.one(Part.FITNESS, Fitness)
    if found is None or found.result == "unfit":
        return False
    lasts = FIT_LASTS_SHORT if found.short else FIT_LASTS
    return timedelta(0) <= known.leaves_at - found.at <= lasts


def boarding_has_begun(known: Known, argument: str) -> bool:
    """Nobody has left before they board: until then the person can stop, pause or take back their
    agreement, and a departure written down earlier would end that right."""
    return known.at >= known.leaves_at - BOARDING


def partner_ready(known: Known, argument: str) -> bool:
    """Who receives the person has said yes, and the journey that is booked lies ahead;
    `leaving`: whoever left is written down as gone however late somebody does it."""
    journey = known.one(Part.TRAVEL, Travel)
    if journey is None:
        return False
    if argument != "leaving" and known.at > journey.departs_at + WRITTEN_WITHIN:
        return False
    return bool(journey.partner) and journey.partner_accepted_on is not None


def may_ask_consulate(known: Known, kind: str) -> bool:
    """The consulate is asked only with the person's agreement (P6), and never for an asylum seeker
    or refugee (Convention relating to the Status of Refugees, 1951)."""
    if kind not in FROM_THE_CONSULATE:
        return True
    return known.consulate_agreed and not known.seeks_asylum


RULES: dict[str, Rule] = {
    "G-RUNNING": lambda known, argument: not known.paused,
    "G-PAUSED": lambda known, argument: known.paused,
    "G-COUNSEL": counselled,
    "G-ELIGIBLE": lambda known, argument: known.one(Part.ELIGIBILITY, Eligibility) is not None,
    "G-CONSENT": lambda known, argument: known.agreed,
    "G-REFLECTION": reflected,
    "G-VOL": chosen_freely,
    "G-ASYLUM": warned_of_asylum,
    "G-RISK": risk_reduced,
    "G-BID": best_interests,
    "G-FAMILY": family_ready,
    "G-GUARD": guarded,
    "G-PAPERS": papers_ready,
    "G-FIT": fit,
    "G-HOUR": boarding_has_begun,
    "G-PROJECT": lambda known, argument: known.one(Part.PROJECT, Project) is not None,
    "G-PARTNER": partner_ready,
    "G-STARTED": lambda known, argument: known.started,
    "G-ARRIVED": lambda known, argument: known.one(Part.ARRIVAL, Arrival) is not None,
}
