"""Alarms are told: a neutral letter to the officers for data protection and to the focal points who
answer for where the account works, once for each kind, account and day. Its owner is told only when
somebody else may hold their password."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from casework.accounts.queries import (
    data_protection_officers,
    password_chosen_at,
    supervisors_of,
)
from casework.db import db, unit_of_work
from casework.jobs.outbox import post
from casework.jobs.registry import register_periodic
from casework.journal import watching
from casework.journal.models import AlarmTold
from casework.journal.unusual import Alarm, Kind
from casework.kernel import clock
from casework.kernel.ids import new_id
from casework.policy import Actor, Role

TOPIC = "alarm"
OWN_TOPIC = "own_alarm"
EVERY = timedelta(minutes=5)
LOOKS_BACK = 2
SHOWN_FOR = timedelta(days=7)


def register_jobs() -> None:
    """Every five minutes."""
    register_periodic("journal.alarms", EVERY, tell_alarms, in_unit=False)


def tell_alarms() -> int:
    """Tell the alarms of today and yesterday that were not told yet; says how many."""
    found = watching.found(_today(), LOOKS_BACK)
    db.session.rollback()
    if not found:
        return 0
    with unit_of_work():
        known = _told(min(one.day for one in found))
        new = [one for one in found if (one.kind.value, one.user_id, one.day) not in known]
        for alarm in new:
            _tell(alarm)
    return len(new)


def told_to(actor: Actor) -> list[AlarmTold]:
    """The alarms of the last days that the actor was told of, the newest first: all of them for an
    officer for data protection, those about accounts of the own regions for a focal point."""
    since = _today() - SHOWN_FOR
    wanted = select(AlarmTold).where(AlarmTold.day >= since)
    rows = db.session.scalars(wanted.order_by(AlarmTold.told_at.desc(), AlarmTold.id)).all()
    if actor.role is Role.DPO:
        return [one for one in rows if one.user_id != actor.user_id]
    return [one for one in rows if one.user_id and actor.user_id in supervisors_of(one.user_id)]


def guessed_at(actor: Actor) -> list[AlarmTold]:
    """The days on which somebody failed at the actor's own second factor after the right password,
    until another password was chosen."""
    wanted = select(AlarmTold).where(
        AlarmTold.user_id == actor.user_id,
        AlarmTold.kind == Kind.SECOND_FACTOR.value,
        AlarmTold.day >= _today() - SHOWN_FOR,
    )
    chosen = password_chosen_at(actor.user_id)
    rows = db.session.scalars(wanted.order_by(AlarmTold.told_at.desc()))
    return [one for one in rows if chosen is None or one.told_at >= chosen]


def _told(since: date) -> set[tuple[str, UUID | None, date]]:
    rows = select(AlarmTold.kind, AlarmTold.user_id, AlarmTold.day).where(AlarmTold.day >= since)
    return {(row.kind, row.user_id, row.day) for row in db.session.execute(rows)}


def _tell(alarm: Alarm) -> None:
    row = AlarmTold(
        id=new_id(),
        kind=alarm.kind.value,
        user_id=alarm.user_id,
        day=alarm.day,
        told_at=clock.now(),
    )
    db.session.add(row)
    told = {officer.id for officer in data_protection_officers()}
    told |= supervisors_of(alarm.user_id) if alarm.user_id else set()
    for user_id in sorted(told - {alarm.user_id}):
        post(TOPIC, row.id, user_id=user_id)
    if alarm.kind is Kind.SECOND_FACTOR and alarm.user_id:
        post(OWN_TOPIC, row.id, user_id=alarm.user_id)


def _today() -> date:
    return clock.now().astimezone(clock.MOROCCO).date()
