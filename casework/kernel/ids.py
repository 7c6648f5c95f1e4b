"""Identifiers: random row ids, and opaque codes that people read, say and type.

A code says nothing about the person: no region, sex, nationality or order of arrival. It is
written in Crockford's base 32 (no I, L, O, U), random, and ends with a check character, so that
a slip of the pen is noticed instead of opening another file.
"""

import re
import secrets
import uuid

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
_CASE = re.compile(r"MA-(\d{2})-([0-9A-Z]{4})-([0-9A-Z])")
KINDS = ("A", "C", "D", "E", "F", "G", "H", "K", "L", "N", "R", "T", "V", "W")
_REFERENCE = re.compile(r"([ACDEFGHKLNRTVW])-([0-9A-Z]{5})([0-9A-Z])")


def new_id() -> uuid.UUID:
    """A random (version 4) id, made before the row is inserted."""
    return uuid.uuid4()


def case_code(year: int) -> str:
    """A fresh case code such as `MA-26-7KQ4-M`: year, four random characters, check character."""
    body = _random(4)
    return f"MA-{year % 100:02d}-{body}-{_check(f'{year % 100:02d}{body}')}"


def reference(kind: str) -> str:
    """A fresh reference such as `F-7KQ4MA`: of a distribution (`A`), a case that changes hands
    (`C`), a pair of files (`D`), a training session (`E`), a screening (`F`), a reintegration
    (`G`), a stay (`H`), a conference (`K`), a labour record (`L`), an incident in a shelter (`N`),
    a referral (`R`), a voluntary return (`T`), a visit (`V`) or an agreement taken back (`W`)."""
    if kind not in KINDS:
        raise ValueError(f"a reference is of kind {', '.join(KINDS)}")
    body = _random(5)
    return f"{kind}-{body}{_check(kind + body)}"


def normalise_code(text: str) -> str | None:
    """The code as it stands in the database, or None when it is malformed or its check fails.

    Lower case, spaces around, and the look-alikes O/0, I/1, L/1 are forgiven.
    """
    spoken = text.strip().upper()
    if len(spoken) > 20:
        return None
    prefix, dash, rest = spoken.partition("-")
    spoken = prefix + dash + rest.translate(_LOOKALIKES)
    if found := _CASE.fullmatch(spoken):
        year, body, check = found.groups()
        return spoken if _check(year + body) == check else None
    if found := _REFERENCE.fullmatch(spoken):
        kind, body, check = found.groups()
        return spoken if _check(kind + body) == check else None
    return None


def _random(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def _check(text: str) -> str:
    """Sum weighted by odd numbers modulo 32: each single slip, and most swaps of neighbours,
    change it."""
    order = {letter: place for place, letter in enumerate(ALPHABET)}
    total = sum((2 * place + 1) * order.get(letter, 0) for place, letter in enumerate(text))
    return ALPHABET[total % len(ALPHABET)]
