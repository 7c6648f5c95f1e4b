"""When the person takes consent back, what was shared under it ends at every recipient at once."""

from collections.abc import Iterable
from uuid import UUID

from casework.cases.domain.consent import Purpose
from casework.cases.withdrawals import Loss, Question
from casework.policy import Actor
from casework.referrals import queries, service
from casework.referrals.models import Referral


def losses(case_id: UUID, question: Question) -> Iterable[Loss]:
    """Who would no longer see what: shown before the withdrawal is recorded."""
    for referral in _resting_on(case_id, question):
        yield Loss(referral.recipient_organisation_id, referral.reference)


def take_back(case_id: UUID, question: Question, actor: Actor) -> None:
    """End them, in the transaction of the withdrawal."""
    service.withdraw([*_resting_on(case_id, question)], case_id)


def _resting_on(case_id: UUID, question: Question) -> Iterable[Referral]:
    purpose, recipient_id = question
    for referral in queries.disclosing(case_id):
        shared_here = purpose == Purpose.SERVICE
        if (
            shared_here and recipient_id == referral.recipient_organisation_id
        ) or purpose == Purpose.CASE:
            yield referral
