"""Each release a second time, outside the database: what a restore has lost is put back as it was.

A backup older than a freeze does not hold what that freeze published, and a second freeze would
draw other noise, which could be averaged with the first (Dinur and Nissim, 2003). So the frozen
cells themselves, as protected as they were published, lie sealed in the second place. Put back they
are the same release: the same id, moment, digest, cells and cost.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

import msgspec
from sqlalchemy import insert, select

from casework.audit import record
from casework.audit.aside import Aside
from casework.audit.catalogue import StatisticsPutBack
from casework.audit.releases import kept_releases, recorded
from casework.db import db, unit_of_work
from casework.db.holding import take_turns
from casework.facts.lattices import check_stamp, own_lattice
from casework.kernel.refusals import Refusal
from casework.logs import write as write_line
from casework.logs.catalogue import ReleasesNotKept, ReleasesNotPutBack

from . import roles, service
from .digests import digest_of
from .domain.lattice import code_of
from .domain.periods import Period
from .domain.publishing import Made
from .models import BudgetEntry, PublishedCell, Release
from .stored import note_drawn, read_cell

FREEZE_TURN = 448_007
"""Of all that publishes: no two draw the noise of one period, or put it back."""


class Copied(msgspec.Struct, frozen=True):
    """A release with its cells (table, cell, value, value before it was made to add up) and what
    each table cost."""

    id: UUID
    lattice: str
    kind: str
    period: str
    frozen_at: datetime
    digest: str
    cells: list[tuple[str, str, int, int | None]]
    costs: list[tuple[str, str]]


class NotThisRelease(ValueError):
    """A copy is not what its name says, or not what the log says was published."""


@dataclass(frozen=True)
class PutBack:
    """The codes of what was put back, and of the copies that were refused."""

    done: tuple[str, ...]
    refused: tuple[str, ...]


@dataclass(frozen=True)
class Compared:
    """Codes: of releases without a copy, of copies that are refused, of those that hold other
    numbers than are published here, and of those whose release is not here."""

    without_copy: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    to_put_back: tuple[str, ...] = ()


def keep_before(releases: Iterable[Release]) -> None:
    """Copy what is about to be published, in the transaction that publishes it: from the moment at
    which anybody can read it, it is not lost with this machine. When the transaction fails after
    all, the copy is the release: it is put back, and the period never drawn a second time."""
    lattice, copies = own_lattice(), kept_releases()
    try:
        for one in releases:
            if one.lattice == lattice:
                code = code_of(one.kind, one.period, lattice)
                copies.keep(code, msgspec.msgpack.encode(_copied(one)))
    except OSError as problem:
        write_line(ReleasesNotKept(problem))


def keep() -> int:
    """Copy each release of this installation's own lattice that has no copy yet; says how many.
    Where that cannot be done what was published stands, and the log and *Health* say so."""
    lattice, copies = own_lattice(), kept_releases()
    try:
        there = set(copies.names())
        rows = db.session.scalars(select(Release).where(Release.lattice == lattice)).all()
        found = {code_of(one.kind, one.period, lattice): one for one in rows}
        for code in sorted(found.keys() - there):
            copies.keep(code, msgspec.msgpack.encode(_copied(found[code])))
        return len(found.keys() - there)
    except OSError as problem:
        write_line(ReleasesNotKept(problem))
        return 0
    finally:
        db.session.rollback()


def put_back(place: Path | None = None) -> PutBack:
    """Put back every release that is kept outside and not in the database, each once, in one
    transaction. Refused, and named: a copy that was altered, is another database's, is not what the
    log says was published, or whose period was published here with other numbers."""
    copies, lattice = kept_releases(place), own_lattice()
    there = bool(_missing(copies.names(), lattice))
    db.session.rollback()
    done, refused = list[str](), list[str]()
    if there:
        with unit_of_work():
            take_turns(FREEZE_TURN)
            missing = _missing(copies.names(), lattice)
            check_stamp()
            digests = _digests_by_code()
            roles.act_as_freeze()
            for code in missing:
                one = _read(copies, code, lattice, digests)
                (refused if one is None else done).append(code)
                if one is not None:
                    _put_back(one, code)
    if refused:
        write_line(ReleasesNotPutBack(len(refused)))
    return PutBack(tuple(done), tuple(refused))


def compared() -> Compared:
    """Every copy opened, and compared with what is published here."""
    lattice, copies = own_lattice(), kept_releases()
    rows = db.session.scalars(select(Release).where(Release.lattice == lattice)).all()
    here = {code_of(one.kind, one.period, lattice): one.digest for one in rows}
    read = {code: _read(copies, code, lattice, {}) for code in copies.names()}
    db.session.rollback()
    return Compared(
        tuple(sorted(here.keys() - read.keys())),
        tuple(code for code, one in read.items() if one is None),
        tuple(
            code for code, one in read.items() if one and here.get(code, one.digest) != one.digest
        ),
        tuple(code for code, one in read.items() if one and code not in here),
    )


def _missing(names: Iterable[str], lattice: str) -> list[str]:
    rows = db.session.execute(
        select(Release.kind, Release.period).where(Release.lattice == lattice)
    )
    there = {code_of(row.kind, row.period, lattice) for row in rows}
    return [name for name in names if name not in there]


def _digests_by_code() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for code, digest in recorded():
        found.setdefault(code, set()).add(digest)
    return found


def _read(copies: Aside, code: str, lattice: str, digests: Mapping[str, set[str]]) -> Copied | None:
    """The release of a copy; None when it is refused."""
    try:
        one = msgspec.msgpack.decode(copies.open(code), type=Copied)
        _check(one, code, lattice, digests)
    except (OSError, ValueError, Refusal):  # what msgspec refuses is a ValueError
        return None
    return one


def _check(one: Copied, code: str, lattice: str, digests: Mapping[str, set[str]]) -> None:
    period = Period.parse(one.period)
    if one.lattice != lattice or code_of(one.kind, one.period, lattice) != code:
        raise NotThisRelease
    if digest_of(one.kind, period, _made(one)) != one.digest:
        raise NotThisRelease
    if code in digests and one.digest not in digests[code]:
        raise NotThisRelease


def _made(one: Copied) -> dict[str, Made]:
    made: dict[str, Made] = {}
    for table, cell, value, noisy in one.cells:
        part = made.setdefault(table, Made({}, {}))
        part.published[read_cell(cell)] = value
        if noisy is not None:
            part.noisy[read_cell(cell)] = noisy
    return made


def _put_back(one: Copied, code: str) -> None:
    release = Release(
        id=one.id,
        lattice=one.lattice,
        kind=one.kind,
        period=one.period,
        frozen_at=one.frozen_at,
        digest=one.digest,
    )
    db.session.add(release)
    db.session.flush()
    connection, of = db.session.connection(), {"release_id": one.id}
    cells = [
        {**of, "table_name": table, "cell": cell, "value": value, "noisy": noisy}
        for table, cell, value, noisy in one.cells
    ]
    costs = [{**of, "table_name": table, "rho": rho} for table, rho in one.costs]
    connection.execute(insert(PublishedCell), cells)
    connection.execute(insert(BudgetEntry), costs)
    note_drawn(one.lattice, {(one.kind, one.period)})
    service.count_as_put_back(one.kind, Period.parse(one.period), one.lattice)
    record(StatisticsPutBack(period=code, digest=one.digest), None)


def _copied(release: Release) -> Copied:
    mine = PublishedCell.release_id == release.id
    cells = db.session.scalars(
        select(PublishedCell).where(mine).order_by(PublishedCell.table, PublishedCell.cell)
    )
    costs = db.session.scalars(
        select(BudgetEntry).where(BudgetEntry.release_id == release.id).order_by(BudgetEntry.table)
    )
    return Copied(
        release.id,
        release.lattice,
        release.kind,
        release.period,
        release.frozen_at,
        release.digest,
        [(one.table, one.cell, one.value, one.noisy) for one in cells],
        [(one.table, one.rho) for one in costs],
    )
