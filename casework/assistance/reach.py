"""Reach over several distributions or sessions: whom and what, counted exactly.

People reached by distributions: for the team of the project alone, in its own organisation. Goods
and training are about no person helped: for whoever supervises, over all organisations.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from casework.assistance import kit_queries
from casework.assistance.domain.counting import Reach
from casework.assistance.domain.track import DONE
from casework.assistance.models import Operation, StockMove, Training
from casework.assistance.queries import reach_of
from casework.audit import record_read
from casework.audit.catalogue import OperationRead
from casework.db import db
from casework.funding import queries as funding
from casework.funding.domain.money import Money
from casework.policy import Actor

GIVEN = "distributed"


@dataclass(frozen=True)
class Trained:
    """How many sessions there were, and how many people took part."""

    sessions: int
    people: int


@dataclass(frozen=True)
class ProjectReach:
    """One project as its team counts it: each distribution done with the people it reached, all of
    them together, and the goods given."""

    each: tuple[tuple[Operation, int], ...]
    people: Reach
    goods: dict[tuple[str, str], int]
    spent: dict[str, Money]

    @property
    def cost_of_each(self) -> dict[str, Money]:
        """What distributions and their kits cost for each person counted, by currency."""
        if not self.people.total:
            return {}
        return {
            currency: Money(round(spent.minor / self.people.total), currency)
            for currency, spent in self.spent.items()
        }


def project_reach(project_id: UUID, actor: Actor) -> ProjectReach:
    """The distributions of the actor's organisation in a project. That their numbers were opened is
    written down for each."""
    mine = Operation.project_id == project_id, Operation.organisation_id == actor.organisation_id
    rows = select(Operation).where(*mine, Operation.state == DONE)
    done = db.session.scalars(rows.order_by(Operation.on.desc(), Operation.id)).all()
    for one in done:
        record_read(OperationRead(operation_id=one.id, part="report"), actor)
    reached = {one.id: reach_of(one.id) for one in done}
    each = tuple((one, reached[one.id].total) for one in done)
    ids = [one.id for one in done]
    return ProjectReach(each, together(reached.values()), goods_given(ids), spent_on(ids))


def spent_on(operation_ids: Sequence[UUID]) -> dict[str, Money]:
    """What some distributions and the kits moved in them cost, in the currency of the line that
    bore it. What was taken back is taken off."""
    kits = [one.move.id for one in kit_queries.kits_moved(list(operation_ids))]
    charges = [
        *funding.charges_for("distribution", operation_ids), *funding.charges_for("kit", kits)
    ]  # fmt: skip
    lines = funding.lines_by_ids(one.line_id for one in charges)
    sums = Counter[str]()
    for one in charges:
        sums[lines[one.line_id].currency] += one.line_minor
    return {currency: Money(minor, currency) for currency, minor in sorted(sums.items())}


def done_by_project(actor: Actor) -> dict[UUID, int]:
    """How many distributions the actor's organisation has done in each project. Things, not
    people: nothing of whom they reached is opened."""
    wanted = select(Operation.project_id, func.count()).where(
        Operation.organisation_id == actor.organisation_id, Operation.state == DONE
    )
    return {row[0]: row[1] for row in db.session.execute(wanted.group_by(Operation.project_id))}


def together(reached: Iterable[Reach]) -> Reach:
    """Several distributions in one. Somebody who came to two is in it twice."""
    sums = Counter[tuple[str, str]]()
    for one in reached:
        sums.update(one.counts)
    return Reach(dict(sums))


def trained_in(year: int, organisation_id: UUID | None) -> dict[str, Trained]:
    """Training of a year by audience: of one organisation, or of all (None)."""
    people = func.sum(Training.women + Training.men + Training.unsaid)
    wanted = select(Training.audience, func.count(), people).where(*_of(Training, year))
    if organisation_id is not None:
        wanted = wanted.where(Training.organisation_id == organisation_id)
    wanted = wanted.group_by(Training.audience).order_by(people.desc(), Training.audience)
    return {row[0]: Trained(row[1], int(row[2])) for row in db.session.execute(wanted)}


def done_in(year: int, organisation_id: UUID | None) -> Sequence[UUID]:
    """The distributions done in a year: of one organisation, or of all (None)."""
    wanted = select(Operation.id).where(Operation.state == DONE, *_of(Operation, year))
    if organisation_id is not None:
        wanted = wanted.where(Operation.organisation_id == organisation_id)
    return db.session.scalars(wanted).all()


def goods_given(operation_ids: Collection[UUID]) -> dict[tuple[str, str], int]:
    """What some distributions gave, by category and unit."""
    number = func.sum(StockMove.quantity)
    wanted = select(StockMove.category, StockMove.unit, number)
    wanted = wanted.where(StockMove.operation_id.in_(operation_ids), StockMove.kind == GIVEN)
    wanted = wanted.group_by(StockMove.category, StockMove.unit).order_by(number.desc())
    return {(row[0], row[1]): int(row[2]) for row in db.session.execute(wanted)}


def _of(model: Any, year: int) -> tuple[Any, Any]:
    return model.on >= date(year, 1, 1), model.on <= date(year, 12, 31)
