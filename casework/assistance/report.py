"""What a donor is told: money and goods of a project in a period, exact; people only as published.

Whoever was reached by one distribution stays with its team: 37 women and 3 men from one place on
one day are never sent on. Numbers of people come from the protected statistics.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from casework.assistance import kit_queries
from casework.assistance.domain.counting import Stock, stock_of
from casework.assistance.domain.track import DONE
from casework.assistance.models import Operation, StockMove, Training
from casework.db import db
from casework.funding import queries as funding
from casework.funding.domain.budget import LineReport, total
from casework.funding.domain.money import Money
from casework.funding.people import PeopleRow, people_between


@dataclass(frozen=True)
class GoodsRow:
    """One item over all distributions of the period."""

    item: str
    unit: str
    stock: Stock


@dataclass(frozen=True)
class KitsRow:
    """One version of a kit over all distributions of the period."""

    name: str
    number: int
    received: int
    given: int


@dataclass(frozen=True)
class DonorReport:
    """One project in one period."""

    first: date
    last: date
    lines: list[LineReport]
    goods: list[GoodsRow]
    distributions: int
    trainings: int
    trained: int
    kits: list[KitsRow]
    people: tuple[PeopleRow, ...]

    @property
    def releases(self) -> str:
        """The releases that the numbers of people were read from, each once."""
        return " ".join(sorted({code for row in self.people for code in row.releases}))

    def spent(self) -> list[tuple[str, str, Money]]:
        """What the period took, by line and by what it paid for."""
        return [
            (line.code, kind, Money(spent.minor, line.amount.currency))
            for line in self.lines
            for kind, spent in sorted(line.by_source.items())
        ]

    def totals(self) -> dict[str, tuple[Money, Money, Money, Money]]:
        """By currency, never mixed: the amounts, what went before, what the period took, what is
        left."""
        found = {}
        for currency in sorted({line.amount.currency for line in self.lines}):
            lines = [line for line in self.lines if line.amount.currency == currency]
            found[currency] = (
                total((line.amount for line in lines), currency),
                total((line.before for line in lines), currency),
                total((line.in_period for line in lines), currency),
                total((line.left for line in lines), currency),
            )
        return found


def donor_report(project_id: UUID, first: date, last: date) -> DonorReport:
    """Gather it. Its sums reconcile line by line, or it is not given."""
    lines = funding.report(project_id, first, last)
    if not all(line.reconciles for line in lines):
        raise ArithmeticError("a report that does not reconcile is not given")
    sessions = _sessions(project_id, first, last)
    done = _distributions(project_id, first, last)
    return DonorReport(
        first=first,
        last=last,
        lines=lines,
        goods=_goods(done),
        kits=_kits(done),
        distributions=len(done),
        trainings=len(sessions),
        trained=sum(one.participants for one in sessions),
        people=people_between(first, last),
    )


def _distributions(project_id: UUID, first: date, last: date) -> list[UUID]:
    wanted = select(Operation.id).where(
        Operation.project_id == project_id, Operation.on >= first, Operation.on <= last,
        Operation.state == DONE,
    )  # fmt: skip
    return list(db.session.scalars(wanted))


def _sessions(project_id: UUID, first: date, last: date) -> list[Training]:
    wanted = select(Training).where(
        Training.project_id == project_id, Training.on >= first, Training.on <= last,
        Training.women + Training.men + Training.unsaid > 0,
    )  # fmt: skip
    return list(db.session.scalars(wanted))


def _kits(operation_ids: list[UUID]) -> list[KitsRow]:
    moved = kit_queries.kits_moved(operation_ids)
    versions = {one.version.id: one.version for one in moved}
    shown = sorted(versions.values(), key=lambda one: (one.name, one.number))
    return [
        KitsRow(one.name, one.number, *(
            sum(m.move.kits for m in moved if (m.version.id, m.move.kind) == (one.id, kind))
            for kind in ("received", "distributed")
        ))
        for one in shown
    ]  # fmt: skip


def _goods(operation_ids: list[UUID]) -> list[GoodsRow]:
    wanted = select(StockMove).where(StockMove.operation_id.in_(operation_ids))
    moves = list(db.session.scalars(wanted.order_by(StockMove.item, StockMove.unit)))
    return [
        GoodsRow(item, unit, stock_of(
            (one.kind, one.quantity) for one in moves if (one.item, one.unit) == (item, unit)
        ))
        for item, unit in dict.fromkeys((one.item, one.unit) for one in moves)
    ]  # fmt: skip
