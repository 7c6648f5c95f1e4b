"""Who is on duty: turns of focal points, region by region."""

from datetime import datetime, timedelta
from uuid import UUID

from casework.accounts.domain.refusals import NotARegion, NotATurn, NotOnDuty
from casework.accounts.models import DutyTurn, User
from casework.audit import record
from casework.audit.catalogue import AccountChanged
from casework.db import db
from casework.facts.domain import REGIONS
from casework.kernel import clock
from casework.policy import Actor, Role

LONGEST_TURN = timedelta(days=31)


def add_duty_turn(
    region: str, user_id: UUID, starts_at: datetime, ends_at: datetime, actor: Actor | None
) -> DutyTurn:
    """Put somebody on duty for a region from one moment to another. Turns may overlap: who came
    last answers."""
    if region not in REGIONS:
        raise NotARegion()
    if not starts_at < ends_at <= starts_at + LONGEST_TURN or ends_at <= clock.now():
        raise NotATurn()
    user = db.session.get(User, user_id)
    if user is None or not _may_be_on_duty(user, region):
        raise NotOnDuty()
    turn = DutyTurn(region=region, user_id=user.id, starts_at=starts_at, ends_at=ends_at)
    db.session.add(turn)
    db.session.flush()
    record(AccountChanged(user_id=user.id, what="duty"), actor)
    return turn


def end_duty_turn(turn: DutyTurn, actor: Actor) -> None:
    """End a turn now, or cancel it when it has not begun."""
    at = clock.now()
    if turn.starts_at >= at:
        db.session.delete(turn)
    elif turn.ends_at > at:
        turn.ends_at = at
    record(AccountChanged(user_id=turn.user_id, what="duty"), actor)


def _may_be_on_duty(user: User, region: str) -> bool:
    local = user.national or region in user.place_codes
    return user.usable and user.role == Role.FOCAL_POINT and local
