"""The track of a stay and what each of its steps leaves in the trace; whose turn it is."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from casework.audit.catalogue import StayStepTaken
from casework.cases import queries as cases
from casework.cases.following import Following
from casework.db import db, hold
from casework.jobs.outbox import post
from casework.kernel import clock
from casework.kernel.workflow import Transition
from casework.policy import Actor
from casework.shelter import queries
from casework.shelter.domain.track import EXTENSION_TASK, HEED_TASK, TABLE, StayState, standing
from casework.shelter.models import STAY_KEY, ShelterUnit, Stay
from casework.shelter.service.places import give_back
from casework.tasks.service import complete_tasks, open_task
from casework.workflow.service import Step, Track, register_track, take_step

HEED_WITHIN = timedelta(hours=1)
NOON = time(12)


def _event(row: Stay, arrow: Transition) -> StayStepTaken:
    return StayStepTaken(case_id=row.case_id, stay_id=row.id, action=arrow.action)


def _whose_turn(row: Stay, task: str) -> Mapping[str, Any]:
    return {"organisation_id": row.organisation_id, "region": row.region}


TRACK = register_track(
    Track(
        name="stay",
        title="Stay",
        table=TABLE,
        key=lambda row: (STAY_KEY, row.id),
        event=_event,
        task_owner=_whose_turn,
    )
)


def now_in_morocco() -> datetime:
    """The moment it is on a Moroccan clock."""
    return clock.now().astimezone(clock.MOROCCO)


def day_ends(day: Any) -> datetime:
    """Noon of a day: when what is due that day is due."""
    return datetime.combine(day, NOON, clock.MOROCCO)


def hold_unit(unit_id: UUID | None) -> ShelterUnit | None:
    """Keep a house for the rest of the transaction: places are given and taken back one at a
    time. The house first, then its stays, so that no two acts wait for each other."""
    unit = db.session.get(ShelterUnit, unit_id) if unit_id else None
    if unit is not None:
        hold(unit)
    return unit


def end_holds(unit: ShelterUnit) -> None:
    """Free what was held in this house and is over by the clock, or by the agreement."""
    for stay in queries.not_told_any_more(unit.id):
        revoke(stay)
        tell_caseworker(stay)
    for stay in queries.holds_over(clock.now(), unit.id):
        lapse(stay)


def revoke(stay: Stay) -> None:
    """The agreement is over or was taken back, the case was closed, or a place was found elsewhere:
    nobody waits here any more, and the house sees nothing of it."""
    hold_unit(stay.unit_id)
    take_step(TRACK, stay, Step("revoke", None))
    cancelled(stay)


def lapse(stay: Stay) -> None:
    """A hold is over: the place goes back, the person still waits, whoever has the case is told."""
    take_step(TRACK, stay, Step("expire", None, reason_code="hold_over"))
    give_back(stay)
    stay.held_until, stay.escort_id, stay.unit_id = None, None, None
    tell_caseworker(stay)


def ensure_standing(stay: Stay) -> None:
    """Write down that a hold is over before somebody acts on the stay."""
    hold(stay)
    if stay.state != standing(stay.state, stay.held_until, clock.now()):
        lapse(stay)


def tell_caseworker(stay: Stay) -> None:
    """A neutral message to whoever has the case."""
    case = cases.case_by_id(stay.case_id)
    post("stay", stay.id, user_id=case.assignee_id or stay.requested_by_id)


def ask_to_heed(stay: Stay) -> None:
    """Whoever has the case must read, within the hour, what the house reports."""
    case = cases.case_by_id(stay.case_id)
    open_task(
        "stay",
        stay.id,
        HEED_TASK,
        due_at=clock.now() + HEED_WITHIN,
        assignee_id=case.assignee_id,
        organisation_id=case.organisation_id,
        region=case.region,
        priority="P1",
    )


def heed(stay: Stay) -> None:
    """It was read by whoever has the case."""
    complete_tasks("stay", stay.id, HEED_TASK)


def by_house(stay: Stay, action: str, actor: Actor, version: int, **more: Any) -> None:
    """A step of the house on its stay."""
    take_step(TRACK, stay, Step(action, actor, version, **more))


def cancelled(stay: Stay) -> None:
    """What was asked for or held is over."""
    give_back(stay)
    stay.held_until, stay.escort_id, stay.ended_at = None, None, clock.now()
    assert stay.state == StayState.CANCELLED  # noqa: S101 - called after the step


def tasks_of_worker(case: cases.Case) -> Iterable[Following]:
    """Whoever has the case reads what the house reports, and answers when it asks for more time."""
    for stay in queries.stays_of_case(case.id):
        yield Following("stay", stay.id, (HEED_TASK, EXTENSION_TASK))
