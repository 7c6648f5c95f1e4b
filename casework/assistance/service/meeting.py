"""Somebody at a distribution agrees to be met: those who screen are asked to come.

Nothing about the person is written here; who meets them begins a screening, which knows no
distribution."""

from casework.accounts import queries as accounts
from casework.assistance import queries
from casework.assistance.domain.track import CANCELLED
from casework.assistance.models import Operation
from casework.kernel.workflow import Span
from casework.tasks.service import complete_tasks, open_task
from casework.workflow.service import due

MEET_TASK = "meet_from_distribution"
MEET_WITHIN = Span(days=3)


def ask_to_meet(row: Operation) -> None:
    """Ask the caseworkers of the own organisation, where there are none the focal points of the
    region, to meet who agreed to it; once everybody was met, or nobody agrees any more, nobody is
    asked."""
    if not queries.reach_of(row.id).to_be_met or row.state == CANCELLED:
        complete_tasks("operation", row.id, MEET_TASK)
        return
    colleagues = accounts.users_of_organisation(row.organisation_id)
    screens = any(one.role == "caseworker" for one in colleagues)
    open_task(
        "operation", row.id, MEET_TASK, due_at=due(MEET_WITHIN), region=row.region,
        organisation_id=row.organisation_id if screens else None,
    )  # fmt: skip
