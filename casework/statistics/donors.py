"""The numbers of people in a donor report: protected cells of the whole country, by the one door.

The lattice knows no project, no donor and no distribution, so no number of people of any of them
exists: that is said, never worked around. A period that is not made of whole months or quarters, or
that is not frozen yet, has no number either.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from casework.facts.domain import Cell
from casework.funding.people import PeopleRow, register_people
from casework.web.formats import isolated_ltr
from casework.web.formats import number as grouped
from casework.web.languages import _, _l

from .domain.lattice import BY_NAME
from .domain.periods import Period
from .domain.protected import BareNumberError, ProtectedCount
from .numbers import plain
from .published import NotPublished, Query, published


@dataclass(frozen=True)
class _Told:
    what: Any
    table: str
    cells: tuple[Cell, ...] | None = None


TOLD = (
    _Told(_l("Cases opened, whole country"), "case.total"),
    _Told(_l("of them women and girls"), "case.sex", (("female",),)),
    _Told(_l("of them men and boys"), "case.sex", (("male",),)),
    _Told(_l("Requests sent to services, whole country"), "referral.service"),
    _Told(_l("of them for food, clothes, transport"), "referral.service", (("material",),)),
)
OF_THE_PROJECT = (
    _l("People reached by this project"),
    _l("Referrals made from its distributions"),
)
"""Known exactly, to the team of the project alone: a donor reads that they are not published."""


def init_app() -> None:
    """Hand the published numbers to the donor reports."""
    register_people(people_between)


def people_between(first: date, last: date) -> Sequence[PeopleRow]:
    """What is published of people for a period, row by row; "not published" where nothing is."""
    rows = [_row(one, first, last) for one in TOLD]
    own = [PeopleRow(str(one), _("not published")) for one in OF_THE_PROJECT]
    return [*own, *rows]


def covering(first: date, last: date, every: str) -> tuple[Period, ...]:
    """The months (or quarters, or years) that make up a period exactly; none when it begins or ends
    within one."""
    period = Period.month_of(first)
    period = {"month": period, "quarter": period.quarter, "year": period.whole_year}[every]
    found = []
    while period.starts >= first and period.next.starts - timedelta(days=1) <= last:
        found.append(period)
        period = period.next
    return tuple(found) if period.starts == last + timedelta(days=1) else ()


def _row(one: _Told, first: date, last: date) -> PeopleRow:
    periods = covering(first, last, BY_NAME[one.table].every)
    answer = published(Query(one.table, periods, one.cells))
    if isinstance(answer, NotPublished):
        return PeopleRow(str(one.what), _("not published"))
    releases = tuple(release.code for release in answer.releases)
    return PeopleRow(str(one.what), written(answer.total), releases)


def written(count: object) -> str:
    """A protected count with its margin, `120 ± 4`; anything else is refused."""
    if not isinstance(count, ProtectedCount):
        raise BareNumberError(type(count).__name__)
    if count.small:
        return plain(count)
    return isolated_ltr(f"{grouped(count.value)} ± {count.band_95}")
