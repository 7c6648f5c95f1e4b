"""Who works where, and who answers: what other parts of Sanad ask about people and organisations.

Only active accounts and organisations are found, except by id: a name in an old record stays
readable after its bearer has left.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, bindparam, func, or_, select
from sqlalchemy.orm import selectinload

from casework.accounts.domain.people import SETTLED_AFTER
from casework.accounts.models import (
    DutyTurn,
    Organisation,
    OrganisationRegion,
    OrganisationService,
    Password,
    User,
    UserRegion,
)
from casework.accounts.seals import powers_fit
from casework.accounts.tampering import found_changed
from casework.db import db
from casework.kernel import clock
from casework.policy import Actor, Role

# Who may come in: the account is open, and nobody stopped it to look at it first.
USABLE = (User.disabled_at.is_(None), User.stopped_at.is_(None))


def user(user_id: UUID) -> User | None:
    """One account, active or not."""
    return db.session.get(User, user_id)


def user_named(username: str) -> User | None:
    """The account with this user name, active or not."""
    return db.session.scalar(select(User).where(User.username == username))


def user_called(name: str) -> User | None:
    """The account with this user name, or the only one with this full name; active or not."""
    if (found := user_named(name.casefold())) is not None:
        return found
    called = list(db.session.scalars(select(User).where(User.display_name == name).limit(2)))
    return called[0] if len(called) == 1 else None


def password_chosen_at(user_id: UUID) -> datetime | None:
    """When somebody chose their present password."""
    return db.session.scalar(select(Password.chosen_at).where(Password.user_id == user_id))


def powers_settled(actor: Actor) -> bool:
    """Whether this person has had their role and their places for three days: until then the most
    serious acts wait, so that whoever oversees accounts sees a new one before it uses them."""
    found = db.session.get(User, actor.user_id)
    return found is not None and found.powers_since + SETTLED_AFTER <= clock.now()


def newly_empowered(user_ids: Iterable[UUID]) -> set[UUID]:
    """Which of some accounts have had their role and their places for less than three days. None
    while no account at all has had them longer: an installation that begins has no older eyes."""
    settled = User.powers_since <= clock.now() - SETTLED_AFTER
    found = set(db.session.scalars(select(User.id).where(User.id.in_(set(user_ids)), ~settled)))
    if found and db.session.scalar(select(User.id).where(settled).limit(1)) is None:
        return set()
    return found


def supervisors_of(user_id: UUID) -> set[UUID]:
    """The focal points of the regions of an account, else the national ones; never the account."""
    about = user(user_id)
    regions = about.place_codes if about else frozenset()
    found = {one.id for region in regions for one in focal_points(region)}
    return (found or {one.id for one in national_focal_points()}) - {user_id}


def user_display(user_id: UUID | None) -> str:
    """How somebody is named on pages; empty for nobody (an act of Sanad itself)."""
    return user_displays([user_id]).get(user_id, "") if user_id else ""


def actor_of(user_id: UUID) -> tuple[Actor, str | None] | None:
    """Somebody as the policy sees them, with their language; None when the account is closed or
    stopped, or its organisation closed. For what asks without a session: their calendar."""
    found = db.session.get(User, user_id)
    if found is None or not found.usable or not found.organisation.active:
        return None
    if not powers_fit(found):
        found_changed(user_id, "powers")
        return None
    actor = Actor(
        found.id, Role(found.role), found.organisation_id, found.place_codes, found.national
    )
    return actor, found.language


def user_displays(user_ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """The names of several at once, for lists."""
    wanted = {found for found in user_ids if found}
    rows = db.session.execute(select(User.id, User.display_name).where(User.id.in_(wanted)))
    return {row.id: row.display_name for row in rows} if wanted else {}


def users_of_region(role: Role, region: str) -> list[User]:
    """Active accounts of one role that work in one region, by name."""
    return list(db.session.scalars(_IN_REGION, {"of_role": role, "of_region": region}))


def focal_points(region: str) -> list[User]:
    """Active focal points of one region, by name. The national ones are asked after them."""
    return users_of_region(Role.FOCAL_POINT, region)


def national_focal_points() -> list[User]:
    """Active focal points who answer for the whole country."""
    return list(db.session.scalars(_active(Role.FOCAL_POINT).where(User.national)))


def administrators() -> list[User]:
    """Active administrators, by name."""
    return list(db.session.scalars(_active(Role.ADMINISTRATOR)))


def data_protection_officers() -> list[User]:
    """Active data protection officers, by name."""
    return list(db.session.scalars(_active(Role.DPO)))


def caseworkers_active_in(region: str) -> list[User]:
    """Active caseworkers of one region, of active organisations, by name."""
    return users_of_region(Role.CASEWORKER, region)


def duty_officer(region: str) -> User | None:
    """Who is on duty for a region now: of overlapping turns the one that began last."""
    return db.session.scalar(_ON_DUTY, {"of_region": region, "at": clock.now()})


def organisation(organisation_id: UUID) -> Organisation | None:
    """One organisation, active or not."""
    return db.session.get(Organisation, organisation_id)


def organisation_name(organisation_id: UUID | None, language: str) -> str:
    """The name of one organisation in one language; empty for none."""
    return next(iter(organisation_names([organisation_id], language).values()), "")


def organisation_names(organisation_ids: Iterable[UUID | None], language: str) -> dict[UUID, str]:
    """The names of several organisations at once in one language, for lists."""
    wanted = {found for found in organisation_ids if found}
    if not wanted:
        return {}
    rows = db.session.scalars(select(Organisation).where(Organisation.id.in_(wanted)))
    return {row.id: row.name_in(language) for row in rows}


def organisations_offering(service: str, region: str) -> list[Organisation]:
    """Active organisations that offer a service in a region, by name."""
    return list(db.session.scalars(_OFFERING, {"offered": service, "of_region": region}))


def offers(organisation_id: UUID, service: str, region: str) -> bool:
    """Whether this organisation is one of `organisations_offering`."""
    asked = {"offered": service, "of_region": region, "of_id": organisation_id}
    return db.session.scalar(_OFFERS, asked) is not None


def somebody_exists() -> bool:
    """Whether there is any account."""
    return db.session.scalar(select(User.id).limit(1)) is not None


def services_offered_in(region: str) -> list[str]:
    """The codes of the services that somebody offers in a region, in order."""
    offered = (
        select(OrganisationService.service)
        .join(Organisation, Organisation.id == OrganisationService.organisation_id)
        .join(OrganisationRegion, OrganisationRegion.organisation_id == Organisation.id)
        .where(Organisation.active, OrganisationRegion.region == region)
        .distinct()
    )
    return sorted(db.session.scalars(offered))


def organisations_in(region: str) -> list[Organisation]:
    """Active organisations that work in a region, by name, with their services."""
    found = (
        select(Organisation)
        .where(Organisation.active, Organisation.regions.any(OrganisationRegion.region == region))
        .options(selectinload(Organisation.services))
        .order_by(Organisation.name, Organisation.id)
    )
    return list(db.session.scalars(found))


def organisations(active_only: bool = True) -> list[Organisation]:
    """All organisations, by name."""
    found = select(Organisation).order_by(Organisation.name, Organisation.id)
    return list(db.session.scalars(found.where(Organisation.active) if active_only else found))


def users_of_organisation(organisation_id: UUID, role: Role | None = None) -> list[User]:
    """Active accounts of one organisation, of one role or of all, by name."""
    return list(db.session.scalars(_active(role).where(User.organisation_id == organisation_id)))


def people_around(region: str, organisation_ids: Iterable[UUID]) -> list[User]:
    """All active accounts that work in a region, everywhere, or for one of these organisations, by
    name."""
    there = or_(
        User.national,
        User.regions.any(UserRegion.region == region),
        User.organisation_id.in_(set(organisation_ids)),
    )
    return list(db.session.scalars(_active(None).where(there)))


def somebody_works_at(organisation_id: UUID, roles: Iterable[Role]) -> bool:
    """Whether an organisation has an active account of one of these roles."""
    found = (
        select(User.id)
        .join(Organisation, Organisation.id == User.organisation_id)
        .where(User.organisation_id == organisation_id, User.role.in_(set(roles)))
        .where(*USABLE, Organisation.active)
    )
    return db.session.scalar(found.limit(1)) is not None


def works_in(user_id: UUID, role: Role, region: str) -> bool:
    """Whether this is an active account of that role in that region."""
    found = _active(role).where(User.id == user_id, User.regions.any(UserRegion.region == region))
    return db.session.scalar(found) is not None


def number_active(role: Role) -> int:
    """How many people of a role have an account in use."""
    return db.session.scalar(select(func.count()).select_from(_active(role).subquery())) or 0


def _active(role: Role | None) -> Select[User]:
    found = (
        select(User)
        .join(Organisation, Organisation.id == User.organisation_id)
        .where(*USABLE, Organisation.active)
        .order_by(User.display_name, User.id)
    )
    return found.where(User.role == role) if role else found


# Prepared once: opening a task or a referral asks who answers for a region.
_IN_REGION = (
    _active(None)
    .where(User.role == bindparam("of_role"))
    .where(User.regions.any(UserRegion.region == bindparam("of_region")))
)
_ON_DUTY = (
    select(User)
    .join(DutyTurn, DutyTurn.user_id == User.id)
    .where(DutyTurn.region == bindparam("of_region"))
    .where(DutyTurn.starts_at <= bindparam("at"), DutyTurn.ends_at > bindparam("at"))
    .where(*USABLE)
    .order_by(DutyTurn.starts_at.desc(), DutyTurn.id)
    .limit(1)
)
_OFFERING = (
    select(Organisation)
    .where(
        Organisation.active,
        Organisation.services.any(OrganisationService.service == bindparam("offered")),
        Organisation.regions.any(OrganisationRegion.region == bindparam("of_region")),
    )
    .order_by(Organisation.name, Organisation.id)
)
_OFFERS = _OFFERING.with_only_columns(Organisation.id).where(Organisation.id == bindparam("of_id"))
