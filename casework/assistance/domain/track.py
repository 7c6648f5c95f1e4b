"""A distribution is planned, under way, done or cancelled."""

from casework.kernel.workflow import START, Table
from casework.kernel.workflow import Transition as T
from casework.policy import Permission as P

PLANNED, RUNNING, DONE, CANCELLED = "planned", "running", "done", "cancelled"
OPEN = (PLANNED, RUNNING)

TABLE: Table = (
    T("plan", START, PLANNED, P.DISTRIBUTION_WORK),
    T("begin", PLANNED, RUNNING, P.DISTRIBUTION_WORK),
    T("finish", RUNNING, DONE, P.DISTRIBUTION_WORK, gates=("G-SIGNED", "G-TALLIED")),
    T("cancel", PLANNED, CANCELLED, P.DISTRIBUTION_WORK, needs_reason=True),
    T("reopen", DONE, RUNNING, P.DISTRIBUTION_WORK, needs_reason=True),
)
