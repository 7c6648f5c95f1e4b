"""Handing facts over, counting them, asking for them again. Nothing else reads a fact.

A feature calls `put` in the transaction that changes its record, and registers a provider at start
(`facts.providers.register_provider`). That is all it has to do.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from casework.db import AtCommit, db

from .bound import lift, seal_beyond
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
from .lattices import lattice_of, own_lattice
from .models import Fact
from .places import chance, places_of, subject_of
from .providers import counted, handed_by, providers
from .writing import OPEN_MARK, facts_cipher, is_over, left_out, opened, write

AT_ONCE = 400
CLOSED, NO_MONTH = "closed", date(1970, 1, 1)


@dataclass(frozen=True)
class Rebuilt:
    """What asking all features again came to: how many facts were `added`, `changed` or found
    `same`; `over` is over a person's bound; `kept` are of records that no longer exist."""

    added: int
    changed: int
    same: int
    over: int
    kept: int


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
    _said.add(_Followed(owner_id, hand_over))


def count(
    period: CountedPeriod, tables: Iterable[CountedTable], lattice: str | None = None
) -> dict[str, dict[Cell, int]]:
    """The exact counts of some tables of one kind: every cell of the code lists, the empty too.

    The only function that opens facts, once for all the tables. Its answer is for the freeze,
    which adds noise and forgets it; it is never stored, logged or shown.
    """
    tables = list(tables)
    counts = {
        table.name: dict.fromkeys(product(*(CLASSES[name] for name in table.dimensions)), 0)
        for table in tables
    }
    _said.write_now()
    for kind in {table.kind for table in tables}:
        mine = [table for table in tables if table.kind == kind]
        for classes in _opened(kind, period.month_starts(), lattice_of(lattice)):
            for table in mine:
                counts[table.name][cell_of(classes, table.dimensions)] += 1
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
    _said.write_now()
    subjects, cipher = [subject_of(kind, one) for kind, one in records], facts_cipher()
    for fact in _facts_of(subjects, [place for one in person_ids for place in places_of(one)]):
        if fact.blob and not is_over(cipher, fact):
            fact.blob = left_out(cipher, fact.id)
    db.session.flush()


def together(person_ids: Collection[UUID]) -> None:
    """These files are of one person: as the transaction commits, of each kind no more is counted
    than one person may have, the earliest registrations first. What was published stays as it
    was."""
    _said.add(_Together(tuple(sorted(person_ids))))


def apart(person_ids: Collection[UUID]) -> None:
    """These files are of different persons after all: what was over because they were one counts
    again with the next `put`, in its own month. What came while they were one stays over."""
    _said.write_now()
    lift(_facts_of([], [place for one in person_ids for place in places_of(one)]))
    db.session.flush()


def seal_open_marks() -> int:
    """Seal what stood open in the place of facts that are left out, and hide which rows are over,
    in the caller's transaction; says how many there were. None is made any more."""
    cipher = facts_cipher()
    marks = db.session.scalars(select(Fact).where(Fact.blob == OPEN_MARK)).all()
    for fact in marks:
        fact.blob = left_out(cipher, fact.id)
    differing = [name for name, kind in KINDS.items() if kind.apart]
    bare = select(Fact).where(Fact.kind.in_(differing), Fact.apart.is_(None))
    shown = db.session.scalars(bare).all()
    for fact in shown:
        fact.apart = chance()
    db.session.flush()
    return len(marks) + len(shown)


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
    facts = _facts_of(subjects, [place for one in persons for place in places_of(one)])
    gone = [fact.subject for fact in facts]
    for fact in facts:
        fact.subject = chance()
        fact.place = chance()
        fact.apart = chance() if fact.apart else None
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
    facts = _facts_of(subjects, [place for one in persons for place in places_of(one)])
    gone = [fact.subject for fact in facts]
    for fact in facts:
        db.session.delete(fact)
    db.session.flush()
    db.session.add_all(_closed(subject) for subject in gone)
    db.session.flush()


def _facts_of(subjects: Sequence[bytes], places: Sequence[bytes]) -> list[Fact]:
    found: dict[UUID, Fact] = {}
    for column, digests in ((Fact.subject, subjects), (Fact.place, places)):
        for start in range(0, len(digests), AT_ONCE):
            wanted = select(Fact).where(column.in_(digests[start : start + AT_ONCE]))
            # facts are written past the session
            wanted = wanted.execution_options(populate_existing=True)
            rows = db.session.scalars(wanted.where(Fact.kind != CLOSED))
            found.update((fact.id, fact) for fact in rows)
    return list(found.values())


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
    """Ask every feature again for all its facts, in the caller's transaction. Files that are known
    to be of one person are brought under one bound as it commits."""
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
    return Rebuilt(tally["added"], tally["changed"], tally["same"], tally["over"], kept)


@dataclass(frozen=True)
class _Followed:
    """A record whose facts are asked for at the commit."""

    owner_id: UUID
    hand_over: Callable[[], Iterable[Handed]]


@dataclass(frozen=True)
class _Together:
    """Files that are of one person."""

    person_ids: tuple[UUID, ...]


def _write_said(session: Session, said: list[Handed | _Followed | _Together]) -> None:
    asked = {one.owner_id: one.hand_over for one in said if isinstance(one, _Followed)}
    handed = [one for one in said if isinstance(one, Handed)]
    for one in handed_by(asked.values(), lambda hand_over: hand_over()):
        handed.append(_checked(one))
    write(session, counted(handed))
    for whose in dict.fromkeys(one.person_ids for one in said if isinstance(one, _Together)):
        places = [place for one in whose for place in places_of(one)]
        seal_beyond(_facts_of([], places), whose)
        session.flush()


def _checked(one: Handed) -> Handed:
    return replace(one, classes=checked(one.kind, one.classes)) if one.classes else one


_said: AtCommit[Handed | _Followed | _Together] = AtCommit("facts", _write_said)


def _batches(handed: Iterable[Handed]) -> Iterator[list[Handed]]:
    batch: list[Handed] = []
    for one in handed:
        batch.append(_checked(one))
        if len(batch) == AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _opened(kind: str, months: tuple[date, ...], lattice: str) -> Iterator[Classes]:
    rows = select(Fact.id, Fact.kind, Fact.blob).where(
        Fact.kind == kind, Fact.period_month.in_(months), Fact.lattice == lattice
    )
    cipher = facts_cipher()
    for row in db.session.execute(rows.execution_options(yield_per=1000)):
        if row.blob and (classes := opened(cipher, row)) is not None:
            yield classes
