"""Making the cast: rows of organisations and accounts, as enrolment would have made them."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from casework.accounts import seals
from casework.accounts.models import (
    Organisation,
    OrganisationRegion,
    OrganisationService,
    User,
    UserRegion,
)
from casework.db import db
from casework.kernel import clock
from casework.policy import Actor
from tests.personas import ORGANISATIONS, PERSONAS


def make_cast() -> None:
    """All organisations and people of the cast, in the caller's unit of work."""
    houses = {key: _organisation(key) for key in ORGANISATIONS}
    db.session.add_all(houses.values())
    db.session.flush()
    for key in PERSONAS:
        add_account(_user(key, houses))


def add_account(user: User) -> User:
    """Put an account there as Sanad itself would: what it may do is sealed."""
    seals.seal_powers(user)
    user.factors_seal = seals.factors_seal(user.id, ())
    db.session.add(user)
    db.session.flush()
    return user


def change_account(key: str, **changes: Any) -> User:
    """Change what a persona may do, as Sanad itself would: it is sealed."""
    user = user_named(key)
    for name, value in changes.items():
        setattr(user, name, value)
    db.session.flush()
    seals.seal_powers(user)
    return user


def user_named(key: str) -> User:
    """The account of a persona."""
    return db.session.query(User).filter_by(username=key).one()


def actor_named(key: str) -> Actor:
    """The persona as the policy sees it."""
    user = user_named(key)
    persona = PERSONAS[key]
    return Actor(
        user.id, persona.role, user.organisation_id, frozenset(persona.regions), persona.national
    )


def organisation_named(key: str) -> Organisation:
    """An organisation of the cast."""
    return db.session.query(Organisation).filter_by(name=ORGANISATIONS[key].name).one()


def _organisation(key: str) -> Organisation:
    cast = ORGANISATIONS[key]
    return Organisation(
        name=cast.name,
        name_ar=cast.name_ar,
        kind=cast.kind,
        regions=[OrganisationRegion(region=region) for region in cast.regions],
        services=[OrganisationService(service=service) for service in cast.services],
    )


def _user(key: str, houses: Mapping[str, Organisation]) -> User:
    persona = PERSONAS[key]
    return User(
        username=key,
        display_name=f"Essai {key.replace('_', ' ').title()}",
        role=persona.role.value,
        organisation_id=houses[persona.organisation].id,
        national=persona.national,
        language="fr",
        made_at=clock.now(),
        powers_since=clock.now() - timedelta(days=30),
        regions=[UserRegion(region=region) for region in persona.regions],
    )
