"""What somebody asked for, read strictly from the address.

Only a published quarter, a region and the key of a table may be asked for. Anything else (a date
range, a second filter, an unknown table, the same thing twice) is refused, so that a question
outside the lattice never quietly becomes another one.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from casework.facts.domain import REGIONS
from casework.kernel.refusals import NotPermitted, Refusal
from casework.policy import Actor, Role

from .domain.periods import NotAPeriod, Period
from .tables import KEYS


class OutsideLattice(Refusal):
    """The question has no published answer and never will have."""


@dataclass(frozen=True)
class View:
    """The regions whose numbers may be shown, and the one that was chosen."""

    regions: tuple[str, ...]
    chosen: str | None

    @property
    def shown_regions(self) -> tuple[str, ...]:
        """The chosen region alone, or all in view."""
        return (self.chosen,) if self.chosen else self.regions


@dataclass(frozen=True)
class DashboardQuestion(View):
    """A quarter, or the newest when there is none."""

    quarter: Period | None


@dataclass(frozen=True)
class TableQuestion(View):
    """One table of one quarter, for a file."""

    quarter: Period
    table: str


def dashboard_question(asked: MultiDict[str, str], actor: Actor) -> DashboardQuestion:
    """What a dashboard address asks for."""
    _refuse_others(asked, ("period", "region"))
    view = _view(asked, actor)
    return DashboardQuestion(view.regions, view.chosen, _quarter(asked.get("period", "")))


def table_question(asked: MultiDict[str, str], actor: Actor) -> TableQuestion:
    """What a file address asks for; it names its table and its quarter."""
    _refuse_others(asked, ("table", "period", "region"))
    view = _view(asked, actor)
    quarter, table = _quarter(asked.get("period", "")), asked.get("table", "")
    if table not in KEYS or quarter is None:
        raise OutsideLattice
    if asked.get("region") and not table.startswith("region"):
        raise OutsideLattice
    return TableQuestion(view.regions, view.chosen, quarter, table)


def _refuse_others(asked: MultiDict[str, str], known: Iterable[str]) -> None:
    if not set(asked) <= set(known) or any(len(asked.getlist(name)) > 1 for name in asked):
        raise OutsideLattice


def _view(asked: MultiDict[str, str], actor: Actor) -> View:
    """A region that does not exist is outside the lattice; another's region is not permitted."""
    regions, chosen = _in_view(actor), asked.get("region") or None
    if chosen and chosen not in REGIONS:
        raise OutsideLattice
    if chosen and chosen not in regions:
        raise NotPermitted
    if chosen is None and len(regions) == 1:
        chosen = regions[0]
    return View(regions, chosen)


def _quarter(label: str) -> Period | None:
    if not label:
        return None
    try:
        period = Period.parse(label)
    except NotAPeriod:
        raise OutsideLattice from None
    if period.is_month:
        raise OutsideLattice
    return period


def _in_view(actor: Actor) -> tuple[str, ...]:
    """An analyst and a national focal point see every region, others their own."""
    if actor.role is Role.ANALYST or actor.national:
        return REGIONS
    return tuple(region for region in REGIONS if region in actor.regions)
