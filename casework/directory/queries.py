"""Whom to call (who offers what: see `finding`)."""

from uuid import UUID

from sqlalchemy import or_, select

from casework.db import db
from casework.directory.domain import ORDER
from casework.directory.models import Contact
from casework.kernel.clock import MOROCCO, now
from casework.policy import Actor


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


def home_region(actor: Actor) -> str:
    """The region a page opens on: the first of the person's own, else that of the capital."""
    return min(actor.regions, default="MA-04")


def _place(row: Contact) -> tuple[int, bool, str]:
    return ORDER[row.kind_code], row.region is None, row.name
