"""Asking for a return, and taking one up."""

from typing import Any
from uuid import UUID

from casework.audit import record
from casework.audit.catalogue import ReturnAssigned, ReturnOpened
from casework.cases.domain.pathway import OPEN, PLANNED
from casework.cases.queries import Case, files_of_person
from casework.cases.service.writing import take
from casework.db import db, free_code, hold_as_shown
from casework.kernel import clock
from casework.kernel.ids import new_id, reference
from casework.kernel.refusals import NotPermitted, StaleVersion
from casework.policy import Actor, Permission, Role, decide
from casework.returns import queries
from casework.returns.domain.lists import Part
from casework.returns.domain.records import Request
from casework.returns.domain.refusals import CaseNotPlanned, NotEntrusted, ReturnUnderWay
from casework.returns.domain.track import ASKED, COUNSEL
from casework.returns.facts import hand_over
from casework.returns.models import ReturnFile
from casework.returns.queries import Seat
from casework.returns.service.recording import keep
from casework.returns.service.steps import TRACK, task_owner
from casework.tasks.service import move_tasks, open_task
from casework.workflow.service import due, note_start


def open_return(
    case: Case,
    request: Request,
    organisation_id: UUID,
    actor: Actor,
    expected_version: int | None = None,
) -> ReturnFile:
    """Note that the person asks about returning. One return at a time, under
    whichever of their files; the organisation that runs
    it is the case's own, or one that accepted the referral for it."""
    take(case, actor, Permission.CASE_WORK, expected_version)
    if case.state not in (OPEN, PLANNED):
        raise CaseNotPlanned()
    if any(queries.running(one) is not None for one in files_of_person(case)):
        raise ReturnUnderWay()
    if organisation_id not in queries.entrusted_with(case):
        raise NotEntrusted()
    file = ReturnFile(
        id=new_id(),
        reference=free_code(ReturnFile.reference, lambda: reference("T")),
        case_id=case.id,
        running_case_id=case.id,
        region=case.region,
        priority=case.priority,
        organisation_id=organisation_id,
        opened_at=clock.now(),
        opened_by_id=actor.user_id,
        state=ASKED,
        version=1,
    )
    db.session.add(file)
    db.session.flush()
    note_start(TRACK, file, "ask", actor)
    hand_over(file)
    record(ReturnOpened(case_id=case.id, return_id=file.id), actor)
    open_task(
        "return", file.id, COUNSEL.task, due_at=due(COUNSEL.span_for(file.priority)),
        priority=file.priority, **task_owner(file, COUNSEL.task),
    )  # fmt: skip
    keep(Seat(file, case, by_case=True), Part.REQUEST, request, actor)
    return file


def take_up(seat: Seat, actor: Actor, expected_version: int | None = None) -> None:
    """An officer answers for the return from now on, with its deadlines."""
    file = seat.file
    hold_as_shown(file, expected_version)
    if actor.role is not Role.RETURN_OFFICER:
        raise NotPermitted()
    if not decide(actor, Permission.RETURN_TAKE, seat.resource()).allowed:
        raise NotPermitted()
    if file.officer_id is not None and file.officer_id != actor.user_id:
        raise StaleVersion()
    _give_to(file, actor.user_id, actor)


def give_back(seat: Seat, actor: Actor, expected_version: int | None = None) -> None:
    """The officer, or the caseworker where the officer cannot be reached, gives a return back to
    the organisation that runs it: any of its officers may take it up."""
    file = seat.file
    hold_as_shown(file, expected_version)
    if not decide(actor, Permission.RETURN_WORK, seat.resource()).allowed:
        raise NotPermitted()
    if file.officer_id is None:
        raise StaleVersion()
    _give_to(file, None, actor)


def officer_left(user: Any, actor: Actor) -> None:
    """Whoever left answers for no return any more: their colleagues see it again, to take it up."""
    for file in queries.of_leaver(user.id):
        _give_to(file, None, actor)


def _give_to(file: ReturnFile, officer_id: UUID | None, actor: Actor) -> None:
    file.officer_id = officer_id
    file.version += 1
    db.session.flush()
    record(ReturnAssigned(case_id=file.case_id, return_id=file.id, officer_id=officer_id), actor)
    move_tasks("return", file.id, assignee_id=officer_id, organisation_id=file.organisation_id)
