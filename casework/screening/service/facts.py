"""Facts follow: what may be counted of a screening, and of the signs it raised.

Two kinds. A `screening` is counted when it is sent, with how far it led. A `flag`, for those whose
band is A, B or C, waits half a year longer, so that what became of it is known.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from casework.accounts import queries as accounts
from casework.cases import queries as cases
from casework.cases.service.facts import (
    not_counted,
    on_facts,
    register_led_to,
    register_source,
)
from casework.db import db
from casework.facts.domain import Handed, body_class, elapsed
from casework.facts.providers import handed_by, register_provider
from casework.facts.service import follow
from casework.kernel import clock
from casework.kernel.workflow import Transition
from casework.policy import Actor
from casework.screening.domain import reach
from casework.screening.models import Screening
from casework.screening.queries import band_changes, screening_of_case
from casework.workflow.service import history, on_step

FLAGGED = ("A", "B", "C")
_PERSON = ("region", "sex", "age_band", "nationality_group", "sector", "band")
LOOKED_AT_AFTER = timedelta(days=180)
_OUTCOME = {"identified": "confirmed", "not_victim": "not_victim"}


def hand_over(screening: Screening) -> None:
    """Tell the statistics of a sent screening, as it stands now."""
    follow(screening.id, lambda: handed(screening))


def handed(screening: Screening) -> Iterator[Handed]:
    """The facts of a screening; none of a draft, nor of one that led to the case of somebody who
    does not wish to be counted.

    Somebody screened again is one person, and counted once: whatever is counted of one of their
    screenings keeps the others out, for good.
    """
    if screening.sent_at is None or screening.result is None:
        return
    if _left_out(screening):
        return
    month = screening.sent_at.astimezone(clock.MOROCCO).date().replace(day=1)
    said = _said(screening)
    others = tuple(_others_of_person(screening))
    for kind, words in (("screening", said), ("flag", _flag(screening, said))):
        yield Handed(kind, screening.id, month, words, screening.id, also=others)
        for other in others:
            rest = tuple(one for one in (screening.id, *others) if one != other)
            yield Handed(kind, other, month, {}, other, also=rest)


def _left_out(screening: Screening) -> bool:
    """Whether it led, or a later one of the same author that repeats it, to the case of somebody
    who does not wish to be counted."""
    if screening.case_id is not None:
        return bool(not_counted([screening.case_id]))
    later = select(Screening).where(
        Screening.author_id == screening.author_id,
        Screening.started_at >= screening.started_at,
        Screening.case_id.is_not(None),
    )
    led = {one.case_id: one for one in db.session.scalars(later) if one.case_id is not None}
    out = not_counted(led) if led else ()
    return any(screening.id in {one.id for one in _before(led[case_id])} for case_id in out)


def _flag(screening: Screening, said: Mapping[str, str]) -> dict[str, str]:
    """The classes of the flag it raised; none when it raised none."""
    if (band := _flagged_as(screening, said["band"])) is None:
        return {}
    flag = {name: said[name] for name in _PERSON}
    return flag | {"outcome": _outcome(screening), "band": band}


def every_screening() -> Iterator[Handed]:
    """All sent screenings again, the oldest first."""
    rows = select(Screening).where(Screening.sent_at.is_not(None))
    in_order = db.session.scalars(rows.order_by(Screening.sent_at, Screening.id))
    return handed_by(in_order, handed)


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
    """How far it led at the furthest, in any file of the person: a case that was closed or begun
    anew since got no less far."""
    if screening.case_id is None:
        return reach.without_case(flagged=band in FLAGGED)
    files = cases.files_of_person(cases.case_by_id(screening.case_id))
    taken = (step for file in files for step in history("case", file))
    return reach.furthest(step.target for step in taken)


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
    """What had become of it half a year after it was sent, whatever is decided later: the year is
    counted when that day is over for all of it, and flags of its January get no more time than
    those of its December."""
    if screening.case_id is None or screening.sent_at is None:
        return "undecided"
    files = cases.files_of_person(cases.case_by_id(screening.case_id))
    status = cases.status_by(files, screening.sent_at + LOOKED_AT_AFTER)
    return _OUTCOME.get(status.status if status else "", "undecided")


def _others_of_person(screening: Screening) -> set[UUID]:
    """The other screenings of whoever was screened: those that this one repeats or goes on from,
    and those that led to another file of the same person."""
    found = {one.id for one in _before(screening)}
    if screening.case_id is not None:
        files = cases.files_of_person(cases.case_by_id(screening.case_id))
        led = (screening_of_case(file) for file in files if file != screening.case_id)
        found |= {one.id for one in led if one is not None}
    return found - {screening.id}


def _before(screening: Screening) -> Iterator[Screening]:
    """The screening that this one repeats, the one before that, and so on."""
    one, seen = screening, {screening.reference}
    while (reference := one.answers.reveal().again) and reference not in seen:
        seen.add(reference)
        before = db.session.scalar(select(Screening).where(Screening.reference == reference))
        if before is None:
            return
        yield (one := before)


def _after_step(screening: Screening, arrow: Transition, actor: Actor | None) -> None:
    hand_over(screening)


def _after_case(case_id: UUID) -> None:
    for screening in _led_to(case_id):
        hand_over(screening)


def _led_to(case_id: UUID) -> list[Screening]:
    """The screening that led to a case, and those that it repeats or goes on from."""
    screening = screening_of_case(case_id)
    return [screening, *_before(screening)] if screening else []


def _detected_by(case_id: UUID) -> str | None:
    screening = screening_of_case(case_id)
    house = accounts.organisation(screening.organisation_id) if screening else None
    return house.kind if house else None


def register() -> None:
    """Follow screenings and the cases they led to, and answer when all are asked for again."""
    on_step("screening", _after_step)
    on_facts(_after_case)
    register_source(_detected_by)
    register_led_to(lambda case_id: [one.id for one in _led_to(case_id)])
    register_provider("screening", every_screening)
