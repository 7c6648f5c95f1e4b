"""Who offers what, where, for whom: public contact points only, never where a shelter stands."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from casework.accounts import queries as accounts
from casework.accounts.domain.organisations import Kind
from casework.db import db
from casework.directory.domain import Band, Takes, best_first, nearest, stale
from casework.directory.models import ServiceCapacity, ServiceProfile
from casework.directory.opening import Opening, read
from casework.kernel.clock import MOROCCO, now
from casework.policy import Actor, Resource, Role
from casework.web.codes import services
from casework.web.languages import current_language

CAPACITY_FRESH = 30  # days after which a band is shown with a doubt


@dataclass(frozen=True)
class Need:
    """What somebody looks for; what is empty does not narrow the search."""

    service: str = ""
    sex: str = ""
    child: bool | None = None
    language: str = ""


ANYTHING = Need()
AnswerTimes = Callable[[Actor, Collection[UUID]], Mapping[UUID, str]]
_answer_times: list[AnswerTimes] = []


@dataclass(frozen=True)
class Capacity:
    """What an organisation says of one of its services."""

    service: str
    band: str = ""
    said_on: date | None = None

    @property
    def old(self) -> bool:
        """Whether this was said long ago."""
        return self.said_on is not None and (_today() - self.said_on).days > CAPACITY_FRESH


@dataclass(frozen=True)
class ServiceCard:
    """What the directory shows of an organisation. There is no address, of any kind."""

    id: UUID
    name: str
    kind: str
    offers: tuple[Capacity, ...]
    regions: tuple[str, ...]
    phone: str | None
    email: str | None
    hours: str | None
    opening: Opening
    takes: Takes
    languages: tuple[str, ...]
    verified_on: date | None
    reported: str | None
    version: int
    described: bool

    @property
    def shelter(self) -> bool:
        """Whether it is a house whose place nobody may know."""
        return self.kind == Kind.SHELTER

    @property
    def services(self) -> tuple[str, ...]:
        """The codes of what it offers."""
        return tuple(offer.service for offer in self.offers)

    @property
    def stale(self) -> bool:
        """Whether nobody said lately that this is right."""
        return stale(self.verified_on, _today())

    @property
    def now(self) -> str:
        """Open or closed at this moment, by what it says; empty when it says nothing."""
        return self.opening.at(now())

    def band_of(self, service: str) -> str:
        """What it says of one service: yes, few, no, or empty when it says nothing."""
        return next((offer.band for offer in self.offers if offer.service == service), "")

    def meets(self, need: Need) -> bool:
        """Whether it may help with this; a language nobody named there is not held against it."""
        speaks = not need.language or not self.languages or need.language in self.languages
        offered = not need.service or need.service in self.services
        return offered and speaks and self.takes.fits(need.sex, need.child)

    def resource(self) -> Resource:
        """What the policy needs to know of it."""
        return Resource(kind="directory", organisation_id=self.id)


def service_cards(region: str, need: Need = ANYTHING, language: str = "") -> list[ServiceCard]:
    """Active organisations of a region that may help with a need; free places first."""
    cards = _cards(accounts.organisations_in(region), language or current_language())
    fitting = [card for card in cards if card.meets(need)]
    return best_first((card.band_of(need.service), card.name, card) for card in fitting)


def alternatives(
    region: str, need: Need, without: Iterable[UUID], most: int = 3
) -> list[ServiceCard]:
    """Other organisations to ask for the same, at most three, none that says it is full."""
    asked = set(without)
    return [
        card
        for card in service_cards(region, need)
        if card.id not in asked and card.band_of(need.service) != Band.NO
    ][:most]


def card(actor: Actor, organisation_id: UUID) -> ServiceCard | None:
    """One active organisation, as the directory shows it."""
    found = accounts.organisation(organisation_id)
    if found is None or not found.active:
        return None
    return next(iter(_cards([found], current_language())))


def all_cards() -> list[ServiceCard]:
    """Every active organisation, for whoever keeps the directory right."""
    return _cards(accounts.organisations(), current_language())


def register_answer_times(told: AnswerTimes) -> None:
    """`told(actor, organisations)` says how long each usually takes to answer, by its class, to
    those who may know it; referrals know."""
    _answer_times[:] = [told]


def answer_times(actor: Actor, cards: Iterable[ServiceCard]) -> Mapping[UUID, str]:
    """How long the organisations of these cards usually take to answer."""
    ids = [card.id for card in cards]
    return {house: said for told in _answer_times for house, said in told(actor, ids).items()}


def regions_offering(service: str, near: str) -> tuple[str, ...]:
    """Where else a service can be found, the nearest region first."""
    found = {
        place.region
        for organisation in accounts.organisations()
        if service in {offer.service for offer in organisation.services}
        for place in organisation.regions
    }
    return nearest(near, found)


def focal_point_names(region: str) -> list[str]:
    """Whom to ask in a region when nobody offers what is needed."""
    return [one.display_name for one in accounts.focal_points(region)]


def keeps_own(actor: Actor) -> bool:
    """Whether this person keeps the entry of the own organisation."""
    found = accounts.organisation(actor.organisation_id) if actor.organisation_id else None
    return bool(found and found.services) and actor.role is not Role.FOCAL_POINT


def _cards(organisations: Iterable[Any], language: str) -> list[ServiceCard]:
    found = list(organisations)
    ids = [one.id for one in found]
    said = select(ServiceProfile).where(ServiceProfile.organisation_id.in_(ids))
    profiles = {row.organisation_id: row for row in db.session.scalars(said)}
    bands: dict[UUID, dict[str, ServiceCapacity]] = {}
    capacities = select(ServiceCapacity).where(ServiceCapacity.organisation_id.in_(ids))
    for row in db.session.scalars(capacities):
        bands.setdefault(row.organisation_id, {})[row.service] = row
    return [_card(one, profiles.get(one.id), bands.get(one.id, {}), language) for one in found]


def _card(
    organisation: Any,
    profile: ServiceProfile | None,
    bands: Mapping[str, ServiceCapacity],
    language: str,
) -> ServiceCard:
    offered = {offer.service for offer in organisation.services}
    said = profile or ServiceProfile(languages="", opening="", version=0)
    return ServiceCard(
        id=organisation.id,
        name=organisation.name_in(language),
        kind=organisation.kind,
        offers=tuple(_capacity(code, bands.get(code)) for code in services() if code in offered),
        regions=tuple(place.region for place in organisation.regions),
        phone=organisation.public_phone,
        email=said.email,
        hours=organisation.hours,
        opening=read(said.opening),
        takes=profile.takes if profile else Takes(),
        languages=tuple(said.languages.split()),
        verified_on=said.verified_on,
        reported=said.reported,
        version=said.version,
        described=profile is not None,
    )


def _capacity(service: str, row: ServiceCapacity | None) -> Capacity:
    return Capacity(service, row.band, row.said_on) if row else Capacity(service)


def _today() -> date:
    return now().astimezone(MOROCCO).date()
