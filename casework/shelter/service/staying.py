"""A stay as the house lives it: the place, the arrival, the intake, an absence, the way out."""

from datetime import date, datetime
from uuid import UUID

from casework.accounts import queries as accounts
from casework.audit import record
from casework.audit.catalogue import StayChanged
from casework.cases import queries as cases
from casework.cases.service import ask_risk_again
from casework.db import db, hold, hold_as_shown
from casework.kernel import clock
from casework.kernel.refusals import StaleVersion, StepNotPossible
from casework.kernel.workflow import Verdict
from casework.policy import Actor
from casework.referrals import queries as referral_queries
from casework.referrals import service as referrals
from casework.shelter import queries
from casework.shelter.agreement import end_without_ground
from casework.shelter.domain.limits import first_until
from casework.shelter.domain.needs import fits, meets_somebody
from casework.shelter.domain.records import Intake, Leaving, Words
from casework.shelter.domain.refusals import (
    HoldOver,
    IntakeIncomplete,
    MustNotMeet,
    NotAnEscort,
    RoomUnsuited,
    RulesMissing,
)
from casework.shelter.domain.track import (
    HEEDED,
    HOLD,
    INTAKE_TASK,
    LODGED,
    PLACE_RELEASED,
    REVIEW_TASK,
    RISK_AGAIN,
    StayState,
)
from casework.shelter.facts import hand_over
from casework.shelter.limits import limit_on
from casework.shelter.models import STAY_KEY, LogEntry, Stay
from casework.shelter.queries.houses import House, RoomNow, party_of, room_of
from casework.shelter.service import guarding, steps
from casework.shelter.service.length import counted_since
from casework.shelter.service.one_place import hold_person, refuse_second, revoke_waiting
from casework.shelter.service.places import give, give_back, room_in
from casework.tasks.service import complete_tasks, open_task
from casework.workflow.service import Step, take_step

RISK_WITHIN = RISK_AGAIN / 2


def reserve(stay: Stay, room_id: UUID, actor: Actor, version: int) -> None:
    """Give somebody who waits a room of the own houses, held for two hours."""
    case = hold_person(stay)
    refuse_second(case, besides=stay.id)
    house, room = _house_with(room_id, actor)
    _stale(stay, version)
    steps.ensure_standing(stay)
    guarding.refuse_danger(stay, house.unit)
    _check(stay, house, room)
    stay.unit_id, stay.held_until = house.unit.id, clock.now() + HOLD
    steps.by_house(stay, "reserve", actor, stay.version)
    give(stay, room, party_of(queries.resident_of(stay)))


def keep(stay: Stay, actor: Actor, version: int) -> None:
    """Hold the place two hours more: they are on their way, and not to where the danger is."""
    unit = steps.hold_unit(stay.unit_id)
    _still_held(stay)
    if unit is not None:
        guarding.refuse_danger(stay, unit)
    steps.by_house(stay, "keep", actor, version)
    stay.held_until = clock.now() + HOLD


def release(stay: Stay, reason: str, actor: Actor, version: int) -> None:
    """The house gives the place to somebody else; whoever asked is told why."""
    hold_person(stay)
    steps.hold_unit(stay.unit_id)
    steps.by_house(stay, "release", actor, version, reason_code=reason)
    steps.cancelled(stay)
    steps.tell_caseworker(stay)


def admit(stay: Stay, actor: Actor, version: int) -> None:
    """The person is here. Everything of an arrival stands or falls together: the place, the days
    granted, the clock of the intake, the answer to whoever asked."""
    case = hold_person(stay)
    refuse_second(case, besides=stay.id)
    unit = steps.hold_unit(stay.unit_id)
    _still_held(stay)
    assert unit is not None  # noqa: S101 - a held stay has a house
    house = queries.house_now(unit)
    guarding.refuse_near(stay, unit)
    _check(stay, house, room_of(house, stay), besides=stay.id)
    steps.by_house(stay, "admit", actor, version, gates={"G-ROOM": Verdict.PASS})
    today = cases.today()
    stay.arrived_at, stay.held_until, stay.escort_id = clock.now(), None, None
    stay.until = first_until(limit_on(today, stay.kind), today, counted_since(stay))
    ask_review(stay)
    hand_over(stay)
    revoke_waiting(case, besides=stay.id)
    _referral_goes_on(stay, "start", "accepted", actor)
    steps.tell_caseworker(stay)


