"""Amounts in whole minor units, and their conversion at the rate of the day.

An amount is never a float. A rate says how many dirhams one unit of a currency is worth; between
two other currencies the way leads over the dirham. Half a unit rounds up (away from zero).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from casework.kernel.refusals import Refusal

DIRHAM = "MAD"
CURRENCIES = (DIRHAM, "EUR", "USD", "NOK")
MINOR = 100
MOST = 10**13
"""One hundred thousand million units: more is a slip of the keys."""


class UnknownCurrency(Refusal):
    """One of the four currencies of the programmes."""

    field = "currency"


class NoRate(Refusal):
    """There is no rate for this currency on that day or before it."""

    field = "on"


class AmountOutOfRange(Refusal):
    """An amount is above zero, with at most two decimals, and below a thousand million."""

    field = "amount"


class MixedCurrencies(Refusal):
    """Amounts of two currencies are not added without a rate."""


@dataclass(frozen=True)
class Money:
    """An amount in minor units (centimes, cents, øre) of one currency."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        if self.currency not in CURRENCIES:
            raise UnknownCurrency()
        if abs(self.minor) > MOST:
            raise AmountOutOfRange()

    def __add__(self, other: "Money") -> "Money":
        if self.currency != other.currency:
            raise MixedCurrencies()
        return Money(self.minor + other.minor, self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    @property
    def units(self) -> Decimal:
        """The amount in whole units, with its two decimals."""
        return Decimal(self.minor) / MINOR


@dataclass(frozen=True)
class Rate:
    """From that day on, one unit is worth so many dirhams."""

    currency: str
    day: date
    dirhams: Decimal


Rates = Mapping[str, Sequence[Rate]]


def ordered(rates: Iterable[Rate]) -> dict[str, list[Rate]]:
    """Rates by currency, the oldest first."""
    found: dict[str, list[Rate]] = {}
    for rate in sorted(rates, key=lambda one: one.day):
        found.setdefault(rate.currency, []).append(rate)
    return found


def rate_on(rates: Rates, currency: str, day: date) -> Decimal:
    """The rate of the day: the newest that is not after it."""
    if currency == DIRHAM:
        return Decimal(1)
    known = [rate for rate in rates.get(currency, ()) if rate.day <= day]
    if not known:
        raise NoRate(currency=currency)
    return known[-1].dirhams


def converted(money: Money, to: str, rates: Rates, day: date) -> Money:
    """The amount in another currency, at the rates of that day."""
    if money.currency == to:
        return money
    value = money.minor * rate_on(rates, money.currency, day) / rate_on(rates, to, day)
    return Money(int(value.quantize(Decimal(1), rounding=ROUND_HALF_UP)), to)


def typed(text: str, currency: str) -> Money:
    """An amount as somebody writes it: `1 250,50`, `1250.5`, `1 250`."""
    plain = text.replace("\u202f", "").replace("\u00a0", "").replace(" ", "").replace(",", ".")
    whole, _, part = plain.partition(".")
    if not whole.isascii() or not whole.isdigit() or len(part) > 2 or len(whole) > 11:
        raise AmountOutOfRange()
    if part and not (part.isascii() and part.isdigit()):
        raise AmountOutOfRange()
    minor = int(whole) * MINOR + int(part.ljust(2, "0") or 0)
    if minor == 0:
        raise AmountOutOfRange()
    return Money(minor, currency)
