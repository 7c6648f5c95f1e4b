"""How far each stream is sealed: asked of the heads that checkpoints hold, and of nothing else.

`audit_stream.sealed_seq` says it too, but whoever may write rows may move it forward, and a stream
that seems sealed would never be. It is compared in `verify`, and trusted nowhere.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, Select, func, select

from casework.audit.models import AuditCheckpoint, AuditSealedHead, AuditStream
from casework.db import db

A_DAY = timedelta(days=1)
LEAP = timedelta(days=3)
"""Silence in the seals from which the clock is not trusted for a day."""


def sealed_upto() -> ColumnElement[int]:
    """The number of the last event of a stream that a checkpoint covers; 0 when none does. A head
    under a checkpoint that was never made does not count."""
    leaf = AuditSealedHead
    newest: ScalarSelect[Any] = select(func.max(AuditCheckpoint.number)).scalar_subquery()
    last = (
        select(leaf.seq)
        .where(
            leaf.kind == AuditStream.kind,
            leaf.id == AuditStream.id,
            leaf.checkpoint.between(1, newest),
        )
        .order_by(leaf.seq.desc())
        .limit(1)
        .correlate(AuditStream)
    )
    return func.coalesce(last.scalar_subquery(), 0)


def behind() -> Select[str, UUID]:
    """The streams with events that no checkpoint covers yet."""
    return select(AuditStream.kind, AuditStream.id).where(AuditStream.seq > sealed_upto())


def leap(at: datetime) -> timedelta:
    """How long nothing was sealed before what was sealed in the last day: none when that is
    nothing, or nothing is older. Something is sealed every night, so days of silence say that the
    server was off, or that its clock was set ahead."""
    since = at - A_DAY
    moment = AuditCheckpoint.at
    recent = db.session.scalar(select(func.min(moment)).where(moment > since, moment <= at))
    before = db.session.scalar(select(func.max(moment)).where(moment <= since))
    return recent - before if recent and before else timedelta(0)
