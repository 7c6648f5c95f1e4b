"""Stock, kits and money after any sequence of acts, on the real services and store: nothing is
overdrawn, every sum reconciles, and an amount is worth what it was worth on its day.

A model beside the house counts what each act should do: goods by item, kits, what each line bears
in its own currency at the newest rate that is not after the day of a charge.
"""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import count
from math import floor

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from casework.assistance import kit_queries, queries, service
from casework.assistance.domain.refusals import (
    SameContents,
    SameHand,
    SignedAlready,
    StockTooLow,
)
from casework.assistance.report import donor_report
from casework.funding import queries as funding
from casework.funding import service as money
from casework.funding.domain.budget import LineExhausted, ReversedAlready
from casework.funding.domain.money import CURRENCIES, Money, NoRate
from casework.kernel.ids import new_id
from tests.factories import actor_named
from tests.integration.assistance.conftest import contents

ITEMS = ("Savon", "Couvertures")
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
DAYS = st.integers(0, 364).map(lambda days: FIRST + timedelta(days=days))
OUT = ("distributed", "lost", "damaged", "returned")
OFFICER, SECOND = "distribution_officer", "second_officer"
RATES = (("EUR", FIRST, "10.80"), ("EUR", date(2026, 4, 1), "11.40"), ("USD", FIRST, "9.95"),
         ("USD", date(2026, 3, 1), "9.10"))  # fmt: skip
numbers = count()


