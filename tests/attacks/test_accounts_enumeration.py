"""Nobody learns from words, status or time whether an account exists."""

import math
from collections.abc import Iterator
from itertools import count
from time import process_time

import pytest
from flask import Flask

from casework.accounts.domain.refusals import SignInFailed
from casework.accounts.hashing import Hashing
from casework.accounts.service import disable_user
from casework.db import unit_of_work
from tests.factories import actor_named, user_named
from tests.integration.accounts.passwords import PASSWORD, give_password, sign_in

ROUNDS = 7
MOST_ROUNDS = 60  # on a machine that others load
NEAR = 1.05


class CountedHashing(Hashing):
    """Counts how often a password is checked, and against what cost."""

    checks = 0

    def matches(self, stored: str | None, password: str) -> bool:
        """Count and check."""
        type(self).checks += 1
        return super().matches(stored, password)


@pytest.fixture
def costly(sqlite_app: Flask) -> Iterator[Flask]:
    """Hashes of the cost that a server is set up with."""
    cheap = sqlite_app.extensions["accounts.hashing"]
    sqlite_app.extensions["accounts.hashing"] = CountedHashing(3, 64 * 1024)
    CountedHashing.checks = 0
    give_password(sqlite_app, "caseworker")
    give_password(sqlite_app, "analyst")
    with sqlite_app.app_context(), unit_of_work():
        disable_user(user_named("analyst"), actor_named("administrator"))
    yield sqlite_app
    sqlite_app.extensions["accounts.hashing"] = cheap


# a wrong password; no such account; closed, right password; not enrolled
CASES = {
    "caseworker": "wrong",
    "nobody.here": "wrong",
    "analyst": PASSWORD,
    "shelter": "wrong",
}


@pytest.mark.parametrize("name", CASES)
def test_every_failed_sign_in_checks_exactly_one_password(costly: Flask, name: str) -> None:
    with pytest.raises(SignInFailed):
        sign_in(costly, name, CASES[name])
    assert CountedHashing.checks == 1


def test_every_failed_sign_in_takes_as_long_as_any_other(costly: Flask) -> None:
    """Within five hundredths, in the least time of the processor that each was seen to take: what
    the machine does beside only ever adds to it, so the least comes nearer to the cost itself with
    every round, and a real difference stays in however many."""
    least = dict.fromkeys(CASES, math.inf)
    sources = count()
    for done in range(1, MOST_ROUNDS + 1):
        for name, password in CASES.items():
            least[name] = min(least[name], _time_of_failing(costly, name, password, next(sources)))
        if done >= ROUNDS and max(least.values()) / min(least.values()) < NEAR:
            break
    assert max(least.values()) / min(least.values()) < NEAR, least
    _assert_the_hash_would_be_missed(costly, min(least.values()))


def _time_of_failing(app: Flask, name: str, password: str, source: int) -> float:
    """Seconds of the processor, from a place never seen before: nobody waits."""
    began = process_time()
    with pytest.raises(SignInFailed):
        sign_in(app, name, password, f"2001:db8:{source:x}::1")
    return process_time() - began


def _assert_the_hash_would_be_missed(app: Flask, whole: float) -> None:
    """The comparison means something: without the check of the password, the ratio would fail."""
    hashing = app.extensions["accounts.hashing"]
    began = process_time()
    for _round in range(3):
        hashing.matches(None, "wrong")
    alone = (process_time() - began) / 3
    assert whole / max(whole - alone, 1e-9) > NEAR
