"""A project of `distribution_officer` with a line that others of the cast may charge."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from casework.funding import service as money
from casework.funding.domain.money import typed
from tests.factories import actor_named
from tests.integration.cases.conftest import Desk

CODE, DONOR = "REINT-26", "Bailleur"


def budget_line(
    desk: Desk,
    amount: str = "30000",
    currency: str = "MAD",
    by: str = "caseworker",
    ends_on: date = date(2027, 12, 31),
) -> UUID:
    """The line, of a project in which the organisation of `by` works."""

    def act() -> UUID:
        actor, worker = actor_named("distribution_officer"), actor_named(by)
        if currency != "MAD":
            keeper = actor_named("administrator")
            money.set_rate(currency, date(2026, 1, 1), Decimal("10.80"), "Essai", keeper)
        made = money.open_project(CODE, "Réintégration", date(2026, 1, 1), ends_on, actor)
        assert worker.organisation_id is not None
        money.add_partner(made, worker.organisation_id, actor)
        return money.add_line(made, "GR", "Appuis", DONOR, typed(amount, currency), actor).id

    found: UUID = desk.do(act)
    return found
