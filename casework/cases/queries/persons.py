"""What is compared of persons, for finding the same one again: opened in memory, never shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from casework.cases.domain.identity import Identity
from casework.cases.models import Case, Person
from casework.db import db
from casework.encryption import preload_data_keys
from casework.encryption.matching import BirthDate, Particulars


@dataclass(frozen=True)
class Comparable:
    """A person, their case, where it lies, and what is compared."""

    person_id: UUID
    case_id: UUID
    region: str
    particulars: Particulars


def comparable(person_ids: Sequence[UUID]) -> list[Comparable]:
    """The identities of these persons, all keys asked for at once. No scope is checked: what comes
    out is compared and forgotten, and its caller writes down that it searched."""
    wanted = select(Person.id, Person.case_id, Person.identity_blob, Case.region).join(
        Case, Case.id == Person.case_id
    )
    rows = db.session.execute(wanted.where(Person.id.in_(person_ids))).all() if person_ids else []
    preload_data_keys("case", [row.case_id for row in rows])
    return [
        Comparable(row.id, row.case_id, row.region, particulars_of(sealed.reveal()))
        for row in rows
        if (
            sealed := Person.identity.bind(
                row_id=row.id, owner_id=row.case_id, blob=row.identity_blob
            )
        )
    ]


def persons_with_identity() -> list[UUID]:
    """Everybody whose identity is recorded, in no order that says anything."""
    wanted = select(Person.id).where(Person.identity_blob.is_not(None))
    return list(db.session.scalars(wanted.order_by(Person.id)))


def particulars_of(identity: Identity) -> Particulars:
    """The identity as it is compared."""
    given, family = identity.name_parts
    birth = identity.birth
    return Particulars(
        given=given,
        family=family,
        birth=BirthDate(birth.year, birth.month, birth.day) if birth else BirthDate(),
        sex=identity.sex if identity.sex != "unknown" else None,
        nationality=identity.nationality or None,
        phone=identity.phone or None,
        document=identity.documents[0].number if identity.documents else None,
    )
