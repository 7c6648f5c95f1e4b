"""Beginning a reintegration and recording in it. A record is added, never changed."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from casework.audit import record
from casework.audit.catalogue import ReintegrationBegun, ReintegrationRecorded
from casework.cases import queries as cases
from casework.cases import service as case_service
from casework.cases.domain.pathway import PLANNED, REINTEGRATION, RETURNED
from casework.cases.domain.records import Milestone
from casework.cases.queries import Case
from casework.cases.service.writing import refuse_merged, take
from casework.db import db, free_code, hold_as_shown
from casework.kernel import clock
from casework.kernel.ids import new_id, reference
from casework.kernel.refusals import NotPermitted
from casework.policy import Actor, Permission, decide
from casework.reintegration import queries
from casework.reintegration.domain.checks import check, check_signable, check_turn
from casework.reintegration.domain.lists import (
    CLOSELY,
    RETRAFFICKED,
    Part,
    day_of,
    over_with,
    visit_task,
    visited_enough,
)
from casework.reintegration.domain.records import (
    Entry,
    Goal,
    Outcome,
    Recorded,
    Signature,
    Survey,
    Visit,
)
from casework.reintegration.domain.refusals import (
    BegunAlready,
    GoalUnknown,
    NotThere,
    VisitedTooSeldom,
)
from casework.reintegration.facts import hand_over
from casework.reintegration.models import ReintegrationFile, ReintegrationRecord
from casework.reintegration.queries import Seat
from casework.reintegration.service.counting import check_first_day
from casework.tasks.domain import end_of
from casework.tasks.service import complete_tasks, open_task

BEGINS_IN = (PLANNED, RETURNED, REINTEGRATION)
PLAN = "reintegration_plan"
RISK_WITHIN = timedelta(hours=24)


def begin(
    case: Case,
    visited: str,
    counted_from: date,
    actor: Actor,
    expected_version: int | None = None,
) -> ReintegrationFile:
    """Begin the reintegration of a case, once, after an arrival or here. Every visit falls due by
    rule, counted from the arrival or the plan."""
    take(case, actor, Permission.CASE_WORK, expected_version)
    if case.state not in BEGINS_IN:
        raise NotThere()
    if queries.file_of(case.id) is not None:
        raise BegunAlready()
    followed = queries.arrived_return(case.id)
    check_first_day(case, followed, counted_from)
    if not _close_enough(case, visited):
        raise VisitedTooSeldom()
    file = ReintegrationFile(
        id=new_id(),
        reference=free_code(ReintegrationFile.reference, lambda: reference("G")),
        case_id=case.id,
        return_id=followed.id if followed is not None else None,
        region=case.region,
        visited=visited,
        counted_from=counted_from,
        opened_at=clock.now(),
        opened_by_id=actor.user_id,
        version=1,
    )
    db.session.add(file)
    db.session.flush()
    record(ReintegrationBegun(case_id=case.id, file_id=file.id), actor)
    ask_for_visits(file, case, file.months())
    return file


def visit_more_closely(file: ReintegrationFile, case: Case) -> None:
    """Somebody who began as one of the others is presumed or identified to be a victim, or found to
    be a child, meanwhile: from today on the visits that are left follow the closer rhythm. Nobody
    goes back to the wider one."""
    if not _close_enough(case, file.visited):
        _come_closer(file, case)


def _come_closer(file: ReintegrationFile, case: Case) -> None:
    if file.visited == CLOSELY:
        return
    before = set(file.months())
    file.visited, file.closer_from = CLOSELY, cases.today()
    file.version += 1
    ask_for_visits(file, case, [month for month in file.months() if month not in before])
    db.session.flush()


def _close_enough(case: Case, visited: str) -> bool:
    status = cases.newest_status(case)
    child, found = cases.card_of(case).child, status.status if status else ""
    return visited_enough(visited, child=child, status=found)


def task_owner(file: ReintegrationFile, case: Case) -> Mapping[str, Any]:
    """Whoever runs the return before it; else the caseworker of the case."""
    found = queries.officers_of([file]).get(file.id)
    organisation, person = found or (case.organisation_id, case.assignee_id)
    return {"assignee_id": person, "organisation_id": organisation, "region": file.region}


def ask_for_visits(file: ReintegrationFile, case: Case, months: Iterable[int]) -> None:
    """A visit is due in each of these months."""
    for month in months:
        open_task(
            "reintegration", file.id, visit_task(month),
            due_at=end_of(day_of(month, file.counted_from)),
            priority=case.priority, **task_owner(file, case),
        )  # fmt: skip


def keep(
    seat: Seat, part: Part, recorded: Recorded, actor: Actor, expected_version: int | None = None
) -> ReintegrationRecord:
    """Write down a goal, a visit, a survey or an outcome. A visit that reached the person meets the
    visit that was due; who is not safe has their risk assessed anew within a day; who is exploited
    again is in immediate danger."""
    _hold(seat, actor, expected_version)
    check(recorded, cases.today())
    if isinstance(recorded, Visit):
        made = queries.visits_counted(seat.file)
        check_turn(recorded, seat.file.months(), seat.file.counted_from, made)
    if isinstance(recorded, Goal):
        recorded = _numbered(recorded, seat.file)
    if isinstance(recorded, Survey):
        child = recorded.child or cases.card_of(seat.case).child
        recorded = replace(recorded, child=child)
    row = written(seat, part, recorded, actor)
    if isinstance(recorded, Visit):
        _visited(seat, recorded)
    if isinstance(recorded, Survey):
        hand_over(seat.file)
    if isinstance(recorded, Outcome) and recorded.code == RETRAFFICKED:
        case_service.note_danger(seat.case, recorded.words or RETRAFFICKED, actor)
        _come_closer(seat.file, seat.case)
        _cancel_unpaid(seat.case)
    return row


def sign(
    seat: Seat, signature: Signature, actor: Actor, expected_version: int | None = None
) -> None:
    """The plan was agreed with the person and signed: it counts for the pathway of the case."""
    _hold(seat, actor, expected_version)
    check(signature, cases.today())
    check_signable(queries.contents(seat.file.id).goals.values())
    written(seat, Part.SIGNATURE, signature, actor)
    case_service.record_milestone(seat.case, PLAN, Milestone(signature.on), actor)


def written(seat: Seat, part: Part, recorded: Recorded, actor: Actor) -> ReintegrationRecord:
    """Add one record to a reintegration that the caller holds."""
    file = seat.file
    row = ReintegrationRecord(
        file_id=file.id,
        case_id=file.case_id,
        seq=len(queries.records_of(file.id)) + 1,
        part=part.value,
        recorded_at=clock.now(),
        recorded_by_id=actor.user_id,
    )
    row.entry = Entry.of(part, recorded)
    db.session.add(row)
    file.version += 1
    db.session.flush()
    record(ReintegrationRecorded(case_id=file.case_id, file_id=file.id, part=part.value), actor)
    return row


def _hold(seat: Seat, actor: Actor, expected_version: int | None) -> None:
    hold_as_shown(seat.file, expected_version)
    if not decide(actor, Permission.RETURN_WORK, seat.resource()).allowed:
        raise NotPermitted()
    refuse_merged(seat.case)


def _numbered(goal: Goal, file: ReintegrationFile) -> Goal:
    goals = queries.contents(file.id).goals
    if goal.number == 0:
        return replace(goal, number=max(goals, default=0) + 1)
    if goal.number not in goals:
        raise GoalUnknown()
    return goal


def _visited(seat: Seat, visit: Visit) -> None:
    if visit.reached:
        over = over_with(visit.month, seat.file.months())
        complete_tasks("reintegration", seat.file.id, *map(visit_task, over))
    if visit.safe is False:
        case_service.ask_risk_again(seat.case, clock.now() + RISK_WITHIN)


def _cancel_unpaid(case: Case) -> None:
    from casework.reintegration.service.grants import cancel_unpaid

    cancel_unpaid(case)
