"""The fairness of flags (indicator 50) in words: by nationality group, sex and sector of work."""

from collections.abc import Sequence
from dataclasses import dataclass

from casework.web.languages import _

from .domain.fairness import Group, Unfair, unfair
from .domain.protected import total
from .labels import class_label
from .numbers import plain
from .tables import COLUMNS, Asked, ShownTable, read_table

DIMENSIONS = ("nationality_group", "sex", "sector")
SETTLED = ("confirmed", "not_victim")


@dataclass(frozen=True)
class Fairness:
    """What can be said of one way of telling people apart."""

    by: str
    sentence: str
    alert: bool = False


def fairness(asked: Asked) -> tuple[Fairness, ...]:
    """A sentence for each; none before the flags of the year are published."""
    found = []
    for dimension in DIMENSIONS:
        groups = _groups(dimension, asked)
        if groups:
            found.append(_said(dimension, unfair(groups)))
    return tuple(found)


def _groups(dimension: str, asked: Asked) -> list[Group]:
    screened = read_table(f"screening.{dimension}", asked)
    flagged = read_table(f"flag.{dimension}_outcome", asked)
    if not isinstance(screened, ShownTable) or not isinstance(flagged, ShownTable):
        return []
    return [_group(line.code, screened, flagged) for line in flagged.lines]


def _group(code: str, screened: ShownTable, flagged: ShownTable) -> Group:
    line = next(one for one in flagged.lines if one.code == code)
    outcomes = dict(zip(flagged.across_codes, line.cells, strict=True))
    settled = total(outcomes[one] for one in SETTLED)
    return Group(code, screened.count(code), line.count, settled, outcomes["confirmed"])


def _said(dimension: str, found: Sequence[Unfair] | None) -> Fairness:
    by = str(COLUMNS[dimension])
    if found is None:
        return Fairness(by, _("Too few people in every group to compare them."))
    if not found:
        none = _(
            "No group large enough to compare is flagged more than twice as often as all and "
            "confirmed less than half as often."
        )
        return Fairness(by, none)
    return Fairness(by, " ".join(_of(dimension, one) for one in found), alert=True)


def _of(dimension: str, one: Unfair) -> str:
    said = _(
        "%(group)s: flagged more than twice as often as all (%(flagged)s of %(screened)s) and "
        "confirmed less than half as often (%(confirmed)s of %(settled)s).",
        group=class_label(dimension, one.group.code),
        flagged=plain(one.group.flagged),
        screened=plain(one.group.screened),
        confirmed=plain(one.group.confirmed),
        settled=plain(one.group.settled),
    )
    chance = _("The difference is larger than the margin.")
    if not one.beyond_margin:
        chance = _("The margin could explain it: look at the next year before judging.")
    return f"{said} {chance}"
