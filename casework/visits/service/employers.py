"""The compartment of employers: each under its own key, and every opening written down."""

from uuid import UUID

from casework.audit import record_read
from casework.audit.catalogue import EmployerRead
from casework.db import db, hold
from casework.encryption import create_data_key
from casework.kernel.ids import new_id
from casework.policy import Actor
from casework.visits.domain.records import Employer
from casework.visits.models import EmployerRecord


def new_employer(particulars: Employer | None = None) -> UUID:
    """A compartment, empty until somebody writes in it; gives its id."""
    row = EmployerRecord(id=new_id(), version=1)
    create_data_key("employer", row.id)
    row.particulars = particulars or Employer()
    db.session.add(row)
    db.session.flush()
    return row.id


def write(employer_id: UUID, particulars: Employer) -> None:
    """Put what is known now in the place of what was."""
    row = _row(employer_id)
    hold(row)
    row.particulars = particulars
    row.version += 1


def particulars(employer_id: UUID) -> Employer:
    """What is known of an employer, for an act that needs it."""
    found: Employer = _row(employer_id).particulars.reveal()
    return found


def read(employer_id: UUID, actor: Actor) -> Employer:
    """What is known of an employer, for a page: that it was opened is written down."""
    record_read(EmployerRead(employer_id=employer_id), actor)
    return particulars(employer_id)


def copy(employer_id: UUID) -> UUID:
    """The same employer in a compartment of its own, so that no row leads from one to the other."""
    return new_employer(particulars(employer_id))


def _row(employer_id: UUID) -> EmployerRecord:
    row = db.session.get(EmployerRecord, employer_id)
    assert row is not None  # noqa: S101 - a foreign key names it
    return row
