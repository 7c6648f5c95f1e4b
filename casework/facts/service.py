"""Handing facts over, and counting them. Nothing else reads a fact."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from casework.db import AtCommit, db
from casework.encryption import Cipher, RecordSeal, Root, current_keyring

from .domain import (
    CLASSES,
    KINDS,
    Cell,
    Classes,
    CountedPeriod,
    CountedTable,
    NotAMonth,
    UnknownClass,
)
from .models import Fact

_SEAL = RecordSeal("fact", "blob", Classes)


def _upsert(insert: Any) -> Any:
    """Add a fact; one that is there keeps its month and takes the new classes."""
    adding = insert(Fact)
    return adding.on_conflict_do_update(
        index_elements=["kind", "subject"], set_={"blob": adding.excluded.blob}
    )


_PUT = {"sqlite": _upsert(sqlite.insert), "postgresql": _upsert(postgresql.insert)}


@dataclass(frozen=True)
class _Said:
    """What was handed over of an owner, and is not written yet."""

    kind: str
    owner_id: UUID
    month: date
    classes: Classes


def put(kind: str, owner_id: UUID, month: date, classes: Classes) -> None:
    """Say what may be counted of `owner_id`, in the transaction that changes it.

    The first call dates the fact by the month of registration (its first day, in Moroccan time);
    later calls change its classes and leave its month, so that it counts once. An unknown kind and
    a day other than the first are refused.
    """
    if kind not in KINDS:
        raise UnknownClass("kind")
    if month.day != 1:
        raise NotAMonth
    _said.add(_Said(kind, owner_id, month, classes))


def count(period: CountedPeriod, table: CountedTable) -> dict[Cell, int]:
    """The exact counts of a table: every cell of the code lists, the empty ones too.

    The only function that opens facts. Its answer is for the freeze, which adds noise and forgets
    it; it is never stored, logged or shown.
    """
    _said.write_now()
    counts = dict.fromkeys(product(*(CLASSES[name] for name in table.dimensions)), 0)
    for classes in _opened(table.kind, period.month_starts()):
        counts[tuple(getattr(classes, name) for name in table.dimensions)] += 1
    return counts


def first_month(kind: str) -> date | None:
    """The month of the first registration ever, from which the published series begins."""
    _said.write_now()
    return db.session.scalar(select(func.min(Fact.period_month)).where(Fact.kind == kind))


def _write(session: Session, said: list[_Said]) -> None:
    """One row of each owner: the month that was said first, the classes that were said last."""
    first = {(one.kind, one.owner_id): one for one in reversed(said)}
    classes = {(one.kind, one.owner_id): one.classes for one in said}
    rows = [_row(one, classes[one.kind, one.owner_id]) for one in first.values()]
    connection = session.connection()
    connection.execute(_PUT[connection.dialect.name], sorted(rows, key=lambda row: row["subject"]))


_said: AtCommit[_Said] = AtCommit("facts", _write)


def _row(first: _Said, classes: Classes) -> dict[str, Any]:
    subject = _subject(first.kind, first.owner_id)
    fact_id = UUID(bytes=subject[:16])
    return {
        "id": fact_id,
        "kind": first.kind,
        "subject": subject,
        "period_month": first.month,
        "blob": _SEAL.seal(_cipher(), fact_id, classes),
    }


def _opened(kind: str, months: tuple[date, ...]) -> Iterator[Classes]:
    wanted = select(Fact.id, Fact.blob).where(Fact.kind == kind, Fact.period_month.in_(months))
    cipher = _cipher()
    for row in db.session.execute(wanted.execution_options(yield_per=1000)):
        yield _SEAL.open(cipher, row.id, row.blob)


def _cipher() -> Cipher:
    return current_keyring().cipher(Root.FACTS, "seal/v1")


def _subject(kind: str, owner_id: UUID) -> bytes:
    content = f"{kind}|{owner_id}".encode()
    return current_keyring().mac(Root.FACTS, "subject/v1", content)
