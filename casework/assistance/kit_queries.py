"""Kits of the own organisation, their versions, and what moved of them in a distribution."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, or_, select

from casework.assistance.domain.kits import Contents, Part
from casework.assistance.models import Kit, KitMove, KitPart, KitVersion, Operation, StockMove
from casework.db import db
from casework.funding.domain.money import Money
from casework.policy import Actor


@dataclass(frozen=True)
class VersionRow:
    """One version of a kit, with its name."""

    id: UUID
    name: str
    number: int
    made_at: datetime
    contents: Contents


@dataclass(frozen=True)
class KitsMoved:
    """Kits of one version that came in or went out."""

    move: KitMove
    version: VersionRow


def kits(actor: Actor) -> list[tuple[Kit, VersionRow]]:
    """The kits of the organisation by name, each with its newest contents."""
    found = db.session.scalars(
        select(Kit).where(Kit.organisation_id == actor.organisation_id).order_by(Kit.name)
    ).all()
    rows = _versions(
        _chosen()
        .where(Kit.organisation_id == actor.organisation_id)
        .where(KitVersion.number == Kit.version)
    )
    newest = {one.name: one for one in rows}
    return [(kit, newest[kit.name]) for kit in found]


def kit(actor: Actor, kit_id: UUID) -> Kit | None:
    """One of them."""
    found = db.session.get(Kit, kit_id)
    return found if found and found.organisation_id == actor.organisation_id else None


def name_taken(actor: Actor, name: str) -> bool:
    """Whether a kit of the organisation bears this name."""
    wanted = select(Kit.id).where(Kit.organisation_id == actor.organisation_id, Kit.name == name)
    return db.session.scalar(wanted) is not None


def versions_of(kit: Kit) -> list[VersionRow]:
    """Every version of a kit, the newest first."""
    return _versions(_chosen().where(Kit.id == kit.id).order_by(KitVersion.number.desc()))


def newest(kit: Kit) -> VersionRow:
    """What a kit holds now."""
    return versions_of(kit)[0]


def offered(row: Operation) -> list[VersionRow]:
    """The versions a distribution may move: the newest of each kit, and those it moved before."""
    moved = select(KitMove.kit_version_id).where(KitMove.operation_id == row.id)
    newest_ones = and_(Kit.organisation_id == row.organisation_id, KitVersion.number == Kit.version)
    wanted = _chosen().where(or_(newest_ones, KitVersion.id.in_(moved)))
    return _versions(wanted.order_by(Kit.name, KitVersion.number.desc()))


def kits_moved(operation_ids: Iterable[UUID]) -> list[KitsMoved]:
    """Every movement of kits in some distributions, in order."""
    wanted = select(KitMove).where(KitMove.operation_id.in_(list(operation_ids)))
    moves = db.session.scalars(wanted.order_by(KitMove.at, KitMove.id)).all()
    ids = {one.kit_version_id for one in moves}
    found = {one.id: one for one in _versions(_chosen().where(KitVersion.id.in_(ids)))}
    return [KitsMoved(one, found[one.kit_version_id]) for one in moves]


def kit_move(operation_id: UUID, move_id: UUID) -> KitsMoved | None:
    """One movement of kits of a distribution."""
    return next((one for one in kits_moved([operation_id]) if one.move.id == move_id), None)


def items_moved(kit_move_id: UUID) -> Sequence[StockMove]:
    """What moved with some kits."""
    wanted = select(StockMove).where(StockMove.kit_move_id == kit_move_id)
    return db.session.scalars(wanted).all()


def _chosen() -> Any:
    return select(KitVersion, Kit.name).join(Kit, Kit.id == KitVersion.kit_id)


def _versions(chosen: Any) -> list[VersionRow]:
    rows = db.session.execute(chosen).all()
    parts = _parts({version.id for version, _name in rows})
    return [_opened(version, name, tuple(parts[version.id])) for version, name in rows]


def _opened(version: KitVersion, name: str, parts: tuple[Part, ...]) -> VersionRow:
    cost = None
    if version.cost_minor is not None and version.currency is not None:
        cost = Money(version.cost_minor, version.currency)
    contents = Contents(parts, version.serves, cost, version.good_until)
    return VersionRow(version.id, name, version.number, version.made_at, contents)


def _parts(version_ids: set[UUID]) -> dict[UUID, list[Part]]:
    found: dict[UUID, list[Part]] = defaultdict(list)
    wanted = select(KitPart).where(KitPart.kit_version_id.in_(version_ids))
    for one in db.session.scalars(wanted.order_by(KitPart.place)):
        found[one.kit_version_id].append(Part(one.item, one.category, one.unit, one.quantity))
    return found
