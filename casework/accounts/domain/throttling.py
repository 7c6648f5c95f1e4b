"""Guessing passwords is made slow, without a way to keep anybody else out.

Failures are counted for one source at one account name, for one source at all names, and for one
name at all strange sources (NIST SP 800-63B-4, section 3.2.2; OWASP ASVS 5.0, 6.3.1).

- A source that fails must wait between its own tries, longer each time, up to a quarter of an hour.
  No other source waits for it, and sessions that are open stay open.
- A source where this account has signed in before keeps an allowance of its own: neighbours behind
  the same address who fail, even on purpose, cost it nothing, nor does it cost them.
- A name that fails from many sources gives each strange source one free try instead of five. Its
  owner in a new place still gets in at the first try with the right password.
- At the second factor only who holds the password can fail, so a limit for the account locks out
  nobody by a stranger's hand: after 20 wrong codes strange sources wait for a day, and after 100 in
  a row from where the owner is known that place does too (NIST SP 800-63B-4, section 3.2.2).
"""

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta

FREE_AT_ONE_NAME = 5
FREE_UNDER_PRESSURE = 1
FREE_AT_ALL_NAMES = 30
PRESSURE = 50
FIRST_WAIT = timedelta(seconds=2)
LONGEST_WAIT = timedelta(minutes=15)
PAIR_REMEMBERED = timedelta(hours=24)
REMEMBERED = timedelta(hours=1)
NO_WAIT = timedelta(0)
MOST_CODES = 20
MOST_IN_A_ROW = 100


@dataclass(frozen=True)
class Tally:
    """Failures lately, when the last one was, and whether this source is known to the account."""

    failures: int = 0
    last_at: datetime | None = None
    known: bool = False
    memory: timedelta = REMEMBERED

    def recent(self, at: datetime) -> int:
        """The failures, or none after a quiet time as long as the memory."""
        return self.failures if self.last_at and at - self.last_at < self.memory else 0


@dataclass(frozen=True)
class Tallies:
    """The three counts that one try touches."""

    pair: Tally
    source: Tally
    name: Tally
    codes: bool = False

    def wait(self, at: datetime) -> timedelta:
        """How long this source must wait before its next try at this name; zero when it may."""
        rest = self._rest(at) if self.codes else NO_WAIT
        return max(rest, self._wait(at))

    def _rest(self, at: datetime) -> timedelta:
        """At the second factor (`codes`): until a day has passed without any wrong code."""
        tally, most = (self.pair, MOST_IN_A_ROW) if self.pair.known else (self.name, MOST_CODES)
        if tally.recent(at) < most or tally.last_at is None:
            return NO_WAIT
        return max(tally.last_at + tally.memory - at, NO_WAIT)

    def _wait(self, at: datetime) -> timedelta:
        if self.pair.known:
            return _left(self.pair, FREE_AT_ONE_NAME, at)
        pressed = self.name.recent(at) >= PRESSURE
        free = FREE_UNDER_PRESSURE if pressed else FREE_AT_ONE_NAME
        return max(_left(self.pair, free, at), _left(self.source, FREE_AT_ALL_NAMES, at))


def source_of(address: str | None) -> str:
    """What counts as one source: an IPv4 address, or the /64 network of an IPv6 one, which a
    single machine may use in full. Anything else counts together."""
    try:
        found = ipaddress.ip_address((address or "").partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)


def _left(tally: Tally, free: int, at: datetime) -> timedelta:
    """Two seconds after the last free try failed, then twice as long after each."""
    failures = tally.recent(at)
    if failures < free or tally.last_at is None:
        return NO_WAIT
    waits = min(FIRST_WAIT * (1 << min(failures - free, 20)), LONGEST_WAIT)
    return max(tally.last_at + waits - at, NO_WAIT)
