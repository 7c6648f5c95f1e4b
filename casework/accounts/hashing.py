"""Password hashes: Argon2id (RFC 9106), at most two at once for each core.

An account that does not exist, or has no password yet, is checked against a hash of nothing, so
that the answer takes as long as for any other.
"""

import os
import secrets
from dataclasses import dataclass
from functools import cached_property
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import current_app

LANES = 4
_turns = BoundedSemaphore(2 * (os.cpu_count() or 1))


@dataclass(frozen=True)
class Hashing:
    """The cost of one hash: passes and memory, from the settings."""

    time_cost: int
    memory_kib: int

    @cached_property
    def _argon2(self) -> PasswordHasher:
        return PasswordHasher(self.time_cost, self.memory_kib, LANES)

    @cached_property
    def _nobody(self) -> str:
        return self._argon2.hash(secrets.token_hex(16))

    def hash(self, password: str) -> str:
        """The hash to keep, with its own salt and parameters."""
        with _turns:
            return self._argon2.hash(password)

    def matches(self, stored: str | None, password: str) -> bool:
        """Whether this is the password; always false, and as slow, without a stored hash."""
        nobody = self._nobody  # made before the first check, whoever it is for
        with _turns:
            try:
                return self._argon2.verify(stored or nobody, password) and stored is not None
            except (VerificationError, InvalidHashError):
                return False

    def is_outdated(self, stored: str) -> bool:
        """Whether the hash was made at another cost than today's."""
        return self._argon2.check_needs_rehash(stored)


def hashing() -> Hashing:
    """The hashing of this application."""
    made: Hashing = current_app.extensions["accounts.hashing"]
    return made
