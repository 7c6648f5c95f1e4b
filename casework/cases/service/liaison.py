"""What the liaison of the prosecution does with a report."""

from casework.audit import record
from casework.audit.catalogue import CaseFileChanged
from casework.cases.models import Case, LegalDutyRecord
from casework.cases.service.writing import moved_on, take
from casework.db import db
from casework.kernel import clock
from casework.kernel.refusals import Conflict
from casework.policy import Actor, Permission


class ReceivedAlready(Conflict):
    """A colleague confirmed the arrival of this report."""


def confirm_report(case: Case, report: LegalDutyRecord, actor: Actor) -> None:
    """Say that the report arrived at the prosecution; whoever works the case sees by whom."""
    take(case, actor, Permission.LIAISON_READ, closed_too=True)
    db.session.refresh(report)
    if report.received_at is not None:
        raise ReceivedAlready()
    report.received_at, report.received_by_id = clock.now(), actor.user_id
    record(CaseFileChanged(case_id=case.id, part="report_received"), actor)
    moved_on(case)
