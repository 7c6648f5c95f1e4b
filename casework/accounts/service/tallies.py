"""Counting tries: before the password is looked at, so that many tries at once gain nothing."""

from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from casework.accounts.domain.refusals import TryLater
from casework.accounts.domain.throttling import PAIR_REMEMBERED, REMEMBERED, Tallies, Tally
from casework.accounts.models import SignInTally
from casework.accounts.tokens import keyed
from casework.db import db
from casework.kernel import clock

KNOWN_FOR = timedelta(days=90)


class Try:
    """One try of one source at one account name, and the three rows that count it. `codes`: at its
    second factor, which is counted apart and has limits of its own."""

    def __init__(self, name: str, source: str, *, codes: bool = False) -> None:
        self.codes = codes
        name = f"second|{name}" if codes else name
        self.pair = keyed("tally-pair", name, source)
        self.source = keyed("tally-source", source)
        self.name = keyed("tally-name", name)

    def wait(self) -> timedelta:
        """How long it must wait; when it need not, it counts as failed until it succeeds.

        A try that has to wait is not counted, or waiting would never end."""
        rows = self._lock()
        pair, source, name = rows[self.pair], rows[self.source], rows[self.name]
        remembered = PAIR_REMEMBERED if self.codes else REMEMBERED
        tallies = Tallies(
            _tally(pair, PAIR_REMEMBERED), _tally(source), _tally(name, remembered), self.codes
        )
        left = tallies.wait(clock.now())
        if not left:
            _count(pair, tallies.pair)
            if not pair.known:
                _count(source, tallies.source)
                _count(name, tallies.name)
        return left

    def admit(self) -> None:
        """Refuse with TryLater when it must wait."""
        if left := self.wait():
            raise TryLater(minutes=1 + int(left.total_seconds()) // 60)

    def succeeded(self) -> None:
        """Forgive this pair, take the try back from the others, and know the source from now on."""
        rows = self._lock()
        pair = rows[self.pair]
        if not pair.known:
            for key in (self.source, self.name):
                rows[key].failures = max(0, rows[key].failures - 1)
        pair.failures, pair.known, pair.last_at = 0, True, clock.now()
        _forget()

    def _lock(self) -> dict[bytes, SignInTally]:
        """The three rows, made when missing and held until the end of the unit, in one order."""
        dialect = db.session.get_bind().dialect.name
        insert = sqlite.insert if dialect == "sqlite" else postgresql.insert
        keys = sorted((self.pair, self.source, self.name))
        empty = [
            {"key": key, "failures": 0, "last_at": clock.now(), "known": False} for key in keys
        ]
        db.session.execute(insert(SignInTally).values(empty).on_conflict_do_nothing())
        found = select(SignInTally).where(SignInTally.key.in_(keys)).order_by(SignInTally.key)
        locked = found.with_for_update().execution_options(populate_existing=True)
        return {row.key: row for row in db.session.scalars(locked)}


def _tally(row: SignInTally, memory: timedelta = REMEMBERED) -> Tally:
    return Tally(row.failures, row.last_at, row.known, memory)


def _count(row: SignInTally, tally: Tally) -> None:
    row.failures = tally.recent(clock.now()) + 1
    row.last_at = clock.now()


def _forget() -> None:
    at = clock.now()
    strange = ~SignInTally.known & (SignInTally.last_at < at - PAIR_REMEMBERED)
    db.session.execute(delete(SignInTally).where(strange | (SignInTally.last_at < at - KNOWN_FOR)))
