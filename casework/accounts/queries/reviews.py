"""Access reviews, for who is responsible for an organisation and for administrators."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from casework.accounts.models import AccessReview, AccessReviewLine
from casework.db import db
from casework.policy import Actor, Role

MOST = 200


def open_reviews_for(actor: Actor) -> list[AccessReview]:
    """The reviews that are not closed: of the actor's organisation; all, for an administrator and
    for the officer for data protection, who sees which are late."""
    found = select(AccessReview).where(AccessReview.closed_at.is_(None))
    if actor.role not in (Role.ADMINISTRATOR, Role.DPO):
        found = found.where(AccessReview.organisation_id == actor.organisation_id)
    shown = found.options(joinedload(AccessReview.organisation), selectinload(AccessReview.lines))
    return list(
        db.session.scalars(shown.order_by(AccessReview.due_at, AccessReview.id).limit(MOST))
    )


def review_for(actor: Actor, review_id: UUID, **_more: UUID) -> AccessReview | None:
    """One review, of the actor's organisation; any, for an administrator."""
    found = db.session.scalar(
        select(AccessReview)
        .where(AccessReview.id == review_id)
        .options(
            joinedload(AccessReview.organisation),
            selectinload(AccessReview.lines).joinedload(AccessReviewLine.user),
        )
    )
    mine = found is not None and found.organisation_id == actor.organisation_id
    return found if mine or actor.role is Role.ADMINISTRATOR else None
