"""Recovery period, protection measures, stay permits, protection from removal, status of victim."""

from datetime import date
from uuid import UUID

from casework.audit import record
from casework.audit.catalogue import RecoveryRuleChanged
from casework.cases.domain.pathway import CLOSED
from casework.cases.domain.protection import (
    ENDING,
    MEASURES,
    PERMIT_BASES,
    PERMIT_KINDS,
    RECOVERY_ENDS,
    STANDINGS,
    Decision,
    Measure,
    NonRemoval,
    Permit,
    Recovery,
    RecoveryRule,
    check_recovery,
    ending_task,
)
from casework.cases.domain.records import (
    DECIDING_BODIES,
    EVIDENCE,
    REVIEWS,
    STATUSES,
    VictimStatus,
    not_ahead,
)
from casework.cases.models import Case, VictimStatusRecord
from casework.cases.queries import newest_of, rule_in_force, thread, today
from casework.cases.records import CaseRecord, RecoveryRuleSet
from casework.cases.service.keeping import keep, met, met_each, tell
from casework.cases.service.summary import sum_up
from casework.cases.service.writing import moved_on, next_seq, note_change, of_list, take
from casework.db import db
from casework.kernel import clock
from casework.kernel.refusals import Conflict, NotFound, Refusal
from casework.kernel.workflow import Transition
from casework.policy import Actor, Permission
from casework.workflow.service import on_step

WORK, FORMAL = Permission.CASE_WORK, Permission.FORMAL_RECORD


class RecoveryRuns(Conflict):
    """One recovery period at a time: the one that runs is prolonged or ended."""


class RuleFromThatDay(Refusal):
    """A rule is in force from a day after today that has none yet; what was counted stays."""

    field = "valid_from"


def record_recovery(
    case: Case, recovery: Recovery, actor: Actor, *, expected_version: int | None = None
) -> CaseRecord:
    """Grant a recovery and reflection period, at least as long as the rule in force when it begins.
    Nothing else is asked of the person for it."""
    take(case, actor, WORK, expected_version)
    not_ahead(recovery.start, today())
    check_recovery(recovery, rule_in_force(recovery.start))
    running = newest_of(case.id, "recovery").get("recovery")
    if running is not None and running.runs(today()):
        raise RecoveryRuns()
    return keep(case, recovery, actor, ends_on=recovery.last_day)


def change_recovery(
    case: Case,
    thread_id: UUID,
    recovery: Recovery,
    actor: Actor,
    *,
    expected_version: int | None = None,
) -> CaseRecord:
    """Prolong the period, or end it for a reason of the list; that it is over is one of them."""
    take(case, actor, WORK, expected_version)
    if recovery.ended:
        of_list(recovery.ended, RECOVERY_ENDS, "ended")
        not_ahead(recovery.last_day, today())
    check_recovery(recovery, rule_in_force(recovery.start))
    _of_thread(case, thread_id, "recovery")
    met(case, ending_task("recovery", thread_id))
    ends_on = None if recovery.ended else recovery.last_day
    return keep(case, recovery, actor, ends_on=ends_on, thread_id=thread_id)


def record_decision(
    case: Case,
    decision: Measure | Permit,
    actor: Actor,
    *,
    thread_id: UUID | None = None,
    expected_version: int | None = None,
) -> CaseRecord:
    """Record a protection measure or a stay permit as asked for, granted, refused or ended; with
    `thread_id`, what became of one on record."""
    take(case, actor, FORMAL if isinstance(decision, Measure) else WORK, expected_version)
    _check_codes(decision)
    kind = "measure" if isinstance(decision, Measure) else "permit"
    if thread_id is not None:
        _of_thread(case, thread_id, kind)
        met(case, ending_task(kind, thread_id))
    asked = decision.standing == "requested"
    ends_on = _warned_of(decision)
    return keep(case, decision, actor, ends_on=ends_on, thread_id=thread_id, waits=asked)


def record_non_removal(
    case: Case, found: NonRemoval, actor: Actor, *, expected_version: int | None = None
) -> CaseRecord:
    """Record that the person is not to be removed from the country, or no longer so protected."""
    take(case, actor, WORK, expected_version)
    not_ahead(found.on, today())
    return keep(case, found, actor)


def record_victim_status(
    case: Case, status: VictimStatus, actor: Actor, *, expected_version: int | None = None
) -> VictimStatusRecord:
    """Record what a body decided on the status of victim. The former decisions stay on file. A
    formal one comes from a competent authority, with its reference and evidence."""
    take(case, actor, FORMAL, expected_version)
    of_list(status.status, STATUSES, "status")
    of_list(status.body, DECIDING_BODIES, "body")
    of_list(status.evidence, ("", *EVIDENCE), "evidence")
    of_list(status.review, ("", *REVIEWS), "review")
    status.check(today())
    row = VictimStatusRecord(
        case_id=case.id,
        seq=next_seq(VictimStatusRecord, case),
        recorded_at=clock.now(),
        recorded_by_id=actor.user_id,
    )
    row.status = status
    db.session.add(row)
    sum_up(case)
    note_change(case, "victim_status", row.status_blob, actor)
    moved_on(case)
    tell(case, "victim_status")
    return row


def set_recovery_rule(rule: RecoveryRule, valid_from: date, actor: Actor) -> RecoveryRuleSet:
    """Set how long a recovery period lasts from a day on. What runs already keeps its length."""
    taken = {row.valid_from for row in db.session.query(RecoveryRuleSet.valid_from)}
    if valid_from <= today() or valid_from in taken:
        raise RuleFromThatDay()
    row = RecoveryRuleSet(
        valid_from=valid_from,
        days=rule.days,
        basis=rule.basis,
        source=rule.source,
        verified=rule.verified,
        set_by_id=actor.user_id,
        set_at=clock.now(),
    )
    db.session.add(row)
    record(RecoveryRuleChanged(day=f"D{valid_from:%Y%m%d}", days=rule.days), actor)
    return row


def _end_warnings(case: Case, arrow: Transition, actor: Actor | None) -> None:
    """Nobody is warned of what ends in a case that is closed."""
    if arrow.target == CLOSED != arrow.source:
        met_each(case, *ENDING.values())


on_step("case", _end_warnings)


def _check_codes(decision: Measure | Permit) -> None:
    of_list(decision.standing, STANDINGS, "standing")
    if isinstance(decision, Permit):
        of_list(decision.kind, PERMIT_KINDS, "kind")
        of_list(decision.basis, PERMIT_BASES, "basis")
    else:
        of_list(decision.kind, MEASURES, "kind")


def _warned_of(decision: Decision) -> date | None:
    return decision.until if decision.standing == "granted" else None


def _of_thread(case: Case, thread_id: UUID, kind: str) -> None:
    if thread(case.id, str(thread_id), kind) is None:
        raise NotFound()
