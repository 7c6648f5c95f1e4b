"""What a budget line may bear, and the sums of a report. Whatever was charged reconciles with what
is left, after any sequence of charges and reversals."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from casework.funding.domain.money import Money
from casework.kernel.refusals import Refusal

SOURCES = (
    "return", "grant", "distribution", "kit", "service", "training", "shelter", "other",
)  # fmt: skip
"""What a charge was for. The record itself is named by an opaque id."""
COSTS = (
    "ticket", "documents", "medical", "accommodation", "pocket_money", "onward_transport",
    "escort", "grant", "goods", "transport", "venue", "staff", "other",
)  # fmt: skip

PUT_RIGHT_ELSEWHERE = ("grant",)
"""Its instalments are counted by the record itself, so the record takes them back."""


class LineExhausted(Refusal):
    """A budget line bears no more than its amount."""

    field = "amount"
    status = 409


class OutsideProject(Refusal):
    """A charge falls on a day of the project."""

    field = "on"


class PeriodTurned(Refusal):
    """A period begins before it ends."""

    field = "ends_on"


class ReversedAlready(Refusal):
    """A charge is reversed once."""

    status = 409


class PutRightElsewhere(Refusal):
    """What was paid towards a grant is put right where it is followed."""

    status = 409


class CodeTaken(Refusal):
    """A code names one project, or one line of a project."""

    field = "code"


class NotYourProject(Refusal):
    """Charged to a line of a project in which the organisation takes part."""

    field = "line"


@dataclass(frozen=True)
class Balance:
    """A line: its amount, what was charged, what is left; all in the line's own currency."""

    amount: Money
    charged: Money

    @property
    def left(self) -> Money:
        """Never below zero."""
        return self.amount + -self.charged


@dataclass
class Spent:
    """What was spent for one kind of source."""

    minor: int = 0


@dataclass(frozen=True)
class LineReport:
    """One line in a period: what was charged in it by source, before it, and what is left after."""

    code: str
    title: str
    donor: str
    amount: Money
    before: Money
    in_period: Money
    by_source: dict[str, Spent] = field(default_factory=dict)

    @property
    def left(self) -> Money:
        """What the line still bears at the end of the period."""
        return self.amount + -(self.before + self.in_period)

    @property
    def reconciles(self) -> bool:
        """The sources of the period add up to its total."""
        return sum(one.minor for one in self.by_source.values()) == self.in_period.minor


def check_bearable(balance: Balance, charge: Money) -> None:
    """Refuse a charge that the line cannot bear."""
    if charge.minor > balance.left.minor:
        raise LineExhausted()


def check_period(starts_on: date, ends_on: date) -> None:
    """Refuse a period that ends before it begins."""
    if ends_on < starts_on:
        raise PeriodTurned()


def check_within(day: date, starts_on: date, ends_on: date) -> None:
    """Refuse a day outside the project."""
    if not starts_on <= day <= ends_on:
        raise OutsideProject()


def total(amounts: Iterable[Money], currency: str) -> Money:
    """The sum of amounts of one currency."""
    found = Money(0, currency)
    for one in amounts:
        found = found + one
    return found
