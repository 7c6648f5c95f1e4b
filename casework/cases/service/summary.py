"""Keeping the summary of a file true: written anew with every act that changes what it says."""

from casework.cases.models import Case
from casework.cases.queries import case_by_id, summed_up, unsummed
from casework.db import db, hold

AT_ONCE = 200


def sum_up(case: Case) -> None:
    """Write the summary of the case anew, in the transaction of the act. Nobody's form is stale
    for it: the file says what it said."""
    db.session.flush()
    case.summary = summed_up(case)


def sum_up_earlier() -> int:
    """Write the summaries of files from before there were any; says how many."""
    ids = unsummed(AT_ONCE)
    for case_id in ids:
        case = case_by_id(case_id)
        hold(case)
        sum_up(case)
    return len(ids)
