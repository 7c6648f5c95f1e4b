"""Counting people without listing them, and the arithmetic of a stock."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from casework.assistance.domain.lists import AGES, MET_AFTERWARDS, NEEDS, SEXES
from casework.assistance.domain.refusals import (
    HeardTooSoon,
    NotABatch,
    SampleTooLarge,
    StockTooLow,
)

PEOPLE, NATIONALITY, NEED, SIDE, VISIT = "people", "nationality", "need", "side", "visit"
REFERRAL = "referral"
"""Cells such as `MED_PRIMARY:health`: the service, and the kind of organisation that gives it."""
HEARD_AFTER = timedelta(weeks=2)
AGREED = "agreed_to_be_contacted"
FIRST, REPEAT, HOUSEHOLD = "first", "repeat", "household"


@dataclass(frozen=True)
class Reach:
    """The people of one distribution: by sex and age band, by nationality, by specific need, first
    or repeated visits, households, what else happened. Exact; for its own team."""

    counts: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def of(self, table: str, cell: str) -> int:
        """One tally."""
        return self.counts.get((table, cell), 0)

    def of_sex(self, sex: str) -> int:
        """Everybody of one sex."""
        return sum(self.of(PEOPLE, cell(sex, age)) for age in AGES)

    def of_age(self, age: str) -> int:
        """Everybody of one age band."""
        return sum(self.of(PEOPLE, cell(sex, age)) for sex in SEXES)

    @property
    def total(self) -> int:
        """Women, men, girls, boys and whoever is neither: the sum of the table of people."""
        return sum(number for (table, _cell), number in self.counts.items() if table == PEOPLE)

    @property
    def nationalities(self) -> dict[str, int]:
        """By nationality, the most frequent first."""
        found = {key: n for (table, key), n in self.counts.items() if table == NATIONALITY and n}
        return dict(sorted(found.items(), key=lambda one: (-one[1], one[0])))

    @property
    def referrals(self) -> dict[tuple[str, str], int]:
        """By service and kind of organisation, the most frequent first."""
        found = {
            _pair(key): n for (table, key), n in self.counts.items() if table == REFERRAL and n
        }
        return dict(sorted(found.items(), key=lambda one: (-one[1], one[0])))

    @property
    def referred(self) -> int:
        """Every referral: a person who was referred to two services is in it twice. Counts from
        before services were named are in it too."""
        return sum(self.referrals.values()) + self.of(SIDE, "referral_made")

    def referrals_by(self, which: int) -> dict[str, int]:
        """By service (0) or by kind of organisation (1), the most frequent first."""
        sums = Counter[str]()
        for pair, number in self.referrals.items():
            sums[pair[which]] += number
        return dict(sums.most_common())

    @property
    def to_be_met(self) -> int:
        """Who agreed to be met by somebody who screens, and was not met yet."""
        return max(0, self.of(SIDE, AGREED) - self.of(SIDE, MET_AFTERWARDS))

    @property
    def agrees(self) -> bool:
        """Nobody is counted by nationality or need who was not counted as a person."""
        named = sum(self.nationalities.values())
        most = max((self.of(NEED, need) for need in NEEDS), default=0)
        return named <= self.total and most <= self.total


def _pair(key: str) -> tuple[str, str]:
    service, _, kind = key.partition(":")
    return service, kind


def cell(sex: str, age: str) -> str:
    """The cell of the table of people: `female:18-24`."""
    return f"{sex}:{age}"


MOST_AT_ONCE = 2000
MOST_CELLS = 200
KEY = re.compile(r"[0-9a-f]{32}")
_LINE = re.compile(r"([a-z]{1,12}) ([A-Za-z0-9:+_-]{1,40}) (-?[0-9]{1,4})")


@dataclass(frozen=True)
class Batch:
    """Counts that a phone kept while it had no network, with the key by which they count once."""

    key: str
    counts: Mapping[tuple[str, str], int]

    @classmethod
    def read(cls, key: str, lines: str) -> "Batch":
        """From lines such as `people female:18-24 3`. Refused when it is anything else."""
        found = [_LINE.fullmatch(line) for line in lines.split("\n")]
        if not KEY.fullmatch(key) or len(found) > MOST_CELLS:
            raise NotABatch()
        counts = {(one[1], one[2]): int(one[3]) for one in found if one}
        if len(counts) < len(found) or any(abs(n) > MOST_AT_ONCE for n in counts.values()):
            raise NotABatch()
        return cls(key, counts)


PEOPLE_CELLS = tuple(cell(sex, age) for sex in SEXES for age in AGES)


@dataclass(frozen=True)
class Stock:
    """One item of one distribution: what came in and what went out of it."""

    received: int = 0
    distributed: int = 0
    lost: int = 0
    damaged: int = 0
    returned: int = 0

    @property
    def left(self) -> int:
        """What is still there. Never below zero."""
        return self.received - self.distributed - self.lost - self.damaged - self.returned

    @property
    def untouched(self) -> bool:
        """Whether all that came in went back."""
        return self.received == self.returned


def stock_of(moves: Iterable[tuple[str, int]]) -> Stock:
    """The stock after some movements."""
    sums = {"received": 0, "distributed": 0, "lost": 0, "damaged": 0, "returned": 0}
    for kind, quantity in moves:
        sums[kind] += quantity
    return Stock(**sums)


def check_move(stock: Stock, kind: str, quantity: int) -> None:
    """Refuse to take out more than is there."""
    if kind != "received" and quantity > stock.left:
        raise StockTooLow()


def check_heard_after(distributed_on: date, today: date) -> None:
    """Refuse the answers of a sample before two weeks have passed: until then nobody knows what
    was of use."""
    if today < distributed_on + HEARD_AFTER:
        raise HeardTooSoon()


@dataclass(frozen=True)
class Monitoring:
    """What a sample of people said two to four weeks later. Numbers only."""

    asked: int
    received_all: int
    useful: int
    safe: int
    asked_for_a_fee: int

    def check(self, reached: int) -> None:
        """Refuse more answers than people asked, or more asked than reached."""
        answers = (self.received_all, self.useful, self.safe, self.asked_for_a_fee)
        if self.asked > reached or any(one > self.asked for one in answers):
            raise SampleTooLarge()
