"""What a freeze reads of what was frozen before: which periods, and the sums of their cells."""

from collections import defaultdict
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, select

from casework.db import db
from casework.facts.domain import SIMULATED, Cell

from .domain import losses
from .domain.lattice import PUBLIC_KIND, code_of
from .domain.periods import NotAPeriod, Period
from .models import DrawnPeriod, PublishedCell, Release


@dataclass
class Sums:
    """The sums of a table's cells over some periods, as published and as they were before."""

    published: dict[Cell, int] = field(default_factory=dict)
    noisy: dict[Cell, int] = field(default_factory=dict)


def frozen_periods(kind: str, lattice: str) -> set[Period]:
    """The months, quarters and years of a kind that were published."""
    rows = select(Release.period).where(Release.kind == kind, Release.lattice == lattice)
    return {Period.parse(label) for label in db.session.scalars(rows)}


def note_drawn(lattice: str, periods: Collection[tuple[str, str]]) -> int:
    """Say of these kinds and periods that noise was drawn of them, where it is not said yet, in the
    caller's transaction; answers of how many."""
    rows = select(DrawnPeriod.kind, DrawnPeriod.period).where(DrawnPeriod.lattice == lattice)
    there = {(row.kind, row.period) for row in db.session.execute(rows)}
    new = sorted(set(periods) - there)
    db.session.add_all(DrawnPeriod(lattice=lattice, kind=kind, period=label) for kind, label in new)
    db.session.flush()
    return len(new)


def restored_at(lattice: str, restored: Callable[[], datetime | None]) -> datetime | None:
    """When this database was last filled from a backup, by whoever knows. Of the fiction nothing
    real is lost."""
    return None if lattice == SIMULATED else restored()


def is_lost(
    kind: str, period: Period, lattice: str, restored: datetime | None, kept: Collection[str]
) -> bool:
    """Whether the period may have been published, and lost with a restore. `kept`: the codes of the
    releases that the log holds or that are kept outside."""
    published, before = frozen_periods(kind, lattice), kept_periods(kind, lattice, kept)
    return losses.is_lost(kind, period, published, restored, before)


def kept_periods(kind: str, lattice: str, kept: Collection[str]) -> set[Period]:
    """The periods of a kind among the codes of releases; of cases those of the public release too,
    which is drawn with them."""
    found = set[Period]()
    for one in (kind, PUBLIC_KIND) if kind == "case" else (kind,):
        start = code_of(one, "", lattice)
        for label in (code.removeprefix(start) for code in kept if code.startswith(start)):
            with suppress(NotAPeriod):  # somebody else's file
                found.add(Period.parse(label))
    return found


def sums(kind: str, lattice: str, periods: Collection[Period]) -> dict[str, Sums]:
    """Each table of these releases, summed over them."""
    found: dict[str, Sums] = defaultdict(Sums)
    if not periods:
        return found
    rows = db.session.execute(
        select(
            PublishedCell.table,
            PublishedCell.cell,
            func.sum(PublishedCell.value).label("value"),
            func.sum(func.coalesce(PublishedCell.noisy, PublishedCell.value)).label("noisy"),
        )
        .join(Release)
        .where(Release.kind == kind, Release.lattice == lattice)
        .where(Release.period.in_([period.label for period in periods]))
        .group_by(PublishedCell.table, PublishedCell.cell)
    )
    for row in rows:
        cell = read_cell(row.cell)
        found[row.table].published[cell] = int(row.value)
        found[row.table].noisy[cell] = int(row.noisy)
    return found


def read_cell(stored: str) -> Cell:
    """A cell as it is stored, as its classes."""
    return tuple(stored.split("|")) if stored else ()
