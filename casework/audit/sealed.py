"""How far each stream is sealed: asked of the heads that checkpoints hold, and of nothing else.

`audit_stream.sealed_seq` says it too, but whoever may write rows may move it forward, and a stream
that seems sealed would never be. It is compared in `verify`, and trusted nowhere.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, Select, func, select

from casework.audit.models import AuditCheckpoint, AuditSealedHead, AuditStream


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
