"""Facts follow: what may be counted of a screening, and of the signs it raised.

Two kinds. A `screening` is counted when it is sent, with how far it led. A `flag`, for those whose
band is A, B or C, waits half a year longer, so that what became of it is known.
"""

from collections.abc import Iterator, Mapping
from uuid import UUID

from sqlalchemy import select

from casework.accounts import queries as accounts
from casework.cases import queries as cases
from casework.cases.service.facts import not_counted, on_facts, register_source
from casework.db import db
from casework.facts.domain import Handed, body_class, elapsed, stage_of
from casework.facts.providers import handed_by, register_provider
from casework.facts.service import follow, forget
from casework.kernel import clock
from casework.kernel.workflow import Transition
from casework.policy import Actor
from casework.screening.models import Screening
from casework.screening.queries import band_changes, screening_of_case
from casework.workflow.service import on_step

FLAGGED = ("A", "B", "C")
_PERSON = ("region", "sex", "age_band", "nationality_group", "sector", "band")
_REACHED = {
    "assessment": "case",
    "declined": "case",
    "referred": "referred",
    "assistance": "accepted",
    "closed": "accepted",
}
_OUTCOME = {"identified": "confirmed", "not_victim": "not_victim"}


def hand_over(screening: Screening, *, seen_before: bool = False) -> None:
    """Tell the statistics of a sent screening, as it stands now. With `seen_before` it is asked
    whose first screening that was: only the first fact of a screening needs to know."""
    person = _first_of_person(screening.id, _earlier()) if seen_before else screening.id
    follow(screening.id, lambda: handed(screening, person))


def handed(screening: Screening, person_id: UUID) -> Iterator[Handed]:
    """The facts of a screening; none of a draft, nor of one that led to the case of somebody who
    does not wish to be counted."""
    if screening.sent_at is None or screening.result is None:
        return
    if screening.case_id is not None and not_counted([screening.case_id]):
        return
    month = screening.sent_at.astimezone(clock.MOROCCO).date().replace(day=1)
    said = _said(screening)
    yield Handed("screening", screening.id, month, said, person_id)
    if (band := _flagged_as(screening, said["band"])) is not None:
        flag = {name: said[name] for name in _PERSON} | {"outcome": _outcome(screening)}
        flag["band"] = band
        yield Handed("flag", screening.id, month, flag, person_id)


def every_screening() -> Iterator[Handed]:
    """All sent screenings again, the oldest first."""
    earlier = _earlier()
    rows = select(Screening).where(Screening.sent_at.is_not(None))
    in_order = db.session.scalars(rows.order_by(Screening.sent_at, Screening.id))
    return handed_by(in_order, lambda one: handed(one, _first_of_person(one.id, earlier)))


def _said(screening: Screening) -> dict[str, str]:
    card, house = screening.card.reveal(), accounts.organisation(screening.organisation_id)
    band = screening.result.reveal().in_force.band.value if screening.result else ""
    return {
        "region": screening.region,
        "sex": card.sex,
        "age_band": card.age_band,
        "nationality_group": card.nationality_group,
        "sector": card.sector,
        "asked": card.asked,
        "forms": card.forms,
        "body": body_class(house.kind if house else None),
        "band": band,
        "triage_time": elapsed(screening.sent_at, screening.answered_at),
        "reach": _reach(screening, band),
    }


def _reach(screening: Screening, band: str) -> str:
    if screening.case_id is None:
        return "flagged" if band in FLAGGED else "screened"
    return _REACHED.get(stage_of(cases.case_by_id(screening.case_id).state), "followed")


def _flagged_as(screening: Screening, band: str) -> str | None:
    """The band with which it was flagged: the one in force, else the highest it ever had. What was
    lowered later was a flag all the same."""
    if band in FLAGGED:
        return band
    targets = [
        change.terms.reveal().target.value
        for change in band_changes(screening)
        if change.direction == "raise"
    ]
    found = screening.result.reveal().finding.band.value if screening.result else ""
    return min((one for one in (*targets, found) if one in FLAGGED), default=None)


def _outcome(screening: Screening) -> str:
    if screening.case_id is None:
        return "undecided"
    status = cases.newest_status(cases.case_by_id(screening.case_id))
    return _OUTCOME.get(status.status if status else "", "undecided")


def _earlier() -> dict[UUID, UUID]:
    """Of whoever was screened again: the screening before each later one."""
    rows = select(Screening.seen_again_id, Screening.id).where(Screening.seen_again_id.is_not(None))
    return {row.seen_again_id: row.id for row in db.session.execute(rows)}


def _first_of_person(screening_id: UUID, earlier: Mapping[UUID, UUID]) -> UUID:
    """Somebody screened again is one person: the first of their screenings stands for them."""
    seen = {screening_id}
    while (before := earlier.get(screening_id)) is not None and before not in seen:
        screening_id = before
        seen.add(before)
    return screening_id


def _after_step(screening: Screening, arrow: Transition, actor: Actor | None) -> None:
    if arrow.action != "send":  # sending ends with `hand_over`, when who was seen again is known
        hand_over(screening)


def _after_case(case_id: UUID) -> None:
    if (screening := screening_of_case(case_id)) is None:
        return
    if not_counted([case_id]):
        forget(records=[("screening", screening.id), ("flag", screening.id)])
    hand_over(screening)


def _detected_by(case_id: UUID) -> str | None:
    screening = screening_of_case(case_id)
    house = accounts.organisation(screening.organisation_id) if screening else None
    return house.kind if house else None


def register() -> None:
    """Follow screenings and the cases they led to, and answer when all are asked for again."""
    on_step("screening", _after_step)
    on_facts(_after_case)
    register_source(_detected_by)
    register_provider("screening", every_screening)
