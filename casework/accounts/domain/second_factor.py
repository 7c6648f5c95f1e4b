"""The second factor: what it is, when it is asked, and the codes on paper. Pure.

Two different authenticators, of which one resists phishing (NIST SP 800-63B-4, section 2.2; OWASP
ASVS 5.0, 6.3.3 and 6.5.1 to 6.5.8). A code of an app is good for its 30 seconds and the 30
after, while it is read and typed, by the server's clock, and once: at most one step for the delay,
and none for a clock that is ahead (RFC 6238, section 5.2).
"""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

FRESH_FOR = timedelta(minutes=15)
HALF_FOR = timedelta(minutes=10)
MOST_WRONG = 5
RECOVERY_CODES = 8
STEP = 30
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no letter that reads as a digit
_ALIKE = str.maketrans("OIL", "011")
_RECOVERY = re.compile(r"([1-8])([0-9A-HJKMNP-TV-Z]{10})")
_TOTP = re.compile(r"[0-9]{6}")


@dataclass(frozen=True)
class FactorSecret:
    """What is sealed of a factor: the key of an app (Base32), or what a passkey left with us
    (credential id and public key, both public by themselves, as URL-safe Base64)."""

    key: str = ""
    credential_id: str = ""
    public_key: str = ""


@dataclass(frozen=True)
class Typed:
    """What stands in the field for a code: six digits of an app, or a code from the paper with its
    number. Neither when it can be none of them."""

    digits: str = ""
    number: int = 0
    recovery: str = ""


def read(text: str) -> Typed:
    """What was typed, however it was spaced; Arabic digits count as digits."""
    bare = "".join(_plain(letter) for letter in text.upper() if letter.isalnum())[:40]
    if _TOTP.fullmatch(bare):
        return Typed(digits=bare)
    found = _RECOVERY.fullmatch(bare.translate(_ALIKE))
    return Typed(number=int(found[1]), recovery=found[2]) if found else Typed()


def new_recovery_codes() -> list[str]:
    """Eight codes such as `3-7KQ4M-XW2PN`: the number of its line, then 50 random bits."""
    return [f"{number}-{_random(5)}-{_random(5)}" for number in range(1, RECOVERY_CODES + 1)]


def steps_at(at: datetime) -> Sequence[int]:
    """The time steps whose code is taken now, the present one first."""
    present = int(at.timestamp()) // STEP
    return (present, present - 1)


def is_fresh(strong_at: datetime | None, at: datetime) -> bool:
    """Whether who is asking proved it within the last 15 minutes."""
    return strong_at is not None and at - strong_at < FRESH_FOR


def _random(letters: int) -> str:
    return "".join(secrets.choice(_ALPHABET) for _letter in range(letters))


def _plain(letter: str) -> str:
    return str(int(letter)) if letter.isdecimal() else letter
