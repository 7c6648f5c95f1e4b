"""Conflicts of interest: somebody who knows the people of a case has nothing to do with it.

Declared by the person themselves or by a focal point, at once and without proof: it is asked of the
honest, and costs a case one pair of hands. Ended by a focal point who is somebody else.
"""

from uuid import UUID

from sqlalchemy import select, update

from casework.audit import record
from casework.audit.catalogue import ConflictDeclared, ConflictEnded
from casework.cases.domain.records import Words
from casework.cases.following import pass_on_with
from casework.cases.models import Case, ConflictOfInterest, RevealGrant
from casework.cases.service.steps import OF_THE_REGION
from casework.cases.service.writing import take
from casework.db import db
from casework.kernel import clock
from casework.kernel.refusals import Refusal, SecondPersonNeeded
from casework.policy import Actor, Permission, decide
from casework.tasks.service import move_tasks, without_backup


class ConflictKnown(Refusal):
    """It was declared before and stands, or was ended before."""

    status = 409


class OnlyOneself(Refusal):
    """Whoever works the case declares a conflict of their own; of somebody else, a focal point."""

    field = "person"


def declare_conflict(
    case: Case, user_id: UUID, words: str, actor: Actor, *, expected_version: int | None = None
) -> ConflictOfInterest:
    """From the next request on this person can neither open nor be given the case. What was theirs
    waits for a focal point to choose somebody else."""
    take(case, actor, Permission.CASE_SKELETON, expected_version, closed_too=True)
    names_anybody = decide(actor, Permission.CASE_ASSIGN, case.resource()).allowed
    if user_id != actor.user_id and not names_anybody:
        raise OnlyOneself()
    if user_id in case.conflicted_ids():
        raise ConflictKnown()
    row = ConflictOfInterest(
        case_id=case.id, user_id=user_id, declared_at=clock.now(), declared_by_id=actor.user_id
    )
    if words:
        row.words = Words(words)
    db.session.add(row)
    case.conflicts += 1
    case.version += 1
    _let_go(case, user_id)
    db.session.flush()
    record(ConflictDeclared(case_id=case.id, user_id=user_id), actor)
    return row


def end_conflict(
    case: Case, row: ConflictOfInterest, actor: Actor, *, expected_version: int | None = None
) -> None:
    """There is no conflict any more; somebody else than the person concerned says so."""
    take(case, actor, Permission.CASE_ASSIGN, expected_version, closed_too=True)
    if row.user_id == actor.user_id:
        raise SecondPersonNeeded()
    if row.ended_at is not None:
        raise ConflictKnown()
    row.ended_at, row.ended_by_id = clock.now(), actor.user_id
    case.conflicts -= 1
    case.version += 1
    db.session.flush()
    record(ConflictEnded(case_id=case.id, user_id=row.user_id), actor)


def conflicts_of(case: Case) -> list[ConflictOfInterest]:
    """All conflicts of a case that were declared, the standing ones first."""
    rows = select(ConflictOfInterest).where(ConflictOfInterest.case_id == case.id)
    ended = ConflictOfInterest.ended_at.is_not(None)
    return list(db.session.scalars(rows.order_by(ended, ConflictOfInterest.declared_at)))


def _let_go(case: Case, user_id: UUID) -> None:
    if case.backup_id == user_id:
        case.backup_id = None
        without_backup("case", case.id)
    if case.assignee_id == user_id:
        case.assignee_id = None
        move_tasks("case", case.id, assignee_id=None, organisation_id=None, keeping=OF_THE_REGION)
        pass_on_with(case, user_id)
    at = clock.now()
    shown = update(RevealGrant).where(RevealGrant.case_id == case.id)
    shown = shown.where(RevealGrant.user_id == user_id, RevealGrant.expires_at > at)
    db.session.execute(shown.values(expires_at=at))
