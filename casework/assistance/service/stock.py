"""Goods in and out, each movement signed by two people."""

from collections.abc import Iterable
from dataclasses import dataclass

from casework.assistance import queries
from casework.assistance.domain.counting import Stock, check_move
from casework.assistance.domain.refusals import SameHand, SignedAlready
from casework.assistance.models import KitMove, Operation, StockMove
from casework.assistance.service.operations import changed, take
from casework.db import db
from casework.kernel import clock
from casework.kernel.ids import new_id
from casework.policy import Actor


@dataclass(frozen=True)
class Goods:
    """A quantity of an item."""

    item: str
    category: str
    unit: str
    quantity: int


def move(row: Operation, kind: str, goods: Goods, actor: Actor, expected_version: int) -> StockMove:
    """Write a movement, signed by whoever writes it; a second person signs after. More than there
    is never goes out."""
    take(row, actor, expected_version)
    stocks = {(one.item, one.unit): one.stock for one in queries.stock(row.id)}
    check_move(stocks.get((goods.item, goods.unit), Stock()), kind, goods.quantity)
    made = StockMove(
        id=new_id(), operation_id=row.id, item=goods.item, category=goods.category,
        unit=goods.unit, kind=kind, quantity=goods.quantity, at=clock.now(),
        first_signed_by_id=actor.user_id,
    )  # fmt: skip
    db.session.add(made)
    changed(row, f"stock_{kind}", actor)
    return made


def sign(
    row: Operation, made: StockMove | KitMove, actor: Actor, within: Iterable[StockMove] = ()
) -> None:
    """The second signature, by somebody else; with kits, for everything in them (`within`)."""
    take(row, actor)
    if made.second_signed_by_id is not None:
        raise SignedAlready()
    if made.first_signed_by_id == actor.user_id:
        raise SameHand()
    for one in (made, *within):
        one.second_signed_by_id = actor.user_id
    changed(row, "signed", actor)
