"""Do the records of this database open? A few of every sealed kind are opened and dropped at once.

For whoever restored a backup: that its bytes are there proves nothing as long as nobody has opened
them. Nothing of a value is kept, shown or returned; only how many opened.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from casework.db import Base
from casework.encryption.refusals import DataKeyMissing, SealBroken
from casework.encryption.sealed import SealedField

FEW = 5


@dataclass(frozen=True)
class Opened:
    """How many records opened, of how many kinds; how many are erased (their key is destroyed)."""

    records: int
    kinds: int
    erased: int


def open_samples(session: Session, few: int = FEW) -> Opened:
    """Open up to `few` records of every sealed column. `SealBroken` when one does not open."""
    records = kinds = erased = 0
    for (model, blob), shapes in sealed_columns().items():
        filled = select(model).where(getattr(model, blob).is_not(None)).limit(few)
        rows = session.scalars(filled).all()
        kinds += bool(rows)
        for row in rows:
            there = _opens(row, shapes)
            records, erased = records + there, erased + (not there)
        session.expunge_all()
    return Opened(records, kinds, erased)


def _opens(row: Any, shapes: list[str]) -> bool:
    """Whether one of the shapes that this column may hold is in it. False when it is erased."""
    for last, name in enumerate(shapes, start=1):
        try:
            getattr(row, name).reveal()
        except DataKeyMissing:
            return False
        except SealBroken:
            if last == len(shapes):
                raise
        else:
            return True
    return False


def sealed_columns() -> dict[tuple[Any, str], list[str]]:
    """Every sealed column, and the names under which its model opens it."""
    found: dict[tuple[Any, str], list[str]] = {}
    for mapper in sorted(Base.registry.mappers, key=lambda one: one.class_.__name__):
        for name, value in vars(mapper.class_).items():
            if isinstance(value, SealedField):
                found.setdefault((mapper.class_, value.blob), []).append(name)
    return found
