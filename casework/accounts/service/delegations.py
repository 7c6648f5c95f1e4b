"""Standing in for a colleague who is away: dated, written down, over by itself."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from uuid import UUID

from sqlalchemy import select

from casework.accounts import seals
from casework.accounts.domain.refusals import NotAnAbsence, NotAStandIn
from casework.accounts.models import Delegation, User
from casework.accounts.queries.delegations import stand_ins_for
from casework.accounts.queries.people import focal_points
from casework.accounts.service.safeguards import refuse_new_hands
from casework.audit import record
from casework.audit.catalogue import DelegationChanged
from casework.db import db
from casework.jobs.outbox import post
from casework.kernel import clock
from casework.kernel.clock import AS_SAID, MOROCCO
from casework.policy import Actor

LONGEST = timedelta(days=60)


def delegate(user: User, stand_in_id: UUID, first: date, last: date, actor: Actor) -> Delegation:
    """From the morning of the first day to the evening of the last, Moroccan time, a colleague of
    the same organisation and role works what is assigned to `user`. At most 60 days, one at a time.
    The person themselves asks for it, or an administrator for somebody who cannot: neither the
    administrator nor the stand-in may then be new."""
    starts, ends = _morning(first), _morning(last) + timedelta(days=1)
    possible = starts < ends <= starts + LONGEST and ends > clock.now()
    if not possible or _overlaps(user, starts, ends):
        raise NotAnAbsence()
    if stand_in_id not in {one.id for one in stand_ins_for(user)}:
        raise NotAStandIn()
    if actor.user_id != user.id:
        refuse_new_hands(actor, stand_in_id)
    made = Delegation(
        absent_id=user.id,
        stand_in_id=stand_in_id,
        starts_at=starts,
        ends_at=ends,
        made_by_id=actor.user_id,
        made_at=clock.now(),
    )
    seals.seal_delegation(made)
    db.session.add(made)
    db.session.flush()
    _say(made, "made", ends, actor)
    post("delegation", made.id, user_id=stand_in_id)
    if actor.user_id != user.id:  # nobody's files change hands unseen
        for told in {user.id, *_focal_points_of(user)}:
            post("delegation", made.id, user_id=told)
    return made


def end_delegation(delegation: Delegation, actor: Actor | None) -> None:
    """Back earlier: it ends now, or does not begin. A restore ends those of the backup itself."""
    at = clock.now()
    if delegation.ends_at <= at:
        return
    fitted, agreed = seals.delegation_fits(delegation), delegation.ends_at
    delegation.ends_at = at
    delegation.starts_at = min(delegation.starts_at, at)
    if fitted:
        seals.seal_delegation(delegation)
    _say(delegation, "ended", agreed, actor)


def _say(
    row: Delegation, what: Literal["made", "ended"], until: datetime, actor: Actor | None
) -> None:
    said = f"{until.astimezone(UTC):{AS_SAID}}"
    event = DelegationChanged(
        user_id=row.absent_id, stand_in_id=row.stand_in_id, what=what, until=said
    )
    record(event, actor)


def _focal_points_of(user: User) -> set[UUID]:
    return {one.id for region in user.place_codes for one in focal_points(region)}


def _overlaps(user: User, starts: datetime, ends: datetime) -> bool:
    found = select(Delegation.id).where(
        Delegation.absent_id == user.id, Delegation.starts_at < ends, Delegation.ends_at > starts
    )
    return db.session.scalar(found.limit(1)) is not None


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(), MOROCCO)
