"""What somebody asked for, read strictly from the address.

Only a published period, a region, a view and the key of a table may be asked for. Anything else (a
date range, a second filter, an unknown table, the same thing twice) is refused, so that a question
outside the lattice never quietly becomes another one.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from casework.facts.domain import REGIONS
from casework.facts.lattices import ForeignLattice, lattice_of
from casework.kernel.refusals import NotPermitted, Refusal
from casework.policy import Actor, Role

from .catalogue import OVERVIEW, VIEWS, View
from .domain.periods import NotAPeriod, Period
from .tables import KEYS, Asked


class OutsideLattice(Refusal):
    """The question has no published answer and never will have."""


@dataclass(frozen=True)
class Scope:
    """The regions whose numbers may be shown, the one that was chosen, and whose numbers."""

    regions: tuple[str, ...]
    chosen: str | None
    lattice: str

    @property
    def shown_regions(self) -> tuple[str, ...]:
        """The chosen region alone, or all in view."""
        return (self.chosen,) if self.chosen else self.regions


@dataclass(frozen=True)
class DashboardQuestion(Scope):
    """A view and its period, or the newest when there is none."""

    view: View
    period: Period | None

    def asked(self, period: Period) -> Asked:
        """The question that tables are read for."""
        return Asked(period, self.shown_regions, self.lattice)


@dataclass(frozen=True)
class TableQuestion(Scope):
    """One table of one period, for a file."""

    period: Period
    table: str

    @property
    def asked(self) -> Asked:
        """The question that the table is read for."""
        return Asked(self.period, self.shown_regions, self.lattice)


def dashboard_question(asked: MultiDict[str, str], actor: Actor) -> DashboardQuestion:
    """What a dashboard address asks for."""
    refuse_others(asked, ("view", "period", "region", "of"))
    scope = _scope(asked, actor)
    view = VIEWS.get(asked.get("view") or OVERVIEW.name)
    if view is None:
        raise OutsideLattice
    period = _period(asked.get("period", ""))
    if period and view.yearly and not period.is_year:
        raise OutsideLattice
    return DashboardQuestion(scope.regions, scope.chosen, scope.lattice, view, period)


def table_question(asked: MultiDict[str, str], actor: Actor) -> TableQuestion:
    """What a file address asks for; it names its table and its period."""
    refuse_others(asked, ("table", "period", "region", "of"))
    scope = _scope(asked, actor)
    period, table = _period(asked.get("period", "")), asked.get("table", "")
    if table not in KEYS or period is None:
        raise OutsideLattice
    if asked.get("region") and ".region" not in table:
        raise OutsideLattice
    return TableQuestion(scope.regions, scope.chosen, scope.lattice, period, table)


def lattice_asked(asked: MultiDict[str, str]) -> str:
    """Whose numbers an address asks for: this installation's own, unless it says the simulated
    country's."""
    try:
        return lattice_of(asked.get("of") or None)
    except ForeignLattice:
        raise OutsideLattice from None


def lattice_alone(asked: MultiDict[str, str]) -> str:
    """Whose numbers an address asks for that may say nothing else."""
    refuse_others(asked, ("of",))
    return lattice_asked(asked)


def regions_of(actor: Actor) -> tuple[str, ...]:
    """An analyst and a national focal point see every region, others their own."""
    if actor.role is Role.ANALYST or actor.national:
        return REGIONS
    return tuple(region for region in REGIONS if region in actor.regions)


def refuse_others(asked: MultiDict[str, str], known: Iterable[str]) -> None:
    """An address says what is known of it, each thing once, or it is outside the lattice."""
    if not set(asked) <= set(known) or any(len(asked.getlist(name)) > 1 for name in asked):
        raise OutsideLattice


def _scope(asked: MultiDict[str, str], actor: Actor) -> Scope:
    """A region that does not exist is outside the lattice; another's region is not permitted."""
    regions, chosen = regions_of(actor), asked.get("region") or None
    lattice = lattice_asked(asked)
    if chosen and chosen not in REGIONS:
        raise OutsideLattice
    if chosen and chosen not in regions:
        raise NotPermitted
    if chosen is None and len(regions) == 1:
        chosen = regions[0]
    return Scope(regions, chosen, lattice)


def _period(label: str) -> Period | None:
    if not label:
        return None
    try:
        period = Period.parse(label)
    except NotAPeriod:
        raise OutsideLattice from None
    if period.is_month:
        raise OutsideLattice
    return period
