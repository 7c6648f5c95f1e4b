"""How any record is charged: the same form, the same list of lines, the same way to a charge.

The feature says what is charged (its kind and opaque id) and who may pay; whoever works on the
record may charge it to a line of a project in which their organisation takes part.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from casework.funding import queries, service
from casework.funding.domain.budget import PUT_RIGHT_ELSEWHERE
from casework.funding.domain.money import Money
from casework.funding.forms import ChargeForm
from casework.funding.models import BudgetLine, Charge
from casework.funding.texts import COSTS
from casework.policy import Actor


@dataclass(frozen=True)
class Charged:
    """What was charged for a record, with its line."""

    charge: Charge
    line: BudgetLine
    taken_back: bool = False

    @property
    def money(self) -> Money:
        """The amount as it was paid."""
        return Money(self.charge.amount_minor, self.charge.currency)

    @property
    def in_line(self) -> Money:
        """The amount in the currency of the line."""
        return Money(self.charge.line_minor, self.line.currency)

    @property
    def reversible(self) -> bool:
        """Whether it can be taken back by itself."""
        first = self.charge.reverses_id is None and not self.taken_back
        return first and self.charge.source_kind not in PUT_RIGHT_ELSEWHERE


def charge_form(actor: Actor, day: date, likely: Money | None = None) -> ChargeForm:
    """The form for a cost, with the lines that a bill of a day may belong to; `likely` is the
    amount to begin with."""
    form = ChargeForm()
    form.line.choices = queries.payable(_payers(actor), day)
    form.cost.choices = list(COSTS.items())
    if likely is not None and not form.is_submitted():
        form.amount.data, form.currency.data = f"{likely.units:.2f}", likely.currency
    return form


def charge_as_typed(form: ChargeForm, kind: str, source_id: UUID, actor: Actor) -> Charge:
    """Charge what the form says, at the rate of the day it says."""
    source = service.Source(kind, source_id, form.cost.data)
    payers = set(_payers(actor))
    return service.charge(
        form.line_id(), source, form.money(), form.on.data.earliest(), payers, actor
    )


def charged_for(kind: str, *source_ids: UUID) -> list[Charged]:
    """What was charged for some records of a kind, in order."""
    return with_lines(queries.charges_for(kind, source_ids))


def with_lines(charges: Sequence[Charge]) -> list[Charged]:
    """Charges, each with its line and whether it was taken back."""
    lines = queries.lines_by_ids(one.line_id for one in charges)
    gone = queries.taken_back(charges)
    return [Charged(one, lines[one.line_id], taken_back=one.id in gone) for one in charges]


def _payers(actor: Actor) -> list[UUID]:
    return [actor.organisation_id] if actor.organisation_id else []
