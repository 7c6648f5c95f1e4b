"""Who must be kept from whom, and from where: asked at every place that is given.

What the file knows counts, not what was typed when a place was looked for: a person whose age is in
doubt is a child (Council of Europe Convention on action against trafficking, art. 10.3), a house
where the danger comes from is no place while the risk is high, and whoever has the case can say at
any time of a stay whom the person must not meet.
"""

from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from casework.audit import record
from casework.audit.catalogue import StayChanged
from casework.cases import queries as cases
from casework.cases.domain.consent import DATA_GROUPS
from casework.cases.domain.risk import HIGH, Risks
from casework.db import hold, hold_as_shown
from casework.kernel import clock
from casework.kernel.refusals import NotPermitted, StepNotPossible
from casework.policy import Actor, Permission, decide
from casework.referrals.domain.refusals import BeyondAgreement
from casework.shelter import agreement, queries
from casework.shelter.domain.needs import CHILD_BANDS, fits, meets_somebody, too_near
from casework.shelter.domain.records import Resident
from casework.shelter.domain.refusals import DangerUnsaid, TooNear
from casework.shelter.domain.track import HOLDING, OPEN, SEPARATE_TASK
from casework.shelter.models import ShelterUnit, Stay
from casework.shelter.queries.houses import House, party_of, room_of
from casework.shelter.service import steps
from casework.tasks.service import complete_tasks, open_task

NOT_KNOWN = "unknown"


@dataclass(frozen=True)
class Safety:
    """Codes of cases never to meet, and from which region the danger comes (a region, or `unknown`;
    empty when it was not asked)."""

    apart: tuple[str, ...] = ()
    threat: str = ""


def high_risk(case: Any) -> bool:
    """Whether the newest assessment, ended or not, says that the risk is high: that of the file
    that leads, and of a file merged into it only where that one has none."""
    files = map(cases.newest_risk, cases.files_of_person(case))
    found = next((one for one in files if one is not None), None)
    return found is not None and found[1].level == HIGH


def as_on_file(case: Any, resident: Resident) -> Resident:
    """The person as the file has them: its sex and age take the place of what was typed, and who
    is a child is one, too, while the age is in doubt. What the file does not know stays as typed,
    and so does the wish for a room that is safe for LGBTI people."""
    if case.merged_into_id is not None:
        case = cases.case_by_id(case.merged_into_id)
    card = cases.card_of(case)
    sex = resident.sex if card.sex == NOT_KNOWN else card.sex
    if card.age_band != NOT_KNOWN:
        age = replace(resident, age_band=card.age_band, child=card.child)
    elif _found_adult(case) and not card.age_doubt:
        grown = NOT_KNOWN if resident.age_band in CHILD_BANDS else resident.age_band
        age = replace(resident, age_band=grown, child=False)
    else:
        age = replace(resident, child=resident.child or card.child)
    return replace(age, sex=sex, doubt=card.age_doubt)


def in_danger_there(stay: Stay, unit: ShelterUnit) -> bool:
    """Whether a house lies where the danger of this person comes from."""
    high = high_risk(cases.case_by_id(stay.case_id))
    return too_near(unit.region, high, queries.resident_of(stay).threat)


def unsaid(stay: Stay) -> bool:
    """The risk is high, and nobody has said from where the danger comes."""
    return not queries.resident_of(stay).threat and high_risk(cases.case_by_id(stay.case_id))


def refuse_danger(stay: Stay, unit: ShelterUnit) -> None:
    """No house gives a place where the danger is, nor before it was said where that is."""
    if unsaid(stay):
        raise DangerUnsaid()
    refuse_near(stay, unit)


def refuse_near(stay: Stay, unit: ShelterUnit) -> None:
    """The danger comes from where this house lies."""
    if in_danger_there(stay, unit):
        raise TooNear()


def say_apart(
    stay: Stay, case: Any, safety: Safety, actor: Actor, version: int | None = None
) -> None:
    """Whoever has the case says whom the person must not meet, at any time before they left. The
    answer never depends on who lives where: the house alone learns that two must be parted."""
    steps.hold_unit(stay.unit_id)
    hold_as_shown(stay, version)
    if not decide(actor, Permission.STAY_REQUEST, case.resource()).allowed:
        raise NotPermitted()
    if stay.state not in OPEN:
        raise StepNotPossible()
    told = replace(queries.resident_of(stay), apart=safety.apart, threat=safety.threat)
    _refuse_untold(case, stay, told)
    _known_now(stay, told)
    record(StayChanged(case_id=stay.case_id, stay_id=stay.id, part="apart"), actor)


def card_changed(case: Any, kind: str) -> None:
    """The sex or the age is known better, came into doubt, or the doubt was settled: from now on
    the rules treat the person so. Where they are already, the house is asked for another place."""
    if kind != "card":
        return
    for stay in _unfinished(case):
        before = queries.resident_of(stay)
        now = as_on_file(case, before)
        if now != before:
            steps.hold_unit(stay.unit_id)
            hold(stay)
            _known_now(stay, now)


def risk_assessed(case: cases.Case, risks: Risks, actor: Actor) -> None:
    """The risk was assessed anew. Whoever is lodged, or is awaited, where the danger comes from
    needs another house; the question goes again once the house is no danger any more."""
    for stay in _unfinished(case):
        if stay.state in HOLDING:
            steps.hold_unit(stay.unit_id)
            hold(stay)
            _known_now(stay, queries.resident_of(stay))


def warn_of_meeting(stay: Stay, house: House) -> None:
    """Somebody in the house must not meet whoever comes: the house is told now, not at the door."""
    if meets_somebody(party_of(queries.resident_of(stay)), house.residents):
        _part(stay)


def _unfinished(case: Any) -> list[Stay]:
    found = map(queries.unfinished_of, cases.files_of_person(case))
    return list(chain.from_iterable(found))


def _found_adult(case: Any) -> bool:
    """An assessment of the age says that the person is an adult, of no matter which age."""
    assessed = cases.newest_of(case.id, "age").get("age")
    return assessed is not None and assessed.result == "adult"


def _refuse_untold(case: Any, stay: Stay, told: Resident) -> None:
    """The house is told no more than the person agreed to, where they agreed to something."""
    agreed = cases.groups_agreed(case, recipient_id=stay.organisation_id)
    if not agreed:
        return
    beyond = agreement.groups_told(told) - agreed
    if beyond:
        raise BeyondAgreement(group=next(one for one in DATA_GROUPS if one in beyond))


def _known_now(stay: Stay, resident: Resident) -> None:
    stay.resident = resident
    stay.version += 1
    unit = queries.unit_by_id(stay.unit_id) if stay.unit_id else None
    if unit is None or stay.state not in HOLDING:
        return
    house, party = queries.house_now(unit), party_of(resident)
    room = room_of(house, stay)
    suited = room is not None and fits(party, room.berths(stay.id))
    safe = not meets_somebody(party, house.residents) and not in_danger_there(stay, unit)
    if suited and safe:
        complete_tasks("stay", stay.id, SEPARATE_TASK)
    else:
        _part(stay)


def _part(stay: Stay) -> None:
    open_task(
        "stay",
        stay.id,
        SEPARATE_TASK,
        due_at=clock.now() + steps.HEED_WITHIN,
        organisation_id=stay.organisation_id,
        region=stay.region,
        priority="P2",
    )
