"""Writing facts: one row of each record, in its person's place, sealed."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from casework.kernel.ids import new_id

from .domain import Classes, Handed
from .lattices import lattice_of
from .models import Fact
from .places import Place, allot, subject_of, wanted
from .seals import BEYOND, OVER, Seals, Stands, classes_of, in_words

# A person's two acts at the same moment may want one place: the second is dropped, not refused.
_ADD = {
    name: insert(Fact).on_conflict_do_nothing()
    for name, insert in (("sqlite", sqlite.insert), ("postgresql", postgresql.insert))
}


def write(session: Session, said: list[Handed]) -> list[str]:
    """One row of each record: the month that was said first, the classes that were said last.

    Answers what became of each: `added`, `changed`, `same`, or `over` the bound of its person.
    """
    by_record: dict[bytes, Handed] = {}
    for one in said:
        subject = subject_of(one.kind, one.owner_id)
        by_record[subject] = _joined(by_record[subject], one) if subject in by_record else one
    found = select(*Fact.__table__.columns).where(Fact.subject.in_(by_record))
    known = {bytes(row.subject): row for row in session.execute(found)}
    new = {
        subject: replace(one, lattice=lattice_of(one.lattice))
        for subject, one in by_record.items()
        if subject not in known
    }
    changed = _change(
        session, [(row, by_record[subject].classes) for subject, row in known.items()]
    )
    return changed + _add(session, new)


def _joined(first: Handed, later: Handed) -> Handed:
    also = dict.fromkeys((*first.also, *later.also))
    return replace(first, classes=later.classes or first.classes, also=tuple(also))


def _change(session: Session, rows: list[tuple[Any, Classes]]) -> list[str]:
    seals, changed, tally = Seals(), {}, []
    for row, classes in rows:
        words = seals.seen(row) if seals.fits(row) else None
        if words in BEYOND:
            tally.append("over")
        elif words is not None and classes and classes_of(row.kind, words) != classes:
            tally.append("changed")
            changed[row.id] = seals.say(row, in_words(classes))
        else:
            tally.append("same")
    write_blobs(session, changed)
    return tally


def write_blobs(session: Session, blobs: Mapping[UUID, bytes]) -> None:
    """What these rows hold from now on; in one order, so that two who do it at once never wait for
    each other."""
    if blobs:
        statement = update(Fact).where(Fact.id == bindparam("its_id"))
        changed = [{"its_id": one, "its_blob": blobs[one]} for one in sorted(blobs)]
        session.connection().execute(statement.values(blob=bindparam("its_blob")), changed)


def _add(session: Session, new: Mapping[bytes, Handed]) -> list[str]:
    if not new:
        return []
    digests = wanted(new.values())
    taken = {
        bytes(digest)
        for row in session.execute(
            select(Fact.place, Fact.apart).where(Fact.place.in_(digests) | Fact.apart.in_(digests))
        )
        for digest in row
        if digest is not None
    }
    places = allot(list(new.items()), taken)
    seals = Seals()
    rows = [_row(seals, subject, new[subject], place) for subject, place in places.items()]
    if rows:
        rows.sort(key=lambda row: row["subject"])
        add_rows(session.connection(), rows)
    return ["over" if place.over else "added" for place in places.values()]


def add_rows(connection: Connection, rows: list[dict[str, Any]]) -> int:
    """Add these rows, and none whose record or place has one; says how many were added."""
    return connection.execute(_ADD[connection.dialect.name], rows).rowcount


def _row(seals: Seals, subject: bytes, one: Handed, place: Place) -> dict[str, Any]:
    fact_id, where = new_id(), _stands(subject, one, place)
    return {
        "id": fact_id,
        "lattice": where.lattice,
        "kind": where.kind,
        "subject": subject,
        "place": where.place,
        "apart": where.apart,
        "period_month": where.month,
        "blob": seals.seal(fact_id, OVER if place.over else in_words(one.classes), where),
    }


def _stands(subject: bytes, one: Handed, place: Place) -> Stands:
    return Stands(lattice_of(one.lattice), one.kind, one.month, subject, place.number, place.apart)
