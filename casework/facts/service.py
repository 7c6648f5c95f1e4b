"""Handing facts over, counting them, asking for them again. Nothing else reads a fact.

A feature calls `put` in the transaction that changes its record, and registers a provider at start
(`facts.providers.register_provider`). That is all it has to do.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update

from casework.db import db

from .counted import in_short
from .domain import (
    CLASSES,
    KINDS,
    Cell,
    Classes,
    CountedPeriod,
    CountedTable,
    Handed,
    NotAMonth,
    cell_of,
    checked,
)
from .finding import AT_ONCE, CLOSED, facts_of
from .gathering import Apart, Followed, Forgotten, Together, check
from .gathering import said as _said
from .lattices import lattice_of, own_lattice
from .models import Fact
from .places import chance, places_of, subject_of
from .providers import counted, providers
from .repairing import FactsMoved, bind_older, moved, put_right, refuse_moved
from .seals import FactMoved, Seals
from .writing import write, write_blobs

__all__ = ["FactsMoved", "bind_older", "moved", "refuse_moved"]  # with what is defined here
NO_MONTH = date(1970, 1, 1)


@dataclass(frozen=True)
class Rebuilt:
    """What asking all features again came to: how many facts were `added`, `changed` or found
    `same`; `over` is over a person's bound; `kept` are of records that no longer exist. Before that
    so many were `put_back` where they had been sealed, or `taken_out`."""

    added: int
    changed: int
    same: int
    over: int
    kept: int
    put_back: int = 0
    taken_out: int = 0


def put(
    kind: str,
    owner_id: UUID,
    month: date,
    classes: Classes,
    *,
    person_id: UUID | None = None,
    lattice: str | None = None,
) -> None:
    """Say what may be counted of `owner_id`, in the transaction that changes it.

    The first call dates the fact by the month of registration (its first day, in Moroccan time);
    later calls change its classes and leave its month, so that it counts once. `person_id` is whom
    it is about (the case), when that is not the record itself. An unknown kind or class, a lattice
    that is not this installation's and a day other than the first are refused.
    """
    if month.day != 1:
        raise NotAMonth
    said = checked(kind, classes)
    whose = lattice_of(lattice)
    _said.add(Handed(kind, owner_id, month, said, person_id or owner_id, whose))


def follow(owner_id: UUID, hand_over: Callable[[], Iterable[Handed]]) -> None:
    """Ask `hand_over` as the transaction commits what may be counted of a record by then.

    For records that change in several steps of one act: whatever is written after the step that
    called this is in the fact too. Asked once, however often it is said.
    """
    _said.add(Followed(owner_id, hand_over))


def count(
    period: CountedPeriod, tables: Iterable[CountedTable], lattice: str | None = None
) -> dict[str, dict[Cell, int]]:
    """The exact counts of some tables of one kind: every cell of the code lists, the empty too.

    The only function that opens facts, once for all the tables. Its answer is for the freeze,
    which adds noise and forgets it; it is never stored, logged or shown. Refused (FactsMoved) when
    one of them does not lie where it was sealed.
    """
    return _count(period, list(tables), lattice)


def count_for_good(
    period: CountedPeriod, tables: Iterable[CountedTable], lattice: str | None = None
) -> dict[str, dict[Cell, int]]:
    """The same, in the caller's transaction; and what each fact was counted by stays in its seal,
    so that longer periods are counted by it and agree with this one (`counted`)."""
    return _count(period, list(tables), lattice, for_good=True)


def _count(
    period: CountedPeriod,
    tables: Collection[CountedTable],
    lattice: str | None,
    *,
    for_good: bool = False,
) -> dict[str, dict[Cell, int]]:
    months, whose = period.month_starts(), lattice_of(lattice)
    counts = {
        table.name: dict.fromkeys(product(*(CLASSES[name] for name in table.dimensions)), 0)
        for table in tables
    }
    _said.write_now()
    for kind in {table.kind for table in tables}:
        mine = [table for table in tables if table.kind == kind]
        by = {name for table in mine for name in table.dimensions if for_good}
        kept: dict[UUID, bytes] = {}
        for row, seals, classes in _opened(kind, months, whose, hold=bool(by)):
            for table in mine:
                counts[table.name][cell_of(classes, table.dimensions)] += 1
            if by:
                kept[row.id] = seals.keep_counted(row, in_short(kind, classes, by))
        write_blobs(db.session, kept)
    return counts


def first_month(kind: str, lattice: str | None = None) -> date | None:
    """The month of the first registration ever, from which the published series begins."""
    _said.write_now()
    wanted_rows = select(func.min(Fact.period_month)).where(Fact.kind == kind)
    return db.session.scalar(wanted_rows.where(Fact.lattice == lattice_of(lattice)))


def forget(person_ids: Collection[UUID] = (), records: Iterable[tuple[str, UUID]] = ()) -> None:
    """Somebody does not wish to be counted: what the facts of these persons (by the case) and
    records (by their kind) say is deleted. What was published stays as it was, and what they take
    up of a person's bound remains; `put` counts them again, each in its own month."""
    _said.add(Forgotten(tuple(person_ids), tuple(records)))


