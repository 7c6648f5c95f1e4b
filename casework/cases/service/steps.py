"""Steps of the pathway: gather what is known, let the gates answer, take the step."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from casework.audit import record
from casework.audit.catalogue import CaseStepTaken, GateOverridden
from casework.cases.circumstances import told_of
from casework.cases.domain.children import ChildFacts
from casework.cases.domain.gates import EVERYTHING, Known, Part, parse, parts_of, verdicts
from casework.cases.domain.pathway import ANSWER_DANGER, TABLE
from casework.cases.domain.risk import HIGH
from casework.cases.models import Case, LegalDutyRecord
from casework.cases.queries import (
    card_of,
    child_facts,
    milestones_of,
    newest_risk,
    said_of,
    to_ask_anew,
    today,
)
from casework.cases.service.writing import refuse_merged
from casework.db import db, hold
from casework.kernel import clock
from casework.kernel.workflow import Deadline, Planned, Span, Transition, Verdict
from casework.policy import Actor
from casework.tasks.service import suspend_tasks
from casework.workflow.service import Step, Track, register_track, take_step

HAND_OVER = "hand_over"
OF_THE_REGION = frozenset(
    {"triage_again", "review_urgency", "answer_closure", HAND_OVER, ANSWER_DANGER}
)


@dataclass(frozen=True)
class Why:
    """The reason somebody gives for a step: a code of a list, words, or both. For `refer`, the
    organisation that would receive the person; for closing, its reason, which the gates read and
    no column keeps in clear: it says what became of the person."""

    code: str | None = None
    words: str | None = None
    recipient_id: UUID | None = None
    closing: str | None = None


NO_REASON = Why()


def task_owner(case: Case, task: str) -> Mapping[str, Any]:
    """Who must act on a deadline: the caseworker, or the focal points of the region."""
    if task in OF_THE_REGION or case.assignee_id is None:
        return {"region": case.region}
    return {
        "assignee_id": case.assignee_id,
        "organisation_id": case.organisation_id,
        "backup_id": case.backup_id,
        "region": case.region,
    }


def _event(case: Case, arrow: Transition) -> CaseStepTaken:
    return CaseStepTaken(
        case_id=case.id, action=arrow.action, source=arrow.source, target=arrow.target
    )


def span_of(case: Case, deadline: Deadline, priority: str | None = None) -> Span:
    """How long a deadline of this case may take: by its priority (or another one that it had), and
    less where it is a child's. The card is opened only for a deadline that asks."""
    child = deadline.for_child is not None and card_of(case).child
    return deadline.span_for(priority or case.priority, child=child)


TRACK = register_track(
    Track(
        name="case",
        title="Case",
        table=TABLE,
        key=lambda case: ("case", case.id),
        event=_event,
        task_owner=task_owner,
        span=span_of,
    )
)


def step(
    case: Case,
    action: str,
    actor: Actor | None,
    *,
    expected_version: int | None = None,
    why: Why = NO_REASON,
) -> Planned:
    """Take a step of the pathway, or refuse with NotPermitted, StaleVersion, StepNotPossible,
    ReasonMissing or GateClosed. `actor` is None for what follows by itself (a referral was
    accepted, or nobody took it): in a file that another leads nothing is due for it."""
    hold(case)
    if actor is not None:
        refuse_merged(case)
    planned = take_step(
        TRACK,
        case,
        Step(
            action,
            actor,
            expected_version,
            gates=gates_of(case, action, actor, why),
            reason=why.words,
            reason_code=why.code,
        ),
    )
    for gate in planned.overridden:
        name = parse(gate)[0]
        record(GateOverridden(case_id=case.id, gate=name, reason=why.code or "given"), actor)
    if case.merged_at is not None:
        suspend_tasks("case", case.id, case.merged_at)
    return planned


def gates_of(
    case: Case, action: str, actor: Actor | None, why: Why = NO_REASON
) -> dict[str, Verdict]:
    """What each gate of this step answers now; empty when there is no such step from here."""
    arrow = next((one for one in TABLE if one.source == case.state and one.action == action), None)
    return verdicts(arrow, known(case, actor, why, parts_of(arrow))) if arrow else {}


def known(
    case: Case, actor: Actor | None, why: Why = NO_REASON, parts: Collection[Part] = EVERYTHING
) -> Known:
    """What is on record of the case now, as the gates read it. Only these parts are looked up."""
    risk = newest_risk(case.id) if Part.RISK in parts else None
    milestones = milestones_of(case.id) if Part.MILESTONES in parts else {}
    card = card_of(case)
    return Known(
        at=clock.now(),
        today=today(),
        priority=case.priority,
        card=card,
        ledger=said_of(case.id) if Part.LEDGER in parts else (),
        recipient_id=why.recipient_id,
        risk_valid_until=risk[0].valid_until if risk else None,
        risk_high=risk is not None and risk[1].level == HIGH,
        milestones={kind: one.on for kind, one in milestones.items()},
        duty_settled=Part.DUTY in parts and has_duty_record(case.id),
        proposed_by=case.proposed_by_id,
        actor_id=actor.user_id if actor else None,
        told=frozenset(told_of(case.id) if Part.TOLD in parts else ()),
        reason_code=why.code or why.closing,
        actor_role=actor.role if actor else None,
        risk_made_at=risk[0].made_at if risk else None,
        child=child_facts(case.id) if Part.CHILD in parts and card.child else ChildFacts(),
        doubted=frozenset(one.said.key for one in to_ask_anew(case))
        if Part.LEDGER in parts
        else frozenset(),
    )


def has_duty_record(case_id: UUID, *, reported: bool = False) -> bool:
    """Whether the duty to report was looked at; with `reported`, whether a report was made."""
    rows = select(LegalDutyRecord.id).where(LegalDutyRecord.case_id == case_id)
    if reported:
        rows = rows.where(LegalDutyRecord.reported)
    return db.session.scalar(rows.limit(1)) is not None
