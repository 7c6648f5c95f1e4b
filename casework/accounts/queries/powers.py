"""Powers that were given lately, for whoever watches over accounts."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from casework.accounts.models import NewPower, User, UserRegion
from casework.db import db
from casework.kernel import clock
from casework.policy import Actor, Role

SHOWN_FOR = timedelta(days=30)
LINKS_SHOWN_FOR = timedelta(days=7)
MOST = 200


def powers_seen(actor: Actor) -> list[NewPower]:
    """Those of the last 30 days, and those of accounts that are stopped, the newest first: all for
    an officer for data protection and a national focal point, those of accounts of the own regions
    for another focal point; never those of the actor's own account."""
    found = _seen(actor).options(
        contains_eager(NewPower.user).options(
            joinedload(User.organisation), selectinload(User.regions)
        )
    )
    found = found.order_by(NewPower.given_at.desc(), NewPower.id)
    return list(db.session.scalars(found.limit(MOST)))


def powers_waiting(actor: Actor, limit: int) -> tuple[list[NewPower], int]:
    """Those that nobody answered for yet, the oldest first, and how many there are. What the actor
    gave is answered for by others."""
    mine = or_(NewPower.given_by_id.is_(None), NewPower.given_by_id != actor.user_id)
    found = _seen(actor).where(NewPower.answer.is_(None), User.disabled_at.is_(None), mine)
    count = db.session.scalar(select(func.count()).select_from(found.subquery())) or 0
    shown = found.options(contains_eager(NewPower.user)).order_by(NewPower.given_at, NewPower.id)
    return list(db.session.scalars(shown.limit(limit))), count


def power_for(actor: Actor, power_id: UUID, **_more: str) -> NewPower | None:
    """One of those that the actor sees."""
    return db.session.scalar(_seen(actor).where(NewPower.id == power_id))


def stopped_powers(user_id: UUID) -> list[NewPower]:
    """Why an account is stopped."""
    found = select(NewPower).where(NewPower.user_id == user_id, NewPower.answer == "stopped")
    return list(db.session.scalars(found))


def stopped_users() -> list[User]:
    """Accounts that are stopped until they were looked at, for administrators."""
    found = select(User).where(User.stopped_at.is_not(None), User.disabled_at.is_(None))
    return list(db.session.scalars(found.order_by(User.stopped_at, User.id).limit(MOST)))


def links_made(actor: Actor) -> list[NewPower]:
    """Links to choose another password, of the last seven days and by somebody else, the newest
    first: of the actor's own account, and of every account for an administrator."""
    whose = () if actor.role is Role.ADMINISTRATOR else (NewPower.user_id == actor.user_id,)
    found = (
        select(NewPower)
        .where(NewPower.what == "link", NewPower.given_at > clock.now() - LINKS_SHOWN_FOR)
        .where(or_(NewPower.given_by_id.is_(None), NewPower.given_by_id != actor.user_id), *whose)
        .options(joinedload(NewPower.user))
    )
    return list(
        db.session.scalars(found.order_by(NewPower.given_at.desc(), NewPower.id).limit(MOST))
    )


def _seen(actor: Actor) -> Select[NewPower]:
    recent = NewPower.given_at > clock.now() - SHOWN_FOR
    found = (
        select(NewPower)
        .join(User, User.id == NewPower.user_id)
        .where(or_(recent, User.stopped_at.is_not(None)), User.id != actor.user_id)
    )
    if actor.role is Role.DPO or actor.national:
        return found
    return found.where(User.regions.any(UserRegion.region.in_(actor.regions)))
