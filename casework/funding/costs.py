"""What one record cost: its charges, each with its line, and the sums by line and by donor."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from casework.db import db
from casework.funding import texts
from casework.funding.charging import Charged, charged_for
from casework.funding.domain.costs import Cost, Costs
from casework.funding.formats import money
from casework.funding.models import BudgetLine, Donor


@dataclass(frozen=True)
class CostsOf:
    """The charges of a record, in order, and their sums."""

    charges: list[Charged]
    costs: Costs

    def shown(self) -> dict[str, Any]:
        """What the template of costs reads."""
        return {
            "charges": self.charges,
            "costs": self.costs,
            "funding_words": texts,
            "money": money,
        }


def costs_of(source_kind: str, source_id: UUID) -> CostsOf:
    """What one record cost. The caller decides who may see it."""
    charges = charged_for(source_kind, source_id)
    donors = _donors({one.line.id for one in charges})
    return CostsOf(
        charges,
        Costs(tuple(
            Cost(one.line.code, one.line.title, donors[one.line.id], one.in_line)
            for one in charges
        )),
    )  # fmt: skip


def _donors(line_ids: set[UUID]) -> dict[UUID, str]:
    wanted = select(BudgetLine.id, Donor.name).join(Donor, Donor.id == BudgetLine.donor_id)
    rows = db.session.execute(wanted.where(BudgetLine.id.in_(line_ids)))
    return {row[0]: row[1] for row in rows}
