"""Forms of projects, lines, rates and charges."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from wtforms import ValidationError

from casework.funding.domain.money import CURRENCIES, DIRHAM, Money, typed
from casework.web.fields import DayMonthYear
from casework.web.forms import Choice, Form, TextLine
from casework.web.languages import _l

CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{1,19}")
NOT_A_CODE = _l("Write 2 to 20 capital letters, digits and hyphens.")
NOT_A_RATE = _l("Write a number above zero, for example 10.84.")
MONEY = tuple((one, one) for one in CURRENCIES)


def _code(form: Any, field: Any) -> None:
    field.data = (field.data or "").upper()
    if not CODE.fullmatch(field.data):
        raise ValidationError(NOT_A_CODE)


def Code(label: Any) -> Any:  # noqa: N802 - reads as the field it makes
    """A short code."""
    return TextLine(label, limit=20, needed=True, also=(_code,))


class ProjectForm(Form):
    """A programme."""

    code = Code(_l("Code of the project"))
    title = TextLine(_l("Title"), limit=160, needed=True)
    starts_on = DayMonthYear(_l("From"), partial=False, past=False, needed=True)
    ends_on = DayMonthYear(_l("Until"), partial=False, past=False, needed=True)


class PartnerForm(Form):
    """An organisation that works in the project."""

    organisation = Choice(_l("Organisation"), (), select=True)

    def organisation_id(self) -> UUID:
        """Who was chosen."""
        return UUID(self.organisation.data)


class AmountForm(Form):
    """An amount in one of the currencies."""

    amount = TextLine(
        _l("Amount"), limit=20, needed=True, hint=_l("With at most two decimals: 1 250,50.")
    )
    currency = Choice(_l("Currency"), MONEY)

    def money(self) -> Money:
        """The amount as typed. Refused when it is none."""
        return typed(self.amount.data, self.currency.data)


class LineForm(AmountForm):
    """A budget line."""

    code = Code(_l("Code of the line"))
    title = TextLine(_l("What it pays for"), limit=160, needed=True)
    donor = TextLine(_l("Donor"), needed=True)


class RateForm(Form):
    """A rate of the day."""

    currency = Choice(_l("Currency"), tuple(one for one in MONEY if one[0] != DIRHAM))
    day = DayMonthYear(_l("From which day on"), partial=False, needed=True)
    dirhams = TextLine(_l("Dirhams for one unit"), limit=14, needed=True)
    source = TextLine(
        _l("Where it was read"), limit=160, needed=True, hint=_l("For example: Bank Al-Maghrib.")
    )

    def rate(self) -> Decimal:
        """The rate as typed."""
        return Decimal(self.dirhams.data.replace(",", "."))

    def validate_dirhams(self, field: Any) -> None:
        """A number above zero, with at most six decimals."""
        try:
            rate = Decimal((field.data or "").replace(",", "."))
        except InvalidOperation:
            raise ValidationError(NOT_A_RATE) from None
        exponent = rate.as_tuple().exponent
        fine = rate.is_finite() and isinstance(exponent, int) and exponent >= -6
        if not fine or not 0 < rate < 10_000:
            raise ValidationError(NOT_A_RATE)


class ChargeForm(AmountForm):
    """A cost, charged to a line."""

    line = Choice(_l("Budget line"), (), select=True)
    cost = Choice(_l("What it paid for"), (), select=True)
    on = DayMonthYear(_l("On which day"), partial=False, needed=True)

    def line_id(self) -> UUID:
        """The line chosen."""
        return UUID(self.line.data)


class PlainForm(Form):
    """A step that needs nothing but the click."""
