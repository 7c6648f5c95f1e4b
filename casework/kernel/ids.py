"""Identifiers: random row ids, and opaque codes that people read, say and type.

A code says nothing about the person: no region, sex, nationality or order of arrival. It is
written in Crockford's base 32 (no I, L, O, U), random, and ends with a check character, so that
a slip of the pen is noticed instead of opening another file.
"""

import re
import secrets
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
_CASE = re.compile(r"MA-(\d{2})-([0-9A-Z]{4})-([0-9A-Z])")
KINDS = ("A", "C", "D", "E", "F", "G", "H", "K", "L", "N", "R", "T", "V", "W")
_TYPED = re.compile(r"(?:MA)?(\d{2})([0-9A-HJKMNP-TV-Z]{4})([0-9A-HJKMNP-TV-Z])")
_BETWEEN = re.compile(r"[\s\u2010-\u2015.\-]+")
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


@dataclass(frozen=True)
class Slip:
    """A case code in which something is wrong: how it would end if only its last sign was
    (`ending`), and every code that is one slip away: a sign, two neighbours, the dashes."""

    ending: str
    near: tuple[str, ...]


def slip_of(text: str) -> Slip | None:
    """What may have been meant by a case code that is malformed or fails its check; None for a code
    that is well written, and for what is no case code at all. It is worked out from what was typed
    alone, so it says nothing about which codes there are."""
    if len(text) > 40 or normalise_code(text) is not None:
        return None
    typed = _TYPED.fullmatch(_BETWEEN.sub("", text.upper()).translate(_LOOKALIKES))
    if typed is None:
        return None
    year, body, check = typed.groups()
    near = (one for one in _one_slip(year + body) if _check(one) == check)
    ending = _written(year + body)
    return Slip(ending, tuple(dict.fromkeys([ending, *map(_written, near)])))


def _written(text: str) -> str:
    return f"MA-{text[:2]}-{text[2:]}-{_check(text)}"


def _one_slip(text: str) -> Iterator[str]:
    """Everything one sign away from year and body, or with two neighbours exchanged."""
    for place in range(len(text)):
        for sign in ALPHABET[:10] if place < 2 else ALPHABET:
            yield text[:place] + sign + text[place + 1 :]
    for place in (0, *range(2, len(text) - 1)):
        yield text[:place] + text[place + 1] + text[place] + text[place + 2 :]


def _random(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def _check(text: str) -> str:
    """Sum weighted by odd numbers modulo 32: each single slip, and most swaps of neighbours,
    change it."""
    order = {letter: place for place, letter in enumerate(ALPHABET)}
    total = sum((2 * place + 1) * order.get(letter, 0) for place, letter in enumerate(text))
    return ALPHABET[total % len(ALPHABET)]
