"""Organisations as administrators keep them."""

from dataclasses import dataclass, field

from sqlalchemy import select

from casework.accounts.domain.organisations import SERVICES, Kind
from casework.accounts.domain.places import refuse_place
from casework.accounts.domain.refusals import NameTaken, NotARegion, NotAService
from casework.accounts.models import Organisation, OrganisationRegion, OrganisationService, User
from casework.accounts.service.safeguards import keep_an_administrator
from casework.accounts.service.sessions import revoke_all
from casework.audit import record
from casework.audit.catalogue import OrganisationChanged
from casework.db import db, hold_as_shown
from casework.facts.domain import REGIONS
from casework.policy import Actor


@dataclass(frozen=True)
class OrganisationProfile:
    """What an organisation is, where it works and what it offers."""

    name: str
    name_ar: str
    kind: Kind
    name_en: str | None = None
    public_phone: str | None = None
    hours: str | None = None
    regions: frozenset[str] = field(default_factory=frozenset)
    services: frozenset[str] = field(default_factory=frozenset)

    def check(self) -> None:
        """Refuse codes outside the lists of regions and services, and where a shelter stands."""
        if not self.regions <= set(REGIONS) or not self.regions:
            raise NotARegion()
        if not self.services <= set(SERVICES):
            raise NotAService()
        if self.kind is Kind.SHELTER:
            refuse_place(self.name, self.name_ar, self.name_en, self.hours)


def create_organisation(profile: OrganisationProfile, actor: Actor | None) -> Organisation:
    """Add an organisation. Two of the same name are refused."""
    profile.check()
    made = Organisation(name=profile.name, name_ar=profile.name_ar, kind=profile.kind.value)
    _check_name(profile.name, made)
    _apply(made, profile)
    db.session.add(made)
    db.session.flush()
    record(OrganisationChanged(organisation_id=made.id, what="created"), actor)
    return made


def change_organisation(
    row: Organisation, profile: OrganisationProfile, expected_version: int, actor: Actor
) -> None:
    """Change what an organisation is, where it works, what it offers or how it is reached."""
    hold_as_shown(row, expected_version)
    profile.check()
    _check_name(profile.name, row)
    before = _as_it_is(row)
    _apply(row, profile)
    row.version += 1
    after = _as_it_is(row)
    for what in before:
        if before[what] != after[what]:
            record(OrganisationChanged(organisation_id=row.id, what=what), actor)  # type: ignore[arg-type]


def close_organisation(row: Organisation, actor: Actor) -> None:
    """It takes no part any more: its accounts cannot be used from the next request on, and nothing
    is referred to it. Refused when nobody could give access any more."""
    if not row.active:
        return
    of_it = list(db.session.scalars(select(User.id).where(User.organisation_id == row.id)))
    keep_an_administrator(frozenset(of_it))
    for user_id in of_it:
        revoke_all(user_id, actor)
    row.active = False
    row.version += 1
    record(OrganisationChanged(organisation_id=row.id, what="closed"), actor)


def reopen_organisation(row: Organisation, actor: Actor) -> None:
    """It takes part again, with the accounts it had."""
    if row.active:
        return
    row.active = True
    row.version += 1
    record(OrganisationChanged(organisation_id=row.id, what="reopened"), actor)


def _check_name(name: str, row: Organisation) -> None:
    twin = select(Organisation.id).where(Organisation.name == name, Organisation.id != row.id)
    with db.session.no_autoflush:
        if db.session.scalar(twin) is not None:
            raise NameTaken()


def _as_it_is(row: Organisation) -> dict[str, object]:
    return {
        "name": (row.name, row.name_ar, row.name_en),
        "kind": row.kind,
        "regions": {place.region for place in row.regions},
        "services": {offer.service for offer in row.services},
        "contact": (row.public_phone, row.hours),
    }


def _apply(row: Organisation, profile: OrganisationProfile) -> None:
    row.name, row.name_ar, row.name_en = profile.name, profile.name_ar, profile.name_en
    row.kind = profile.kind.value
    row.public_phone, row.hours = profile.public_phone, profile.hours
    places = {place.region: place for place in row.regions}
    offers = {offer.service: offer for offer in row.services}
    row.regions = [
        places.get(code) or OrganisationRegion(region=code) for code in sorted(profile.regions)
    ]
    row.services = [
        offers.get(code) or OrganisationService(service=code) for code in sorted(profile.services)
    ]
