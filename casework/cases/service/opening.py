"""A case begins, and somebody takes it on."""

from uuid import UUID

from casework.accounts import queries as accounts
from casework.audit import record
from casework.audit.catalogue import CaseAssigned, CaseOpened
from casework.cases.domain.card import CaseCard
from casework.cases.domain.pathway import FIRST_CONTACT, TRIAGED
from casework.cases.domain.records import VictimStatus
from casework.cases.models import Case, VictimStatusRecord
from casework.cases.queries import today
from casework.cases.service.steps import (
    OF_THE_REGION,
    TRACK,
    hand_over_facts,
    task_owner,
)
from casework.cases.service.writing import take
from casework.db import db, free_code
from casework.encryption import create_data_key
from casework.kernel import clock
from casework.kernel.ids import case_code, new_id
from casework.kernel.refusals import NotPermitted, Refusal
from casework.policy import Actor, Permission, Resource, Role, decide
from casework.tasks.service import move_tasks, open_task
from casework.workflow.service import due, note_start

PRIORITIES = ("P1", "P2", "P3", "P4")


class NotActiveThere(Refusal):
    """A case is assigned to a caseworker whose account is active in the region of the case."""

    field = "caseworker"


class BackupIsSame(Refusal):
    """The backup is somebody else of the same organisation."""

    field = "backup"


def open_case(
    *,
    screening_id: UUID | None,
    region: str,
    priority: str,
    card: CaseCard,
    actor: Actor,
) -> Case:
    """Open a case with its own code and data key, in S06. No identity is taken here.

    A case that a caseworker opens (a report received, somebody who came by themselves) is theirs;
    one that a focal point opens waits to be assigned. Refused outside the actor's regions.
    """
    if not decide(actor, Permission.CASE_OPEN, Resource(region=region)).allowed:
        raise NotPermitted()
    case = Case(
        id=new_id(),
        code=free_code(Case.code, lambda: case_code(today().year)),
        region=region,
        priority=priority,
        opened_at=clock.now(),
        state=TRIAGED,
        version=1,
    )
    if actor.role is Role.CASEWORKER:
        case.assignee_id, case.organisation_id = actor.user_id, actor.organisation_id
    create_data_key("case", case.id)
    case.card = card
    db.session.add(case)
    db.session.flush()
    note_start(TRACK, case, "open", actor)
    record(CaseOpened(case_id=case.id, region=region, screening_id=screening_id), actor)
    if screening_id is not None:
        _presume(case, actor)
    _open_first_contact(case)
    hand_over_facts(case)
    return case


def assign(
    case: Case,
    caseworker_id: UUID,
    actor: Actor,
    *,
    backup_id: UUID | None = None,
    expected_version: int | None = None,
) -> None:
    """Give the case to a caseworker active in its region, whose organisation becomes the case's.

    Whoever had it before sees it no more from the next request on. A backup, if any, is another
    caseworker of the same organisation.
    """
    take(case, actor, Permission.CASE_ASSIGN, expected_version, closed_too=True)
    houses = {one.id: one.organisation_id for one in accounts.caseworkers_active_in(case.region)}
    if caseworker_id not in houses:
        raise NotActiveThere()
    organisation_id = houses[caseworker_id]
    if backup_id is not None:
        same_house = houses.get(backup_id) == organisation_id
        if backup_id == caseworker_id or not same_house:
            raise BackupIsSame()
    case.assignee_id, case.backup_id = caseworker_id, backup_id
    case.organisation_id = organisation_id
    case.version += 1
    db.session.flush()
    record(
        CaseAssigned(case_id=case.id, assignee_id=caseworker_id, organisation_id=organisation_id),
        actor,
    )
    move_tasks(
        "case",
        case.id,
        assignee_id=caseworker_id,
        organisation_id=organisation_id,
        keeping=OF_THE_REGION,
    )


def _presume(case: Case, actor: Actor) -> None:
    """A screening that was flagged makes a potential victim, never more."""
    row = VictimStatusRecord(
        case_id=case.id, seq=1, recorded_at=clock.now(), recorded_by_id=actor.user_id
    )
    row.status = VictimStatus("possible", "other_authority", today())
    db.session.add(row)


def _open_first_contact(case: Case) -> None:
    open_task(
        "case",
        case.id,
        FIRST_CONTACT.task,
        due_at=due(FIRST_CONTACT.span_for(case.priority)),
        priority=case.priority,
        **task_owner(case, FIRST_CONTACT.task),
    )
