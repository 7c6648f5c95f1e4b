"""Files of somebody who left: others take them over, and nothing is lost meanwhile."""

from uuid import UUID

from sqlalchemy import or_, select

from casework.accounts.queries import user
from casework.audit import record
from casework.audit.catalogue import CaseAssigned
from casework.cases.domain.closure import FOLLOW_UP_TASKS
from casework.cases.domain.pathway import CLOSED
from casework.cases.following import pass_on_with
from casework.cases.models import Case
from casework.cases.service.steps import HAND_OVER, OF_THE_REGION
from casework.db import db
from casework.kernel.workflow import Span
from casework.tasks.queries import owners_with_open
from casework.tasks.service import move_tasks, open_task, without_backup
from casework.workflow.service import due

WITHIN = Span(working_days=2)


def ask_hand_over(leaver_id: UUID) -> int:
    """Every open file of this person goes on, and every closed one whose person wishes to be asked
    again: to the backup at once, where one is there; else the
    focal points of its region are asked to give it to somebody within two working days. The file
    keeps its organisation, its keys and its deadlines. Says how many files there were."""
    mine = or_(Case.assignee_id == leaver_id, Case.backup_id == leaver_id)
    to_ask = Case.id.in_(owners_with_open("case", FOLLOW_UP_TASKS))
    goes_on = or_(Case.state != CLOSED, to_ask)
    rows = list(db.session.scalars(select(Case).where(mine, goes_on)))
    for case in rows:
        if case.backup_id == leaver_id:
            case.backup_id = None
            without_backup("case", case.id)
        if case.assignee_id == leaver_id:
            _pass_on(case)
        case.version += 1
    db.session.flush()
    return len(rows)


def _pass_on(case: Case) -> None:
    backup = user(case.backup_id) if case.backup_id else None
    if backup is None or not backup.usable:
        open_task(
            "case", case.id, HAND_OVER, due(WITHIN), priority=case.priority, region=case.region
        )
        return
    former, case.assignee_id, case.backup_id = case.assignee_id, backup.id, None
    house = case.organisation_id
    record(CaseAssigned(case_id=case.id, assignee_id=backup.id, organisation_id=house), None)
    move_tasks("case", case.id, assignee_id=backup.id, organisation_id=house, keeping=OF_THE_REGION)
    pass_on_with(case, former)
