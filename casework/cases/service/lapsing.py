"""Agreements whose last day has passed: whoever was told under them is asked to delete it.

The sight of it ended with that day. For a week nobody is asked, since the person may agree anew
(they are asked from fourteen days before on); from then on what the body keeps rests on nothing
(Law 09-08, art. 3: personal data are kept no longer than their purpose asks for).
"""

from datetime import timedelta
from uuid import UUID

from casework.cases.domain.consent import RENEWED_WITHIN, in_force, is_over
from casework.cases.models import Case
from casework.cases.queries import case_by_id, deletions_of, said_by_person, today
from casework.cases.queries.consents import agreements_over
from casework.cases.service.deletions import ask_to_delete
from casework.cases.withdrawals import Loss, Question, losses_of, shared_under
from casework.db import db, hold, unit_of_work


def ask_after_endings() -> int:
    """Ask each body that was told something under an agreement that ended a week ago or longer, and
    was not renewed, to delete it; once for each sharing, however long ago it ended: who could look
    until later (at a conference, where the person lived) is asked then. Says how many were asked.

    Each case is a unit of work of its own, so that no two acts wait for each other's file. What
    goes wrong with one is raised once all others were asked."""
    over: dict[UUID, list[Question]] = {}
    for case_id, question in agreements_over(today() - RENEWED_WITHIN - timedelta(days=1)):
        over.setdefault(case_id, []).append(question)
    db.session.rollback()
    asked, problem = 0, None
    for case_id in sorted(over):
        try:
            with unit_of_work():
                asked += sum(_ask(case_by_id(case_id), question) for question in over[case_id])
        except Exception as broken:
            problem = problem or broken
    if problem is not None:
        raise problem
    return asked


def _ask(case: Case, question: Question) -> int:
    hold(case)
    said, day = said_by_person(case), today()
    if not is_over(said, *question, day):
        return 0
    told = _not_asked(case.id, question)
    waiting = [one for one in told if not in_force(said, question[0], one.organisation_id, day)]
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
