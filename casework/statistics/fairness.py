"""The fairness of flags (indicator 50) in words: by nationality group, sex and sector of work."""

from collections.abc import Sequence
from dataclasses import dataclass

from casework.web.languages import _

from .domain.fairness import Group, Unfair, unfair
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
            found.append(_said(dimension, unfair(groups), groups))
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
    settled = flagged.part(SETTLED, line)
    return Group(code, screened.count(code), line.count, settled, outcomes["confirmed"])


def _said(dimension: str, found: Sequence[Unfair] | None, groups: Sequence[Group]) -> Fairness:
    by = str(COLUMNS[dimension])
    if found is None:
        return Fairness(by, _("Too few people in every group to compare them."))
    if not found:
        none = _(
            "No group large enough to compare is flagged more than twice as often as all and "
            "confirmed less than half as often."
        )
        return Fairness(by, f"{none} {_how_far(dimension, groups)}")
    alert = any(not one.half for one in found)
    said = " ".join(_of(dimension, one) for one in found)
    return Fairness(by, f"{said} {_how_far(dimension, groups)}", alert)


def _how_far(dimension: str, groups: Sequence[Group]) -> str:
    """Which groups could be judged on both: the others only on how often they are flagged."""
    both = [class_label(dimension, one.code) for one in groups if one.judged_wholly]
    if not both:
        return _("How often flags are confirmed could be judged for no group: too few are settled.")
    listed = " · ".join(both)
    return _("How often flags are confirmed could be judged for: %(groups)s.", groups=listed)


def _of(dimension: str, one: Unfair) -> str:
    said = _half(dimension, one) if one.half else _both(dimension, one)
    chance = _("The difference is larger than the margin.")
    if not one.beyond_margin:
        chance = _("The margin could explain it: look at the next year before judging.")
    return f"{said} {chance}"


def _half(dimension: str, one: Unfair) -> str:
    return _(
        "%(group)s: flagged more than twice as often as all (%(flagged)s of %(screened)s); too few "
        "flags are settled to say how many were right.",
        group=class_label(dimension, one.group.code),
        flagged=plain(one.group.flagged),
        screened=plain(one.group.screened),
    )


def _both(dimension: str, one: Unfair) -> str:
    return _(
        "%(group)s: flagged more than twice as often as all (%(flagged)s of %(screened)s) and "
        "confirmed less than half as often (%(confirmed)s of %(settled)s).",
        group=class_label(dimension, one.group.code),
        flagged=plain(one.group.flagged),
        screened=plain(one.group.screened),
        confirmed=plain(one.group.confirmed),
        settled=plain(one.group.settled),
    )
