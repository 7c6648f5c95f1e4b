"""A visit is open while people are met, then closed; it can be opened again with a reason."""

from casework.kernel.workflow import START, Table
from casework.kernel.workflow import Transition as T
from casework.policy import Permission as P

OPEN, CLOSED = "open", "closed"

TABLE: Table = (
    T("begin", START, OPEN, P.VISIT_START),
    T("close", OPEN, CLOSED, P.VISIT_WORK),
    T("reopen", CLOSED, OPEN, P.VISIT_WORK, needs_reason=True),
)
