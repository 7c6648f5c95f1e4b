"""To whom identities were shown lately."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Row, func, select

from casework.cases.models import Case, RevealGrant
from casework.db import db
from casework.kernel import clock
from casework.policy import Actor

A_WEEK = timedelta(days=7)


def shown_to_others(actor: Actor, most: int) -> list[Row[tuple[str, UUID, str, datetime]]]:
    """Code, to whom, why and when: identities of the actor's own cases that were shown to somebody
    else within a week, the latest first."""
    rows = (
        select(Case.code, RevealGrant.user_id, RevealGrant.reason, RevealGrant.given_at)
        .join(RevealGrant, RevealGrant.case_id == Case.id)
        .where(
            Case.assignee_id == actor.user_id,
            RevealGrant.user_id != actor.user_id,
            RevealGrant.given_at > clock.now() - A_WEEK,
        )
        .order_by(RevealGrant.given_at.desc(), RevealGrant.id)
    )
    return list(db.session.execute(rows.limit(most)))


def number_shown(actor: Actor, since: datetime, but: UUID) -> int:
    """The identities of how many cases, but one, were shown to the actor since a moment."""
    rows = select(func.count(RevealGrant.case_id.distinct())).where(
        RevealGrant.user_id == actor.user_id,
        RevealGrant.given_at > since,
        RevealGrant.case_id != but,
    )
    return db.session.scalar(rows) or 0
