"""Who carries how many cases of a region, by code, for the focal points who share them out."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from casework.cases.domain.pathway import CLOSED
from casework.cases.models import Case
from casework.cases.queries.scope import Waiting, scope_of
from casework.db import db
from casework.policy import Actor
from casework.tasks.queries import late_by_assignee

MOST = 100


@dataclass(frozen=True)
class Load:
    """What one caseworker carries in the regions of who asks."""

    user_id: UUID
    cases: int
    late: int


def workload(actor: Actor) -> list[Load]:
    """Each caseworker with open cases in the actor's regions, the most late first."""
    wanted = (
        select(Case.assignee_id, func.count())
        .where(scope_of(actor), Case.state != CLOSED, Case.assignee_id.is_not(None))
        .group_by(Case.assignee_id)
    )
    carried = {row[0]: row[1] for row in db.session.execute(wanted) if row[0]}
    late = late_by_assignee("case", carried)
    loads = [Load(one, count, late.get(one, 0)) for one, count in carried.items()]
    return sorted(loads, key=lambda load: (-load.late, -load.cases, str(load.user_id)))


def cases_carried(actor: Actor, caseworker_id: UUID) -> list[Waiting]:
    """The open cases of one caseworker in the actor's regions, the most urgent first."""
    wanted = (
        select(Case.id, Case.code, Case.region, Case.priority, Case.organisation_id)
        .where(scope_of(actor), Case.state != CLOSED, Case.assignee_id == caseworker_id)
        .order_by(Case.priority, Case.opened_at, Case.id)
        .limit(MOST)
    )
    return [Waiting(*row) for row in db.session.execute(wanted)]


def open_by_priority(actor: Actor) -> dict[str, int]:
    """The open cases that the actor may open, by priority."""
    wanted = select(Case.priority, func.count()).where(scope_of(actor), Case.state != CLOSED)
    found = db.session.execute(wanted.group_by(Case.priority).order_by(Case.priority))
    return {row[0]: row[1] for row in found}


def unassigned(actor: Actor) -> int:
    """The open cases of the actor's regions that nobody has yet."""
    nobody = Case.assignee_id.is_(None)
    wanted = select(func.count()).select_from(Case)
    return db.session.scalar(wanted.where(scope_of(actor), nobody, Case.state != CLOSED)) or 0
