"""Distributions and training of the own organisation; their numbers, for their own team."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from casework.assistance.domain.counting import Reach, Stock, stock_of
from casework.assistance.models import Operation, RepeatToken, StockMove, Tally, Training
from casework.db import db
from casework.kernel.ids import normalise_code
from casework.policy import Actor


@dataclass(frozen=True)
class ItemRow:
    """One item of a distribution with its stock."""

    item: str
    category: str
    unit: str
    stock: Stock


def operations(actor: Actor) -> Sequence[Operation]:
    """The distributions of the actor's organisation, the newest first."""
    wanted = select(Operation).where(Operation.organisation_id == actor.organisation_id)
    return db.session.scalars(wanted.order_by(Operation.on.desc(), Operation.id).limit(200)).all()


def operation(actor: Actor, reference: str) -> Operation | None:
    """One of them."""
    wanted = normalise_code(reference)
    if wanted is None or not wanted.startswith("A-"):
        return None
    mine = Operation.organisation_id == actor.organisation_id
    return db.session.scalar(select(Operation).where(Operation.reference == wanted, mine))


def by_ids(ids: Iterable[UUID]) -> dict[UUID, Operation]:
    """Several at once, for naming their tasks; the caller decides who may see them."""
    found = db.session.scalars(select(Operation).where(Operation.id.in_(set(ids))))
    return {row.id: row for row in found}


def trainings(actor: Actor) -> Sequence[Training]:
    """The sessions of the actor's organisation, the newest first."""
    wanted = select(Training).where(Training.organisation_id == actor.organisation_id)
    return db.session.scalars(wanted.order_by(Training.on.desc(), Training.id).limit(200)).all()


def training(actor: Actor, reference: str) -> Training | None:
    """One of them."""
    wanted = normalise_code(reference)
    if wanted is None or not wanted.startswith("E-"):
        return None
    mine = Training.organisation_id == actor.organisation_id
    return db.session.scalar(select(Training).where(Training.reference == wanted, mine))


def tally_of(operation_id: UUID) -> Tally | None:
    """The counts of a distribution, sealed."""
    return db.session.get(Tally, operation_id)


def cells_of(operation_id: UUID) -> dict[str, int]:
    """Each cell of a distribution with its number: `people female:18-24`."""
    row = tally_of(operation_id)
    return dict(row.counts.reveal().cells) if row and row.counts else {}


def reach_of(operation_id: UUID) -> Reach:
    """The people of a distribution, counted."""
    return Reach({_split(key): number for key, number in cells_of(operation_id).items()})


def moves_of(operation_id: UUID) -> Sequence[StockMove]:
    """Every movement of stock, in order."""
    wanted = select(StockMove).where(StockMove.operation_id == operation_id)
    return db.session.scalars(wanted.order_by(StockMove.at, StockMove.id)).all()


def stock(operation_id: UUID) -> list[ItemRow]:
    """Each item with what came in and went out, in the order it first appeared."""
    moves = moves_of(operation_id)
    first = {(one.item, one.unit): one.category for one in reversed(moves)}
    return [
        ItemRow(item, first[item, unit], unit, stock_of(
            (one.kind, one.quantity) for one in moves if (one.item, one.unit) == (item, unit)
        ))
        for item, unit in dict.fromkeys((one.item, one.unit) for one in moves)
    ]  # fmt: skip


def move_of(operation_id: UUID, move_id: UUID) -> StockMove | None:
    """One movement of a distribution that is signed by itself. What moved in kits is not."""
    found = db.session.get(StockMove, move_id)
    alone = found is not None and found.kit_move_id is None
    return found if alone and found and found.operation_id == operation_id else None


def tokens_kept(project_id: UUID) -> int:
    """How many tokens a project holds."""
    wanted = select(func.count()).where(RepeatToken.project_id == project_id)
    return int(db.session.scalar(wanted) or 0)


def next_number(project_id: UUID) -> int:
    """The sequence number of the next distribution of a project."""
    wanted = select(func.coalesce(func.max(Operation.number), 0)).where(
        Operation.project_id == project_id
    )
    return int(db.session.scalar(wanted) or 0) + 1


def _split(key: str) -> tuple[str, str]:
    table, _, cell = key.partition(" ")
    return table, cell
