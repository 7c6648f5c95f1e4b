"""Writing facts: one row of each record, in its person's place, sealed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from casework.encryption import Cipher, RecordSeal, Root, current_keyring
from casework.kernel.ids import new_id

from .domain import KINDS, Classes, Handed, checked
from .lattices import lattice_of
from .models import Fact
from .places import Place, allot, subject_of, wanted

ONE_LENGTH = 256
OPEN_MARK = b"\x00"
"""What stood in the place of a fact of somebody who does not wish to be counted, before that was
sealed: `service.seal_open_marks` replaces it."""


@dataclass(frozen=True)
class Said:
    """What lies in a seal: the classes of a fact in the order of its kind; none of somebody who
    does not wish to be counted, `OVER` or `TOGETHER` of a record that is over the bound of its
    person."""

    classes: str


OVER = "-"
TOGETHER = "="
"""Over because two files are one person, and only while they are: see `bound`."""


def _from_six_classes(plain: Mapping[str, str]) -> dict[str, str]:
    """The first shape held a case's six classes by name."""
    return {"classes": "|".join(checked("case", plain).values())}


_SEAL = RecordSeal(
    "fact",
    "blob",
    Said,
    version=2,
    upgrades={1: _from_six_classes},
    padded_length=lambda length: ONE_LENGTH,
)
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
    found = select(Fact.id, Fact.kind, Fact.subject, Fact.blob).where(Fact.subject.in_(by_record))
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


def is_over(cipher: Cipher, row: Any) -> bool:
    """Whether a row only keeps its record out, which is over the bound of its person."""
    return seen_in(cipher, row) in (OVER, TOGETHER)


def seen_in(cipher: Cipher, row: Any) -> str | None:
    """What a row says, as it lies in its seal; None of one that was destroyed."""
    return _words(cipher, row) if row.blob else None


def opened(cipher: Cipher, row: Any) -> dict[str, str] | None:
    """The classes of a row; None of somebody who does not wish to be counted, and of what is over
    their bound. A class that joined its kind later is unknown in an older fact."""
    return _classes(row.kind, _words(cipher, row))


def _classes(kind: str, words: str) -> dict[str, str] | None:
    if words in ("", OVER, TOGETHER):
        return None
    return checked(kind, dict(zip(KINDS[kind].dimensions, words.split("|"), strict=False)))


def _words(cipher: Cipher, row: Any) -> str:
    return "" if row.blob == OPEN_MARK else _SEAL.open(cipher, row.id, row.blob).classes


def left_out(cipher: Cipher, fact_id: UUID) -> bytes:
    """What lies in the place of a fact of somebody who does not wish to be counted: sealed and as
    long as any other, so that whoever steals the database cannot tell whose it was."""
    return _SEAL.seal(cipher, fact_id, Said(""))


def over(cipher: Cipher, fact_id: UUID, why: str = OVER) -> bytes:
    """What lies in the place of a fact that is over the bound of its person, as long as any."""
    return _SEAL.seal(cipher, fact_id, Said(why))


def facts_cipher() -> Cipher:
    """The cipher of all facts: they have no owner any more whose key could seal them."""
    return current_keyring().cipher(Root.FACTS, "seal/v1")


def _change(session: Session, rows: list[tuple[Any, Classes]]) -> list[str]:
    cipher, changed, tally = facts_cipher(), [], []
    for row, classes in rows:
        words = _words(cipher, row) if row.blob else None
        if words in (OVER, TOGETHER):
            tally.append("over")
        elif words is not None and classes and _classes(row.kind, words) != classes:
            tally.append("changed")
            changed.append({"its_id": row.id, "its_blob": _sealed(cipher, row.id, classes)})
        else:
            tally.append("same")
    if changed:
        statement = update(Fact).where(Fact.id == bindparam("its_id"))
        session.connection().execute(statement.values(blob=bindparam("its_blob")), changed)
    return tally


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
    cipher = facts_cipher()
    rows = [_row(cipher, subject, new[subject], place) for subject, place in places.items()]
    if rows:
        connection = session.connection()
        rows.sort(key=lambda row: row["subject"])
        connection.execute(_ADD[connection.dialect.name], rows)
    return ["over" if place.over else "added" for place in places.values()]


def _row(cipher: Cipher, subject: bytes, one: Handed, place: Place) -> dict[str, Any]:
    fact_id = new_id()
    return {
        "id": fact_id,
        "lattice": one.lattice,
        "kind": one.kind,
        "subject": subject,
        "place": place.number,
        "apart": place.apart,
        "period_month": one.month,
        "blob": over(cipher, fact_id) if place.over else _sealed(cipher, fact_id, one.classes),
    }


def _sealed(cipher: Cipher, fact_id: UUID, classes: Classes) -> bytes:
    return _SEAL.seal(cipher, fact_id, Said("|".join(classes.values())))
