"""Who stands in for whom."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import aliased, joinedload

from casework.accounts.models import Delegation, User
from casework.accounts.queries.people import users_of_organisation
from casework.db import db
from casework.kernel import clock
from casework.policy import Actor, Role


def delegations_of(user_id: UUID) -> list[Delegation]:
    """The absences of somebody that have not ended, the next first."""
    found = select(Delegation).where(
        Delegation.absent_id == user_id, Delegation.ends_at > clock.now()
    )
    shown = found.options(joinedload(Delegation.stand_in))
    return list(db.session.scalars(shown.order_by(Delegation.starts_at, Delegation.id)))


def standing_in(actor: Actor) -> list[Delegation]:
    """For whom the actor stands in now."""
    at = clock.now()
    found = select(Delegation).where(
        Delegation.stand_in_id == actor.user_id,
        Delegation.starts_at <= at,
        Delegation.ends_at > at,
    )
    return list(db.session.scalars(found.options(joinedload(Delegation.absent))))


def who_stands_in(user_id: UUID) -> list[UUID]:
    """Who stands in for somebody now: colleagues of the same organisation and role."""
    at = clock.now()
    absent, colleague = aliased(User), aliased(User)
    found = (
        select(Delegation.stand_in_id)
        .join(absent, absent.id == Delegation.absent_id)
        .join(colleague, colleague.id == Delegation.stand_in_id)
        .where(
            Delegation.absent_id == user_id,
            Delegation.starts_at <= at,
            Delegation.ends_at > at,
            colleague.organisation_id == absent.organisation_id,
            colleague.role == absent.role,
            colleague.disabled_at.is_(None),
            colleague.stopped_at.is_(None),
        )
    )
    return list(db.session.scalars(found))


def own_delegation(actor: Actor, delegation_id: UUID) -> Delegation | None:
    """One of the actor's own absences; any, for an administrator."""
    found = db.session.get(Delegation, delegation_id)
    mine = found is not None and found.absent_id == actor.user_id
    return found if mine or actor.role is Role.ADMINISTRATOR else None


def stand_ins_for(user: User) -> list[User]:
    """Who may stand in: active colleagues of the same organisation and role, by name."""
    colleagues = users_of_organisation(user.organisation_id, Role(user.role))
    return [one for one in colleagues if one.id != user.id]


def stood_in(user_ids: Iterable[UUID | None]) -> list[tuple[UUID, UUID, datetime, datetime]]:
    """Who stood in for whom and when, of several people: (stand-in, absent, from, until)."""
    wanted = {one for one in user_ids if one}
    rows = db.session.execute(
        select(
            Delegation.stand_in_id, Delegation.absent_id, Delegation.starts_at, Delegation.ends_at
        ).where(Delegation.stand_in_id.in_(wanted))
    )
    return [(r.stand_in_id, r.absent_id, r.starts_at, r.ends_at) for r in rows] if wanted else []
