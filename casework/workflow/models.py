"""The numbered history of every step taken, and the columns every tracked record has."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    LargeBinary,
    Select,
    String,
    UniqueConstraint,
    Uuid,
    bindparam,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Mapped

from casework.db import AtCommit, Base, UtcDateTime, db, internal, special
from casework.encryption import SealedField
from casework.kernel.ids import new_id


class Tracked:
    """Mixed into a model that moves along a track. `version` grows with every change."""

    state: Mapped[str] = internal(String(20), index=True)
    version: Mapped[int] = internal(default=1)


@dataclass(frozen=True)
class Reason:
    """Why a step was taken, in the words of who took it."""

    text: str


class StepTaken(Base):
    """One step: order is `seq`, never the time. Rows are added, never changed."""

    __tablename__ = "step_taken"
    __table_args__ = (UniqueConstraint("owner_kind", "owner_id", "seq"),)

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    owner_kind: Mapped[str] = internal(String(20))
    owner_id: Mapped[UUID] = internal(Uuid)
    seq: Mapped[int] = internal()
    action: Mapped[str] = internal(String(40))
    source: Mapped[str] = internal(String(20))
    target: Mapped[str] = internal(String(20))
    overridden: Mapped[str] = internal(String(120), default="")
    reason_code: Mapped[str | None] = internal(String(40), nullable=True)
    actor_id: Mapped[UUID | None] = internal(Uuid, nullable=True)
    at: Mapped[datetime] = internal(UtcDateTime)
    key_kind: Mapped[str] = internal(String(20))
    key_owner_id: Mapped[UUID] = internal(Uuid)
    reason_blob: Mapped[bytes | None] = special(LargeBinary, nullable=True)
    reason = SealedField(
        "reason_blob", Reason, owner_kind_column="key_kind", owner_id="key_owner_id", version=1
    )


_steps = StepTaken.__table__
_LAST = select(func.coalesce(func.max(_steps.c.seq), 0)).where(
    _steps.c.owner_kind == bindparam("of_kind"), _steps.c.owner_id == bindparam("of_id")
)
_ADD = _steps.insert().values(seq=_LAST.scalar_subquery() + 1)  # type: ignore[attr-defined]


_taken: AtCommit[dict[str, Any]] = AtCommit(
    "steps taken", lambda session, steps: session.connection().execute(_ADD, steps)
)


def add_step(reason: Reason | None, **columns: Any) -> None:
    """Add a step after the last one of its record, as the transaction commits. The caller holds the
    record until then, so that no two steps take the same number."""
    columns |= {"id": new_id(), "reason_blob": None}
    if reason is not None:
        taken = StepTaken(**columns)
        taken.reason = reason
        columns["reason_blob"] = taken.reason_blob
    _taken.add({**columns, "of_kind": columns["owner_kind"], "of_id": columns["owner_id"]})


def steps_of(owner_kind: str, owner_id: UUID) -> list[StepTaken]:
    """All steps of one record, in order, those of this transaction among them."""
    _taken.write_now()
    rows = select(StepTaken).where(
        StepTaken.owner_kind == owner_kind, StepTaken.owner_id == owner_id
    )
    return list(db.session.scalars(rows.order_by(StepTaken.seq)))


def owners_that_took(
    owner_kind: str, owners: Select[Any], targets: Iterable[str], reasons: Iterable[str]
) -> int:
    """How many of some records ever came to one of these states, or took a step for one of these
    reasons."""
    wanted = select(func.count(StepTaken.owner_id.distinct())).where(
        StepTaken.owner_kind == owner_kind,
        StepTaken.owner_id.in_(owners),
        or_(StepTaken.target.in_(list(targets)), StepTaken.reason_code.in_(list(reasons))),
    )
    return db.session.scalar(wanted) or 0
