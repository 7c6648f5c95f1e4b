"""Agreements whose last day has passed: whoever was told under them is asked to delete it.

The sight of it ended with that day. For a week nobody is asked, since the person may agree anew
(they are asked from fourteen days before on); from then on what the body keeps rests on nothing
(Law 09-08, art. 3: personal data are kept no longer than their purpose asks for).
"""

from datetime import timedelta
from uuid import UUID

from casework.cases.domain.consent import RENEWED_WITHIN, is_over
from casework.cases.models import Case
from casework.cases.queries import case_by_id, deletions_of, said_by_person, today
from casework.cases.queries.consents import agreements_over
from casework.cases.service.deletions import ask_to_delete
from casework.cases.withdrawals import Loss, Question, losses_of, shared_under
from casework.db import hold

LOOKS_BACK = timedelta(days=90)
"""How far back agreements that are over are looked at: a worker that stood still for weeks leaves
nobody out, and who could look until later (at a conference, where the person lived) is asked
then."""


def ask_after_endings() -> int:
    """Ask each body that was told something under an agreement that ended a week ago or longer, and
    was not renewed, to delete it; once for each sharing. Says how many were asked."""
    last = today() - RENEWED_WITHIN - timedelta(days=1)
    found = agreements_over(last - LOOKS_BACK, last)
    return sum(_ask(case_by_id(case_id), question) for case_id, question in found)


def _ask(case: Case, question: Question) -> int:
    hold(case)
    if not is_over(said_by_person(case), *question, today()):
        return 0
    waiting = _not_asked(case.id, question)
    for one in waiting:
        ask_to_delete(case, one, None)
    return len(waiting)


def _not_asked(case_id: UUID, question: Question) -> list[Loss]:
    """Who was told and sees nothing of it any more; what rests on another ground is seen on, and
    where the person lives the house deletes it when they leave."""
    seen = {one.reference for one in losses_of(case_id, [question])}
    asked = {(one.organisation_id, one.shared_as) for one in deletions_of(case_id)}
    told = {(one.organisation_id, one.reference): one for one in shared_under(case_id, [question])}
    return [one for key, one in told.items() if key not in asked and one.reference not in seen]
