"""The numbers on top of the overview: how many, and out of what, each with its margin.

How many places are free in shelters is not among them: it moves with each person who arrives, and
only the house itself knows it. Nor is how often people disagree with the result of a screening: the
budget pays for what became of flags, which stands on the view of detection.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from casework.web.languages import _, _l, _lp

from . import sentences, tables
from .domain.lattice import FOREIGN
from .domain.periods import Period
from .domain.protected import ProtectedCount, ProtectedRate
from .labels import period_label
from .page import Key
from .published import NotPublished
from .tables import Asked, ShownTable

AT_WORK = ("agriculture", "domestic_work", "other_work")


@dataclass(frozen=True)
class _Told:
    """A part of a table of the whole country, out of the sum of its lines (but `left_out`)."""

    key: str
    label: Any
    parts: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    remark: Any = ""


_LITTLE_TIME = _l(
    "Known on the day of counting, two weeks after the quarter: whoever was screened late had "
    "little time."
)
_PEOPLE = (
    _Told("case.majority", _l("Children under 18"), ("child",)),
    _Told("case.sex", _lp("class", "Women and girls"), ("female",)),
    _Told("case.nationality_group", _l("Foreign nationals"), FOREIGN),
    _Told("case.exploitation", _l("Exploitation at work"), AT_WORK),
)
_HELP = (
    _Told(
        "screening.reach",
        _l("Screened and referred"),
        ("referred", "accepted", "followed"),
        remark=_LITTLE_TIME,
    ),
    _Told("screening.triage_time", _l("Screenings answered within 24 hours"), ("24h",)),
    _Told("referral.service_answer_time", _l("Requests answered within 24 hours"), ("24h",)),
    _Told("case.consent", _lp("class", "Agreed to a case file"), ("given",), ("unknown",)),
)
"""The last two are published for whole years alone."""


def headlines(region: str | None, asked: Asked, whole: ProtectedCount) -> list[Key]:
    """Screenings and cases, of a region that was chosen as well; then shares of the whole
    country."""
    before = Asked(asked.period.previous, asked.regions, asked.lattice)
    screened = _counted(_("Screenings sent"), "screening", asked, before)
    regional = _regional(region, asked, before) if region else None
    label = _("Cases registered in Morocco") if region else _("Cases registered")
    earlier = tables.whole("case", before)
    cases = Key(label, whole, _change(whole, earlier, before.period))
    found = [regional, screened, cases, *_shares(_HELP, asked), *_shares(_PEOPLE, asked)]
    return [key for key in found if key]


def _counted(label: str, kind: str, asked: Asked, before: Asked) -> Key | None:
    count = tables.whole(kind, asked)
    if isinstance(count, NotPublished):
        return None
    return Key(label, count, _change(count, tables.whole(kind, before), before.period))


def _regional(region: str, asked: Asked, before: Asked) -> Key | None:
    count = tables.region_total("case", asked, region)
    if isinstance(count, NotPublished):
        return None
    earlier = tables.region_total("case", before, region)
    return Key(_("Cases in the region"), count, _change(count, earlier, before.period))


def _change(count: ProtectedCount, before: ProtectedCount | NotPublished, period: Period) -> str:
    if isinstance(before, NotPublished):
        return _("first published period")
    return sentences.of_change(count, before, period_label(period))


def _shares(told: Sequence[_Told], asked: Asked) -> Iterator[Key]:
    for one in told:
        table = tables.read_table(one.key, asked)
        if isinstance(table, ShownTable):
            part, base = table.part(one.parts), table.all_but(one.left_out)
            yield Key(str(one.label), part, "", base, ProtectedRate(part, base), str(one.remark))
