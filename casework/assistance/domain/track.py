"""A distribution is planned, under way, done or cancelled.

Goods arrive before the day, so they may move while it is planned; a donor is told of what was
done. One where something was given, lost or counted took place: it ends and is never cancelled,
or its goods and its people would be in no report.
"""

from casework.kernel.workflow import START, Table
from casework.kernel.workflow import Transition as T
from casework.policy import Permission as P

PLANNED, RUNNING, DONE, CANCELLED = "planned", "running", "done", "cancelled"
OPEN = (PLANNED, RUNNING)

TABLE: Table = (
    T("plan", START, PLANNED, P.DISTRIBUTION_WORK),
    T("begin", PLANNED, RUNNING, P.DISTRIBUTION_WORK),
    T("finish", RUNNING, DONE, P.DISTRIBUTION_WORK, gates=("G-SIGNED", "G-TALLIED")),
    T("cancel", PLANNED, CANCELLED, P.DISTRIBUTION_WORK, gates=("G-UNTOUCHED", "G-SIGNED"),
      needs_reason=True),
    T("reopen", DONE, RUNNING, P.DISTRIBUTION_WORK, needs_reason=True),
)  # fmt: skip
