"""Nobody learns from words, status or time whether an account exists."""

import statistics
from collections.abc import Iterator
from itertools import count
from time import perf_counter

import pytest
from flask import Flask

from casework.accounts.domain.refusals import SignInFailed
from casework.accounts.hashing import Hashing
from casework.accounts.service import disable_user
from casework.db import unit_of_work
from tests.factories import actor_named, user_named
from tests.integration.accounts.passwords import PASSWORD, give_password, sign_in

ROUNDS = 21
NEAR = 1.25


class CountedHashing(Hashing):
    """Counts how often a password is checked, and against what cost."""

    checks = 0

    def matches(self, stored: str | None, password: str) -> bool:
        """Count and check."""
        type(self).checks += 1
        return super().matches(stored, password)


@pytest.fixture
def costly(sqlite_app: Flask) -> Iterator[Flask]:
    """Hashes that cost enough to be seen above the store, and not more."""
    cheap = sqlite_app.extensions["accounts.hashing"]
    sqlite_app.extensions["accounts.hashing"] = CountedHashing(2, 16 * 1024)
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
    taken: dict[str, list[float]] = {name: [] for name in CASES}
    sources = count()
    for _round in range(ROUNDS):
        for name, password in CASES.items():
            source = f"2001:db8:{next(sources):x}::1"  # a new place each time: nobody waits
            began = perf_counter()
            with pytest.raises(SignInFailed):
                sign_in(costly, name, password, source)
            taken[name].append(perf_counter() - began)
    medians = {name: statistics.median(times) for name, times in taken.items()}
    assert max(medians.values()) / min(medians.values()) < NEAR, medians
    _assert_the_hash_would_be_missed(costly, min(medians.values()))


def _assert_the_hash_would_be_missed(app: Flask, whole: float) -> None:
    """The comparison means something: without the check of the password, the ratio would fail."""
    hashing = app.extensions["accounts.hashing"]
    began = perf_counter()
    for _round in range(5):
        hashing.matches(None, "wrong")
    alone = (perf_counter() - began) / 5
    assert whole / max(whole - alone, 1e-9) > NEAR
