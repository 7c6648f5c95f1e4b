"""Rows of facts by what finds them again: the digests of a record, and those of a person."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from casework.db import db

from .models import Fact

AT_ONCE = 400
CLOSED = "closed"
"""The kind of a row that only keeps an erased record from being counted anew."""


def facts_of(subjects: Sequence[bytes], places: Sequence[bytes]) -> list[Fact]:
    """The facts of these records, and those that take one of these places; no closed ones."""
    found: dict[UUID, Fact] = {}
    for column, digests in ((Fact.subject, subjects), (Fact.place, places)):
        for start in range(0, len(digests), AT_ONCE):
            wanted = select(Fact).where(column.in_(digests[start : start + AT_ONCE]))
            # facts are written past the session
            wanted = wanted.execution_options(populate_existing=True)
            rows = db.session.scalars(wanted.where(Fact.kind != CLOSED))
            found.update((fact.id, fact) for fact in rows)
    return list(found.values())


def every_row() -> Iterator[Any]:
    """All facts that say something, some at a time: they may be changed meanwhile."""
    columns = Fact.__table__.columns
    last: UUID | None = None
    while True:
        some = select(*columns).where(Fact.blob != b"").order_by(Fact.id).limit(AT_ONCE)
        rows = db.session.execute(some if last is None else some.where(Fact.id > last)).all()
        if not rows:
            return
        yield from rows
        last = rows[-1].id
