"""Keeping numbers right: seeded once, then changed, checked and withdrawn by an administrator."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import select

from casework.audit import record
from casework.audit.catalogue import ContactChanged
from casework.db import db, hold, hold_as_shown
from casework.directory.domain import ContactKind
from casework.directory.models import Contact
from casework.kernel.clock import MOROCCO, now
from casework.policy import Actor

Change = Literal["added", "changed", "verified", "withdrawn", "reported"]


@dataclass(frozen=True)
class ContactProfile:
    """What an administrator says of a number. `region` None: the whole country."""

    kind: ContactKind
    number: str
    source: str
    effective_from: date
    name: str = ""
    region: str | None = None


AT_LATEST = date(2024, 1, 1)
SHIPPED = tuple(
    ContactProfile(kind, number, source, AT_LATEST)
    for kind, number, source in (
        (ContactKind.POLICE, "19", "Direction générale de la sûreté nationale"),
        (ContactKind.GENDARMERIE, "177", "Gendarmerie royale"),
        (ContactKind.AMBULANCE, "15", "Direction générale de la protection civile"),
        (ContactKind.SAMU, "141", "Ministère de la santé et de la protection sociale"),
        (ContactKind.TRAFFICKING_LINE, "0800 00 47 47", "CNCLT, avis de septembre 2023"),
    )
)


def seed_contacts() -> int:
    """Fill an empty table with the national numbers; nobody has called them from here yet, so none
    counts as verified. Say how many were added."""
    if db.session.scalar(select(Contact.id).limit(1)):
        return 0
    db.session.add_all(_filled(Contact(), profile) for profile in SHIPPED)
    db.session.flush()
    return len(SHIPPED)


def add_contact(profile: ContactProfile, actor: Actor) -> Contact:
    """Publish a number from its first day on."""
    contact = _filled(Contact(), profile)
    db.session.add(contact)
    return _changed(contact, "added", actor)


def change_contact(
    contact: Contact, profile: ContactProfile, version: int, actor: Actor
) -> Contact:
    """Correct a number. A changed number has to be called again before it counts as verified."""
    hold_as_shown(contact, version)
    if contact.number != profile.number:
        contact.verified_on = None
    contact.version += 1
    return _changed(_filled(contact, profile), "changed", actor)


def verify_contact(contact: Contact, actor: Actor) -> Contact:
    """Somebody called the number today and it was right."""
    hold(contact)
    contact.verified_on, contact.reported_at = today(), None
    return _changed(contact, "verified", actor)


def withdraw_contact(contact: Contact, actor: Actor) -> Contact:
    """The number is no longer in service; it is kept as history and shown no more."""
    hold(contact)
    contact.withdrawn_on = today()
    return _changed(contact, "withdrawn", actor)


def report_contact(contact: Contact, actor: Actor) -> Contact:
    """Somebody in the field says that the number is wrong; the administrator sees it first."""
    hold(contact)
    contact.reported_at = now()
    return _changed(contact, "reported", actor)


def today() -> date:
    """The day in Morocco."""
    return now().astimezone(MOROCCO).date()


def _filled(contact: Contact, profile: ContactProfile) -> Contact:
    contact.kind, contact.name, contact.number = profile.kind, profile.name, profile.number
    contact.region, contact.source = profile.region, profile.source
    contact.effective_from = profile.effective_from
    return contact


def _changed(contact: Contact, what: Change, actor: Actor) -> Contact:
    db.session.flush()
    record(ContactChanged(contact_id=contact.id, what=what), actor)
    return contact
