"""Which bodies were asked to delete what they had been told, and what they answered."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from casework.cases.records import DeletionRequest
from casework.db import db
from casework.kernel.ids import normalise_code
from casework.policy import Actor


def deletions_of(case_id: UUID) -> Sequence[DeletionRequest]:
    """Those of one case, newest first."""
    wanted = select(DeletionRequest).where(DeletionRequest.case_id == case_id)
    return db.session.scalars(wanted.order_by(DeletionRequest.asked_at.desc())).all()


def deletion_of_case(case_id: UUID, reference: str) -> DeletionRequest | None:
    """One of a case, for whoever works it."""
    return next((one for one in deletions_of(case_id) if one.reference == reference), None)


def deletion_asked(actor: Actor, ref: str) -> DeletionRequest | None:
    """One that the actor's organisation was asked."""
    wanted = select(DeletionRequest).where(
        DeletionRequest.reference == (normalise_code(ref) or ""),
        DeletionRequest.organisation_id == actor.organisation_id,
    )
    return db.session.scalar(wanted)


def deletions_waiting(actor: Actor, limit: int) -> Sequence[DeletionRequest]:
    """Those that the actor's organisation has not answered, the oldest first."""
    wanted = select(DeletionRequest).where(
        DeletionRequest.organisation_id == actor.organisation_id,
        DeletionRequest.answered_at.is_(None),
    )
    return db.session.scalars(wanted.order_by(DeletionRequest.asked_at).limit(limit)).all()


def deletions_by_ids(ids: Sequence[UUID]) -> dict[UUID, DeletionRequest]:
    """Several at once, for lists of tasks."""
    rows = db.session.scalars(select(DeletionRequest).where(DeletionRequest.id.in_(ids)))
    return {row.id: row for row in rows}