class House(RuleBasedStateMachine):
    """Two distributions with a kit, and a project whose lines pay for them in four currencies."""

    def __init__(self, store, rates):
        super().__init__()
        self.store, self.rates, name = store, rates, next(numbers)
        self.code = store.project(f"ESSAI-{name}")
        self.places = [store.planned(self.code), store.planned(self.code)]
        self.stock = {place: dict.fromkeys(ITEMS, 0) for place in self.places}
        self.kit, self.holds = store.kit(f"Kit {name}"), {"Savon": 2, "Couvertures": 1}
        self.lines = {store.line(self.code): Money(20_000_00, "EUR")}
        self.charges, self.moves = [], []

    def act(self, act):
        return self.store.do(lambda: act(actor_named(OFFICER)))

    @rule(place=st.integers(0, 1), item=st.sampled_from(ITEMS), quantity=st.integers(1, 60))
    def receive(self, place, item, quantity):
        made = self.store.goods(self.places[place], "received", item, quantity)
        self.moves.append((self.places[place], made))
        self.stock[self.places[place]][item] += quantity

    @rule(place=st.integers(0, 1), item=st.sampled_from(ITEMS), quantity=st.integers(1, 60),
          kind=st.sampled_from(OUT))  # fmt: skip
    def take_out(self, place, item, quantity, kind):
        here = self.places[place]
        fits = quantity <= self.stock[here][item]
        try:
            self.moves.append((here, self.store.goods(here, kind, item, quantity)))
        except StockTooLow:
            assert not fits
        else:
            assert fits
            self.stock[here][item] -= quantity

    @rule(place=st.integers(0, 1), kits=st.integers(1, 30),
          kind=st.sampled_from(["received", *OUT]))  # fmt: skip
    def move_kits(self, place, kits, kind):
        here = self.places[place]
        needs = {item: kits * each for item, each in self.holds.items()}
        fits = all(needs[item] <= self.stock[here][item] for item in ITEMS)
        try:
            self.store.kits(here, kind, self.kit, kits)
        except StockTooLow:
            assert kind != "received" and not fits
            return
        assert kind == "received" or fits
        for item in ITEMS:
            self.stock[here][item] += needs[item] if kind == "received" else -needs[item]

    @rule(quantity=st.integers(1, 4))
    def change_kit(self, quantity):
        wanted = {"Savon": quantity, "Couvertures": 1}

        def change(actor):
            kit = kit_queries.kit(actor, self.kit)
            service.change(kit, contents(*wanted.items()), actor, kit.version)

        try:
            self.act(change)
        except SameContents:
            assert wanted == self.holds
        self.holds = wanted

    @rule(which=st.integers(0, 9), by=st.sampled_from([OFFICER, SECOND]))
    def sign(self, which, by):
        if which >= len(self.moves):
            return
        place, made = self.moves[which]
        try:
            self.store.sign(place, made, by)
        except (SameHand, SignedAlready) as refusal:
            assert by == OFFICER or isinstance(refusal, SignedAlready)
        else:
            assert by == SECOND, "whoever wrote a movement does not sign it a second time"

    @rule(currency=st.sampled_from(CURRENCIES), minor=st.integers(1, 5_000_000))
    def allocate(self, currency, minor):
        if len(self.lines) > 5:
            return

        def add(actor):
            project, code = funding.project(actor, self.code), f"L{len(self.lines)}"
            return money.add_line(project, code, "x", "Essai", Money(minor, currency), actor).id

        self.lines[self.act(add)] = Money(minor, currency)

    @rule(currency=st.sampled_from(CURRENCIES[1:]), day=DAYS, cents=st.integers(50, 2000))
    def set_rate(self, currency, day, cents):
        dirhams = Decimal(cents) / 100
        self.act(lambda actor: money.set_rate(currency, day, dirhams, "Essai", actor))
        self.rates.setdefault(currency, {})[day] = dirhams

    @rule(which=st.integers(0, 5), minor=st.integers(1, 3_000_000), day=DAYS,
          currency=st.sampled_from(CURRENCIES))  # fmt: skip
    def charge(self, which, minor, currency, day):
        line = list(self.lines)[which % len(self.lines)]
        worth = self.worth(minor, currency, self.lines[line].currency, day)

        def pay(actor):
            source = money.Source("distribution", new_id(), "goods")
            own = {actor.organisation_id}
            made = money.charge(line, source, Money(minor, currency), day, own, actor)
            return made.id, made.line_minor

        try:
            made, in_line = self.act(pay)
        except NoRate:
            assert worth is None
        except LineExhausted:
            assert worth is not None and worth > self.left_of(line)
        else:
            assert in_line == worth <= self.left_of(line)
            self.charges.append({"id": made, "line": line, "minor": in_line, "gone": False})

    @rule(which=st.integers(0, 9))
    def take_back(self, which):
        if which >= len(self.charges):
            return
        charge = self.charges[which]

        def undo(actor):
            project = funding.project(actor, self.code)
            money.reverse(funding.project_charge(project.id, charge["id"]), actor)

        try:
            self.act(undo)
        except ReversedAlready:
            assert charge["gone"]
        charge["gone"] = True

    @invariant()
    def nothing_is_overdrawn_and_every_sum_reconciles(self):
        for place in self.places:
            found = self.store.on(place, lambda row, actor: queries.stock(row.id))
            left = dict.fromkeys(ITEMS, 0) | {one.item: one.stock.left for one in found}
            assert left == self.stock[place] and min(left.values()) >= 0
        report, before, after = self.act(self.read)
        assert len(report.lines) == len(self.lines)
        by_line = sorted((one.amount.minor, one.amount.currency, one.in_period.minor)
                         for one in report.lines)  # fmt: skip
        assert by_line == sorted(
            (amount.minor, amount.currency, self.charged_to(line))
            for line, amount in self.lines.items()
        )
        assert all(one.reconciles and one.left.minor >= 0 for one in report.lines)
        for currency, (amount, _before, spent, left) in report.totals().items():
            mine = [line for line, one in self.lines.items() if one.currency == currency]
            assert spent.minor == sum(map(self.charged_to, mine))
            assert left.minor == amount.minor - spent.minor
        halves = [one.in_period.minor + other.in_period.minor
                  for one, other in zip(before.lines, after.lines, strict=True)]  # fmt: skip
        assert halves == [one.in_period.minor for one in report.lines]

    def read(self, actor):
        project, middle = funding.project(actor, self.code), date(2026, 6, 30)
        spans = ((FIRST, LAST), (FIRST, middle), (middle + timedelta(days=1), LAST))
        return [donor_report(project.id, *span) for span in spans]

    def charged_to(self, line):
        return sum(one["minor"] for one in self.charges if one["line"] == line and not one["gone"])

    def left_of(self, line):
        return self.lines[line].minor - self.charged_to(line)

    def rate(self, currency, day):
        known = [one for one in self.rates.get(currency, {}) if one <= day]
        return self.rates[currency][max(known)] if known else None

    def worth(self, minor, currency, to, day):
        if currency == to:
            return minor
        one, other = self.rate(currency, day), self.rate(to, day)
        if one is None or other is None:
            return None
        return floor(Fraction(minor) * Fraction(one) / Fraction(other) + Fraction(1, 2))


def test_stock_kits_and_money_reconcile_after_any_sequence_of_acts(quick_store):
    rates = {"MAD": {date.min: Decimal(1)}}  # of the country, so the same for every example
    for currency, day, dirhams in RATES:
        rates.setdefault(currency, {})[day] = Decimal(dirhams)
        quick_store.do(lambda c=currency, d=day, n=Decimal(dirhams): money.set_rate(
            c, d, n, "Essai", actor_named(OFFICER)
        ))  # fmt: skip
    run_state_machine_as_test(
        lambda: House(quick_store, rates),
        settings=settings(
            max_examples=3, stateful_step_count=22, deadline=None,
            suppress_health_check=list(HealthCheck), phases=[Phase.generate],
        ),
    )  # fmt: skip
