"""What lies in one case file, for those who were let into it."""

from datetime import date
from uuid import UUID

from sqlalchemy import BindParameter, bindparam, select

from casework.cases.domain.consent import Circumstance, Said, in_force
from casework.cases.domain.identity import Alias, SafeContact
from casework.cases.domain.records import Closure, LegalDuty, Milestone, NoteText, VictimStatus
from casework.cases.domain.risk import Risks
from casework.cases.models import (
    Case,
    Consent,
    LegalDutyRecord,
    MilestoneRecord,
    Note,
    Person,
    RiskAssessment,
    VictimStatusRecord,
)
from casework.db import db
from casework.kernel import clock

# Prepared once: every step and every page of a case asks them.
_of_case: BindParameter[UUID] = bindparam("of_case")
_PERSON = select(Person).where(Person.case_id == _of_case)
_LEDGER = select(Consent).where(Consent.case_id == _of_case).order_by(Consent.seq)
_RISKS = select(RiskAssessment).where(RiskAssessment.case_id == _of_case)
_RISKS = _RISKS.order_by(RiskAssessment.seq.desc())
_NEWEST_RISK = _RISKS.limit(1)
_MILESTONES = select(MilestoneRecord).where(MilestoneRecord.case_id == _of_case)
_MILESTONES = _MILESTONES.order_by(MilestoneRecord.seq)


def person_of(case: Case) -> Person | None:
    """The person's record, sealed values and all."""
    return db.session.scalar(_PERSON, {"of_case": case.id})


def alias_of(case: Case) -> str:
    """The name used with those who need not know the person's own; empty when there is none."""
    person = person_of(case)
    found: Alias | None = person.alias.reveal() if person and person.alias else None
    return found.name if found else ""


def safe_contact_of(case: Case) -> SafeContact | None:
    """How the person may be reached."""
    person = person_of(case)
    return person.contact.reveal() if person and person.contact else None


def ledger(case_id: UUID) -> tuple[Consent, ...]:
    """Every line of a case's consent ledger, in the order it was written."""
    return tuple(db.session.scalars(_LEDGER, {"of_case": case_id}))


def said_of(case_id: UUID) -> tuple[Said, ...]:
    """The ledger as the rules read it."""
    return tuple(line.said for line in ledger(case_id))


def consents_for(case: Case, purpose: str, recipient_id: UUID | None = None) -> Consent | None:
    """The line under which this purpose (and recipient) is agreed to today; None when there is
    none: never asked, refused, withdrawn or over."""
    lines = [line for line in ledger(case.id) if line.said.key == (purpose, recipient_id)]
    if lines and lines[-1].said.in_force(today()):
        return lines[-1]
    return None


def has_consent(case_id: UUID, purpose: str, recipient_id: UUID | None = None) -> bool:
    """Whether this is agreed to today."""
    return in_force(said_of(case_id), purpose, recipient_id, today())


def notes_of(case_id: UUID) -> dict[UUID, NoteText]:
    """The words of a case's notes, by their ids."""
    rows = db.session.scalars(select(Note).where(Note.case_id == case_id))
    return {row.id: row.note.reveal() for row in rows if row.note}


def newest_status(case: Case) -> VictimStatus | None:
    """What was last decided on the status of victim."""
    rows = select(VictimStatusRecord).where(VictimStatusRecord.case_id == case.id)
    last = db.session.scalar(rows.order_by(VictimStatusRecord.seq.desc()).limit(1))
    return last.status.reveal() if last and last.status else None


def risks_of(case_id: UUID, *, newest_only: bool = False) -> list[tuple[RiskAssessment, Risks]]:
    """The risk assessments with what they found, newest first."""
    rows = db.session.scalars(_NEWEST_RISK if newest_only else _RISKS, {"of_case": case_id})
    return [(row, row.risks.reveal()) for row in rows if row.risks]


def newest_risk(case_id: UUID) -> tuple[RiskAssessment, Risks] | None:
    """The last risk assessment, ended or not."""
    return next(iter(risks_of(case_id, newest_only=True)), None)


def milestones_of(case_id: UUID) -> dict[str, Milestone]:
    """The newest milestone of each kind."""
    ordered = db.session.scalars(_MILESTONES, {"of_case": case_id})
    return {row.kind: row.milestone.reveal() for row in ordered if row.milestone}


def duties_of(case_id: UUID) -> list[tuple[LegalDutyRecord, LegalDuty]]:
    """The records of the duty to report, newest first."""
    rows = select(LegalDutyRecord).where(LegalDutyRecord.case_id == case_id)
    newest = db.session.scalars(rows.order_by(LegalDutyRecord.seq.desc()))
    return [(row, row.duty.reveal()) for row in newest if row.duty]


def circumstance_of(line: Consent) -> Circumstance | None:
    """How an answer came about."""
    return line.circumstance.reveal() if line.circumstance else None


def closure_of(case: Case) -> Closure | None:
    """Why closing is proposed, or was decided."""
    return case.closure.reveal() if case.closure else None


def today() -> date:
    """The day it is in Morocco."""
    return clock.now().astimezone(clock.MOROCCO).date()
