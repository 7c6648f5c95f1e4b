"""Money: exact, converted at the rate of the day, and sums that reconcile whatever happens."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from casework.assistance.domain.counting import Stock, check_move, stock_of
from casework.assistance.domain.refusals import StockTooLow
from casework.funding.domain.budget import Balance, LineExhausted, check_bearable
from casework.funding.domain.money import (
    AmountOutOfRange,
    MixedCurrencies,
    Money,
    NoRate,
    Rate,
    converted,
    ordered,
    typed,
)

RATES = ordered([
    Rate("EUR", date(2026, 1, 1), Decimal("10.80")),
    Rate("EUR", date(2026, 7, 1), Decimal("10.95")),
    Rate("NOK", date(2026, 1, 1), Decimal("0.92")),
])  # fmt: skip


@pytest.mark.parametrize(("day", "minor"), [
    (date(2026, 1, 1), 108000), (date(2026, 6, 30), 108000), (date(2026, 7, 1), 109500),
    (date(2027, 1, 1), 109500),
])  # fmt: skip
def test_conversion_uses_the_rate_of_the_day(day, minor):
    assert converted(Money(10000, "EUR"), "MAD", RATES, day) == Money(minor, "MAD")


def test_conversion_between_two_foreign_currencies_leads_over_the_dirham():
    found = converted(Money(400_000_000, "NOK"), "EUR", RATES, date(2026, 2, 1))
    assert found == Money(34_074_074, "EUR")


def test_a_day_without_a_rate_is_refused_in_words():
    with pytest.raises(NoRate):
        converted(Money(1, "USD"), "MAD", RATES, date(2026, 2, 1))
    with pytest.raises(NoRate):
        converted(Money(1, "EUR"), "MAD", RATES, date(2025, 12, 31))


@pytest.mark.parametrize(("text", "minor"), [
    ("1 250,50", 125050), ("1250.5", 125050), ("12", 1200), ("0,05", 5),
    ("1\u202f000\u00a0000", 100000000),
])  # fmt: skip
def test_amounts_are_read_as_people_write_them(text, minor):
    assert typed(text, "MAD") == Money(minor, "MAD")


@pytest.mark.parametrize("text", ["0", "-5", "1,234.5", "1e5", "١٢", "12,345", "", "x", "1" * 13])
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(AmountOutOfRange):
        typed(text, "MAD")


def test_two_currencies_are_not_added():
    with pytest.raises(MixedCurrencies):
        Money(1, "MAD") + Money(1, "EUR")


@settings(max_examples=60)
@given(st.integers(1, 10**9), st.sampled_from(["MAD", "EUR", "NOK"]))
def test_there_and_back_differs_by_less_than_the_worth_of_half_a_unit(minor, currency):
    there = converted(Money(minor, "EUR"), currency, RATES, date(2026, 8, 1))
    back = converted(there, "EUR", RATES, date(2026, 8, 1))
    assert abs(back.minor - minor) <= 6


class Accounts(RuleBasedStateMachine):
    """A line and a stock under any sequence of charges, reversals and movements."""

    charges = Bundle("charges")

    def __init__(self) -> None:
        super().__init__()
        self.amount = Money(100_000, "MAD")
        self.charged: list[int] = []
        self.reversed: set[int] = set()
        self.moves: list[tuple[str, int]] = []

    def balance(self) -> Balance:
        return Balance(self.amount, Money(sum(self.charged), "MAD"))

    @rule(target=charges, minor=st.integers(1, 60_000))
    def charge(self, minor):
        try:
            check_bearable(self.balance(), Money(minor, "MAD"))
        except LineExhausted:
            assert minor > self.balance().left.minor
            return None
        self.charged.append(minor)
        return len(self.charged) - 1

    @rule(place=charges)
    def take_back(self, place):
        if place is not None and place not in self.reversed:
            self.charged.append(-self.charged[place])
            self.reversed.add(place)

    @rule(
        kind=st.sampled_from(["received", "distributed", "lost", "damaged", "returned"]),
        quantity=st.integers(1, 50),
    )
    def move(self, kind, quantity):
        before = stock_of(self.moves)
        try:
            check_move(before, kind, quantity)
        except StockTooLow:
            assert kind != "received" and quantity > before.left
            return
        self.moves.append((kind, quantity))

    @invariant()
    def nothing_is_overdrawn_and_everything_adds_up(self):
        balance, stock = self.balance(), stock_of(self.moves)
        assert 0 <= balance.left.minor <= self.amount.minor
        assert balance.left.minor + balance.charged.minor == self.amount.minor
        assert stock.left >= 0
        gone = stock.distributed + stock.lost + stock.damaged + stock.returned
        assert stock.received == gone + stock.left
        assert stock.distributed <= stock.received


TestAccounts = Accounts.TestCase
TestAccounts.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)


def test_an_empty_stock_gives_nothing():
    with pytest.raises(StockTooLow):
        check_move(Stock(), "distributed", 1)
