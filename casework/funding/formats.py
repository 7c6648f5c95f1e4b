"""How an amount reads: grouped by thousands, two decimals, its currency, one direction."""

from decimal import Decimal
from typing import Any

from babel.numbers import format_decimal
from markupsafe import Markup

from casework.funding.domain.money import Money
from casework.web.languages import current_locale


def money(amount: Money | None) -> Any:
    """`1 250,50 MAD`, from left to right in every language."""
    if amount is None:
        return "—"
    return Markup('<bdi dir="ltr" class="nowrap">{} {}</bdi>').format(
        plain(amount.units), amount.currency
    )


def plain(units: Decimal) -> str:
    """The number alone, as the reader's language writes it."""
    return str(format_decimal(units, "#,##0.00", locale=current_locale()))
