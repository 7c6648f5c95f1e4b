"""The other pages of the file: risk, legal duty, milestones, status, notes, contact, card."""

from casework.audit import record
from casework.audit.catalogue import (
    GateOverridden,
    LegalDutyRecorded,
    NoteWritten,
    RiskAssessed,
)
from casework.cases.domain.card import CaseCard
from casework.cases.domain.gates import VITAL_INTEREST
from casework.cases.domain.identity import YES_NO_UNKNOWN, SafeContact
from casework.cases.domain.pathway import (
    FIRST_CHECK_IN,
    FOLLOW_UP,
    PLANNED,
    REVIEW_PLAN,
    REVIEW_RISK,
    REVIEW_URGENCY,
)
from casework.cases.domain.records import (
    DECIDING_BODIES,
    DUTY_BASES,
    MILESTONES,
    NOTE_KINDS,
    STATUSES,
    LegalDuty,
    Milestone,
    NoteText,
    VictimStatus,
    not_ahead,
)
from casework.cases.domain.risk import Risks
from casework.cases.models import (
    Case,
    LegalDutyRecord,
    MilestoneRecord,
    Note,
    RiskAssessment,
    VictimStatusRecord,
)
from casework.cases.queries import today
from casework.cases.service.identity import kept_person
from casework.cases.service.steps import hand_over_facts, task_owner
from casework.cases.service.writing import digest_of, moved_on, next_seq, note_change, of_list, take
from casework.db import db
from casework.kernel import clock
from casework.kernel.workflow import Deadline
from casework.policy import Actor, Permission
from casework.tasks.service import complete_tasks, open_task
from casework.workflow.service import due

WORK = Permission.CASE_WORK
CONTACTS = ("call", "meeting", "accompaniment")


def record_risk(
    case: Case, risks: Risks, actor: Actor, *, expected_version: int | None = None
) -> RiskAssessment:
    """Seal a risk assessment; the review is due when it ends, 7 or 30 days from now."""
    take(case, actor, WORK, expected_version)
    at = clock.now()
    row = RiskAssessment(
        case_id=case.id,
        seq=next_seq(RiskAssessment, case),
        made_at=at,
        made_by_id=actor.user_id,
        valid_until=at + risks.valid_for,
    )
    row.risks = risks
    db.session.add(row)
    record(RiskAssessed(case_id=case.id, digest=digest_of(row.risks_blob)), actor)
    complete_tasks("case", case.id, REVIEW_RISK)
    open_task(
        "case",
        case.id,
        REVIEW_RISK,
        due_at=row.valid_until,
        priority=case.priority,
        **task_owner(case, REVIEW_RISK),
    )
    moved_on(case)
    return row


def record_legal_duty(
    case: Case,
    duty: LegalDuty,
    reported: bool,
    actor: Actor,
    *,
    expected_version: int | None = None,
) -> LegalDutyRecord:
    """Keep the record of a report the law required, or of why none is due. It rests on the law,
    never on consent, and stands beside it."""
    take(case, actor, WORK, expected_version)
    of_list(duty.basis, DUTY_BASES, "basis")
    not_ahead(duty.on, today())
    row = LegalDutyRecord(
        case_id=case.id,
        seq=next_seq(LegalDutyRecord, case),
        recorded_at=clock.now(),
        recorded_by_id=actor.user_id,
        reported=reported,
    )
    row.duty = duty
    db.session.add(row)
    event = LegalDutyRecorded(
        case_id=case.id,
        basis=duty.basis if reported else "not_due",
        digest=digest_of(row.duty_blob),
    )
    record(event, actor)
    moved_on(case)
    return row


def record_milestone(
    case: Case,
    kind: str,
    milestone: Milestone,
    actor: Actor,
    *,
    expected_version: int | None = None,
) -> MilestoneRecord:
    """Record a fact of the pathway by hand, with its day, authority and reference."""
    take(case, actor, WORK, expected_version)
    of_list(kind, MILESTONES, "kind")
    not_ahead(milestone.on, today())
    row = MilestoneRecord(
        case_id=case.id,
        seq=next_seq(MilestoneRecord, case),
        kind=kind,
        recorded_at=clock.now(),
        recorded_by_id=actor.user_id,
    )
    row.milestone = milestone
    db.session.add(row)
    note_change(case, kind, row.milestone_blob, actor)
    if kind == "plan" and case.state == PLANNED:
        _open_again(case, REVIEW_PLAN)
    moved_on(case)
    return row


