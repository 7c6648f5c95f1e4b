"""Kits: composed, changed as a new version, and moved with everything in them."""

from uuid import UUID

from casework.assistance import kit_queries, queries
from casework.assistance.domain.counting import Stock, check_move
from casework.assistance.domain.kits import Contents
from casework.assistance.domain.refusals import KitNameTaken, KitsCharged
from casework.assistance.kit_queries import VersionRow
from casework.assistance.models import Kit, KitMove, KitPart, KitVersion, Operation, StockMove
from casework.assistance.service.operations import changed, take
from casework.assistance.service.stock import sign
from casework.audit import record
from casework.audit.catalogue import KitChanged
from casework.db import db, hold, hold_as_shown
from casework.funding import queries as funding
from casework.kernel import clock
from casework.kernel.ids import new_id
from casework.kernel.refusals import NotPermitted
from casework.policy import Actor, Permission, decide


def compose(name: str, contents: Contents, actor: Actor) -> Kit:
    """A kit of the own organisation, in its first version."""
    kit = Kit(id=new_id(), organisation_id=actor.organisation_id, name=name, version=1)
    _allow(kit, actor)
    contents.check()
    if kit_queries.name_taken(actor, name):
        raise KitNameTaken()
    db.session.add(kit)
    db.session.flush()
    _keep(kit, contents, actor)
    return kit


def change(kit: Kit, contents: Contents, actor: Actor, expected_version: int) -> None:
    """Other contents from now on, as a new version. What was given of an earlier one keeps its
    own."""
    hold_as_shown(kit, expected_version)
    _allow(kit, actor)
    contents.check()
    contents.check_differs(kit_queries.newest(kit).contents)
    kit.version += 1
    _keep(kit, contents, actor)


def move_kits(
    row: Operation, kind: str, of: VersionRow, kits: int, actor: Actor, expected_version: int
) -> KitMove:
    """Kits in or out, with each of their items: no more than the scarcest item in stock allows.
    Signed by whoever writes it; a second person signs after."""
    take(row, actor, expected_version)
    stocks = {(one.item, one.unit): one.stock for one in queries.stock(row.id)}
    signed = {"kind": kind, "at": clock.now(), "first_signed_by_id": actor.user_id}
    made = KitMove(id=new_id(), operation_id=row.id, kit_version_id=of.id, kits=kits, **signed)
    db.session.add(made)
    db.session.flush()
    for part, quantity in of.contents.taken(kits):
        check_move(stocks.get(part.key, Stock()), kind, quantity)
        db.session.add(StockMove(
            id=new_id(), operation_id=row.id, item=part.item, category=part.category,
            unit=part.unit, quantity=quantity, kit_move_id=made.id, **signed,
        ))  # fmt: skip
    changed(row, f"kits_{kind}", actor)
    return made


def sign_kits(row: Operation, made: KitMove, actor: Actor) -> None:
    """The second signature, by somebody else, for the kits and everything in them."""
    sign(row, made, actor, kit_queries.items_moved(made.id))


def refuse_second_charge(row: Operation, made: KitMove, line_id: UUID) -> None:
    """The kits of a movement are charged to one line once. Two donors may share what they cost."""
    hold(row)
    charges = funding.charges_for("kit", [made.id])
    undone = funding.taken_back(charges)
    if any(
        one.line_id == line_id and one.reverses_id is None and one.id not in undone
        for one in charges
    ):
        raise KitsCharged()


def _keep(kit: Kit, contents: Contents, actor: Actor) -> None:
    version = KitVersion(
        id=new_id(), kit_id=kit.id, number=kit.version, serves=contents.serves,
        cost_minor=contents.cost.minor if contents.cost else None,
        currency=contents.cost.currency if contents.cost else None,
        good_until=contents.good_until, made_at=clock.now(), made_by_id=actor.user_id,
    )  # fmt: skip
    db.session.add(version)
    db.session.flush()
    for place, part in enumerate(contents.parts):
        db.session.add(KitPart(
            kit_version_id=version.id, place=place, item=part.item, category=part.category,
            unit=part.unit, quantity=part.quantity,
        ))  # fmt: skip
    db.session.flush()
    record(KitChanged(kit_id=kit.id, number=kit.version), actor)


def _allow(kit: Kit, actor: Actor) -> None:
    if not decide(actor, Permission.DISTRIBUTION_WORK, kit.resource()).allowed:
        raise NotPermitted()
