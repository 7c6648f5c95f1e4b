"""Facts of the pathway: what the gates read, recorded by hand or following from a fuller record."""

from casework.cases.domain.pathway import PLAN_REINTEGRATION
from casework.cases.domain.records import MILESTONES, WITH_A_RECORD, Milestone, not_ahead
from casework.cases.models import Case, MilestoneRecord
from casework.cases.queries import today
from casework.cases.service.writing import moved_on, next_seq, note_change, of_list, take
from casework.db import db
from casework.kernel import clock
from casework.policy import Actor, Permission
from casework.tasks.service import complete_tasks


def record_milestone(
    case: Case,
    kind: str,
    milestone: Milestone,
    actor: Actor,
    *,
    expected_version: int | None = None,
) -> MilestoneRecord:
    """Record a fact of the pathway by hand, with its day, authority and reference. Those that
    follow from a fuller record are refused without it. A reintegration plan that was signed is no
    longer asked for."""
    take(case, actor, Permission.CASE_WORK, expected_version)
    of_list(kind, [one for one in MILESTONES if one not in WITH_A_RECORD], "kind")
    not_ahead(milestone.on, today())
    row = note_milestone(case, kind, milestone, actor)
    if kind == "reintegration_plan":
        complete_tasks("case", case.id, PLAN_REINTEGRATION.task)
    return row


def note_milestone(case: Case, kind: str, milestone: Milestone, actor: Actor) -> MilestoneRecord:
    """Add the fact to a case that the caller holds and was let into."""
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
    moved_on(case)
    return row