def complete_intake(stay: Stay, intake: Intake, actor: Actor, version: int) -> None:
    """The first conversation is done: consent was asked, the rules in force were heard in the
    person's language and agreed to. Papers stay with the person, or a receipt is given."""
    _stale(stay, version)
    if stay.state not in LODGED:
        raise StepNotPossible()
    unit = queries.unit_by_id(stay.unit_id) if stay.unit_id else None
    if unit is None or not unit.rules_version:
        raise RulesMissing()
    receipt_missing = intake.papers == "receipt" and not intake.receipt
    if not (intake.consent and intake.heard and intake.language) or receipt_missing:
        raise IntakeIncomplete()
    if intake.agreed_to != unit.rules_version:
        raise StaleVersion()
    stay.intake, stay.intake_at = intake, clock.now()
    complete_tasks("stay", stay.id, INTAKE_TASK)
    _changed(stay, "intake", actor)


def move(stay: Stay, room_id: UUID, actor: Actor, version: int) -> None:
    """Another room, of this or another own house: the rules are asked again."""
    units = sorted(
        {one for one in (stay.unit_id, queries.unit_id_of_room(actor, room_id)) if one}, key=str
    )
    for unit_id in units:
        steps.hold_unit(unit_id)
    house, room = _house_with(room_id, actor)
    if house.unit.id != stay.unit_id:
        guarding.refuse_danger(stay, house.unit)
    _check(stay, house, room, besides=stay.id)
    steps.by_house(stay, "move", actor, version, gates={"G-ROOM": Verdict.PASS})
    give_back(stay)
    _house, again = _house_with(room_id, actor)
    stay.unit_id = house.unit.id
    give(stay, again, party_of(queries.resident_of(stay)))


def note_absence(stay: Stay, since: datetime, actor: Actor, version: int) -> None:
    """Away without a plan, since a moment. Nobody calls the police without the person's consent
    unless a life is at risk."""
    steps.by_house(stay, "absent", actor, version)
    earliest = stay.arrived_at or since
    stay.absent_since = max(min(since, clock.now()), earliest)
    stay.absence_told_at = None
    steps.tell_caseworker(stay)


def note_return(stay: Stay, actor: Actor, version: int) -> None:
    """Back again: the place was kept."""
    steps.by_house(stay, "back", actor, version)
    stay.absent_since = stay.absence_told_at = None
    steps.tell_caseworker(stay)


def exit_stay(stay: Stay, leaving: Leaving, actor: Actor, version: int) -> None:
    """The person leaves, with a plan and a safe contact, or with the reason why there is none; the
    place is free at once."""
    leaving.check()
    hold_person(stay)
    steps.hold_unit(stay.unit_id)
    steps.by_house(stay, "exit", actor, version, reason_code=leaving.reason)
    _left(stay, leaving, actor)
    _referral_goes_on(stay, "deliver", "in_progress", actor)


def watch_absences() -> int:
    """After a day away the risk is looked at again; after three the place goes to the next."""
    at, acted = clock.now(), 0
    for stay in queries.absent_since(at - RISK_AGAIN):
        hold_person(stay)
        steps.hold_unit(stay.unit_id)
        hold(stay)
        if stay.state != StayState.ABSENT or stay.absent_since is None:
            continue  # back, or gone, in the meantime
        if stay.absent_since <= at - PLACE_RELEASED:
            take_step(steps.TRACK, stay, Step("give_up_place", None, reason_code="away_72_hours"))
            _left(stay, Leaving("unknown", no_plan="gone", no_contact="gone"), None)
        elif stay.absence_told_at is None:
            ask_risk_again(cases.case_by_id(stay.case_id), at + RISK_WITHIN)
            stay.absence_told_at = at
            steps.tell_caseworker(stay)
        else:
            continue
        acted += 1
    return acted


