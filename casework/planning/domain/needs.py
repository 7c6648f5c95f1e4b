"""Needs, looked at one by one over the whole list of services.

A plan answers needs that somebody looked at; what nobody asked about is not a "no". After the IOM
Handbook on Direct Assistance (2007) and art. 12 of the Council of Europe Convention on action
against trafficking, whose minimum assistance the list covers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from casework.kernel.refusals import Refusal

LEVELS = ("none", "present", "urgent", "met", "refused")
OPEN_LEVELS = ("urgent", "present")


class NoNeedLookedAt(Refusal):
    """An assessment looks at one need at least."""


class UnknownNeed(Refusal):
    """A need is one of the services of the list, at one of five levels (`part` in the codes)."""


@dataclass(frozen=True)
class Need:
    """One need: the service that would meet it, its level, and since which day it stands so."""

    service: str
    level: str
    since: date


@dataclass(frozen=True)
class Needs:
    """All needs that were looked at, and what the person says of them in their words; sealed."""

    needs: tuple[Need, ...]
    words: str = ""

    def level_of(self, service: str) -> str:
        """The level of one need; empty when nobody looked at it."""
        return next((one.level for one in self.needs if one.service == service), "")

    def at(self, *levels: str) -> tuple[Need, ...]:
        """The needs at these levels, in the order of the levels, then of the list."""
        return tuple(one for level in levels for one in self.needs if one.level == level)


def met_class(needs: Needs | None) -> str:
    """For the statistics: whether half of the needs that somebody has are met. A refused need is
    none of theirs; needs that nobody looked at are `unknown`."""
    if needs is None:
        return "unknown"
    met, waiting = len(needs.at("met")), len(needs.at(*OPEN_LEVELS))
    if not met + waiting:
        return "no_need"
    return "half_or_more" if met >= waiting else "below_half"


def look_at(
    levels: Mapping[str, str],
    words: str,
    today: date,
    *,
    services: frozenset[str],
    before: Needs | None = None,
) -> Needs:
    """The assessment made today. A need whose level did not change keeps its day.

    Refused (UnknownNeed) outside the list of services or levels; (NoNeedLookedAt) when empty.
    """
    if not levels:
        raise NoNeedLookedAt()
    if not set(levels) <= services:
        raise UnknownNeed(part="service")
    if not set(levels.values()) <= set(LEVELS):
        raise UnknownNeed(part="level")
    earlier = {one.service: one for one in before.needs} if before else {}
    return Needs(tuple(_need(*one, today, earlier) for one in levels.items()), words)


def _need(service: str, level: str, today: date, earlier: Mapping[str, Need]) -> Need:
    was = earlier.get(service)
    return was if was is not None and was.level == level else Need(service, level, today)
