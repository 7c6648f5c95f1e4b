"""Whom to call, and who offers what: public contact points only, never where a shelter stands."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select

from casework.accounts import queries as accounts
from casework.accounts.domain.organisations import Kind
from casework.db import db
from casework.directory.domain import ORDER
from casework.directory.models import Contact
from casework.kernel.clock import MOROCCO, now
from casework.policy import Actor
from casework.web.codes import services


@dataclass(frozen=True)
class ServiceCard:
    """What the directory shows of an organisation. There is no address, of any kind."""

    id: UUID
    name: str
    kind: str
    services: tuple[str, ...]
    phone: str | None
    hours: str | None
    shelter: bool


def contacts_for(region: str | None) -> list[Contact]:
    """The numbers in force today for a region: its own and those of the whole country."""
    today = now().astimezone(MOROCCO).date()
    wanted = select(Contact).where(
        Contact.effective_from <= today,
        or_(Contact.withdrawn_on.is_(None), Contact.withdrawn_on > today),
        or_(Contact.region.is_(None), Contact.region == region),
    )
    return sorted(db.session.scalars(wanted), key=_place)


def all_contacts() -> list[Contact]:
    """Every number that was not withdrawn, for the administrator."""
    wanted = select(Contact).where(Contact.withdrawn_on.is_(None))
    return sorted(db.session.scalars(wanted), key=lambda row: (row.region or "", *_place(row)))


def contact(actor: Actor, contact_id: UUID) -> Contact | None:
    """One number that was not withdrawn."""
    found = db.session.get(Contact, contact_id)
    return found if found and found.withdrawn_on is None else None


def service_cards(region: str, service: str | None, language: str) -> list[ServiceCard]:
    """Active organisations of a region, of those that offer a service when one is given."""
    found = accounts.organisations_in(region)
    if service:
        found = [one for one in found if service in {offer.service for offer in one.services}]
    return [_card(organisation, language) for organisation in found]


def regions_offering(service: str) -> list[str]:
    """Where else a service can be found."""
    found = {
        place.region
        for organisation in accounts.organisations()
        if service in {offer.service for offer in organisation.services}
        for place in organisation.regions
    }
    return sorted(found)


def home_region(actor: Actor) -> str:
    """The region a page opens on: the first of the person's own, else that of the capital."""
    return min(actor.regions, default="MA-04")


def _card(organisation: Any, language: str) -> ServiceCard:
    offered = {offer.service for offer in organisation.services}
    return ServiceCard(
        id=organisation.id,
        name=organisation.name_in(language),
        kind=organisation.kind,
        services=_in_order(offered),
        phone=organisation.public_phone,
        hours=organisation.hours,
        shelter=organisation.kind == Kind.SHELTER,
    )


def _in_order(offered: set[str]) -> tuple[str, ...]:
    return tuple(code for code in services() if code in offered)


def _place(row: Contact) -> tuple[int, bool, str]:
    return ORDER[row.kind_code], row.region is None, row.name
