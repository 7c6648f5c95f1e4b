"""Lists for administrators: accounts, organisations, turns of duty. Paged by key."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from casework.accounts.models import (
    DutyTurn,
    Enrolment,
    Organisation,
    TwoPersonAct,
    User,
    UserSession,
)
from casework.accounts.queries.people import duty_officer, focal_points
from casework.db import db
from casework.kernel import clock
from casework.policy import Actor, Role

PAGE = 50

_NO_WAY_IN = ~User.password.has(), ~User.external.has()
_SHOWN = (
    joinedload(User.organisation),
    joinedload(User.password),
    joinedload(User.external),
)


@dataclass(frozen=True)
class Part:
    """One page of accounts, and the account after which the next begins."""

    rows: list[User]
    after: UUID | None = None


@dataclass(frozen=True)
class Counts:
    """How many accounts there are, and of what kind."""

    active: int
    waiting: int
    closed: int
    organisations: int
    by_role: dict[str, int]


def users_page(
    role: str = "", organisation_id: UUID | None = None, after: UUID | None = None
) -> Part:
    """Accounts by user name, open and closed, of one role or organisation or of all."""
    found = select(User).options(*_SHOWN)
    if role:
        found = found.where(User.role == role)
    if organisation_id:
        found = found.where(User.organisation_id == organisation_id)
    if after:
        last = select(User.username).where(User.id == after).scalar_subquery()
        found = found.where(User.username > last)
    rows = list(db.session.scalars(found.order_by(User.username).limit(PAGE + 1)))
    return Part(rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None)


def users_like(typed: str) -> Part:
    """The first accounts whose user name begins with what was typed."""
    start = typed.strip().casefold()[:40]
    if not start:
        return Part([])
    found = select(User).where(User.username.startswith(start, autoescape=True))
    shown = found.options(*_SHOWN)
    return Part(list(db.session.scalars(shown.order_by(User.username).limit(PAGE))))


def last_seen(users: list[User]) -> dict[UUID, datetime]:
    """When each account was last used; nothing for one that never was."""
    found = (
        select(UserSession.user_id, func.max(UserSession.last_seen_at).label("at"))
        .where(UserSession.user_id.in_([user.id for user in users]))
        .group_by(UserSession.user_id)
    )
    return {row.user_id: row.at for row in db.session.execute(found)}


def waiting_users(limit: int = 50) -> list[User]:
    """Active accounts whose owner has not chosen a password yet, the oldest first."""
    found = select(User).where(User.disabled_at.is_(None), *_NO_WAY_IN)
    return list(db.session.scalars(found.order_by(User.made_at, User.id).limit(limit)))


def link_ends_at(user: User) -> datetime | None:
    """When the account's open enrolment link ends; none when there is no link that works."""
    found = select(func.max(Enrolment.expires_at)).where(
        Enrolment.user_id == user.id,
        Enrolment.used_at.is_(None),
        Enrolment.expires_at > clock.now(),
    )
    return db.session.scalar(found)


def counts() -> Counts:
    """Numbers of accounts and organisations. Accounts of workers only: no case is counted."""
    has_password = User.password.has()
    rows = db.session.execute(
        select(User.role, User.disabled_at.is_(None).label("active"), has_password.label("ready"))
        .add_columns(func.count().label("number"))
        .group_by(User.role, User.disabled_at.is_(None), has_password)
    ).all()
    by_role: dict[str, int] = {}
    for row in rows:
        if row.active:
            by_role[row.role] = by_role.get(row.role, 0) + row.number
    of_all = select(func.count()).select_from(Organisation).where(Organisation.active)
    return Counts(
        active=sum(by_role.values()),
        waiting=sum(row.number for row in rows if row.active and not row.ready),
        closed=sum(row.number for row in rows if not row.active),
        organisations=db.session.scalar(of_all) or 0,
        by_role=by_role,
    )


def duty_turns() -> list[DutyTurn]:
    """Turns of duty that have not ended, by region and beginning."""
    found = (
        select(DutyTurn).where(DutyTurn.ends_at > clock.now()).options(joinedload(DutyTurn.user))
    )
    order = (DutyTurn.region, DutyTurn.starts_at, DutyTurn.id)
    return list(db.session.scalars(found.order_by(*order)))


def uncovered(region: str) -> bool:
    """Whether nobody answers for a region now: neither on duty nor as its focal point."""
    return duty_officer(region) is None and not focal_points(region)


def all_focal_points() -> list[User]:
    """Everybody who can be put on duty, by name."""
    found = select(User).where(User.role == Role.FOCAL_POINT, User.disabled_at.is_(None))
    return list(db.session.scalars(found.order_by(User.display_name, User.id)))


def waiting_acts() -> list[TwoPersonAct]:
    """What waits for a second administrator, the oldest first."""
    found = select(TwoPersonAct).where(
        TwoPersonAct.decided_at.is_(None), TwoPersonAct.expires_at > clock.now()
    )
    shown = found.options(joinedload(TwoPersonAct.user))
    return list(db.session.scalars(shown.order_by(TwoPersonAct.asked_at, TwoPersonAct.id)))


def act_for(actor: Actor, act_id: UUID) -> TwoPersonAct | None:
    """One of them, as an administrator opens it."""
    return db.session.get(TwoPersonAct, act_id)


def user_for(actor: Actor, user_id: UUID) -> User | None:
    """One account, as an administrator opens it."""
    return db.session.get(User, user_id)


def organisation_for(actor: Actor, organisation_id: UUID) -> Organisation | None:
    """One organisation, as an administrator opens it."""
    return db.session.get(Organisation, organisation_id)


def duty_turn_for(actor: Actor, turn_id: UUID) -> DutyTurn | None:
    """One turn of duty, as an administrator opens it."""
    return db.session.get(DutyTurn, turn_id)
