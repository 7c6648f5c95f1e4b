"""The other pages of the file: risk, legal duty, notes, contact, card."""

from collections.abc import Callable
from datetime import datetime

from casework.accounts import queries as accounts
from casework.audit import record
from casework.audit.catalogue import (
    GateOverridden,
    LegalDutyRecorded,
    RiskAssessed,
)
from casework.cases.domain.card import CaseCard
from casework.cases.domain.gates import VITAL_INTEREST
from casework.cases.domain.identity import YES_NO_UNKNOWN, SafeContact
from casework.cases.domain.pathway import ANSWER_DANGER, REVIEW_RISK, REVIEW_URGENCY
from casework.cases.domain.records import (
    DUTY_BASES,
    REPORTED_TO,
    AuthorityMissing,
    LegalDuty,
    not_ahead,
)
from casework.cases.domain.risk import Risks
from casework.cases.models import Case, LegalDutyRecord, RiskAssessment
from casework.cases.queries import card_of, today
from casework.cases.service.children import check_age, put_card
from casework.cases.service.identity import kept_person
from casework.cases.service.keeping import ask_again, ask_by, met, tell
from casework.cases.service.summary import sum_up
from casework.cases.service.writing import digest_of, moved_on, next_seq, note_change, of_list, take
from casework.db import db
from casework.kernel import clock
from casework.policy import Actor, Permission
from casework.tasks.domain import later_on

WORK = Permission.CASE_WORK
RiskListener = Callable[[Case, Risks, Actor], None]
_risk_listeners: list[RiskListener] = []


def on_risk(listener: RiskListener) -> None:
    """Call `listener(case, risks, actor)` after each risk assessment, in the same transaction."""
    if listener not in _risk_listeners:
        _risk_listeners.append(listener)


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
        valid_until=later_on(at, risks.valid_for.days, 0),
    )
    row.risks = risks
    db.session.add(row)
    record(RiskAssessed(case_id=case.id, digest=digest_of(row.risks_blob)), actor)
    sum_up(case)
    met(case, REVIEW_RISK)
    ask_by(case, REVIEW_RISK, row.valid_until)
    moved_on(case)
    for listener in _risk_listeners:
        listener(case, risks, actor)
    return row


def ask_risk_again(case: Case, due_at: datetime) -> None:
    """The danger may have changed (somebody is missing from where they were safe): the assessment
    is due anew, by this moment, whatever the last one said of its own end."""
    ask_by(case, REVIEW_RISK, due_at)


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
    if duty.recipient_id is not None:
        told = accounts.organisation(duty.recipient_id)
        of_list(told.kind if told else "", REPORTED_TO, "recipient")
    if reported and not duty.authority:
        raise AuthorityMissing()
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
    tell(case, "legal_duty")
    return row


def note_vital_interest(case: Case, actor: Actor) -> None:
    """Something was shared over consent, in an emergency, outside a step of the pathway: it is
    written down, and a focal point of the region is asked to look at it within a day."""
    take(case, actor, WORK)
    record(GateOverridden(case_id=case.id, gate="G-CONSENT", reason=VITAL_INTEREST), actor)
    ask_again(case, REVIEW_URGENCY)


def note_urgency_seen(case: Case, actor: Actor) -> None:
    """A focal point looked at an immediate danger, or at a referral made in an emergency, over
    consent or risk."""
    take(case, actor, Permission.CASE_TRIAGE)
    met(case, REVIEW_URGENCY.task, ANSWER_DANGER)
    note_change(case, "urgency_seen", None, actor)


def record_card(
    case: Case, card: CaseCard, actor: Actor, *, expected_version: int | None = None
) -> None:
    """Change the coarse classes; deadlines and statistics follow. Nobody ceases to be a child by a
    change of the card alone."""
    take(case, actor, WORK, expected_version)
    check_age(card_of(case), card, case)
    put_card(case, card, actor)
    moved_on(case)


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