def name_escort(stay: Stay, escort_id: UUID | None, actor: Actor, version: int) -> None:
    """Say who brings the person: until they have arrived, that one sees where the house is."""
    _stale(stay, version)
    _still_held(stay)
    if stay.state != StayState.RESERVED:
        raise StepNotPossible()
    if escort_id is not None and escort_id not in {one for one, _name in escorts(stay)}:
        raise NotAnEscort()
    stay.escort_id = escort_id
    _changed(stay, "escort", actor)


def escorts(stay: Stay) -> list[tuple[UUID, str]]:
    """Who may bring the person: whoever has the case, and the people of the house."""
    case = cases.case_by_id(stay.case_id)
    found = {one: "" for one in (case.assignee_id, case.backup_id) if one}
    names = accounts.user_displays(found)
    own = accounts.users_of_organisation(stay.organisation_id)
    return [*names.items(), *((one.id, one.display_name) for one in own if one.role == "shelter")]


def write_care(stay: Stay, words: Words, actor: Actor) -> None:
    """Add a line to the care log of a stay that has begun, sealed under its own key. After the
    person left, what came later can still be added."""
    hold(stay)
    if stay.arrived_at is None:
        raise StepNotPossible()
    entry = LogEntry(
        owner_kind=STAY_KEY, owner_id=stay.id, written_at=clock.now(), written_by_id=actor.user_id
    )
    entry.words = words
    db.session.add(entry)
    _changed(stay, "care", actor, moved=False)


def ask_review(stay: Stay) -> None:
    """Before the days granted are over, somebody decides how it goes on."""
    assert stay.until is not None  # noqa: S101 - set on arrival
    open_task(
        "stay",
        stay.id,
        REVIEW_TASK,
        due_at=steps.day_ends(stay.until),
        organisation_id=stay.organisation_id,
        region=stay.region,
    )


def granted_until(stay: Stay, until: date, kind: str) -> None:
    """An extension was granted."""
    stay.until, stay.kind = until, kind
    ask_review(stay)


def _left(stay: Stay, leaving: Leaving, actor: Actor | None) -> None:
    give_back(stay)
    stay.leaving, stay.ended_at = leaving, clock.now()
    end_without_ground(stay, actor)
    hand_over(stay)
    if leaving.reason in HEEDED:
        steps.ask_to_heed(stay)
    else:
        steps.tell_caseworker(stay)


def _check(stay: Stay, house: House, room: RoomNow | None, besides: UUID | None = None) -> None:
    party = party_of(queries.resident_of(stay))
    if meets_somebody(party, house.residents):
        raise MustNotMeet()
    if room is None or not fits(party, room.berths(besides)):
        raise RoomUnsuited()


def _house_with(room_id: UUID, actor: Actor) -> tuple[House, RoomNow]:
    unit = steps.hold_unit(queries.unit_id_of_room(actor, room_id))
    if unit is None or not unit.active:
        raise RoomUnsuited()
    steps.end_holds(unit)
    house = queries.house_now(unit)
    room = room_in(house, room_id)
    if room is None:
        raise RoomUnsuited()
    return house, room


def _still_held(stay: Stay) -> None:
    hold(stay)
    held = stay.held_until is not None and stay.held_until > clock.now()
    if stay.state == StayState.RESERVED and not held:
        raise HoldOver()


def _stale(stay: Stay, version: int) -> None:
    hold_as_shown(stay, version)


def _changed(stay: Stay, part: str, actor: Actor, *, moved: bool = True) -> None:
    if moved:
        stay.version += 1
    record(StayChanged(case_id=stay.case_id, stay_id=stay.id, part=part), actor)
    db.session.flush()


def _referral_goes_on(stay: Stay, action: str, state: str, actor: Actor) -> None:
    """Whoever asked by a request sees there, too, that the person arrived, or was helped."""
    if stay.referral_id is None:
        return
    referral = referral_queries.by_ids([stay.referral_id]).get(stay.referral_id)
    if referral is not None and referral.state == state:
        referrals.advance(referral, action, actor, referral.version)
