"""The page of one organisation: what is exact and its own, beside what is published of the rest.

No protected number of a single organisation exists (`docs/decisions/0031`). What its people may
open is counted exactly for them; what is about nobody who is helped, for whoever supervises; and
beside it stand the published numbers that belong to it: the country, its regions, its kind of body,
the services it offers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casework.accounts import queries as accounts
from casework.accounts.queries.people import Organisation
from casework.counters import about_html, counted_html
from casework.facts.domain import REGIONS, body_class, service_class
from casework.kernel.refusals import NotFound
from casework.policy import Actor, Permission, Role, decide
from casework.web.languages import _, current_language

from . import sentences, tables
from .domain.periods import Period
from .domain.protected import ProtectedCount, ProtectedRate
from .forms import regions_of
from .labels import class_label, period_label
from .numbers import untold_words
from .published import NotPublished, published_periods
from .tables import Asked, ShownTable

TAKEN_ON = ("accepted", "delivered")
UNSETTLED = ("waiting", "withdrawn")


@dataclass(frozen=True)
class Row:
    """One published number: a count with what is said of the period before, or a share."""

    label: str
    shown: ProtectedCount | ProtectedRate | None
    said: str = ""


@dataclass(frozen=True)
class Group:
    """Published numbers of one period that belong to the organisation, and where they come from."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class OrganisationPage:
    """All that is shown of one organisation. `counted` is the reader's own work in hand, `about`
    what is exact and about nobody who is helped: both rendered by the counters."""

    name: str
    kind: str
    own: bool
    counted: str
    about: str
    groups: tuple[Group, ...]
    choices: tuple[tuple[str, str], ...]
    chosen: str


def organisation_page(asked: str, actor: Actor) -> OrganisationPage:
    """The reader's own organisation, or one that they may choose; others are not found."""
    choices = _choices(actor)
    house = _chosen(asked, choices, actor)
    own = house.id == actor.organisation_id
    return OrganisationPage(
        house.name_in(current_language()),
        class_label("body", body_class(house.kind)),
        own,
        counted_html(actor) if own else "",
        about_html(house.id),
        tuple(group for group in _groups(house, actor) if group.rows),
        tuple((str(one.id), one.name_in(current_language())) for one in choices),
        str(house.id),
    )


def _choices(actor: Actor) -> Sequence[Organisation]:
    """Whoever supervises may look at every organisation of their regions, others at their own."""
    if not decide(actor, Permission.STATISTICS_READ).allowed:
        return ()
    if actor.role is Role.ANALYST or actor.national:
        return accounts.organisations()
    found = {one.id: one for region in actor.regions for one in accounts.organisations_in(region)}
    return sorted(found.values(), key=lambda one: one.name)


def _chosen(asked: str, choices: Iterable[Organisation], actor: Actor) -> Organisation:
    if not asked or asked == str(actor.organisation_id):
        own = accounts.organisation(actor.organisation_id)
        if own is None:
            raise NotFound()
        return own
    found = next((one for one in choices if str(one.id) == asked), None)
    if found is None:
        raise NotFound()
    return found


def _groups(house: Organisation, actor: Actor) -> Iterable[Group]:
    quarter = next(iter(published_periods("case", "quarter")), None)
    if quarter is not None:
        yield Group(period_label(quarter), tuple(_around(_regions(house, actor), quarter)))
    year = next(iter(published_periods("screening", "year")), None)
    if year is not None:
        asked = Asked(year, REGIONS)
        yield Group(
            _("Your kind of body, %(period)s", period=period_label(year)),
            tuple(_of_kind(body_class(house.kind), asked)),
        )
    year = next(iter(published_periods("referral", "year")), None)
    if year is not None:
        services = dict.fromkeys(service_class(one.service) for one in house.services)
        yield Group(
            _("Services it offers, all providers, %(period)s", period=period_label(year)),
            tuple(_of_services(services, Asked(year, REGIONS))),
        )


def _regions(house: Organisation, actor: Actor) -> list[str]:
    """Its regions, as far as the reader may see them: those of one's own house always."""
    mine = [one.region for one in house.regions]
    if house.id == actor.organisation_id:
        return mine
    return [region for region in mine if region in regions_of(actor)]


def _around(regions: Iterable[str], quarter: Period) -> Iterable[Row]:
    asked, before = Asked(quarter, REGIONS), Asked(quarter.previous, REGIONS)
    kinds = (("screening", _("Screenings in Morocco")), ("case", _("Cases registered in Morocco")))
    for kind, label in kinds:
        yield from _counted(label, tables.whole(kind, asked), tables.whole(kind, before), before)
    for region in regions:
        label = _("Cases, %(region)s", region=class_label("region", region))
        now, then = (tables.region_total("case", one, region) for one in (asked, before))
        yield from _counted(label, now, then, before)


def _of_kind(body: str, asked: Asked) -> Iterable[Row]:
    for key, label in (("screening.body", _("Screenings")), ("case.source", _("People detected"))):
        yield from _line(label, key, body, asked)


def _of_services(services: Iterable[str], asked: Asked) -> Iterable[Row]:
    answers = tables.read_table("referral.service_answer", asked)
    times = tables.read_table("referral.service_answer_time", asked)
    for service in services:
        label = class_label("service", service)
        yield from _line(
            _("Requests: %(service)s", service=label), "referral.service", service, asked
        )
        taken = _("taken on, of those answered or expired")
        quick = _("answered within 24 hours, of all of them")
        yield from _share(taken, answers, service, TAKEN_ON, UNSETTLED)
        yield from _share(quick, times, service, ("24h",))


def _line(label: str, key: str, code: str, asked: Asked) -> Iterable[Row]:
    before = Asked(asked.period.previous, asked.regions)
    now, then = (_count(tables.read_table(key, one), code) for one in (asked, before))
    yield from _counted(label, now, then, before)


def _count(table: ShownTable | NotPublished, code: str) -> ProtectedCount | NotPublished:
    return table if isinstance(table, NotPublished) else table.count(code)


def _counted(
    label: str,
    now: ProtectedCount | NotPublished,
    then: ProtectedCount | NotPublished,
    before: Asked,
) -> Iterable[Row]:
    if isinstance(now, NotPublished):
        return
    said = ""
    if not isinstance(then, NotPublished):
        said = sentences.of_change(now, then, period_label(before.period))
    yield Row(label, now, said)


def _share(
    label: str,
    table: ShownTable | NotPublished,
    row: str,
    parts: Sequence[str],
    left_out: Sequence[str] = (),
) -> Iterable[Row]:
    if isinstance(table, NotPublished):
        return
    line = next(one for one in table.lines if one.code == row)
    rate = ProtectedRate(table.part(parts, line), table.all_but(left_out, line))
    told = rate.percent is not None
    yield Row(label, rate if told else None, untold_words(rate))