def note_vital_interest(case: Case, actor: Actor) -> None:
    """Something was shared over consent, in an emergency, outside a step of the pathway: it is
    written down, and a focal point of the region is asked to look at it within a day."""
    take(case, actor, WORK)
    record(GateOverridden(case_id=case.id, gate="G-CONSENT", reason=VITAL_INTEREST), actor)
    open_task(
        "case",
        case.id,
        REVIEW_URGENCY.task,
        due_at=due(REVIEW_URGENCY.span_for(case.priority)),
        priority=case.priority,
        **task_owner(case, REVIEW_URGENCY.task),
    )


def note_urgency_seen(case: Case, actor: Actor) -> None:
    """A focal point looked at a referral made in an emergency, over consent or risk."""
    take(case, actor, Permission.CASE_TRIAGE)
    complete_tasks("case", case.id, REVIEW_URGENCY.task)
    note_change(case, "urgency_seen", None, actor)


def record_victim_status(
    case: Case, status: VictimStatus, actor: Actor, *, expected_version: int | None = None
) -> VictimStatusRecord:
    """Record what a body decided on the status of victim. The former decisions stay on file."""
    take(case, actor, WORK, expected_version)
    of_list(status.status, STATUSES, "status")
    of_list(status.body, DECIDING_BODIES, "body")
    not_ahead(status.on, today())
    row = VictimStatusRecord(
        case_id=case.id,
        seq=next_seq(VictimStatusRecord, case),
        recorded_at=clock.now(),
        recorded_by_id=actor.user_id,
    )
    row.status = status
    db.session.add(row)
    note_change(case, "victim_status", row.status_blob, actor)
    moved_on(case)
    return row


def record_card(
    case: Case, card: CaseCard, actor: Actor, *, expected_version: int | None = None
) -> None:
    """Change the coarse classes; the statistics follow."""
    take(case, actor, WORK, expected_version)
    case.card = card
    note_change(case, "card", case.card_blob, actor)
    moved_on(case)
    hand_over_facts(case)


def record_safe_contact(
    case: Case, contact: SafeContact, actor: Actor, *, expected_version: int | None = None
) -> None:
    """Keep how the person may be reached, and what must never be done."""
    take(case, actor, WORK, expected_version)
    of_list(contact.calls, YES_NO_UNKNOWN, "calls")
    of_list(contact.messages, YES_NO_UNKNOWN, "messages")
    person = kept_person(case)
    person.contact = contact
    note_change(case, "safe_contact", person.contact_blob, actor)
    moved_on(case)


def write_note(case: Case, note: NoteText, actor: Actor) -> Note:
    """Add a working note. Notes are never changed; a later note corrects an earlier one.

    In follow-up, a note of a contact meets the check-in and asks for the next one.
    """
    take(case, actor, WORK)
    of_list(note.kind, NOTE_KINDS, "kind")
    row = Note(
        case_id=case.id,
        seq=next_seq(Note, case),
        written_at=clock.now(),
        written_by_id=actor.user_id,
    )
    row.note = note
    db.session.add(row)
    record(
        NoteWritten(case_id=case.id, note_id=row.id, digest=digest_of(row.note_blob)),
        actor,
    )
    if case.state == FOLLOW_UP and note.kind in CONTACTS:
        _open_again(case, FIRST_CHECK_IN)
    return row


def _open_again(case: Case, deadline: Deadline) -> None:
    """The act that was due is done, and is due again after the same time."""
    complete_tasks("case", case.id, deadline.task)
    open_task(
        "case",
        case.id,
        deadline.task,
        due_at=due(deadline.span_for(case.priority)),
        priority=case.priority,
        **task_owner(case, deadline.task),
    )
