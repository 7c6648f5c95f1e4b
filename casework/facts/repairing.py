"""Facts that do not lie where they were sealed: named, never counted, put right by a rebuild.

Older facts were sealed without where they stand. A program without the keys cannot have moved them
unseen since, but before: they are believed as they lie, once, and sealed anew.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, delete, update

from casework.db import db
from casework.kernel.refusals import Conflict

from .domain import KINDS
from .finding import every_row
from .models import Fact
from .places import chance
from .seals import Seals, Stands, stands
from .writing import add_rows


class FactsMoved(Conflict):
    """So many facts (`count`) do not open or do not lie where they were sealed: nothing is counted,
    because a count would be wrong without anybody seeing it."""


@dataclass(frozen=True)
class PutRight:
    """How many facts lie again where they were sealed, and how many, which say nothing that can be
    believed, were taken out."""

    put_back: int
    taken_out: int


def moved() -> list[UUID]:
    """The facts that do not open, or do not lie where they were sealed. Opens every one."""
    seals = Seals()
    return [row.id for row in every_row() if not seals.fits(row)]


def refuse_moved() -> None:
    """Refused (FactsMoved) when there is one."""
    if found := moved():
        raise FactsMoved(count=len(found))


def put_right() -> PutRight:
    """Put every fact that was moved back to where it was sealed, in the caller's transaction. One
    that does not open, or whose place another one has by now, is taken out: of a record that is
    still there a rebuild hands it over anew, in its own month; of an erased one it is lost."""
    seals, put_back, taken_out = Seals(), 0, 0
    for row in every_row():
        if seals.fits(row):
            continue
        connection = db.session.connection()
        connection.execute(delete(Fact).where(Fact.id == row.id))
        where = seals.stood(row)
        done = where is not None and add_rows(connection, [_as_sealed(row, where)])
        put_back, taken_out = put_back + bool(done), taken_out + (not done)
    return PutRight(put_back, taken_out)


def _as_sealed(row: Any, where: Stands) -> dict[str, Any]:
    return {
        "id": row.id,
        "lattice": where.lattice,
        "kind": where.kind,
        "subject": where.subject,
        "place": where.place,
        "apart": where.apart,
        "period_month": where.month,
        "blob": row.blob,
    }


def bind_older() -> int:
    """Seal every older fact with where it stands, in the caller's transaction; says how many. What
    stood open in the place of a fact that is left out is sealed, and a row that is over the bound
    and has no class apart gets chance in its place, so that neither can be told from others."""
    seals, changed = Seals(), []
    differing = {name for name, kind in KINDS.items() if kind.apart}
    for row in every_row():
        if not seals.is_older(row):
            continue
        apart = chance() if row.apart is None and row.kind in differing else row.apart
        words, where = seals.words(row) or "", stands(row)
        where = Stands(where.lattice, where.kind, where.month, where.subject, where.place, apart)
        blob = seals.seal(row.id, words, where)
        changed.append({"its_id": row.id, "its_blob": blob, "its_apart": apart})
    if changed:
        statement = update(Fact).where(Fact.id == bindparam("its_id"))
        statement = statement.values(blob=bindparam("its_blob"), apart=bindparam("its_apart"))
        db.session.connection().execute(statement, changed)
        db.session.expire_all()
    return len(changed)
