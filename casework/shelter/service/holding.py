"""Looking for a place for the person of a case, holding it, waiting for one, giving it up."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from casework.accounts import queries as accounts
from casework.cases import queries as cases
from casework.db import db, free_code, hold
from casework.encryption import create_data_key
from casework.jobs.outbox import post
from casework.kernel import clock
from casework.kernel.ids import new_id, reference
from casework.kernel.refusals import StepNotPossible
from casework.kernel.workflow import Verdict
from casework.policy import Actor
from casework.referrals.case_follows import refuse_unready
from casework.shelter import agreement, queries
from casework.shelter.domain.limits import Kind
from casework.shelter.domain.needs import (
    Band,
    Party,
    band,
    fits,
    meets_somebody,
    profiles_for,
    too_near,
)
from casework.shelter.domain.records import Resident, RoomCard, UnitCard
from casework.shelter.domain.refusals import (
    PlaceTaken,
    ThreatUnknown,
    TooNear,
)
from casework.shelter.domain.track import HOLD, StayState
from casework.shelter.models import STAY_KEY, Stay
from casework.shelter.queries.houses import House, lodged_party, party_of
from casework.shelter.service import steps
from casework.shelter.service.guarding import (
    as_on_file,
    high_risk,
    in_danger_there,
    unsaid,
    warn_of_meeting,
)
from casework.shelter.service.one_place import refuse_second, revoke_waiting, unfinished
from casework.shelter.service.places import best_room, give
from casework.workflow.service import Step, note_start, take_step


@dataclass(frozen=True)
class Wanted:
    """What is looked for: who comes, when, where, and from where the danger comes (a region, or
    `unknown`; empty when it was not asked)."""

    resident: Resident
    arrival_on: date
    region: str = ""
    threat: str = ""
    kind: str = Kind.EMERGENCY


@dataclass(frozen=True)
class Offer:
    """All that a caseworker learns of a house: never its name, its address or a count."""

    unit_id: UUID
    organisation_id: UUID
    region: str
    band: Band
    card: UnitCard
    speaks: bool


def offers(case: Any, wanted: Wanted) -> Sequence[Offer]:
    """The houses that take such a person, with yes, few or no; the most useful first.

    Whoever must not be met is not looked at here: a house that vanished from the list would tell
    where that other person lives. The house itself sees it, at once, when a place is held.
    """
    high, wanted = high_risk(case), _on_file(case, wanted)
    if high and not wanted.threat:
        raise ThreatUnknown()
    active = {one.id for one in accounts.organisations()}
    found = [
        _offer(house, wanted)
        for house in queries.houses_in(wanted.region or None)
        if house.unit.organisation_id in active
        and not too_near(house.unit.region, high, wanted.threat)
    ]
    suited = [one for one in found if one is not None]
    order = {Band.YES: 0, Band.FEW: 1, Band.NO: 2}
    suited.sort(key=lambda one: (order[one.band] == 2, not one.speaks, order[one.band]))
    return suited


def hold_place(
    case: Any, wanted: Wanted, unit_id: UUID, actor: Actor, urgent_reason: str = ""
) -> Stay:
    """Hold the last or any place of a house for two hours, for exactly one asker."""
    refuse_unready(case)
    refuse_second(case)
    wanted = _on_file(case, wanted)
    verdict = _told(case, wanted, unit_id, actor, urgent_reason)
    basis = agreement.BASES[verdict]
    unit = steps.hold_unit(unit_id)
    if unit is None or not unit.active:
        raise PlaceTaken()
    steps.end_holds(unit)
    house = queries.house_now(unit)
    room = best_room(house, party_of(wanted.resident))
    if room is None:
        raise PlaceTaken()
    revoke_waiting(case)
    stay = _asked(case, wanted, unit.organisation_id, actor, basis)
    _held(stay, unit.id)
    step = Step("hold", actor, gates={"G-CONSENT": verdict}, resource=case.resource(),
                reason=urgent_reason or None)  # fmt: skip
    take_step(steps.TRACK, stay, step)
    give(stay, room, party_of(wanted.resident))
    warn_of_meeting(stay, house)
    post("stay", stay.id, organisation_id=stay.organisation_id)
    return stay


def wait_for_place(
    case: Any, wanted: Wanted, unit_id: UUID, actor: Actor, urgent_reason: str = ""
) -> Stay:
    """Put the person on the waiting list of the organisation that has this house."""
    refuse_unready(case)
    refuse_second(case)
    wanted = _on_file(case, wanted)
    basis = agreement.BASES[_told(case, wanted, unit_id, actor, urgent_reason)]
    unit = queries.unit_by_id(unit_id)
    if unit is None or not unit.active:
        raise PlaceTaken()
    for earlier in queries.unfinished_of(case.id):
        if earlier.organisation_id == unit.organisation_id:
            return earlier
    stay = _asked(case, wanted, unit.organisation_id, actor, basis)
    post("stay", stay.id, organisation_id=stay.organisation_id)
    return stay


def from_referral(referral: Any, wanted: Wanted, actor: Actor) -> Stay:
    """The house accepted a request: the person waits there, and gets the room that suits best when
    one of its houses has it."""
    if referral.state not in ("accepted", "in_progress"):
        raise StepNotPossible()
    case = cases.case_by_id(referral.case_id)
    hold(case)
    earlier = queries.stay_of_referral(referral.id)
    if earlier is not None:
        return earlier
    refuse_second(case)
    wanted = _with_what_was_said(case, _on_file(case, wanted), actor)
    stay = _asked(case, wanted, actor.organisation_id, actor, referral.basis)
    stay.referral_id = referral.id
    _place_at_once(stay, wanted, actor)
    return stay


def _place_at_once(stay: Stay, wanted: Wanted, actor: Actor) -> None:
    """The room that suits best of the own houses. None while the risk is high and nobody said from
    where the danger comes: whoever has the case is asked, the person waits."""
    if unsaid(stay):
        steps.tell_caseworker(stay)
        return
    open_ones = [one for one in queries.units_of(actor) if one.active]
    for unit in sorted(open_ones, key=lambda one: str(one.id)):
        if in_danger_there(stay, unit):
            continue
        steps.hold_unit(unit.id)
        steps.end_holds(unit)
        house = queries.house_now(unit)
        party = party_of(wanted.resident)
        room = best_room(house, party)
        if room is not None and not meets_somebody(party, house.residents):
            _held(stay, unit.id)
            take_step(steps.TRACK, stay, Step("reserve", actor))
            give(stay, room, party)
            break


def withdraw(stay: Stay, case: Any, reason: str, actor: Actor, version: int) -> None:
    """Whoever has the case needs the place no more."""
    steps.hold_unit(stay.unit_id)
    step = Step("withdraw", actor, version, reason_code=reason, resource=case.resource())
    take_step(steps.TRACK, stay, step)
    steps.cancelled(stay)
    post("stay", stay.id, organisation_id=stay.organisation_id)


def expire_due() -> int:
    """Free every place whose hold is over by the clock; end what rests on an agreement that is
    over, and tell whoever has the case. Says how many there were."""
    untold = queries.not_told_any_more()
    for stay in untold:
        steps.revoke(stay)
        steps.tell_caseworker(stay)
    late = queries.holds_over(clock.now())
    for stay in late:
        steps.hold_unit(stay.unit_id)
        steps.ensure_standing(stay)
    return len(untold) + len(late)


def _offer(house: House, wanted: Wanted) -> Offer | None:
    party = lodged_party(wanted.resident)
    serves = [room for room in house.rooms if _serves(room.card, party)]
    if not serves:
        return None
    room_for = sum(fits(party, room.berths(), meeting=False) for room in serves)
    speaks = bool(set(house.card.languages) & set(wanted.resident.languages))
    unit = house.unit
    return Offer(unit.id, unit.organisation_id, unit.region, band(room_for), house.card, speaks)


def _serves(card: RoomCard, party: Party) -> bool:
    return card.profile in profiles_for(party) and (card.accessible or not party.step_free)


def _told(case: Any, wanted: Wanted, unit_id: UUID, actor: Actor, urgent_reason: str) -> Verdict:
    unit = queries.unit_by_id(unit_id)
    if unit is None or not unit.active:
        raise PlaceTaken()
    high = high_risk(case)
    if high and not wanted.threat:
        raise ThreatUnknown()
    if too_near(unit.region, high, wanted.threat):
        raise TooNear()
    reason = urgent_reason if wanted.kind == Kind.EMERGENCY else ""
    return agreement.verdict(case, unit.organisation_id, wanted.resident, reason, actor)


def _on_file(case: Any, wanted: Wanted) -> Wanted:
    return replace(wanted, resident=as_on_file(case, wanted.resident))


def _with_what_was_said(case: Any, wanted: Wanted, actor: Actor) -> Wanted:
    """A request says nothing of whom the person must not meet: what was said when they were put on
    a list still counts; whom they must not meet, only where this very organisation was told."""
    for stay in unfinished(case):
        told = queries.resident_of(stay)
        here = told.apart if stay.organisation_id == actor.organisation_id else ()
        wanted = replace(
            wanted,
            resident=replace(wanted.resident, apart=(*wanted.resident.apart, *here)),
            threat=wanted.threat or told.threat,
        )
    return wanted


def _asked(case: Any, wanted: Wanted, organisation_id: UUID, actor: Actor, basis: str) -> Stay:
    stay = Stay(
        id=new_id(),
        reference=free_code(Stay.reference, lambda: reference("H")),
        case_id=case.id,
        organisation_id=organisation_id,
        region=case.region,
        state=StayState.REQUESTED.value,
        version=1,
        priority=case.priority,
        kind=wanted.kind,
        requested_by_id=actor.user_id,
        requested_at=clock.now(),
        arrival_on=wanted.arrival_on,
        basis=basis,
    )
    create_data_key(STAY_KEY, stay.id)
    stay.resident = replace(wanted.resident, threat=wanted.threat)
    db.session.add(stay)
    note_start(steps.TRACK, stay, "request", actor)
    return stay


def _held(stay: Stay, unit_id: UUID) -> None:
    stay.unit_id = unit_id
    stay.held_until = clock.now() + HOLD
