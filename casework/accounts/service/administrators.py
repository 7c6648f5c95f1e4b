"""The way in before anybody is in: for whoever runs the server, never for a page."""

from casework.accounts import queries
from casework.accounts.domain.organisations import Kind, username_of
from casework.accounts.domain.people import Profile
from casework.accounts.domain.refusals import NotAnAdministrator, OrganisationClosed
from casework.accounts.models import Organisation, User
from casework.accounts.service.enrolment import enrolment_link
from casework.accounts.service.organisations import OrganisationProfile, create_organisation
from casework.accounts.service.people import invite_user
from casework.facts.domain import REGIONS
from casework.policy import Role


def invite_administrator(username: str, name: str, organisation: str, organisation_ar: str) -> str:
    """The enrolment token of an administrator: of a new account, or again for an active one. A new
    organisation needs its Arabic name too."""
    user = queries.user_named(username_of(username))
    if user is None:
        house = _organisation(organisation, organisation_ar)
        profile = Profile(name, Role.ADMINISTRATOR, house.id)
        user = invite_user(username, profile, None)
    return enrolment_link(_administrator(user), None)


def _administrator(user: User) -> User:
    if user.role != Role.ADMINISTRATOR or not user.active:
        raise NotAnAdministrator()
    return user


def _organisation(name: str, name_ar: str) -> Organisation:
    known = next((row for row in queries.organisations() if row.name == name), None)
    if known is not None:
        return known
    if not name_ar:
        raise OrganisationClosed()
    profile = OrganisationProfile(
        name, name_ar, Kind.NATIONAL_COMMISSION, regions=frozenset(REGIONS)
    )
    return create_organisation(profile, None)