def together(person_ids: Collection[UUID]) -> None:
    """These files are of one person: as the transaction commits, of each kind no more is counted
    than one person may have, the earliest registrations first. What was published stays as it
    was."""
    _said.add(Together(tuple(sorted(person_ids))))


def apart(person_ids: Collection[UUID]) -> None:
    """These files are of different persons after all: what was over because they were one counts
    again with the next `put`, in its own month. What came while they were one stays over."""
    _said.add(Apart(tuple(sorted(person_ids))))


def detach(record_ids: Iterable[UUID], person_ids: Iterable[UUID] = ()) -> int:
    """Records are erased, with all that is known of some persons: the one call of erasure.

    Their facts, of every kind, stay where they were counted, or will be, until their year is
    destroyed. Every way back is replaced by chance: what found the fact of a record again, and what
    told whose it was. Whatever is handed over of these records later changes nothing. Answers how
    many facts that were. `person_ids` are cases; `record_ids` all else (screenings, stays, visits).
    """
    _said.write_now()
    persons = list(person_ids)
    subjects = [subject_of(kind, one) for kind in KINDS for one in [*record_ids, *persons]]
    facts = facts_of(subjects, [place for one in persons for place in places_of(one)])
    gone = [fact.subject for fact in facts]
    seals = Seals()
    for fact in facts:
        subject, place, apart = chance(), chance(), chance() if fact.apart else None
        fact.blob = seals.moved(fact, subject=subject, place=place, apart=apart)
        fact.subject, fact.place, fact.apart = subject, place, apart
    db.session.flush()
    db.session.add_all(_closed(subject) for subject in gone)
    db.session.flush()
    return len(facts)


def leave_out(record_ids: Iterable[UUID], person_ids: Iterable[UUID]) -> None:
    """An invented person is counted in no period that is not published yet, whatever is handed over
    of the same records later. What was published stays as it was."""
    _said.write_now()
    persons = list(person_ids)
    subjects = [subject_of(kind, one) for kind in KINDS for one in [*record_ids, *persons]]
    facts = facts_of(subjects, [place for one in persons for place in places_of(one)])
    gone = [fact.subject for fact in facts]
    for fact in facts:
        db.session.delete(fact)
    db.session.flush()
    db.session.add_all(_closed(subject) for subject in gone)
    db.session.flush()


def _closed(subject: bytes) -> Fact:
    """In the place of a detached fact, under its record's digest: says nothing, not even when it
    was, and is never counted; whatever is handed over of the record again ends here."""
    place = chance()
    return Fact(
        lattice=own_lattice(),
        kind=CLOSED,
        subject=subject,
        place=place,
        period_month=NO_MONTH,
        blob=b"",
    )


def destroy(kind: str, months: Iterable[date], lattice: str | None = None) -> int:
    """Destroy what the facts of these months say, after their year was published. What they take
    up of a person's bound remains. Answers how many there were."""
    emptied = (
        update(Fact)
        .where(Fact.kind == kind, Fact.lattice == lattice_of(lattice))
        .where(Fact.period_month.in_(tuple(months)))
        .where(func.length(Fact.blob) > 0)
        .values(blob=b"")
        .execution_options(synchronize_session=False)
    )
    return db.session.connection().execute(emptied).rowcount


def rebuild() -> Rebuilt:
    """Ask every feature again for all its facts, in the caller's transaction. What somebody moved
    is put back before; files that are known to be of one person are brought under one bound as it
    commits: until then nobody waits for it, and what they did meanwhile is seen."""
    right = put_right()
    tally, seen, kinds = Counter[str](), set[bytes](), set(providers())
    for provider in providers().values():
        for batch in _batches(provider()):
            seen.update(subject_of(one.kind, one.owner_id) for one in batch)
            kinds.update(one.kind for one in batch)
            known = counted(batch)
            tally.update(write(db.session, known))
            for one in known:
                if one.also:
                    together((one.person_id, *one.also))
    there = db.session.execute(select(Fact.subject).where(Fact.kind.in_(kinds)))
    kept = sum(bytes(row.subject) not in seen for row in there)
    return Rebuilt(
        tally["added"],
        tally["changed"],
        tally["same"],
        tally["over"],
        kept,
        put_back=right.put_back,
        taken_out=right.taken_out,
    )


def _batches(handed: Iterable[Handed]) -> Iterator[list[Handed]]:
    batch: list[Handed] = []
    for one in handed:
        batch.append(check(one))
        if len(batch) == AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _opened(
    kind: str, months: tuple[date, ...], lattice: str, *, hold: bool
) -> Iterator[tuple[Any, Seals, Classes]]:
    """The rows that are counted, each with what it is counted by; held (`hold`) from being changed
    by others until the transaction ends."""
    rows = select(*Fact.__table__.columns).where(
        Fact.kind == kind, Fact.period_month.in_(months), Fact.lattice == lattice
    )
    if hold:
        rows = rows.order_by(Fact.id).with_for_update()
    seals = Seals()
    for row in db.session.execute(rows.execution_options(yield_per=1000)):
        try:
            classes = seals.counted_by(row)
        except FactMoved:
            raise FactsMoved(count=1) from None
        if classes is not None:
            yield row, seals, classes
