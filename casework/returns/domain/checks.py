"""What a record must be to stand, and at which point of a return each part is recorded."""

from datetime import date, datetime
from typing import Any

from casework.kernel.clock import MOROCCO
from casework.returns.domain.gates import Known, may_ask_consulate
from casework.returns.domain.lists import ONLY_FROM_THE_CONSULATE, Part
from casework.returns.domain.records import (
    Arrival,
    Departure,
    Fitness,
    Paper,
    Project,
    Recorded,
    ReturnRisk,
    Travel,
)
from casework.returns.domain.refusals import (
    AmountMissing,
    ArrivedBeforeLeaving,
    ArrivesBeforeLeaving,
    ConsulateBarred,
    DayAhead,
    EveryRiskOnce,
    MeasuresMissing,
)
from casework.returns.domain.track import (
    ASKED,
    BEFORE_BOARDING,
    BOOKED,
    CHOSEN,
    COUNSELLED,
    DEPARTED,
    ELIGIBLE,
)

_FROM_COUNSELLING = (COUNSELLED, ELIGIBLE, CHOSEN, BOOKED)
_FROM_CHOICE = (CHOSEN, BOOKED)
RECORDED_IN = {
    Part.REQUEST: (ASKED,),
    Part.COUNSELLING: BEFORE_BOARDING,
    Part.ELIGIBILITY: (COUNSELLED, ELIGIBLE),
    Part.CHOICE: (ELIGIBLE, CHOSEN),
    Part.DOCUMENTS: _FROM_CHOICE,
    Part.RISK: _FROM_COUNSELLING,
    Part.FITNESS: _FROM_CHOICE,
    Part.PROJECT: _FROM_CHOICE,
    Part.TRAVEL: _FROM_CHOICE,
    Part.DEPARTURE: (BOOKED,),
    Part.ARRIVAL: (DEPARTED,),
}


def records_in(part: Part) -> tuple[str, ...]:
    """The states in which a part may be recorded; none for what is kept elsewhere."""
    return RECORDED_IN.get(part, ())


def check(recorded: Recorded, known: Known, today: date) -> None:
    """Refuse a record that could not stand."""
    _refuse_ahead(recorded, known.at, today)
    if isinstance(recorded, Paper):
        _check_paper(recorded, known)
    if isinstance(recorded, ReturnRisk):
        _check_risk(recorded)
    if isinstance(recorded, Project):
        _check_project(recorded)
    if isinstance(recorded, Travel):
        _check_journey(recorded, today)
    if isinstance(recorded, Arrival):
        _check_arrival(recorded, known)


def _check_paper(paper: Paper, known: Known) -> None:
    told = paper.state == "asked" or (
        paper.state == "obtained" and paper.kind in ONLY_FROM_THE_CONSULATE
    )
    if told and not may_ask_consulate(known, paper.kind):
        raise ConsulateBarred()


def _check_project(project: Project) -> None:
    if not (project.minor or project.no_amount.strip()):
        raise AmountMissing()


def _check_arrival(arrival: Arrival, known: Known) -> None:
    journey, leaving = known.one(Part.TRAVEL, Travel), known.one(Part.DEPARTURE, Departure)
    left = [leaving.at] if leaving is not None else []
    left += [journey.departs_at] if journey is not None else []
    if any(arrival.at < one for one in left):
        raise ArrivedBeforeLeaving()


def _check_journey(journey: Travel, today: date) -> None:
    leaves_on = journey.departs_at.astimezone(MOROCCO).date()
    if journey.arrives_at <= journey.departs_at or leaves_on < today:
        raise ArrivesBeforeLeaving()


def _check_risk(risk: ReturnRisk) -> None:
    if not risk.complete:
        raise EveryRiskOnce()
    if risk.claims_without_measures:
        raise MeasuresMissing()


def _refuse_ahead(recorded: Any, at: datetime, today: date) -> None:
    moment = isinstance(recorded, Fitness | Departure | Arrival)
    ahead = recorded.at > at if moment else getattr(recorded, "on", today) > today
    if ahead:
        raise DayAhead()
