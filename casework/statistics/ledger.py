"""The budget ledger: what was spent on whom, read back from the releases."""

from fractions import Fraction

from sqlalchemy import select

from casework.db import db

from .domain.budget import Spending
from .domain.periods import Period
from .models import BudgetEntry, Release


def releases() -> list[Release]:
    """Every release of every lattice, the oldest first."""
    return list(db.session.scalars(select(Release).order_by(Release.frozen_at, Release.period)))


def entries(lattice: str) -> list[Spending]:
    """Every table ever published, with what it cost, in the order of the periods."""
    rows = db.session.execute(
        select(Release.period, BudgetEntry.table, BudgetEntry.rho)
        .join(Release, Release.id == BudgetEntry.release_id)
        .where(Release.lattice == lattice)
    )
    found = [Spending(Period.parse(row.period), row.table, Fraction(row.rho)) for row in rows]
    return sorted(found, key=lambda entry: (entry.period, entry.table))
