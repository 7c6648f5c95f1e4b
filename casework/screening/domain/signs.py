"""The eleven signs of forced labour (ILO, 2012), derived from the operational indicators.

They are not weighted and not counted: one alone can be enough, often several stand together. They
are another way to read the same answers, never another result.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from casework.screening.domain.finding import Reason
from casework.screening.domain.instrument import Text


@dataclass(frozen=True, slots=True)
class ForcedLabourSign:
    """One of the eleven, and the codes of the indicators that speak to it."""

    id: str
    name: Text
    indicators: frozenset[str]


@dataclass(frozen=True, slots=True)
class SignPresent:
    """A sign that is present, and the codes that make it so, in the order of the list."""

    sign: ForcedLabourSign
    codes: tuple[str, ...]


def signs_present(
    signs: Iterable[ForcedLabourSign], reasons: Iterable[Reason]
) -> tuple[SignPresent, ...]:
    """The signs to which at least one present indicator speaks, in the order of the eleven."""
    codes = [reason.code for reason in reasons]
    found = (SignPresent(one, tuple(c for c in codes if c in one.indicators)) for one in signs)
    return tuple(present for present in found if present.codes)
