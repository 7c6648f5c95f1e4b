"""Keeping the entry of an organisation right: by itself, or by an administrator."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from casework.accounts import queries as accounts
from casework.accounts.domain.places import refuse_place
from casework.audit import record
from casework.audit.catalogue import DirectoryEntryChanged
from casework.db import db, hold, hold_as_shown, hold_new
from casework.directory.domain import REPORTS, Band, Takes
from casework.directory.finding import ServiceCard
from casework.directory.models import ServiceCapacity, ServiceProfile
from casework.directory.opening import Opening
from casework.directory.service import today
from casework.kernel.clock import now
from casework.kernel.refusals import Refusal
from casework.policy import Actor

NOT_SAID = Opening()
Change = Literal["changed", "verified", "reported"]


class NotOfTheList(Refusal):
    """A code outside its list."""


@dataclass(frozen=True)
class EntryProfile:
    """What is said of an organisation; `bands` by the code of each service it offers ("" is not
    said)."""

    takes: Takes
    languages: tuple[str, ...]
    email: str
    bands: Mapping[str, str]
    opening: Opening = NOT_SAID


def keep_entry(card: ServiceCard, profile: EntryProfile, version: int, actor: Actor) -> None:
    """Say what is right today. That verifies the entry and answers what was reported of it.

    Refused: an old version, a service the organisation does not offer, a shelter's place."""
    row = _row(card.id)
    hold_as_shown(row, version)
    if card.shelter:
        refuse_place(profile.email)
    row.sex, row.age_from, row.age_to = (
        profile.takes.sex, profile.takes.age_from, profile.takes.age_to,
    )  # fmt: skip
    row.opening = profile.opening.stored()
    row.languages, row.email = " ".join(profile.languages), profile.email or None
    _keep_bands(card, profile.bands)
    _verified(row, "changed", actor)


def confirm_entry(card: ServiceCard, actor: Actor) -> None:
    """Somebody looked: all of it is still right, the bands as well."""
    said = {offer.service: offer.band for offer in card.offers}
    _keep_bands(card, said)
    _verified(_row(card.id), "verified", actor)


def report_entry(card: ServiceCard, what: str, actor: Actor) -> None:
    """Somebody in the field says what is wrong, by a code of the list."""
    if what not in REPORTS:
        raise NotOfTheList()
    row = _row(card.id)
    row.reported, row.reported_at = what, now()
    _note(row, "reported", actor)


def _keep_bands(card: ServiceCard, bands: Mapping[str, str]) -> None:
    kept = {row.service: row for row in _capacities(card.id)}
    for service, band in bands.items():
        if service not in card.services or band not in ("", *Band):
            raise NotOfTheList()
        row = kept.get(service)
        if not band:
            if row is not None:
                db.session.delete(row)
            continue
        if row is None:
            row = ServiceCapacity(organisation_id=card.id, service=service)
            db.session.add(row)
        row.band, row.said_on = band, today()


def _capacities(organisation_id: UUID) -> list[ServiceCapacity]:
    wanted = db.session.query(ServiceCapacity).filter_by(organisation_id=organisation_id)
    return list(wanted)


def _row(organisation_id: UUID) -> ServiceProfile:
    """The organisation's row, locked; a new one when nobody has said anything yet."""
    found = db.session.get(ServiceProfile, organisation_id)
    if found is not None:
        hold(found)
    else:
        assert accounts.organisation(organisation_id) is not None  # noqa: S101 - loaded by the guard
        found = ServiceProfile(organisation_id=organisation_id, version=0)
        db.session.add(found)
        hold_new(found)
    return found


def _verified(row: ServiceProfile, what: Change, actor: Actor) -> None:
    row.verified_on, row.reported, row.reported_at = today(), None, None
    row.version += 1
    _note(row, what, actor)


def _note(row: ServiceProfile, what: Change, actor: Actor) -> None:
    db.session.flush()
    record(DirectoryEntryChanged(organisation_id=row.organisation_id, what=what), actor)
