"""What a reintegration tells its case, and what it does when the case moves or its risk changes."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from casework.cases import queries as cases
from casework.cases.domain.gates import Told
from casework.cases.domain.pathway import CLOSED
from casework.cases.domain.risk import HIGH, Risks
from casework.cases.following import Following
from casework.cases.queries import Case
from casework.db import db
from casework.kernel.workflow import Transition
from casework.policy import Actor
from casework.reintegration import queries
from casework.reintegration.service.counting import arrived_on
from casework.reintegration.service.grants import cancel_unpaid
from casework.reintegration.service.recording import ask_for_visits, task_owner, visit_more_closely
from casework.returns.domain.track import ARRIVED
from casework.tasks.service import complete_tasks, move_tasks


def told_by_reintegration(case_id: UUID) -> Iterable[Told]:
    """A grant that is neither paid nor ended stands against closing."""
    return [Told.GRANT_UNPAID] if queries.unpaid_grants(case_id) else []


def case_moved(case: Any, arrow: Transition, actor: Actor | None) -> None:
    """With the case its visits end; while it goes on they are due from whoever has it."""
    file = queries.file_of(case.id)
    if file is None:
        return
    if arrow.target == CLOSED:
        complete_tasks("reintegration", file.id)
    elif file.return_id is None:
        owner = task_owner(file, case)
        move_tasks(
            "reintegration", file.id, assignee_id=owner["assignee_id"],
            organisation_id=owner["organisation_id"],
        )  # fmt: skip


def return_moved(followed: Any, arrow: Transition, actor: Actor | None) -> None:
    """Somebody whose reintegration had begun here arrives elsewhere: whoever ran the return works
    it from now on, and the visits count anew from the arrival."""
    file = queries.file_of(followed.case_id) if arrow.target == ARRIVED else None
    if file is None:
        return
    case = cases.case_by_id(file.case_id)
    file.return_id = followed.id
    file.counted_from = arrived_on(followed) or cases.today()
    file.version += 1
    db.session.flush()
    complete_tasks("reintegration", file.id)
    if case.merged_into_id is None:
        ask_for_visits(file, case, file.months())


def resting_when_merged(case: Case) -> Iterable[Following]:
    """No visit is due in a file that another one leads, and no grant waits to be decided on."""
    file = queries.file_of(case.id)
    if file is not None:
        yield Following("reintegration", file.id)
    for grant in queries.unpaid_grants(case.id):
        yield Following("grant", grant.id)


def person_known_better(case: Case, kind: str) -> None:
    """The status of victim was decided on, or the card changed: who has to be visited more closely
    is, from now on."""
    file = queries.file_of(case.id) if kind in ("victim_status", "card") else None
    if file is not None and case.state != CLOSED:
        visit_more_closely(file, case)


def risk_assessed(case: Case, risks: Risks, actor: Actor) -> None:
    """A high risk ends every grant that is not paid: money and goods draw those who exploit."""
    if risks.level >= HIGH:
        cancel_unpaid(case)


def tasks_of_worker(case: Case) -> Iterable[Following]:
    """Without a return before it, its visits are those of whoever has the case."""
    file = queries.file_of(case.id)
    if file is not None and file.return_id is None:
        yield Following("reintegration", file.id)
