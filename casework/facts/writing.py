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
    does not wish to be counted."""

    classes: str


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
    first: dict[bytes, Handed] = {}
    last: dict[bytes, Classes] = {}
    for one in said:
        subject = subject_of(one.kind, one.owner_id)
        first.setdefault(subject, one)
        last[subject] = one.classes
    found = select(Fact.id, Fact.kind, Fact.subject, Fact.blob).where(Fact.subject.in_(first))
    known = {bytes(row.subject): row for row in session.execute(found)}
    new = {
        subject: replace(one, lattice=lattice_of(one.lattice))
        for subject, one in first.items()
        if subject not in known
    }
    changed = _change(session, [(row, last[subject]) for subject, row in known.items()])
    return changed + _add(session, new, last)


def opened(cipher: Cipher, row: Any) -> dict[str, str] | None:
    """The classes of a row; None of somebody who does not wish to be counted. A class that joined
    its kind later is unknown in an older fact."""
    said = "" if row.blob == OPEN_MARK else _SEAL.open(cipher, row.id, row.blob).classes
    if not said:
        return None
    values = said.split("|")
    return checked(row.kind, dict(zip(KINDS[row.kind].dimensions, values, strict=False)))


def left_out(cipher: Cipher, fact_id: UUID) -> bytes:
    """What lies in the place of a fact of somebody who does not wish to be counted: sealed and as
    long as any other, so that whoever steals the database cannot tell whose it was."""
    return _SEAL.seal(cipher, fact_id, Said(""))


def facts_cipher() -> Cipher:
    """The cipher of all facts: they have no owner any more whose key could seal them."""
    return current_keyring().cipher(Root.FACTS, "seal/v1")


def _change(session: Session, rows: list[tuple[Any, Classes]]) -> list[str]:
    cipher, changed = facts_cipher(), []
    for row, classes in rows:
        if row.blob and opened(cipher, row) != classes:
            changed.append({"its_id": row.id, "its_blob": _sealed(cipher, row.id, classes)})
    if changed:
        statement = update(Fact).where(Fact.id == bindparam("its_id"))
        session.connection().execute(statement.values(blob=bindparam("its_blob")), changed)
    return ["changed"] * len(changed) + ["same"] * (len(rows) - len(changed))


def _add(session: Session, new: Mapping[bytes, Handed], last: Mapping[bytes, Classes]) -> list[str]:
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
    rows = [
        _row(cipher, subject, new[subject], place, last[subject])
        for subject, place in places.items()
    ]
    if rows:
        connection = session.connection()
        rows.sort(key=lambda row: row["subject"])
        connection.execute(_ADD[connection.dialect.name], rows)
    return ["added"] * len(rows) + ["over"] * (len(new) - len(rows))


def _row(
    cipher: Cipher, subject: bytes, one: Handed, place: Place, classes: Classes
) -> dict[str, Any]:
    fact_id = new_id()
    return {
        "id": fact_id,
        "lattice": one.lattice,
        "kind": one.kind,
        "subject": subject,
        "place": place.number,
        "apart": place.apart,
        "period_month": one.month,
        "blob": _sealed(cipher, fact_id, classes),
    }


def _sealed(cipher: Cipher, fact_id: UUID, classes: Classes) -> bytes:
    return _SEAL.seal(cipher, fact_id, Said("|".join(classes.values())))
