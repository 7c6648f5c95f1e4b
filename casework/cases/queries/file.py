"""What lies in one case file, for those who were let into it."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BindParameter, bindparam, func, select

from casework.cases.domain.closure import FOLLOW_UPS, ContactAttempt, FollowUp
from casework.cases.domain.consent import (
    Circumstance,
    Purpose,
    Said,
    in_force,
    latest,
    refused,
)
from casework.cases.domain.identity import Alias, SafeContact
from casework.cases.domain.notes import KeptNote, NoteText
from casework.cases.domain.records import Closure, LegalDuty, Milestone, VictimStatus
from casework.cases.domain.risk import Risks
from casework.cases.models import (
    Case,
    ClosureRecord,
    Consent,
    ContactAttemptRecord,
    FollowUpRecord,
    LegalDutyRecord,
    MilestoneRecord,
    Note,
    Person,
    RiskAssessment,
    VictimStatusRecord,
)
from casework.cases.queries.scope import card_of, case_by_id, files_of_person
from casework.db import db
from casework.kernel import clock
from casework.tasks.queries import open_tasks

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


def lines_of_person(case: Case) -> list[Consent]:
    """The lines of every file of the person, in the order they were said."""
    lines = [line for file_id in files_of_person(case) for line in ledger(file_id)]
    return sorted(lines, key=lambda line: (line.said_at, line.seq))


def said_by_person(case: Case) -> tuple[Said, ...]:
    """The same, as the rules read it: whether they said no to something is asked of all their
    files, so that no merge brings back what they refused."""
    return tuple(line.said for line in lines_of_person(case))


def bars_consulate(case: Case) -> bool:
    """Whether any file of the person says that they seek or have asylum: no consulate is told."""
    files = [case_by_id(file_id) for file_id in files_of_person(case)]
    return any(card_of(file).asylum == "yes" for file in files)


def consents_for(case: Case, purpose: str, recipient_id: UUID | None = None) -> Consent | None:
    """The line under which this purpose (and recipient) is agreed to today; None when there is
    none: never asked, refused, withdrawn or over."""
    lines = [
        line
        for line in ledger(case.id)
        if line.purpose == purpose and line.recipient_id in (recipient_id, None)
    ]
    if lines and lines[-1].said.in_force(today()):
        return lines[-1]
    return None


def groups_agreed(
    case: Case, purpose: str = Purpose.SERVICE, recipient_id: UUID | None = None
) -> frozenset[str]:
    """What may be told of the person today, for this purpose and to this recipient: groups of
    `consent.DATA_GROUPS`, none without an agreement in force. What is not in it stays untold.
    Whoever said no to the case itself agreed to nothing that hangs on it, whatever was said of a
    recipient."""
    if purpose == Purpose.SERVICE and refused(said_of(case.id), Purpose.CASE):
        return frozenset()
    line = consents_for(case, purpose, recipient_id)
    how = circumstance_of(line) if line is not None else None
    return frozenset(how.data_groups) if how is not None else frozenset()


def has_consent(case_id: UUID, purpose: str, recipient_id: UUID | None = None) -> bool:
    """Whether this is agreed to today."""
    return in_force(said_of(case_id), purpose, recipient_id, today())


def agreed_to_any(case_id: UUID, purpose: str) -> bool:
    """Whether this is agreed to today with one body of its kind at least."""
    return any(
        line.purpose == purpose and line.in_force(today())
        for line in latest(said_of(case_id)).values()
    )


def notes_of(case_id: UUID) -> dict[UUID, KeptNote]:
    """A case's notes by their ids, each with the one that strikes it."""
    rows = list(db.session.scalars(select(Note).where(Note.case_id == case_id)))
    words: dict[UUID, NoteText] = {row.id: row.note.reveal() for row in rows if row.note}
    struck = {row.corrects_id: words.get(row.id) for row in rows}
    return {id: KeptNote(id, text, struck.get(id)) for id, text in words.items()}


def newest_status(case: Case) -> VictimStatus | None:
    """What was last decided on the status of victim."""
    rows = select(VictimStatusRecord).where(VictimStatusRecord.case_id == case.id)
    last = db.session.scalar(rows.order_by(VictimStatusRecord.seq.desc()).limit(1))
    return last.status.reveal() if last and last.status else None


def status_by(case_ids: Collection[UUID], moment: datetime) -> VictimStatus | None:
    """What had been decided last, by that moment, on the status of the person of these files."""
    rows = select(VictimStatusRecord).where(
        VictimStatusRecord.case_id.in_(case_ids), VictimStatusRecord.recorded_at <= moment
    )
    newest = (VictimStatusRecord.recorded_at.desc(), VictimStatusRecord.seq.desc())
    last = db.session.scalar(rows.order_by(*newest).limit(1))
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


def reported_to(case_id: UUID) -> frozenset[UUID]:
    """The bodies of the directory that a report which the law asks for was made to."""
    found = (duty.recipient_id for row, duty in duties_of(case_id) if row.reported)
    return frozenset(one for one in found if one is not None)


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


def closures_of(case_id: UUID) -> list[tuple[ClosureRecord, Closure]]:
    """Each time the case was closed, the latest first."""
    rows = select(ClosureRecord).where(ClosureRecord.case_id == case_id)
    newest = db.session.scalars(rows.order_by(ClosureRecord.seq.desc()))
    return [(row, row.closure.reveal()) for row in newest if row.closure]


def attempt_records(case_id: UUID) -> list[tuple[ContactAttemptRecord, ContactAttempt]]:
    """The attempts to reach the person, the latest recorded first."""
    rows = select(ContactAttemptRecord).where(ContactAttemptRecord.case_id == case_id)
    newest = db.session.scalars(rows.order_by(ContactAttemptRecord.seq.desc()))
    return [(row, row.attempt.reveal()) for row in newest if row.attempt]


def attempts_of(case_id: UUID) -> list[ContactAttempt]:
    """The attempts as the rules read them."""
    return [attempt for _row, attempt in attempt_records(case_id)]


def follow_ups_of(case: Case) -> list[tuple[FollowUpRecord, FollowUp]]:
    """What came of asking the person again since the case was last closed, the latest first."""
    closed = select(func.max(ClosureRecord.closed_at)).where(ClosureRecord.case_id == case.id)
    rows = select(FollowUpRecord).where(
        FollowUpRecord.case_id == case.id, FollowUpRecord.recorded_at >= closed.scalar_subquery()
    )
    newest = db.session.scalars(rows.order_by(FollowUpRecord.seq.desc()))
    return [(row, row.follow_up.reveal()) for row in newest if row.follow_up]


def follow_ups_waiting(case_id: UUID) -> list[int]:
    """After how many months the person is still to be asked, the soonest first."""
    kinds = [task.kind for task in open_tasks("case", case_id)]
    return [months for months in FOLLOW_UPS if f"follow_up_{months}" in kinds]


def today() -> date:
    """The day it is in Morocco."""
    return clock.now().astimezone(clock.MOROCCO).date()
