"""Restricted files: opened again for a while, with a reason, and the officer is told."""

from casework.accounts.queries import data_protection_officers
from casework.audit import record
from casework.audit.catalogue import RestrictedFileOpened
from casework.cases.domain.pathway import CLOSED
from casework.cases.domain.restriction import (
    OPEN_FOR,
    REASONS,
    NotRestricted,
    RestrictionReasonMissing,
)
from casework.cases.models import Case, RestrictedOpening
from casework.cases.service.writing import allow
from casework.db import db
from casework.jobs.outbox import post
from casework.kernel import clock
from casework.kernel.workflow import Transition
from casework.policy import Actor, Permission
from casework.retention.schedules import today
from casework.workflow.service import on_step

TOPIC = "restricted_opening"


def open_restricted(case: Case, reason: str, actor: Actor) -> RestrictedOpening:
    """Use a restricted file again for half an hour. The officers for data protection are told."""
    allow(actor, Permission.CASE_OPEN_RESTRICTED, case)
    if not case.restricted:
        raise NotRestricted()
    if reason not in REASONS:
        raise RestrictionReasonMissing()
    at = clock.now()
    row = RestrictedOpening(
        case_id=case.id, user_id=actor.user_id, reason=reason, opened_at=at, ends_at=at + OPEN_FOR
    )
    db.session.add(row)
    db.session.flush()
    record(RestrictedFileOpened(case_id=case.id, reason=reason), actor)
    for officer in data_protection_officers():
        post(TOPIC, row.id, user_id=officer.id)
    return row


def _note_day(case: Case, arrow: Transition, actor: Actor | None) -> None:
    """The day of the last closing, from which the months are counted."""
    if arrow.target == CLOSED:
        case.closed_on = today()
    elif arrow.source == CLOSED:
        case.closed_on = None


on_step("case", _note_day)
