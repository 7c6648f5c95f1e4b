"""Making the organisations and accounts of the demo country, through the services of accounts.

All demo accounts share one printed password: its hash is made once and copied, because a slow hash
for each of seventy accounts would take most of the loading time and protect nobody.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from casework.accounts.domain.organisations import Kind
from casework.accounts.domain.people import Profile
from casework.accounts.hashing import hashing
from casework.accounts.service import (
    OrganisationProfile,
    add_duty_turn,
    create_organisation,
    invite_user,
    keep_shared_hash,
    set_language,
)
from casework.demo.organisations import PILOT, DemoAccount, accounts, organisations
from casework.demo.sign_ins import PASSWORD
from casework.kernel import clock
from casework.policy import Actor, Role

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Country:
    """Who is there, by user name and by role and region."""

    people: dict[str, Actor]
    organisation_ids: dict[str, UUID]

    def of(self, role: Role, region: str) -> list[Actor]:
        """Those of a role who work in a region."""
        return [
            actor
            for actor in self.people.values()
            if actor.role is role and region in actor.regions
        ]

    def staff(self, organisation_id: UUID) -> Actor | None:
        """Somebody of an organisation who answers its requests; None where nobody has an account
        and requests travel by hand."""
        return next(
            (one for one in self.people.values() if one.organisation_id == organisation_id), None
        )


def make_country() -> Country:
    """All organisations and accounts, in the caller's unit of work."""
    ids = {
        one.key: create_organisation(
            OrganisationProfile(
                name=one.name,
                name_ar=one.name_ar,
                kind=Kind(one.kind),
                regions=frozenset(one.regions),
                services=frozenset(one.services),
            ),
            None,
        ).id
        for one in organisations()
    }
    shared = hashing().hash(PASSWORD)
    return Country({one.username: _account(one, ids, shared) for one in accounts()}, ids)


def make_duty_roster(country: Country) -> None:
    """In each pilot region a focal point is on duty from now on for a week, the other after."""
    now = clock.now()
    for region in PILOT:
        for week, focal in enumerate(country.of(Role.FOCAL_POINT, region)):
            starts = now + WEEK * week
            add_duty_turn(region, focal.user_id, starts, starts + WEEK, None)


def _account(one: DemoAccount, ids: dict[str, UUID], shared: str) -> Actor:
    profile = Profile(
        display_name=one.display_name,
        role=one.role,
        organisation_id=ids[one.organisation],
        regions=frozenset(one.regions),
        national=one.national,
    )
    user = invite_user(one.username, profile, None)
    keep_shared_hash(user, shared)
    actor = Actor(user.id, one.role, user.organisation_id, frozenset(one.regions), one.national)
    set_language(actor, one.language)
    return actor
